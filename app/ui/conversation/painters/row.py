"""Draws a laid-out row at the painter's origin."""

import re
from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextCharFormat, QTextLayout

from app.ui.conversation.layout.text import Offsets
from app.ui.conversation.layout.values import (
    Box,
    Bubble,
    Face,
    Icon,
    Label,
    Picture,
    RowLayout,
    Text,
    Ticks,
    Transfer,
    Wave,
)
from app.ui.conversation.painters.bubble import paint_bubble
from app.ui.conversation.painters.context import PaintContext
from app.ui.conversation.painters.media import paint_picture, paint_transfer, paint_wave


def paint_row(painter: QPainter, row: RowLayout, context: PaintContext) -> None:
    """Draw every mark in order, then what lies over the row."""
    colors = context.metrics.colors
    if context.flash > 0:
        tint = QColor(colors.acc)
        tint.setAlphaF(0.22 * context.flash)
        top = max(row.bubble.y() - 4, 0.0)
        painter.fillRect(QRectF(0, top, row.width, row.height - top), tint)
    if context.selected:
        tint = QColor(colors.acc)
        tint.setAlphaF(0.14)
        painter.fillRect(QRectF(0, row.head, row.width, row.height - row.head), tint)
    for mark in row.marks:
        match mark:
            case Bubble():
                paint_bubble(painter, mark, context)
            case Box():
                _paint_box(painter, mark)
            case Label():
                painter.setPen(mark.color)
                painter.setFont(context.metrics.fonts[mark.font_index])
                painter.drawStaticText(mark.rect.topLeft(), mark.text)
            case Text():
                _paint_text(painter, mark, context)
            case Icon():
                size = round(mark.rect.width())
                pixmap = context.metrics.theme.icon(mark.name, mark.color, size, context.dpr)
                painter.drawPixmap(mark.rect.topLeft(), pixmap)
            case Face():
                size = round(mark.rect.width())
                face = context.images.avatar(mark.name, mark.key, size, context.dpr, mark.uri)
                painter.drawPixmap(mark.rect.topLeft(), face)
            case Ticks():
                _paint_ticks(painter, mark)
            case Picture():
                paint_picture(painter, mark, context)
            case Transfer():
                paint_transfer(painter, mark, context)
            case Wave():
                paint_wave(painter, mark, context)
            case _:
                assert_never(mark)
    if context.hover is not None and context.hover in row.hits:
        _paint_hover(painter, context.hover.rect, colors.text)
    if context.focused:
        pen = QPen(colors.acc, 2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(row.bubble.adjusted(-2, -2, 2, 2), 12, 12)
    if context.selected is not None:
        _paint_check(painter, row, context)


def _paint_box(painter: QPainter, mark: Box) -> None:
    painter.setBrush(mark.fill if mark.fill is not None else Qt.BrushStyle.NoBrush)
    if mark.border is not None:
        painter.setPen(QPen(mark.border, 1.4 if mark.fill is None else 1))
        painter.drawRoundedRect(mark.rect.adjusted(0.5, 0.5, -0.5, -0.5), mark.radius, mark.radius)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    if mark.radius:
        painter.drawRoundedRect(mark.rect, mark.radius, mark.radius)
    else:
        painter.drawRect(mark.rect)


def _paint_text(painter: QPainter, mark: Text, context: PaintContext) -> None:
    painter.setPen(mark.color)
    marked = _selections(mark, context)
    clip = QRectF()
    if mark.clip:
        painter.save()
        painter.setClipRect(mark.rect, Qt.ClipOperation.IntersectClip)
        mark.layout.draw(painter, mark.rect.topLeft(), marked, clip)
        painter.restore()
    else:
        mark.layout.draw(painter, mark.rect.topLeft(), marked, clip)


def _selections(mark: Text, context: PaintContext) -> list[QTextLayout.FormatRange]:
    found: list[QTextLayout.FormatRange] = []
    colors = context.metrics.colors
    if context.highlight:
        offsets = Offsets(mark.text)
        words = "|".join(re.escape(word) for word in context.highlight.split()[:8])
        pattern = words.lower().replace("ё", "е")
        for hit in re.finditer(pattern, mark.text.lower().replace("ё", "е")) if words else ():
            start, end = offsets.at(hit.start()), offsets.at(hit.end())
            tint = QColor(colors.warn)
            tint.setAlpha(90)
            found.append(_range(start, end - start, tint, None))
    if context.selection is not None:
        start = max(context.selection[0] - mark.start, 0)
        end = context.selection[1] - mark.start
        if end > start:
            tint = QColor(colors.acc)
            found.append(_range(start, end - start, tint, colors.onAcc))
    return found


def _range(start: int, length: int, back: QColor, fore: QColor | None) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    look = QTextCharFormat()
    look.setBackground(back)
    if fore is not None:
        look.setForeground(fore)
    made.format = look
    return made


def _paint_ticks(painter: QPainter, mark: Ticks) -> None:
    box = mark.rect
    unit = box.height() / 12
    pen = QPen(mark.color, 1.6 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    start = 1.0 if mark.double else 3.0
    path.moveTo(box.x() + start * unit, box.y() + 6.5 * unit)
    path.lineTo(box.x() + (start + 2.8) * unit, box.y() + 9.3 * unit)
    path.lineTo(box.x() + (start + 9) * unit, box.y() + 3 * unit)
    if mark.double:
        path.moveTo(box.x() + 7.6 * unit, box.y() + 9.3 * unit)
        path.lineTo(box.x() + 14 * unit, box.y() + 3 * unit)
    painter.drawPath(path)


def _paint_hover(painter: QPainter, rect: QRectF, color: QColor) -> None:
    tint = QColor(color)
    tint.setAlpha(14)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawRoundedRect(rect, 6, 6)


def _paint_check(painter: QPainter, row: RowLayout, context: PaintContext) -> None:
    metrics = context.metrics
    side = metrics.px(22)
    box = QRectF(metrics.margin - metrics.px(4), row.bubble.center().y() - side / 2, side, side)
    if context.selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(metrics.colors.acc)
        painter.drawEllipse(box)
        size = round(side * 0.7)
        icon = metrics.theme.icon("checkmark_16_filled", metrics.colors.onAcc, size, context.dpr)
        painter.drawPixmap(box.center() - QPointF(size / 2, size / 2), icon)
    else:
        painter.setPen(QPen(metrics.colors.text3, 1.5))
        painter.setBrush(metrics.colors.surface)
        painter.drawEllipse(box)
