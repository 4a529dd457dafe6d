"""A painted grid of emoji: one list view, not two thousand buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.diff import ObservableList
from app.ui.dialogs.emoji_data import Emoji
from app.ui.qt.i18n import tr
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.widgets import bind
from app.ui.theme import Theme, make_font

CELL, COLUMNS = 40, 9


class EmojiGrid(QListView):
    """Arrows walk, Enter or a click picks; a right click or the menu key asks for a skin tone."""

    picked = Signal(str)
    tones_wanted = Signal(object, QPoint)
    left_upwards = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: ObservableList[Emoji] = ObservableList()
        self._model: DiffListModel[Emoji] = DiffListModel(self, text_of=lambda one: one.name)
        self._model.set_source(self._rows)
        self.setModel(self._model)
        self.setItemDelegate(_EmojiDelegate(theme, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Эмодзи"))
        self.customContextMenuRequested.connect(self._on_menu)
        self.clicked.connect(self._on_picked)
        bind(theme, self, lambda: self.setGridSize(QSize(theme.px(CELL), theme.px(CELL))))

    @property
    def shown(self) -> Sequence[Emoji]:
        """What is in the grid."""
        return self._model.items()

    def show_emoji(self, emoji: Sequence[Emoji]) -> None:
        """Show others, from the top."""
        self._rows.reset(emoji)
        self._rows.commit()
        self.scrollToTop()
        self.setCurrentIndex(QModelIndex())

    def enter(self) -> None:
        """Take the focus, at the first emoji."""
        self.setFocus()
        if not self.currentIndex().isValid() and self.shown:
            self.setCurrentIndex(self._model.index(0, 0))

    def pick_first(self) -> None:
        """Pick the best hit."""
        if self.shown:
            self.picked.emit(self.shown[0].text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter picks; Up from the first row leaves; the menu key asks for a tone."""
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
        emoji = index.data(ItemRole) if index.isValid() else None
        if isinstance(emoji, Emoji):
            self.picked.emit(emoji.text)

    def _on_menu(self, at: QPoint) -> None:
        emoji = self.indexAt(at).data(ItemRole)
        if isinstance(emoji, Emoji) and emoji.tones:
            self.tones_wanted.emit(emoji, self.viewport().mapToGlobal(at))


class _EmojiDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: EmojiGrid) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        side = self._theme.px(CELL)
        return QSize(side, side)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        emoji = index.data(ItemRole)
        if not isinstance(emoji, Emoji):
            return
        theme, box, view = self._theme, QRect(option.rect), option.widget
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = isinstance(view, QListView) and view.currentIndex() == index and view.hasFocus()
        if focused or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(theme.colors.acc, 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colors.hover)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 8, 8)
        painter.setFont(make_font(theme.px(24)))
        painter.setPen(theme.colors.text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, emoji.text)
        painter.restore()
