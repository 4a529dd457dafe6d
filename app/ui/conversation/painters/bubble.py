"""Draws bubbles: rectangles and cached corners, since a big rounded path costs ten times more."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPixmap

from app.ui.conversation.layout.values import Bubble
from app.ui.conversation.painters.context import PaintContext


def paint_bubble(painter: QPainter, mark: Bubble, context: PaintContext) -> None:
    """Fill a bubble and its soft lower edge."""
    if mark.backdrop is not None or context.dpr != int(context.dpr):
        _paint_path(painter, mark)
        return
    rect = mark.rect.toRect()
    side = min(int(mark.radius + 0.999), rect.width() // 2, rect.height() // 2)
    if side <= 0:
        painter.fillRect(rect, mark.fill)
        return
    left, right = rect.left(), rect.right() + 1
    top, bottom = rect.top(), rect.bottom() + 1
    inner = rect.width() - 2 * side
    painter.fillRect(QRect(left, top + side, rect.width(), rect.height() - 2 * side), mark.fill)
    painter.fillRect(QRect(left + side, top, inner, side), mark.fill)
    painter.fillRect(QRect(left + side, bottom - side, inner, side), mark.fill)
    painter.fillRect(QRect(left + side, bottom, inner, 1), mark.shadow)
    places = (
        QPoint(left, top),
        QPoint(right - side, top),
        QPoint(right - side, bottom - side),
        QPoint(left, bottom - side),
    )
    for pixmap, place in zip(_corners(mark, side, context), places, strict=True):
        painter.drawPixmap(place, pixmap)


def _corners(mark: Bubble, side: int, context: PaintContext) -> tuple[QPixmap, ...]:
    cache = context.metrics.corners
    key = (mark.mine, side, mark.radius, context.dpr)
    found = cache.get(key)
    if found is None:
        small = Bubble(
            QRectF(0, 0, 2 * side, 2 * side),
            mark.fill,
            mark.shadow,
            mark.radius,
            mark.small,
            mark.mine,
        )
        whole = QPixmap(round(2 * side * context.dpr), round((2 * side + 1) * context.dpr))
        whole.setDevicePixelRatio(context.dpr)
        whole.fill(Qt.GlobalColor.transparent)
        painter = QPainter(whole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_path(painter, small)
        painter.end()
        cut = round(side * context.dpr)
        edge = round(context.dpr)
        found = cache[key] = (
            whole.copy(0, 0, cut, cut),
            whole.copy(cut, 0, cut, cut),
            whole.copy(cut, cut, cut, cut + edge),
            whole.copy(0, cut, cut, cut + edge),
        )
    return found


def _paint_path(painter: QPainter, mark: Bubble) -> None:
    left, right = (mark.radius, mark.small) if mark.mine else (mark.small, mark.radius)
    path = _rounded(mark.rect, left, right, mark.radius)
    painter.setPen(Qt.PenStyle.NoPen)
    _fill(painter, path.translated(0, 1).subtracted(path), mark.shadow)
    _fill(painter, path, mark.fill)
    if mark.backdrop is not None:
        _fill(painter, path, mark.backdrop)


def _fill(painter: QPainter, path: QPainterPath, brush: QBrush | QColor) -> None:
    painter.setBrush(brush)
    painter.drawPath(path)


def _rounded(box: QRectF, top_left: float, top_right: float, bottom: float) -> QPainterPath:
    path = QPainterPath(QPointF(box.left() + top_left, box.top()))
    path.lineTo(box.right() - top_right, box.top())
    path.arcTo(_corner(box.right() - 2 * top_right, box.top(), top_right), 90, -90)
    path.lineTo(box.right(), box.bottom() - bottom)
    path.arcTo(_corner(box.right() - 2 * bottom, box.bottom() - 2 * bottom, bottom), 0, -90)
    path.lineTo(box.left() + bottom, box.bottom())
    path.arcTo(_corner(box.left(), box.bottom() - 2 * bottom, bottom), 270, -90)
    path.lineTo(box.left(), box.top() + top_left)
    path.arcTo(_corner(box.left(), box.top(), top_left), 180, -90)
    path.closeSubpath()
    return path


def _corner(x: float, y: float, radius: float) -> QRectF:
    return QRectF(x, y, 2 * radius, 2 * radius)
