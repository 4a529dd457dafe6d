"""Turn an observed list into another one with few diffs: rows keep their identity by key."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from app.domain.diff import ObservableList

T = TypeVar("T")


def patch(items: ObservableList[T], wanted: Sequence[T], key: Callable[[T], Hashable]) -> None:
    """Make `items` equal to `wanted` (keys are unique in both); the caller commits."""
    head = _same_head(items, wanted, key)
    tail = _same_tail(items, wanted, key, head)
    end = len(items) - tail
    target = wanted[head : len(wanted) - tail]
    if target or end > head:
        _patch_middle(items, target, key, start=head, end=end)
    shift = len(wanted) - tail
    for index in range(shift, len(wanted)):
        if items[index] is not wanted[index]:
            items.update(index, wanted[index])


def _same_head(items: ObservableList[T], wanted: Sequence[T], key: Callable[[T], Hashable]) -> int:
    """Update the rows both lists begin with; return how many they are."""
    count = min(len(items), len(wanted))
    for index in range(count):
        old, new = items[index], wanted[index]
        if old is new:
            continue
        if key(old) != key(new):
            return index
        items.update(index, new)
    return count


def _same_tail(
    items: ObservableList[T], wanted: Sequence[T], key: Callable[[T], Hashable], head: int
) -> int:
    limit = min(len(items), len(wanted)) - head
    for back in range(limit):
        old, new = items[len(items) - 1 - back], wanted[len(wanted) - 1 - back]
        if old is not new and key(old) != key(new):
            return back
    return max(limit, 0)


def _patch_middle(
    items: ObservableList[T],
    wanted: Sequence[T],
    key: Callable[[T], Hashable],
    *,
    start: int,
    end: int,
) -> None:
    keep = {key(item) for item in wanted}
    index = end - 1
    while index >= start:
        run = 0
        while index - run >= start and key(items[index - run]) not in keep:
            run += 1
        if run:
            items.remove(index - run + 1, run)
            end -= run
        index -= max(run, 1)
    # What is left stands in `order`; each wanted row is there (update, move) or new (insert).
    order = [key(items[index]) for index in range(start, end)]
    known = set(order)
    position, fresh = 0, list[T]()
    for item in wanted:
        this = key(item)
        if this not in known:
            fresh.append(item)
            continue
        if fresh:
            items.insert(start + position, fresh)
            order[position:position] = [key(new) for new in fresh]
            position += len(fresh)
            fresh = []
        found = order.index(this, position)
        items.move(start + found, start + position, item)
        order.insert(position, order.pop(found))
        position += 1
    if fresh:
        items.insert(start + position, fresh)
