"""A pill that opens a menu to choose from: whose diary, which week."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton


class Picker(QPushButton):
    """Shows what is chosen; `picked` gives the data of another choice."""

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._options: list[tuple[object, str]] = []
        self._chosen: object = None
        self.setProperty("look", "chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.clicked.connect(self._on_clicked)

    @property
    def chosen(self) -> object:
        """The data of what is shown."""
        return self._chosen

    @property
    def options(self) -> Sequence[tuple[object, str]]:
        """(data, title) of every choice."""
        return self._options

    def offer(self, options: Sequence[tuple[object, str]], chosen: object) -> None:
        """Show other choices."""
        self._options = list(options)
        self._show(chosen)

    def choose(self, data: object) -> None:
        """Choose and tell."""
        self._show(data)
        self.picked.emit(data)

    def menu_of_options(self) -> QMenu:
        """Return the menu, the chosen one ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for data, title in self._options:
            action = menu.addAction(title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(data == self._chosen)
            action.triggered.connect(lambda _=False, it=data: self.choose(it))
        return menu

    def _show(self, chosen: object) -> None:
        self._chosen = chosen
        title = next((title for data, title in self._options if data == chosen), "")
        self.setText(f"{title.replace('&', '&&')} ▾")
        self.setAccessibleName(f"{self._name}: {title}")

    def _on_clicked(self) -> None:
        self.menu_of_options().popup(self.mapToGlobal(self.rect().bottomLeft()))
