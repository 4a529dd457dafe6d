"""Cards of the school's pages, and lists that are as high as their rows."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from app.domain.diff import ObservableList
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.widgets import bind, divider, label
from app.ui.theme import FontRole, Theme

T = TypeVar("T")


class Card(QFrame):
    """A white card with a title line; `body` is below it, `extra` stands right in the line."""

    def __init__(self, theme: Theme, title: str, *, accent: bool = False) -> None:
        super().__init__()
        self._theme, self._accent = theme, accent
        self.setObjectName("school_card")
        self.setAccessibleName(title)
        self.title = label(theme, title, FontRole.TITLE, wrap=True)
        self.extra = QHBoxLayout()
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self.head.addLayout(self.extra)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self.head)
        column.addLayout(self.body)
        column.addStretch(1)
        bind(theme, self, self._refresh)

    def add_line(self) -> None:
        """Draw a line under the title."""
        self.body.addWidget(divider())

    def _refresh(self) -> None:
        colors, px = self._theme.colors, self._theme.px
        edge = colors.acc if self._accent else colors.line
        self.head.setContentsMargins(px(15), px(11), px(15), px(11))
        self.setStyleSheet(
            f"QFrame#school_card {{ background: {colors.surface.name()};"
            f" border: 1px solid {edge.name()}; border-radius: 14px; }}"
            "QListView { background: transparent; }"
        )


class Badge(QLabel):
    """A small pill with a word: «Сегодня»."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        bind(theme, self, self._refresh)

    def _refresh(self) -> None:
        colors, px = self._theme.colors, self._theme.px
        self.setMinimumWidth(0)
        self.setFont(self._theme.font(FontRole.CAPTION))
        # A radius over half the height draws square corners.
        radius = (self.fontMetrics().height() + 2 * px(2)) // 2
        self.setStyleSheet(
            f"background: {colors.accSoft.name()}; color: {colors.accText.name()};"
            f"border-radius: {radius}px; padding: {px(2)}px {px(11)}px;"
        )


class FitList(QListView, Generic[T]):
    """A list without a scroll bar of its own: as high as its rows, whatever its width."""

    chosen = Signal(object)
    """The value of a row that was clicked or entered."""
    left = Signal(int)
    """Up (-1) from the first row or down (+1) from the last."""

    def __init__(self, theme: Theme, name: str, *, text_of: Callable[[T], str]) -> None:
        super().__init__()
        self._rows: ObservableList[T] = ObservableList()
        self.rows_model: DiffListModel[T] = DiffListModel(self, text_of=text_of)
        self.rows_model.set_source(self._rows)
        self.setModel(self.rows_model)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.at: QPoint | None = None
        """Where the mouse picked a row, in the viewport; None by key."""
        self.clicked.connect(self._on_picked)
        bind(theme, self, self.fit)

    def show_rows(self, rows: Iterable[T]) -> None:
        """Show other rows."""
        self._rows.reset(list(rows))
        self._rows.commit()
        self.fit()

    def rows(self) -> list[T]:
        """The rows that are shown."""
        return list(self.rows_model.items())

    def fit(self) -> None:
        """Take the height of the rows."""
        self.scheduleDelayedItemsLayout()
        height = sum(self.sizeHintForRow(row) for row in range(self.rows_model.rowCount()))
        self.setFixedHeight(max(height, 1))

    def sizeHint(self) -> QSize:
        """Qt: any width does."""
        return QSize(200, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width breaks the texts elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: remember where."""
        self.at = event.position().toPoint()
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the page scrolls, not the list."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens a row; the arrows leave the list at its ends."""
        self.at = None
        row, last = self.currentIndex().row(), self.rows_model.rowCount() - 1
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._on_picked(self.currentIndex())
            case Qt.Key.Key_Up if row <= 0:
                self.left.emit(-1)
            case Qt.Key.Key_Down if row >= last:
                self.left.emit(1)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard stands on a row at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(0, 0))

    def event(self, event: QEvent) -> bool:
        """Qt: a polished list knows its fonts."""
        if event.type() == QEvent.Type.Polish:
            self.fit()
        return super().event(event)

    def _on_picked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(ItemRole))


def plain_text(theme: Theme, text: str) -> QWidget:
    """Return a line of quiet text inside a card, with the card's own margins."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    words = label(theme, text, FontRole.PREVIEW, tone="text2", wrap=True)
    column.addWidget(words)
    bind(
        theme,
        holder,
        lambda: column.setContentsMargins(theme.px(15), theme.px(6), theme.px(15), theme.px(14)),
    )
    return holder
