"""The places of the section «Школа»: a list with headings on the left, a picker where it is narrow.

A place is known by a word of its own, not by its title or number: what is remembered or asked for
stays right in another language and when places are added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind
from app.ui.theme import FontRole, Theme

WIDTH = 216
_KEY = Qt.ItemDataRole.UserRole
_COUNT = Qt.ItemDataRole.UserRole + 1
_ICON = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the section: its key, the heading it stands under, its title and icon."""

    key: str
    group: str
    title: str
    icon: str


def titled(place: Place, waiting: Mapping[str, int]) -> str:
    """Return a title with how many wait there: «Заявки · 3»."""
    count = waiting.get(place.key, 0)
    return f"{place.title} · {count}" if count else place.title


class AdminNav(QListWidget):
    """Headings and places; arrows step over the headings, `picked` gives the key."""

    picked = Signal(str)

    def __init__(self, theme: Theme, places: Sequence[Place]) -> None:
        super().__init__()
        self._theme = theme
        self._items: dict[str, QListWidgetItem] = {}
        self.setObjectName("admin_nav")
        self.setAccessibleName(tr("Разделы школы"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_NavDelegate(theme, self))
        self.setMouseTracking(True)
        group = ""
        for place in places:
            if place.group != group:
                group = place.group
                heading = QListWidgetItem(group, self)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(place.title, self)
            item.setData(_KEY, place.key)
            item.setData(_ICON, place.icon)
            self._items[place.key] = item
        self.currentItemChanged.connect(self._on_current)
        bind(theme, self, self._refresh)

    @property
    def current(self) -> str:
        """The key of the chosen place."""
        return str(self.currentItem().data(_KEY))

    def choose(self, key: str) -> None:
        """Choose a place and tell."""
        self.setCurrentItem(self._items[key])

    def show_waiting(self, waiting: Mapping[str, int]) -> None:
        """Show how many wait at each place; nothing where nobody does."""
        for key, item in self._items.items():
            count = waiting.get(key, 0)
            item.setData(_COUNT, count)
            spoken = tr("{title}, ждут: {count}", title=item.text(), count=count)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken if count else item.text())

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(str(item.data(_KEY)))

    def _refresh(self) -> None:
        colors = self._theme.colors
        self.setFixedWidth(self._theme.px(WIDTH))
        self.setStyleSheet(
            f"QListWidget#admin_nav {{ background: {colors.surface.name()};"
            f" border: none; border-right: 1px solid {colors.line.name()}; outline: 0; }}"
        )
        self.scheduleDelayedItemsLayout()


class _NavDelegate(QStyledItemDelegate):
    """A heading in small letters; a place with icon, title, count; a ring where the keyboard is."""

    def __init__(self, theme: Theme, view: AdminNav) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt: headings have room above them."""
        high = 38 if index.data(_KEY) else 32
        return QSize(0, self._theme.px(high))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: one row."""
        theme, colors, px = self._theme, self._theme.colors, self._theme.px
        box = QRectF(option.rect)
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not index.data(_KEY):
            painter.setFont(theme.font(FontRole.CAPTION))
            painter.setPen(colors.text2)
            words = box.adjusted(px(20), 0, -px(12), -px(4))
            low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, low, title)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        patch = box.adjusted(px(10), px(1), -px(10), -px(1))
        if chosen or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.accSoft if chosen else colors.hover)
            painter.drawRoundedRect(patch, 10, 10)
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(colors.acc, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(patch.adjusted(1, 1, -1, -1), 9, 9)
        ink = colors.accText if chosen else colors.text
        icon = theme.icon(str(index.data(_ICON)), ink, px(20), self._view.devicePixelRatioF())
        painter.drawPixmap(QRectF(patch.left() + px(10), box.center().y() - px(10), px(20), px(20)),
                           icon, QRectF(icon.rect()))  # fmt: skip
        room = patch.adjusted(px(40), 0, -px(8), 0)
        room.setRight(self._draw_count(painter, room, int(index.data(_COUNT) or 0)))
        painter.setFont(theme.font(FontRole.BODY))
        painter.setPen(ink)
        cut = painter.fontMetrics().elidedText(
            title, Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def _draw_count(self, painter: QPainter, room: QRectF, count: int) -> float:
        """Draw how many wait at the right edge; returns where the title must end."""
        if not count:
            return room.right()
        theme, colors, px = self._theme, self._theme.colors, self._theme.px
        text = "99+" if count > 99 else str(count)
        painter.setFont(theme.font(FontRole.CAPTION))
        width = max(px(20), painter.fontMetrics().horizontalAdvance(text) + px(12))
        pill = QRectF(room.right() - width, room.center().y() - px(10), width, px(20))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.acc)
        painter.drawRoundedRect(pill, px(10), px(10))
        painter.setPen(QColor(colors.onAcc))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return pill.left() - px(6)
