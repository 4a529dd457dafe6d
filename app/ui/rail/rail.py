"""The rail: profiles on top, sections under them, settings at the bottom.

Its colour is that of the profile that is shown: one always knows where one is.
"""

from collections.abc import Collection, Sequence
from enum import Enum

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.rail.profile_button import ProfileButton, RailEntry
from app.ui.theme import FontRole, Theme

WIDTH, _ICON = 72, 22
"""At the ordinary size of text; larger text widens both, softly."""


class Section(Enum):
    """What the pane beside the rail shows; others come with their features."""

    CHATS = "chats"
    CALLS = "calls"
    PEOPLE = "people"
    DIARY = "diary"
    SCHOOL = "school"


ALWAYS = frozenset({Section.CHATS, Section.CALLS, Section.PEOPLE})
"""Sections that every profile has; the others come with a role in a school."""


class SectionButton(QAbstractButton):
    """An icon over a word; filled while its section is shown."""

    def __init__(self, theme: Theme, icon: str, text: str, *, filled: str = "") -> None:
        super().__init__()
        self._theme, self._icon, self._filled = theme, icon, filled or icon
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_theme(self, theme: Theme) -> None:
        """Paint in the colours of another profile."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: as wide as the rail, as high as icon and word need."""
        soft, px = self._theme.soft, self._theme.px
        height = soft(_ICON) + (px(14) + 22 if self.isCheckable() else 30)
        return QSize(soft(WIDTH), height)

    def minimumSizeHint(self) -> QSize:
        """Qt: the icon alone, where a low window has no room for the words."""
        return QSize(self._theme.soft(WIDTH), self._theme.soft(_ICON) + 14)

    def _fitting_font(self) -> QFont:
        """Return the font of the word, smaller where large text would be cut off."""
        font = self._theme.font(FontRole.SMALL)
        width, room = QFontMetrics(font).horizontalAdvance(self.text()), self.width() - 4
        if width > room:
            font.setPixelSize(max(font.pixelSize() * room // width, 9))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a rounded patch behind the active or hovered one."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        patch = QRectF(8, 3, self.width() - 16, self.height() - 6)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setOpacity(1.0 if self.isChecked() else 0.55)
            painter.setBrush(colors.railHi)
            painter.drawRoundedRect(patch, 12, 12)
            painter.setOpacity(1.0)
        if self.hasFocus():
            painter.setPen(QPen(colors.railText, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(patch.adjusted(1, 1, -1, -1), 11, 11)
        color = QColor("white") if self.isChecked() else colors.railText
        name = self._filled if self.isChecked() else self._icon
        side = self._theme.soft(_ICON)
        icon = self._theme.icon(name, color, side, self.devicePixelRatioF())
        left = (self.width() - side) / 2
        if not self.isCheckable() or self.height() < self.sizeHint().height() - 4:
            painter.drawPixmap(QPointF(left, (self.height() - side) / 2), icon)
        else:
            painter.drawPixmap(QPointF(left, patch.top() + 7), icon)
            painter.setPen(color)
            painter.setFont(self._fitting_font())
            under = side + 7
            words = QRectF(1, patch.top() + under, self.width() - 2, patch.height() - under - 2)
            text = painter.fontMetrics().elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width() - 2
            )
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class Rail(QWidget):
    """Profiles, sections, settings."""

    profile_picked = Signal(str)
    add_wanted = Signal()
    sign_out_wanted = Signal(str)
    reordered = Signal(list)
    """All profile ids in their new order."""
    section_picked = Signal(Section)
    settings_wanted = Signal()

    def __init__(self, theme: Theme, images: ImageLoader | None = None) -> None:
        super().__init__()
        self._theme, self._images = theme, images
        self._buttons: list[ProfileButton] = []
        self.setFixedWidth(theme.soft(WIDTH))
        self.setAccessibleName(tr("Профили и разделы"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 9, 0, 12)
        self._column.setSpacing(0)
        self._profiles = QVBoxLayout()
        self._profiles.setSpacing(0)
        self._column.addLayout(self._profiles)
        self.add = SectionButton(theme, "add_24_regular", tr("Добавить профиль"))
        self.add.clicked.connect(self.add_wanted)
        self.sections = {
            Section.CHATS: SectionButton(
                theme, "chat_24_regular", tr("Чаты"), filled="chat_24_filled"
            ),
            Section.CALLS: SectionButton(
                theme, "call_24_regular", tr("Звонки"), filled="call_24_filled"
            ),
            Section.PEOPLE: SectionButton(
                theme, "people_24_regular", tr("Люди"), filled="people_24_filled"
            ),
            Section.DIARY: SectionButton(
                theme, "book_open_24_regular", tr("Дневник"), filled="book_open_24_filled"
            ),
            Section.SCHOOL: SectionButton(
                theme, "building_bank_24_regular", tr("Школа"), filled="building_bank_24_filled"
            ),
        }
        self.settings = SectionButton(theme, "settings_24_regular", tr("Настройки"))
        self.settings.clicked.connect(self.settings_wanted)
        self._column.addWidget(self.add)
        self._column.addWidget(_RailLine(self))
        for section, button in self.sections.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _=False, picked=section: self._on_section(picked))
            self._column.addWidget(button)
        self.sections[Section.CHATS].setChecked(True)
        self.offer(ALWAYS)
        self._column.addStretch(1)
        self._column.addWidget(self.settings)

    @property
    def theme(self) -> Theme:
        """The theme it is painted in."""
        return self._theme

    @property
    def buttons(self) -> Sequence[ProfileButton]:
        """The profiles from top to bottom."""
        return self._buttons

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of the profile that is shown."""
        self._theme = theme
        self.setFixedWidth(theme.soft(WIDTH))
        for section in (self.add, self.settings, *self.sections.values()):
            section.set_theme(theme)
        for button in self._buttons:
            button.set_theme(theme)
        self.update()

    def set_entries(self, entries: Sequence[RailEntry]) -> None:
        """Show these profiles; buttons of profiles that stay keep focus."""
        known = {button.entry.profile.id: button for button in self._buttons}
        self._buttons = []
        for place, entry in enumerate(entries):
            button = known.pop(entry.profile.id, None) or self._make(entry, place + 1)
            button.show_entry(entry, place + 1)
            if self._profiles.indexOf(button) != place:
                self._profiles.removeWidget(button)
                self._profiles.insertWidget(place, button)
            self._buttons.append(button)
        for gone in known.values():
            self._profiles.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def show_section(self, section: Section) -> None:
        """Mark a section without telling anybody."""
        self.sections[section].setChecked(True)

    def offer(self, sections: Collection[Section]) -> None:
        """Show the buttons of the sections that the profile has."""
        for section, button in self.sections.items():
            button.setVisible(section in sections)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colors.rail)
        painter.end()

    def _make(self, entry: RailEntry, place: int) -> ProfileButton:
        button = ProfileButton(self._theme, self._images, entry, place)
        button.clicked.connect(lambda: self.profile_picked.emit(button.entry.profile.id))
        button.dragged.connect(lambda y: self._on_dragged(button, y))
        button.dropped.connect(self._tell_order)
        button.moved.connect(lambda step: self._on_moved(button, step))
        button.menu_wanted.connect(lambda at: self._on_menu(button, at))
        return button

    def _on_section(self, section: Section) -> None:
        self.section_picked.emit(section)

    def _on_dragged(self, button: ProfileButton, y: int) -> None:
        height = max(button.height(), 1)
        top = self._buttons[0].y() if self._buttons else 0
        self._put(button, min(max((y - top) // height, 0), len(self._buttons) - 1))

    def _on_moved(self, button: ProfileButton, step: int) -> None:
        place = self._buttons.index(button) + step
        if 0 <= place < len(self._buttons):
            self._put(button, place)
            button.setFocus()
            self._tell_order()

    def _put(self, button: ProfileButton, place: int) -> None:
        if self._buttons.index(button) == place:
            return
        self._buttons.remove(button)
        self._buttons.insert(place, button)
        self._profiles.removeWidget(button)
        self._profiles.insertWidget(place, button)

    def _tell_order(self) -> None:
        self.reordered.emit([button.entry.profile.id for button in self._buttons])

    def _on_menu(self, button: ProfileButton, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self._buttons.index(button)
        up = menu.addAction(tr("Поднять выше"))
        up.setEnabled(place > 0)
        up.triggered.connect(lambda: self._on_moved(button, -1))
        down = menu.addAction(tr("Опустить ниже"))
        down.setEnabled(place < len(self._buttons) - 1)
        down.triggered.connect(lambda: self._on_moved(button, 1))
        menu.addSeparator()
        out = menu.addAction(tr("Выйти из профиля…"))
        out.triggered.connect(lambda: self.sign_out_wanted.emit(button.entry.profile.id))
        menu.popup(at)


class _RailLine(QWidget):
    """The short line between profiles and sections."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(rail)
        self._rail = rail
        self.setFixedHeight(17)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a hair line in the middle."""
        painter = QPainter(self)
        painter.fillRect(QRectF(20, 8, self.width() - 40, 1), self._rail.theme.colors.railHi)
        painter.end()
