"""The row of reactions that opens over its button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui.qt.i18n import tr
from app.ui.theme import Theme, make_font

EMOJI = ("👍", "👏", "❤️", "😂", "😮", "🎉", "🤔", "👎")


class ReactionRow(QFrame):
    """A popup; arrows walk, Enter sends, digits 1 … 8 send at once."""

    def __init__(self, parent: QWidget, theme: Theme, send: Callable[[str], object]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._send = send
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("look", "card")
        self.setAccessibleName(tr("Реакции"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(2)
        self.buttons: list[QPushButton] = []
        for number, emoji in enumerate(EMOJI, 1):
            button = QPushButton(emoji)
            button.setProperty("look", "flat")
            button.setFont(make_font(theme.soft(22)))
            button.setStyleSheet(f"padding: 4px; font-size: {theme.soft(22)}px;")
            button.setFixedSize(theme.soft(44), theme.soft(44))
            button.setToolTip(f"{emoji} ({number})")
            button.setAccessibleName(emoji)
            button.setShortcut(str(number))
            button.clicked.connect(partial(self._on_chosen, emoji))
            row.addWidget(button)
            self.buttons.append(button)

    def show_over(self, widget: QWidget) -> None:
        """Open above a button."""
        self.adjustSize()
        corner = widget.mapToGlobal(QPoint((widget.width() - self.width()) // 2, -self.height()))
        self.move(corner)
        self.show()
        self.buttons[0].setFocus()

    def _on_chosen(self, emoji: str) -> None:
        self._send(emoji)
        self.close()
