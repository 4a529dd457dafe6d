"""The row that the keyboard is at, and what screen readers hear of it and of new messages."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QFocusEvent

from app.domain.ids import ItemKey
from app.domain.timeline import TimelineItem
from app.ui.conversation.layout.text import cut_utf16
from app.ui.conversation.layout.values import Hit, RowLayout
from app.ui.conversation.rows import UnitKind
from app.ui.conversation.spoken_rows import SpokenRows
from app.ui.conversation.words import spoken
from app.ui.qt.reader import announce

if TYPE_CHECKING:
    from app.ui.conversation.view import MessageView


class RowFocus:
    """`key` is the focused row, None without one."""

    def __init__(self, view: "MessageView") -> None:
        self._view = view
        self.key: ItemKey | None = None
        self._spoken: SpokenRows | None = None

    def begin(self) -> None:
        """Another chat is shown, or none."""
        self.key = None
        if self._spoken is not None:
            self._spoken.follow(self._view.timeline)

    def give(self, key: ItemKey | None) -> None:
        """Focus a row, bring it into view and tell screen readers."""
        view = self._view
        self.key = key
        item = view.item(key) if key is not None else None
        if item is None:
            view.viewport().update()
            return
        place = view.place_of(item.key)
        high, edge = view.viewport().height(), view.metrics.px(12)
        if place is None:
            view.jump(item.key, flash=False)
        elif place.top() < edge:
            view.scroll_by(place.top() - edge)
        elif place.bottom() > high - edge:
            view.scroll_by(min(place.bottom() - high + edge, place.top() - edge))
        self._tell()
        view.viewport().update()

    def step(self, step: int) -> None:
        """Focus the row above (-1) or below (+1); the newest in view if there was none."""
        self.give(self._neighbour(step))

    def come_in(self, event: QFocusEvent) -> None:
        """By Tab the newest row in view gets the focus, unless one in view has it."""
        tab = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        lost = self.key is None or self._view.place_of(self.key) is None
        if event.reason() in tab and self._view.stretch.placed and lost:
            self.give(self._newest_in_view())
        QTimer.singleShot(0, self._view, self._tell)  # after Qt has told of the whole view

    def hits_of(self, key: ItemKey) -> list[Hit]:
        """Return what can be activated in a row."""
        layout = self._layout_of(key)
        return list(layout.hits) if layout is not None else []

    def links_of(self, key: ItemKey) -> list[Hit]:
        """Return the links, mentions and spoilers in a row's text."""
        layout = self._layout_of(key)
        if layout is None:
            return []
        return [
            Hit(QRectF(), link.target, cut_utf16(layout.text, link.start, link.end))
            for link in layout.links
        ]

    def announce(self, item: TimelineItem) -> None:
        """Have a new message read out."""
        if QAccessible.isActive():
            announce(self._view, spoken(item))

    def _tell(self) -> None:
        """Tell screen readers, where there are any, of the focused row."""
        row = self._view.stretch.index(self.key) if self.key is not None else None
        if row is None or not QAccessible.isActive():
            return
        if self._spoken is None:
            self._spoken = SpokenRows(self._view)
            self._spoken.follow(self._view.timeline)
        self._spoken.tell(row)

    def _layout_of(self, key: ItemKey) -> RowLayout | None:
        stretch = self._view.stretch
        for placed in stretch.placed:
            if stretch.items[placed.unit.start].key == key:
                return placed.layout
        return None

    def _newest_in_view(self) -> ItemKey | None:
        stretch = self._view.stretch
        return stretch.items[stretch.placed[-1].unit.start].key if stretch.placed else None

    def _neighbour(self, step: int) -> ItemKey | None:
        stretch = self._view.stretch
        rows, items = stretch.rows, stretch.items
        if not items:
            return None
        index = stretch.index(self.key) if self.key is not None else None
        if index is None:
            return self._newest_in_view()
        unit = rows.unit(index)
        while True:
            found = rows.before(unit) if step < 0 else rows.after(unit)
            if found is None:
                return items[rows.unit(index).start].key
            if found.kind is not UnitKind.NOTHING:
                return items[found.start].key
            unit = found
