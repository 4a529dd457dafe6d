"""A painted grid to pick from: one list view, not two thousand buttons."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.diff import ObservableList
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.widgets import bind
from app.ui.theme import Theme

T = TypeVar("T")


class PickGrid(QListView, Generic[T]):
    """Arrows walk, Enter or a click picks; a right click or the menu key asks for more.

    `painter` draws a square, `text_of` names a thing for a screen reader.
    """

    picked = Signal(object)
    menu_wanted = Signal(object, QPoint)
    left_upwards = Signal()

    def __init__(
        self, theme: Theme, name: str, painter: "CellPainter", text_of: Callable[[T], str]
    ) -> None:
        super().__init__()
        self._rows: ObservableList[T] = ObservableList()
        self._model: DiffListModel[T] = DiffListModel(self, text_of=text_of)
        self._model.set_source(self._rows)
        self.setModel(self._model)
        painter.setParent(self)
        self.setItemDelegate(painter)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(name)
        self.customContextMenuRequested.connect(self._on_menu)
        self.clicked.connect(self._on_picked)
        bind(theme, self, lambda: self.setGridSize(QSize(painter.side, painter.side)))

    @property
    def shown(self) -> Sequence[T]:
        """What is in the grid."""
        return self._model.items()

    def show_all(self, things: Sequence[T]) -> None:
        """Show others, from the top."""
        self._rows.reset(things)
        self._rows.commit()
        self.scrollToTop()
        self.setCurrentIndex(QModelIndex())

    def enter(self) -> None:
        """Take the focus, at the first of them."""
        self.setFocus()
        if not self.currentIndex().isValid() and self.shown:
            self.setCurrentIndex(self._model.index(0, 0))

    def pick_first(self) -> None:
        """Pick the best hit."""
        self._on_picked(self._model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter picks; Up from the first row leaves; the menu key asks for more."""
        index = self.currentIndex()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._on_picked(index)
            case Qt.Key.Key_Menu:
                self._on_menu(self.visualRect(index).center())
            case Qt.Key.Key_Up if (
                self.visualRect(index).top() <= self.visualRect(self._model.index(0, 0)).top()
            ):
                self.left_upwards.emit()
            case _:
                super().keyPressEvent(event)

    def _on_picked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(index.data(ItemRole))

    def _on_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            self.menu_wanted.emit(index.data(ItemRole), self.viewport().mapToGlobal(at))


class CellPainter(QStyledItemDelegate):
    """Draws the ground of a square; subclasses draw what lies on it."""

    def __init__(self, theme: Theme, cell: int) -> None:
        super().__init__()
        self._theme, self._cell = theme, cell

    @property
    def side(self) -> int:
        """Of a square, in pixels."""
        return self._theme.px(self._cell)

    def draw(self, painter: QPainter, box: QRect, thing: object) -> None:
        """Draw one thing in its square."""
        raise NotImplementedError

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt: every square is alike."""
        return QSize(self.side, self.side)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: what the mouse is on has a ground, what the keyboard is on a ring, too."""
        colors, box, view = self._theme.colors, QRect(option.rect), option.widget
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        focused = isinstance(view, QListView) and view.currentIndex() == index and view.hasFocus()
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(colors.acc, 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(colors.hover)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 8, 8)
        self.draw(painter, box, index.data(ItemRole))
        painter.restore()
