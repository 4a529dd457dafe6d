"""Where rows stand: only what is near is measured, and nothing jumps when something changes.

The truth is an anchor (a row and where its body stands in the view), or "at the bottom"; places of
other rows follow from it. Heights of rows never seen are guesses that matter to the scrollbar only.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.domain.diff import Insert, ListDiff, Move, Remove, Reset, Update
from app.domain.ids import ItemKey
from app.domain.timeline import TimelineItem
from app.ui.conversation.layout.values import RowLayout
from app.ui.conversation.rows import Rows, Unit, UnitKind

Lay = Callable[[Unit, Sequence[TimelineItem]], RowLayout]
_KEPT = 260
"""Layouts kept: some screens around the view, not the whole chat."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and the height of the view at which it begins."""

    unit: Unit
    layout: RowLayout
    y: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + self.layout.height


@dataclass(frozen=True, slots=True)
class Position:
    """A place to come back to: a row and where its body stood, or the bottom."""

    key: ItemKey | None
    y: float = 0.0


@dataclass(slots=True)
class _Kept:
    items: tuple[TimelineItem, ...]
    unit: Unit
    layout: RowLayout


class Stretch:
    """The loaded rows of a chat in a view of some height."""

    def __init__(self, lay: Lay, *, pad: float = 8.0, guess: float = 64.0) -> None:
        self.rows = Rows()
        self.pad = pad
        self.placed: list[Placed] = []
        self.stick = True
        self.live = True
        self.total = 0.0
        self._lay = lay
        self._guess = guess
        self._heights: list[float] = []
        self._anchor = 0
        self._anchor_y = 0.0
        self._kept: OrderedDict[ItemKey, _Kept] = OrderedDict()

    @property
    def items(self) -> list[TimelineItem]:
        """The rows as they are."""
        return self.rows.items

    def apply(self, diffs: Sequence[ListDiff[TimelineItem]]) -> None:
        """Take changes over; the anchor stays with its row."""
        for diff in diffs:
            self._apply(diff)
        self.rows.changed()

    def forget(self, key: ItemKey | None = None) -> None:
        """Lay out anew: one row, or everything (width, theme)."""
        if key is None:
            self._kept.clear()
        else:
            self._kept.pop(key, None)

    def layout(self, unit: Unit) -> RowLayout:
        """Return the layout of a unit, made when needed."""
        items = self.rows.items
        key = items[unit.start].key
        kept = self._kept.get(key)
        if kept is not None and _same(kept, unit, items):
            self._kept.move_to_end(key)
            layout = kept.layout
        else:
            mine = tuple(items[unit.start : unit.end])
            layout = self._lay(unit, mine)
            self._kept[key] = _Kept(mine, unit, layout)
            self._kept.move_to_end(key)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._set_height(unit, layout.height)
        return layout

    def settle(self, view: float) -> None:
        """Work out which rows are in a view of this height and where; correct what overshoots."""
        if not self.rows.items:
            self.placed = []
            return
        self._anchor = min(max(self._anchor, 0), len(self.rows.items) - 1)
        if self.stick:
            self._anchor_to_bottom(view)
        for _ in range(4):
            placed = self._fill(view)
            shift = self._overshoot(placed, view)
            if abs(shift) < 0.01:
                break
            self._anchor_y += shift
        else:
            placed = self._fill(view)
        self._choose_anchor(placed, view)

    def scroll(self, delta: float) -> None:
        """Move the content up by `delta` (down when negative)."""
        if delta < 0:
            self.stick = False
        self._anchor_y -= delta

    def scroll_to(self, value: float) -> None:
        """Go to an offset of the whole content, as far as it is known."""
        ends = list(accumulate(self._heights))
        index = min(bisect_right(ends, value), len(ends) - 1)
        if index < 0:
            return
        unit = self.rows.unit(index)
        self.stick = False
        self._anchor = unit.start
        top = (ends[unit.start - 1] if unit.start else 0.0) - value
        self._anchor_y = top + self.layout(unit).head

    def show(self, key: ItemKey, *, y: float) -> bool:
        """Put the body of a row at a height of the view."""
        index = self.index(key)
        if index is None:
            return False
        self.stick = False
        self._anchor, self._anchor_y = index, y
        return True

    def to_bottom(self) -> None:
        """Stick to the bottom."""
        self.stick = True

    def offset(self) -> float:
        """Return how much of the content stands above the view."""
        if not self.placed:
            return 0.0
        first = self.placed[0]
        return max(sum(self._heights[: first.unit.start]) - first.y + self.pad, 0.0)

    def position(self) -> Position:
        """Return the place to come back to."""
        if self.stick or not self.rows.items:
            return Position(None)
        return Position(self.rows.items[self._anchor].key, self._anchor_y)

    def index(self, key: ItemKey) -> int | None:
        """Return where a row is; looks near the end first."""
        items = self.rows.items
        for index in range(len(items) - 1, -1, -1):
            if items[index].key == key:
                return index
        return None

    def at(self, y: float) -> Placed | None:
        """Return the row at a height of the view."""
        return next((p for p in self.placed if p.y <= y < p.bottom), None)

    def _fill(self, view: float) -> list[Placed]:
        unit = self.rows.unit(self._anchor)
        layout = self.layout(unit)
        placed = [Placed(unit, layout, self._anchor_y - layout.head)]
        bottom, top = placed[0].bottom, placed[0].y
        below = self.rows.after(unit)
        while bottom < view and below is not None:
            layout = self.layout(below)
            placed.append(Placed(below, layout, bottom))
            bottom += layout.height
            below = self.rows.after(below)
        upper: list[Placed] = []
        above = self.rows.before(unit)
        while top > 0 and above is not None:
            layout = self.layout(above)
            top -= layout.height
            upper.append(Placed(above, layout, top))
            above = self.rows.before(above)
        return upper[::-1] + placed

    def _overshoot(self, placed: list[Placed], view: float) -> float:
        first, last = placed[0], placed[-1]
        ends = last.unit.end == len(self.rows.items)
        begins = first.unit.start == 0
        floor = view - self.pad - last.bottom
        ceiling = self.pad - first.y
        if ends and begins and last.bottom - first.y <= view - 2 * self.pad:
            return floor  # a short chat stands at the bottom
        if ends and floor > 0:
            return floor
        if begins and ceiling < 0:
            return ceiling
        return 0.0

    def _choose_anchor(self, placed: list[Placed], view: float) -> None:
        seen = [p for p in placed if p.bottom > 0 and p.y < view and p.layout.height > 0]
        self.placed = seen or placed[-1:]
        pick = next((p for p in seen if p.y + p.layout.head >= 0), None) or self.placed[0]
        self._anchor = pick.unit.start
        self._anchor_y = pick.y + pick.layout.head
        last = placed[-1]
        at_end = last.unit.end == len(self.rows.items)
        self.stick = self.live and at_end and last.bottom <= view - self.pad + 1

    def _anchor_to_bottom(self, view: float) -> None:
        unit = self.rows.unit(len(self.rows.items) - 1)
        layout = self.layout(unit)
        self._anchor = unit.start
        self._anchor_y = view - self.pad - layout.height + layout.head

    def _set_height(self, unit: Unit, height: float) -> None:
        heights = self._heights
        if heights[unit.start] != height:
            self.total += height - heights[unit.start]
            heights[unit.start] = height
        for index in range(unit.start + 1, unit.end):
            if heights[index]:
                self.total -= heights[index]
                heights[index] = 0.0

    def _apply(self, diff: ListDiff[TimelineItem]) -> None:
        items, heights = self.rows.items, self._heights
        match diff:
            case Reset(new):
                key = items[self._anchor].key if items and self._anchor < len(items) else None
                self.rows.items = list(new)
                self._heights = [self._guess] * len(new)
                self.total = self._guess * len(new)
                found = self.index(key) if key is not None else None
                if found is None:
                    self.stick = True
                self._anchor = found or 0
            case Insert(index, new):
                items[index:index] = new
                heights[index:index] = [self._guess] * len(new)
                self.total += self._guess * len(new)
                if index <= self._anchor and len(items) > len(new):
                    self._anchor += len(new)
            case Remove(index, count):
                self.total -= sum(heights[index : index + count])
                for item in items[index : index + count]:
                    self._kept.pop(item.key, None)
                del items[index : index + count]
                del heights[index : index + count]
                if self._anchor >= index + count:
                    self._anchor -= count
                elif self._anchor >= index:
                    self._anchor = max(min(index, len(items) - 1), 0)
            case Update(index, item):
                items[index] = item
            case Move(source, target, item):
                del items[source]
                items.insert(target, item)
                heights.insert(target, heights.pop(source))
                if source < self._anchor <= target:
                    self._anchor -= 1
                elif target <= self._anchor < source:
                    self._anchor += 1


def _same(kept: _Kept, unit: Unit, items: Sequence[TimelineItem]) -> bool:
    one = kept.unit
    if (one.kind, one.day, one.new_line, one.first, one.last, one.end - one.start) != (
        unit.kind,
        unit.day,
        unit.new_line,
        unit.first,
        unit.last,
        unit.end - unit.start,
    ):
        return False
    if unit.kind is UnitKind.NOTHING:
        return True
    return all(a is b for a, b in zip(kept.items, items[unit.start : unit.end], strict=True))
