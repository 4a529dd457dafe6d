"""Which items stand together: groups of one sender, folded events, albums, days.

Worked out lazily around what is looked at, so that 20,000 items cost nothing until they are seen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from app.domain.content import (
    HiddenContent,
    MediaContent,
    MediaKind,
    MembershipContent,
    RoomChangeContent,
)
from app.domain.ids import ItemKey
from app.domain.timeline import SendState, TimelineItem

GROUP_GAP = timedelta(minutes=10)
FOLD_FROM = 3
"""So many events in a row are folded into one line."""


class UnitKind(Enum):
    """How a unit is drawn."""

    BUBBLE = 1
    ALBUM = 2
    SERVICE = 3
    FOLDED = 4
    NOTHING = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """Items `start` … `end - 1`, drawn as one row.

    `day` is set where a day begins above it; `first`/`last` of a group of one sender.
    """

    start: int
    end: int
    kind: UnitKind
    day: date | None = None
    new_line: bool = False
    first: bool = True
    last: bool = True


class Rows:
    """The units of a list of items. `changed()` forgets them after every diff."""

    def __init__(self) -> None:
        self.items: list[TimelineItem] = []
        self.new_from: ItemKey | None = None
        self.show_membership = True
        self.unfolded: set[ItemKey] = set()
        self._spans: dict[int, tuple[int, int, UnitKind]] = {}
        self._units: dict[int, Unit] = {}
        self._days: dict[int, date] = {}

    def changed(self) -> None:
        """Forget everything: items, the new-messages line or folding changed."""
        self._spans.clear()
        self._units.clear()
        self._days.clear()

    def unit(self, index: int) -> Unit:
        """Return the unit that holds an item."""
        start, end, kind = self._span(index)
        found = self._units.get(start)
        if found is None:
            found = self._units[start] = self._make(start, end, kind)
        return found

    def before(self, unit: Unit) -> Unit | None:
        """Return the unit above."""
        return self.unit(unit.start - 1) if unit.start > 0 else None

    def after(self, unit: Unit) -> Unit | None:
        """Return the unit below."""
        return self.unit(unit.end) if unit.end < len(self.items) else None

    def day_of(self, index: int) -> date:
        """Return the local day of an item."""
        day = self._days.get(index)
        if day is None:
            day = self._days[index] = self.items[index].timestamp.astimezone().date()
        return day

    def items_of(self, unit: Unit) -> Sequence[TimelineItem]:
        """Return the items of a unit."""
        return self.items[unit.start : unit.end]

    def _make(self, start: int, end: int, kind: UnitKind) -> Unit:
        if kind is UnitKind.NOTHING:
            return Unit(start, end, kind)
        above, below = self._shown(start, -1), self._shown(end - 1, 1)
        day = None
        if above is None or self.day_of(above) != self.day_of(start):
            day = self.day_of(start)
        new_line = self.new_from is not None and any(
            item.key == self.new_from for item in self.items[start:end]
        )
        first = day is not None or new_line or above is None or not self._joins(above, start)
        last = below is None or not self._joins(end - 1, below)
        if not last and below is not None:
            last = self.day_of(below) != self.day_of(start) or (
                self.new_from is not None and self.items[below].key == self.new_from
            )
        return Unit(start, end, kind, day, new_line, first, last)

    def _joins(self, one: int, other: int) -> bool:
        a, b = self.items[one], self.items[other]
        return (
            not is_service(a)
            and not is_service(b)
            and a.sender.user_id == b.sender.user_id
            and abs(b.timestamp - a.timestamp) <= GROUP_GAP
        )

    def _shown(self, index: int, step: int) -> int | None:
        index += step
        while 0 <= index < len(self.items):
            start, end, kind = self._span(index)
            if kind is not UnitKind.NOTHING:
                return index
            index = end if step > 0 else start - 1
        return None

    def _span(self, index: int) -> tuple[int, int, UnitKind]:
        found = self._spans.get(index)
        if found is not None:
            return found
        item = self.items[index]
        if self._is_nothing(item):
            run = self._run(index, self._is_nothing)
            return self._keep(*run, UnitKind.NOTHING)
        if is_service(item):
            start, end = self._run(index, self._is_shown_service)
            start, end = self._same_day(index, start, end)
            keys = (self.items[i].key for i in range(start, end))
            if end - start >= FOLD_FROM and not (
                self.unfolded and any(key in self.unfolded for key in keys)
            ):
                return self._keep(start, end, UnitKind.FOLDED)
            for one in range(start, end):
                self._spans[one] = (one, one + 1, UnitKind.SERVICE)
            return self._spans[index]
        album = _album(item)
        if album:
            start, end = self._run(
                index,
                lambda other: (
                    _album(other) == album and other.sender.user_id == item.sender.user_id
                ),
            )
            if end - start > 1:
                return self._keep(start, end, UnitKind.ALBUM)
        return self._keep(index, index + 1, UnitKind.BUBBLE)

    def _same_day(self, index: int, start: int, end: int) -> tuple[int, int]:
        day = self.day_of(index)
        low, high = index, index + 1
        while low > start and self.day_of(low - 1) == day and not self._is_line(low):
            low -= 1
        while high < end and self.day_of(high) == day and not self._is_line(high):
            high += 1
        return low, high

    def _is_line(self, index: int) -> bool:
        return self.new_from is not None and self.items[index].key == self.new_from

    def _run(self, index: int, fits: Callable[[TimelineItem], bool]) -> tuple[int, int]:
        start, end = index, index + 1
        while start > 0 and fits(self.items[start - 1]):
            start -= 1
        while end < len(self.items) and fits(self.items[end]):
            end += 1
        return start, end

    def _keep(self, start: int, end: int, kind: UnitKind) -> tuple[int, int, UnitKind]:
        span = (start, end, kind)
        for index in range(start, end):
            self._spans[index] = span
        return span

    def _is_nothing(self, item: TimelineItem) -> bool:
        content = item.content
        if isinstance(content, HiddenContent) or item.status.state is SendState.CANCELLED:
            return True
        return isinstance(content, MembershipContent) and not self.show_membership

    def _is_shown_service(self, item: TimelineItem) -> bool:
        return is_service(item) and not self._is_nothing(item)


def is_service(item: TimelineItem) -> bool:
    """Whether an item is a line about the chat, not a message."""
    return isinstance(item.content, MembershipContent | RoomChangeContent)


def _album(item: TimelineItem) -> str:
    content = item.content
    if isinstance(content, MediaContent) and content.kind in (MediaKind.IMAGE, MediaKind.VIDEO):
        return content.album
    return ""
