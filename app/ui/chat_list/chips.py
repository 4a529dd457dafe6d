"""The chips over the chat list: one for each section, and one for each folder of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QWidget,
)

from app.domain.folders import MOST_FOLDERS, Folder, InFolder
from app.domain.profiles import ProfileKind
from app.domain.rooms import RoomKind
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, push_button
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.services.facade.rooms import SectionFilter

_LONGEST = 22
"""Letters of a folder's name on its chip."""


def sections_of(kind: ProfileKind) -> tuple[tuple[str, SectionFilter], ...]:
    """Return the filters that a profile offers."""
    if kind is ProfileKind.SCHOOL:
        return (
            (tr("Все"), None),
            (tr("Классы"), RoomKind.CLASS),
            (tr("Родители"), RoomKind.PARENTS),
            (tr("Коллеги"), RoomKind.STAFF),
            (tr("Предметы"), RoomKind.SUBJECT),
            (tr("Личные"), RoomKind.DIRECT),
            (tr("Каналы"), RoomKind.CHANNEL),
            (tr("Непрочитанные"), "unread"),
            (tr("Архив"), "archive"),
        )
    return (
        (tr("Все"), None),
        (tr("Непрочитанные"), "unread"),
        (tr("Группы"), "groups"),
        (tr("Каналы"), RoomKind.CHANNEL),
        (tr("Архив"), "archive"),
    )


class FilterChips(QScrollArea):
    """One chip per section, scrolling sideways; Tab moves between them.

    Folders of one's own stand after «Все», the button for one more at the end.
    """

    picked = Signal(object)
    """The `SectionFilter` to show."""
    folder_wanted = Signal()
    """One more folder is to be made."""
    folder_menu = Signal(str, QPoint)
    """The menu of a folder (its id) is wanted at a place on the screen."""

    def __init__(self, theme: Theme, kind: ProfileKind) -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._shown: SectionFilter = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Какие чаты показать"))
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._group = QButtonGroup(self)
        self._sections: tuple[tuple[str, SectionFilter], ...] = ()
        self._more = push_button("", look="chip")
        self._more.setAccessibleName(tr("Новая папка"))
        self._more.setToolTip(tr("Новая папка"))
        self._more.installEventFilter(self)
        self._more.clicked.connect(self.folder_wanted)
        self._more.hide()
        self._group.idClicked.connect(self._on_picked)
        self._fill(())
        self.setWidget(inner)
        inner.setAutoFillBackground(False)
        bind(theme, self, self._fit)

    @property
    def names(self) -> list[str]:
        """What the chips say, in their order."""
        return [name for name, _ in self._sections]

    def show_folders(self, folders: Sequence[Folder]) -> None:
        """Show the folders there are now; one that is shown and gone gives way to all chats."""
        self._fill(folders)
        self._more.setVisible(len(folders) < MOST_FOLDERS)
        if all(section != self._shown for _, section in self._sections):
            self.pick(None)

    def pick(self, section: SectionFilter) -> None:
        """Choose a chip, as a click would."""
        for number, (_, wanted) in enumerate(self._sections):
            if wanted == section:
                self._group.button(number).setChecked(True)
                self._on_picked(number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a chip that gets the focus comes into view; a folder's chip has a menu."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 24, 0)
        if isinstance(event, QContextMenuEvent) and isinstance(watched, QPushButton):
            number = self._group.id(watched)
            section = self._sections[number][1] if number >= 0 else None
            if isinstance(section, InFolder):
                below = watched.mapToGlobal(watched.rect().bottomLeft())
                by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
                self.folder_menu.emit(section.folder_id, below if by_key else event.globalPos())
                return True
        return False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel scrolls sideways."""
        bar = self.horizontalScrollBar()
        turn = event.angleDelta()
        bar.setValue(bar.value() - (turn.x() or turn.y()) // 2)
        event.accept()

    def _fill(self, folders: Sequence[Folder]) -> None:
        first, *rest = sections_of(self._kind)
        own = [(one.name, InFolder(one.folder_id)) for one in folders]
        wanted = (first, *own, *rest)
        if wanted == self._sections:
            return
        had_focus = self._focused()
        while (old := self._row.takeAt(0)) is not None:
            chip = old.widget()
            if isinstance(chip, QPushButton) and chip is not self._more:
                self._group.removeButton(chip)
                chip.hide()
                chip.deleteLater()
        self._sections = wanted
        for number, (name, section) in enumerate(self._sections):
            self._row.addWidget(self._chip(number, name, section))
            if had_focus is not None and had_focus == section:
                self._group.button(number).setFocus()
        self._row.addWidget(self._more)
        self._row.addStretch(1)

    def _chip(self, number: int, name: str, section: SectionFilter) -> QPushButton:
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        chip = push_button(short.replace("&", "&&"), look="chip")
        chip.setToolTip(name if short != name else "")
        chip.setCheckable(True)
        chip.setAutoExclusive(True)  # one of many, for screen readers too
        chip.setChecked(section == self._shown)
        folder = isinstance(section, InFolder)
        spoken = (
            tr("Папка: {name}", name=name) if folder else tr("Показать: {section}", section=name)
        )
        chip.setAccessibleName(spoken)
        chip.installEventFilter(self)
        self._group.addButton(chip, number)
        return chip

    def _focused(self) -> SectionFilter:
        for number, (_, section) in enumerate(self._sections):
            if self._group.button(number).hasFocus():
                return section
        return None

    def _on_picked(self, number: int) -> None:
        self.ensureWidgetVisible(self._group.button(number), 24, 0)
        self._shown = self._sections[number][1]
        self.picked.emit(self._shown)

    def _fit(self) -> None:
        theme = self._theme
        px = theme.px
        self._row.setContentsMargins(px(12), 0, px(12), 0)
        self._row.setSpacing(px(8))
        self._more.setIcon(theme.qicon("folder_add_20_regular", theme.colors.text2, px(16)))
        self.setFixedHeight(px(44))
