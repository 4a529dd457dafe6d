"""The grid of stickers: pictures come as they are loaded, their places stand before."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from app.domain.stickers import Sticker
from app.ui.dialogs.pick_grid import CellPainter, PickGrid
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme

_CELL, _GAP = 88, 6


class StickerGrid(PickGrid[Sticker]):
    """Picks a `Sticker`."""

    def __init__(self, theme: Theme, images: ImageLoader) -> None:
        super().__init__(theme, tr("Стикеры"), _StickerPainter(theme, images), lambda one: one.body)
        images.ready.connect(self._on_ready)

    def _on_ready(self, _: str) -> None:
        self.viewport().update()


class _StickerPainter(CellPainter):
    def __init__(self, theme: Theme, images: ImageLoader) -> None:
        super().__init__(theme, _CELL)
        self._images = images

    def draw(self, painter: QPainter, box: QRect, thing: object) -> None:
        assert isinstance(thing, Sticker)
        side = box.width() - 2 * self._theme.px(_GAP)
        dpr = painter.device().devicePixelRatioF()
        picture = self._images.pixmap(thing.uri, side, side, dpr=dpr)
        if picture is None:
            self._stand_in(painter, box, thing)
            return
        size = picture.deviceIndependentSize()
        scaled = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, scaled.width(), scaled.height())
        target.moveCenter(QRectF(box).center())
        painter.drawPixmap(target, picture, QRectF(picture.rect()))

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
