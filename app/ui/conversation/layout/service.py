"""Lines that are no messages: days, events of the chat, where the new messages begin."""

from PySide6.QtCore import QRectF

from app.domain.ids import ItemKey
from app.domain.rich_text import RichText
from app.ui.conversation.layout.canvas import Canvas
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.text import TextStyle, lay_text
from app.ui.conversation.layout.values import Box, Label, Text, Unfold
from app.ui.qt.i18n import tr


def day_pill(canvas: Canvas, words: str, *, width: float, y: float) -> float:
    """Write a day in the middle; returns the height it took."""
    metrics = canvas.metrics
    box, label = pill_marks(metrics, words, width=width, y=y + metrics.px(9))
    canvas.add(box)
    canvas.add(label)
    canvas.row.pill = box.rect
    return metrics.px(44)


def pill_marks(metrics: Metrics, words: str, *, width: float, y: float) -> tuple[Box, Label]:
    """Return the pill of a day as marks, for the row and for the floating one."""
    size = metrics.size(words, metrics.caption)
    wide, high = size.width() + metrics.px(24), metrics.px(26)
    rect = QRectF((width - wide) / 2, y, wide, high)
    top = rect.center().y() - size.height() / 2
    text = QRectF(rect.x() + metrics.px(12), top, size.width(), size.height())
    colors = metrics.colors
    return (
        Box(rect, colors.surface, high / 2),
        Label(text, metrics.static(words, metrics.caption), colors.text2, metrics.caption),
    )


def new_line(canvas: Canvas, *, width: float, y: float) -> float:
    """Write «Новые сообщения» over the whole width; returns the height it took."""
    metrics = canvas.metrics
    high = metrics.px(24)
    band = QRectF(0, y + metrics.px(4), width, high)
    canvas.box(band, metrics.colors.accSoft)
    words = tr("Новые сообщения")
    wide = metrics.size(words, metrics.caption_strong).width()
    canvas.label(
        words,
        metrics.caption_strong,
        metrics.colors.accText,
        x=(width - wide) / 2,
        y=band.y(),
        width=width,
        line=high,
    )
    return high + metrics.px(8)


def service_line(canvas: Canvas, words: str, *, width: float, y: float, key: ItemKey) -> float:
    """Write an event of the chat in the middle; returns the height it took."""
    metrics = canvas.metrics
    px = metrics.px
    room = max(min(width - 2 * metrics.margin - px(24), px(520)), px(80))
    style = TextStyle(font=metrics.caption, line=px(16))
    body = lay_text(metrics, RichText(words[:500]), room, style=style, key=key)
    wide, high = body.width + px(24), body.height + px(8)
    box = QRectF((width - wide) / 2, y + px(2), wide, high)
    canvas.box(box, metrics.colors.surface, min(high / 2, px(13)))
    canvas.row.bubble = box
    for piece in body.pieces:
        rect = piece.rect.translated(box.x() + px(12), box.y() + px(4))
        canvas.add(Text(rect, piece.layout, piece.text, piece.start, metrics.colors.text2))
    canvas.row.text = body.text
    return high + px(4)


def folded_line(canvas: Canvas, words: str, *, width: float, y: float, key: ItemKey) -> float:
    """Write «3 события · показать»; returns the height it took."""
    metrics = canvas.metrics
    px = metrics.px
    show = tr("показать")
    left_part = f"{words} · "
    first = metrics.size(left_part, metrics.caption).width()
    second = metrics.size(show, metrics.caption_strong).width()
    wide, high = first + second + px(24), px(24)
    box = QRectF((width - wide) / 2, y + px(2), wide, high)
    canvas.box(box, metrics.colors.surface, high / 2)
    canvas.row.bubble = box
    x = box.x() + px(12)
    colors = metrics.colors
    canvas.label(
        left_part, metrics.caption, colors.text2, x=x, y=box.y(), width=first + 2, line=high
    )
    canvas.label(
        show,
        metrics.caption_strong,
        colors.accText,
        x=x + first,
        y=box.y(),
        width=second + 2,
        line=high,
    )
    canvas.hit(box, Unfold(key), f"{words}, {show}")
    canvas.row.text = words
    return high + px(4)
