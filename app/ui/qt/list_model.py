"""The one place where `begin…Rows` is called: an observed list as a Qt model."""

from collections.abc import Callable, Sequence
from operator import eq
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.diff import Insert, ListDiff, Move, ObservableList, Remove, Reset, Update

T = TypeVar("T")
ItemRole = int(Qt.ItemDataRole.UserRole) + 1
"""Role under which a row gives its domain value."""


class DiffListModel(QAbstractListModel, Generic[T]):
    """Rows of an `ObservableList`, kept in step by its diffs."""

    def __init__(
        self, parent: QObject | None = None, *, text_of: Callable[[T], str] | None = None
    ) -> None:
        super().__init__(parent)
        self._rows: list[T] = []
        self._text_of = text_of
        self._source: ObservableList[T] | None = None
        self._unsubscribe: Callable[[], None] | None = None

    @property
    def source(self) -> ObservableList[T] | None:
        """The list that is shown."""
        return self._source

    def set_source(self, source: ObservableList[T] | None) -> None:
        """Show another list, or none."""
        if source is self._source and source is not None:
            return
        self.close()
        self._source = source
        if source is not None:
            self._unsubscribe = source.subscribe(self._on_diffs)
        elif self._rows:
            self._apply(Reset(()))

    def close(self) -> None:
        """Stop watching; the rows stay as they are."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._source = None

    def item(self, row: int) -> T:
        """Return the value of a row."""
        return self._rows[row]

    def items(self) -> Sequence[T]:
        """Return all rows; not to be changed."""
        return self._rows

    def find(self, matches: Callable[[T], bool]) -> int:
        """Return the first row whose value matches, or -1."""
        return next((row for row, item in enumerate(self._rows) if matches(item)), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Qt: the value, or its text for a screen reader."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == ItemRole:
            return self._rows[index.row()]
        if self._text_of is not None and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return self._text_of(self._rows[index.row()])
        return None

    def _on_diffs(self, diffs: Sequence[ListDiff[T]]) -> None:
        for diff in diffs:
            self._apply(diff)

    def _apply(self, diff: ListDiff[T]) -> None:
        root = QModelIndex()
        match diff:
            case Reset(items):
                if len(items) == len(self._rows) and all(map(eq, items, self._rows)):
                    self._rows = list(items)
                    return  # what the snapshot showed is what there is: keep scroll and focus
                self.beginResetModel()
                self._rows = list(items)
                self.endResetModel()
            case Insert(index, items):
                self.beginInsertRows(root, index, index + len(items) - 1)
                self._rows[index:index] = items
                self.endInsertRows()
            case Remove(index, count):
                self.beginRemoveRows(root, index, index + count - 1)
                del self._rows[index : index + count]
                self.endRemoveRows()
            case Update(index, item):
                self._rows[index] = item
                self._changed(index)
            case Move(source, target, item):
                after = target + 1 if target > source else target
                self.beginMoveRows(root, source, source, root, after)
                del self._rows[source]
                self._rows.insert(target, item)
                self.endMoveRows()
                self._changed(target)

    def _changed(self, row: int) -> None:
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)
