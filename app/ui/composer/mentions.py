"""Completion after @: people of the chat by any part of their name, and «@все» where allowed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.ids import UserId
from app.domain.order import alike
from app.domain.people import Member, Person
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.reader import read_current
from app.ui.theme import FontRole, Theme

EVERYONE = "все"
MOST = 8
_AVATAR = 28


@dataclass(frozen=True, slots=True)
class Offer:
    """One row: a person, or everybody where `person` is None."""

    person: Person | None
    text: str


def offers(
    word: str, members: Sequence[Member], *, me: UserId, everyone: bool
) -> tuple[Offer, ...]:
    """Return who fits what was typed: a name any word of which begins so, people before all."""
    wanted = alike(word).split()
    found = [
        Offer(member.person, member.person.name)
        for member in members
        if member.person.user_id != me and _fits(member.person, wanted)
    ]
    found = found[: MOST - 1 if everyone else MOST]
    if everyone and all(EVERYONE.startswith(part) for part in wanted):
        found.append(Offer(None, EVERYONE))
    return tuple(found)


def _fits(person: Person, wanted: Sequence[str]) -> bool:
    words = [*alike(person.name).split(), alike(person.user_id[1:].partition(":")[0])]
    return all(any(word.startswith(part) for word in words) for part in wanted)


class MentionPopup(QFrame):
    """A list over the field; the field keeps the focus and hands on Up, Down, Enter, Tab, Esc."""

    picked = Signal(object)

    def __init__(self, theme: Theme, images: ImageLoader, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._images = theme, images
        self._offers: tuple[Offer, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(tr("Кого упомянуть"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self.pick())
        read_current(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.hide()

    def show_offers(self, found: tuple[Offer, ...], above: QPoint, width: int) -> None:
        """Show rows above a point of the parent; none hides the popup."""
        if found != self._offers or not self.isVisible():
            self._offers = found
            self._fill()
        if not found:
            self.hide()
            return
        row = self._theme.px(40)
        height = row * min(len(found), MOST) + 12
        self.setFixedSize(min(width, self._theme.px(360)), height)
        self.move(above.x(), max(above.y() - height, 0))
        self.show()
        self.raise_()

    def move_by(self, rows: int) -> None:
        """Choose another row."""
        count = len(self._offers)
        if count:
            self.list.setCurrentRow((self.list.currentRow() + rows) % count)

    def pick(self) -> None:
        """Take the chosen row."""
        row = self.list.currentRow()
        if 0 <= row < len(self._offers):
            offer = self._offers[row]
            self.hide()
            self.picked.emit(offer)

    def _fill(self) -> None:
        theme = self._theme
        colors = theme.colors
        self.setStyleSheet(
            f"MentionPopup {{ background: {colors.surface.name()}; border: 1px solid "
            f"{colors.line.name()}; border-radius: 10px; }} QListWidget {{ border: none; "
            f"background: transparent; }} QListWidget::item {{ padding: 4px 8px; border-radius: "
            f"8px; color: {colors.text.name()}; }} QListWidget::item:selected {{ background: "
            f"{colors.accSoft.name()}; color: {colors.text.name()}; }}"
        )
        self.list.clear()
        self.list.setFont(theme.font(FontRole.BODY))
        size = theme.px(_AVATAR)
        self.list.setIconSize(QSize(size, size))
        for offer in self._offers:
            row = QListWidgetItem()
            if offer.person is None:
                row.setText(tr("@все — сообщить всем в чате"))
                icon = theme.icon("people_24_regular", colors.accText, size, 1)
                row.setIcon(QIcon(icon))
            else:
                person = offer.person
                row.setText(person.name)
                avatar = self._images.avatar(
                    person.name, person.user_id, size, self.devicePixelRatioF(), person.avatar
                )
                row.setIcon(QIcon(avatar))
            row.setSizeHint(QSize(0, theme.px(38)))
            self.list.addItem(row)
        self.list.setCurrentRow(0)
