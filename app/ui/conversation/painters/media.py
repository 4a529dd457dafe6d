"""Draws pictures in their frames, transfer buttons and waves."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from app.ui.conversation.layout.values import Picture, Transfer, Wave
from app.ui.conversation.painters.context import PaintContext
from app.ui.conversation.words import size_words


def paint_picture(painter: QPainter, mark: Picture, context: PaintContext) -> None:
    """The picture, or its blurhash, or a plain patch; cut to round corners."""
    pixmap = _pixmap(mark, context)
    rect = mark.rect
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if mark.radius:
        path = QPainterPath()
        path.addRoundedRect(rect, mark.radius, mark.radius)
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    if pixmap is not None:
        _place(painter, rect, pixmap, contain=mark.contain)
    else:
        painter.fillRect(rect, mark.base)
        blurred = context.blurred(mark.blurhash) if mark.blurhash else None
        if blurred is not None:
            painter.drawImage(rect, blurred)
        if mark.uri is not None and context.images.is_held(mark.uri):
            _paint_held(painter, mark, context)
        elif blurred is None and mark.sign and not mark.contain:
            size = round(min(context.metrics.px(32), rect.width(), rect.height()))
            color = context.metrics.colors.text3
            icon = context.metrics.theme.icon("image_20_regular", color, size, context.dpr)
            painter.drawPixmap(rect.center() - QPointF(size / 2, size / 2), icon)
    if mark.hidden:
        painter.fillRect(rect, QColor(0, 0, 0, 120))
        painter.setPen(QColor(255, 255, 255))
        painter.setFont(context.metrics.fonts[context.metrics.title])
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"+{mark.hidden}")
    painter.restore()


def _paint_held(painter: QPainter, mark: Picture, context: PaintContext) -> None:
    """A button to load the picture, and how large it is; a video has a button of its own."""
    metrics = context.metrics
    px, rect, white = metrics.px, mark.rect, QColor(255, 255, 255)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 130))
    if mark.sign or mark.contain:
        side = min(px(48), rect.width(), rect.height())
        circle = QRectF(0, 0, side, side)
        circle.moveCenter(rect.center())
        painter.drawEllipse(circle)
        size = round(side / 2)
        icon = metrics.theme.icon("arrow_download_24_regular", white, size, context.dpr)
        painter.drawPixmap(circle.center() - QPointF(size / 2, size / 2), icon)
    if mark.weight > 0:
        words = size_words(mark.weight)
        wide = metrics.size(words, metrics.small).width() + px(12)
        badge = QRectF(rect.x() + px(8), rect.bottom() - px(26), wide, px(18))
        painter.drawRoundedRect(badge, px(9), px(9))
        painter.setPen(white)
        painter.setFont(metrics.fonts[metrics.small])
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


def _pixmap(mark: Picture, context: PaintContext) -> QPixmap | None:
    w, h = max(round(mark.rect.width()), 1), max(round(mark.rect.height()), 1)
    if mark.uri is not None:
        return context.images.pixmap(mark.uri, w, h, crop=not mark.contain, dpr=context.dpr)
    if mark.local_path:
        return context.local(mark.local_path, w, h)
    return None


def _place(painter: QPainter, rect: QRectF, pixmap: QPixmap, *, contain: bool) -> None:
    ratio = pixmap.devicePixelRatio()
    w, h = pixmap.width() / ratio, pixmap.height() / ratio
    if w <= 0 or h <= 0:
        return
    pick = min if contain else max
    scale = pick(rect.width() / w, rect.height() / h)
    target = QRectF(0, 0, w * scale, h * scale)
    target.moveCenter(rect.center())
    painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))


def paint_transfer(painter: QPainter, mark: Transfer, context: PaintContext) -> None:
    """A round button: what it shows depends on what goes on with the file."""
    rect = mark.rect
    progress = mark.progress
    icon = mark.icon
    if progress is None and mark.key in context.downloads:
        progress, icon = context.downloads[mark.key], "dismiss_20_regular"
    playing = context.playing
    if playing is not None and playing.key == mark.key and not playing.paused:
        icon = "pause_20_filled"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark.fill)
    painter.drawEllipse(rect)
    size = round(rect.width() * (0.5 if icon.startswith(("play", "pause", "dismiss")) else 0.75))
    pixmap = context.metrics.theme.icon(icon, mark.color, size, context.dpr)
    painter.drawPixmap(rect.center() - QPointF(size / 2, size / 2), pixmap)
    if progress is not None:
        pen = QPen(mark.color, max(rect.width() / 18, 2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = rect.adjusted(3, 3, -3, -3)
        painter.drawArc(ring, 90 * 16, -round(max(min(progress, 1.0), 0.03) * 360 * 16))


def paint_wave(painter: QPainter, mark: Wave, context: PaintContext) -> None:
    """Bars, coloured as far as it has been played; without levels one thin bar."""
    playing = context.playing
    share = playing.share if playing is not None and playing.key == mark.key else 0.0
    rect = mark.rect
    painter.setPen(Qt.PenStyle.NoPen)
    if not mark.levels:
        painter.setBrush(mark.rest)
        painter.drawRoundedRect(rect, 3, 3)
        if share > 0:
            painter.setBrush(mark.done)
            painter.drawRoundedRect(rect.adjusted(0, 0, -rect.width() * (1 - share), 0), 3, 3)
        return
    step = rect.width() / len(mark.levels)
    wide = max(step * 0.55, 1.0)
    for index, level in enumerate(mark.levels):
        high = max(level * rect.height(), wide)
        bar = QRectF(rect.x() + index * step, rect.center().y() - high / 2, wide, high)
        painter.setBrush(mark.done if (index + 0.5) / len(mark.levels) <= share else mark.rest)
        painter.drawRoundedRect(bar, wide / 2, wide / 2)
