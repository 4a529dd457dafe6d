"""Choosing which screen or window the others see."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QListWidget, QListWidgetItem, QWidget

from app.domain.calls import Shareable
from app.ui.qt.dialogs import Sheet, opened
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme


class ScreenSheet(Sheet):
    """A list of screens and windows, and whether their sound goes along."""

    def __init__(self, parent: QWidget, theme: Theme, found: Sequence[Shareable]) -> None:
        super().__init__(parent, theme, tr("Что показать"))
        self._found = found
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Экраны и окна"))
        self.list.setMinimumHeight(theme.px(200))
        self.list.setSpacing(2)
        for one in found:
            item = QListWidgetItem(one.name)
            name = "slide_layout_24_regular" if one.is_window else "desktop_24_regular"
            item.setIcon(theme.qicon(name, size=theme.px(20)))
            kind = tr("окно") if one.is_window else tr("экран")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}, {kind}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self.accept())
        self.list.currentRowChanged.connect(lambda _: self._refresh())
        self.sound = QCheckBox(tr("Со звуком компьютера"))
        self.body.addWidget(self.list)
        self.body.addWidget(self.sound)
        self.add_action(tr("Отмена"))
        self.add_action(tr("Показать"), look="primary")
        self._refresh()
        self.list.setFocus()

    @property
    def chosen(self) -> tuple[Shareable, bool]:
        """What is marked, and whether with sound."""
        one = self._found[max(self.list.currentRow(), 0)]
        return one, one.sound and self.sound.isChecked()

    def _refresh(self) -> None:
        self.sound.setVisible(self._found[max(self.list.currentRow(), 0)].sound)


class SoundSheet(Sheet):
    """The system asks what to show; here only whether the sound goes along."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme, tr("Показать экран"))
        words = tr("Какой экран или какое окно показать, спросит система.")
        self.body.addWidget(label(theme, words, FontRole.BODY, tone="text2", wrap=True))
        self.sound = QCheckBox(tr("Со звуком компьютера"))
        self.body.addWidget(self.sound)
        self.add_action(tr("Отмена"))
        self.add_action(tr("Выбрать"), look="primary")


async def choose_screen(
    parent: QWidget, theme: Theme, found: Sequence[Shareable]
) -> tuple[Shareable, bool] | None:
    """Ask what to show; None where the person thought better of it."""
    if not found[0].name:
        return await _with_sound(parent, theme, found[0])
    sheet = ScreenSheet(parent, theme, found)
    if await opened(sheet) != QDialog.DialogCode.Accepted:
        return None
    return sheet.chosen


async def _with_sound(
    parent: QWidget, theme: Theme, one: Shareable
) -> tuple[Shareable, bool] | None:
    if not one.sound:
        return one, False
    sheet = SoundSheet(parent, theme)
    if await opened(sheet) != QDialog.DialogCode.Accepted:
        return None
    return one, sheet.sound.isChecked()
