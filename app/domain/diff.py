"""Lists that are observed, not polled: a value, then diffs.

A subscriber first gets a `Reset` and then batches of diffs, so there is one code path for both.
`Move` exists because a view keeps selection and scroll anchor through a move and loses them through
remove + insert.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.observable import Observable as Observable
from app.domain.observable import Unsubscribe as Unsubscribe

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reset(Generic[T]):
    """The whole list is new."""

    items: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Insert(Generic[T]):
    """`items` now stand at `index` … `index + len(items) - 1`."""

    index: int
    items: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Remove:
    """`count` rows from `index` are gone."""

    index: int
    count: int


@dataclass(frozen=True, slots=True)
class Update(Generic[T]):
    """The row at `index` has a new value and the same key."""

    index: int
    item: T


@dataclass(frozen=True, slots=True)
class Move(Generic[T]):
    """The row at `source` was taken out and now stands at `target` (index after the removal)."""

    source: int
    target: int
    item: T


ListDiff = Reset[T] | Insert[T] | Remove | Update[T] | Move[T]
Listener = Callable[[Sequence[ListDiff[T]]], None]


class ObservableList(Generic[T]):
    """A list whose owner changes it with diffs and commits once per batch.

    The owner calls `insert`, `remove`, `update`, `move`, `reset` and then `commit()`; listeners get
    one call with everything since the last commit. Not thread-safe: one loop owns it.
    """

    def __init__(self) -> None:
        self._items: list[T] = []
        self._pending: list[ListDiff[T]] = []
        self._listeners: list[Listener[T]] = []

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, index: int) -> T:
        return self._items[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def subscribe(self, listener: Listener[T]) -> Unsubscribe:
        """Call `listener` with a `Reset` now and with every committed batch from here on."""
        listener([Reset(tuple(self._items))])
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def reset(self, items: Sequence[T]) -> None:
        """Replace everything; pending diffs are dropped, for they no longer matter."""
        self._items = list(items)
        self._pending = [Reset(tuple(self._items))]

    def insert(self, index: int, items: Sequence[T]) -> None:
        """Put `items` before the row at `index`."""
        if items:
            self._items[index:index] = items
            self._pending.append(Insert(index, tuple(items)))

    def remove(self, index: int, count: int = 1) -> None:
        """Take `count` rows out from `index`."""
        if count:
            del self._items[index : index + count]
            self._pending.append(Remove(index, count))

    def update(self, index: int, item: T) -> None:
        """Give the row at `index` a new value; an equal value is no change."""
        if self._items[index] != item:
            self._items[index] = item
            self._pending.append(Update(index, item))

    def move(self, source: int, target: int, item: T) -> None:
        """Move the row at `source` to `target` (an index after its removal) with a new value."""
        if source == target:
            self.update(source, item)
            return
        del self._items[source]
        self._items.insert(target, item)
        self._pending.append(Move(source, target, item))

    def commit(self) -> None:
        """Tell every listener what changed since the last commit."""
        if not self._pending:
            return
        batch, self._pending = self._pending, []
        for listener in tuple(self._listeners):
            listener(batch)
