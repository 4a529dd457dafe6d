"""A painted grid of stickers: pictures come as they are loaded, their places stand before."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.diff import ObservableList
from app.domain.stickers import Sticker
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.list_model import DiffListModel, ItemRole
from app.ui.qt.widgets import bind
from app.ui.theme import Theme

CELL, COLUMNS = 88, 4
_GAP = 6


class StickerGrid(QListView):
    """Arrows walk, Enter or a click picks; a right click or the menu key asks for more."""

    picked = Signal(object)
    """The `Sticker`."""
    menu_wanted = Signal(object, QPoint)
    left_upwards = Signal()

    def __init__(self, theme: Theme, images: ImageLoader) -> None:
        super().__init__()
        self._rows: ObservableList[Sticker] = ObservableList()
        self._model: DiffListModel[Sticker] = DiffListModel(self, text_of=lambda one: one.body)
        self._model.set_source(self._rows)
        self.setModel(self._model)
        self.setItemDelegate(_StickerDelegate(theme, self, images))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Стикеры"))
        self.customContextMenuRequested.connect(self._on_menu)
        self.clicked.connect(self._on_picked)
        images.ready.connect(self._on_ready)
        bind(theme, self, lambda: self.setGridSize(QSize(theme.px(CELL), theme.px(CELL))))

    @property
    def shown(self) -> Sequence[Sticker]:
        """What is in the grid."""
        return self._model.items()

    def show_stickers(self, stickers: Sequence[Sticker]) -> None:
        """Show others, from the top."""
        self._rows.reset(stickers)
        self._rows.commit()
        self.scrollToTop()
        self.setCurrentIndex(QModelIndex())

    def enter(self) -> None:
        """Take the focus, at the first sticker."""
        self.setFocus()
        if not self.currentIndex().isValid() and self.shown:
            self.setCurrentIndex(self._model.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter picks; Up from the first row leaves; the menu key asks for more."""
        index = self.currentIndex()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._on_picked(index)
            case Qt.Key.Key_Menu:
                self._on_menu(self.visualRect(index).center())
            case Qt.Key.Key_Up if index.row() < COLUMNS:
                self.left_upwards.emit()
            case _:
                super().keyPressEvent(event)

    def _on_ready(self, _: str) -> None:
        self.viewport().update()

    def _on_picked(self, index: QModelIndex) -> None:
        sticker = index.data(ItemRole) if index.isValid() else None
        if isinstance(sticker, Sticker):
            self.picked.emit(sticker)

    def _on_menu(self, at: QPoint) -> None:
        sticker = self.indexAt(at).data(ItemRole)
        if isinstance(sticker, Sticker):
            self.menu_wanted.emit(sticker, self.viewport().mapToGlobal(at))


class _StickerDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: StickerGrid, images: ImageLoader) -> None:
        super().__init__(view)
        self._theme, self._images = theme, images

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
        sticker = index.data(ItemRole)
        if not isinstance(sticker, Sticker):
            return
        theme, box, view = self._theme, QRect(option.rect), option.widget
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        focused = isinstance(view, QListView) and view.currentIndex() == index and view.hasFocus()
        over = option.state & QStyle.StateFlag.State_MouseOver
        painter.setPen(QPen(theme.colors.acc, 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colors.hover if over or focused else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 8, 8)
        side = box.width() - 2 * theme.px(_GAP)
        dpr = painter.device().devicePixelRatioF()
        picture = self._images.pixmap(sticker.uri, side, side, dpr=dpr)
        if picture is None:
            self._stand_in(painter, box, sticker)
        else:
            size = picture.deviceIndependentSize()
            scaled = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(0, 0, scaled.width(), scaled.height())
            target.moveCenter(QRectF(box).center())
            painter.drawPixmap(target, picture, QRectF(picture.rect()))
        painter.restore()

    def _stand_in(self, painter: QPainter, box: QRect, sticker: Sticker) -> None:
        theme = self._theme
        broken = self._images.is_broken(sticker.uri)
        icon = "image_off_24_regular" if broken else "sticker_20_regular"
        dpr = painter.device().devicePixelRatioF()
        picture = theme.icon(icon, theme.colors.text3, theme.px(24), dpr)
        size = picture.deviceIndependentSize()
        center = QRectF(box).center()
        painter.drawPixmap(
            round(center.x() - size.width() / 2), round(center.y() - size.height() / 2), picture
        )
