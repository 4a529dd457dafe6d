"""Pictures, albums, videos and stickers: frames of the right shape before anything is loaded."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from app.domain.content import MediaContent, MediaKind
from app.domain.ids import MxcUri
from app.domain.media import MediaInfo
from app.domain.timeline import SendState, TimelineItem
from app.ui.conversation.layout.canvas import Canvas, Section
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.values import CancelTransfer, OpenMedia, Picture, Transfer
from app.ui.conversation.words import duration_words, media_words
from app.ui.qt.i18n import tr

MAX_W, MAX_H, MIN_SIDE = 420, 400, 72
_UNKNOWN = (280, 200)
_ALBUM = 10


def picture_size(metrics: Metrics, info: MediaInfo, width: float) -> tuple[float, float]:
    """Return the frame for what the sender claims, inside sane caps whatever they claim."""
    claimed = (info.width or 0, info.height or 0)
    w, h = claimed if claimed[0] > 0 and claimed[1] > 0 else _UNKNOWN
    most_w = min(width, float(metrics.px(MAX_W)))
    most_h = float(metrics.px(MAX_H))
    scale = min(most_w / w, most_h / h, 1.0 if w >= MIN_SIDE or h >= MIN_SIDE else MIN_SIDE / w)
    least = float(min(metrics.px(MIN_SIDE), most_w))
    return min(max(w * scale, least), most_w), min(max(h * scale, least), most_h)


def picture_section(
    metrics: Metrics, item: TimelineItem, content: MediaContent, width: float
) -> Section:
    """One photo or video."""
    wide, high = picture_size(metrics, content.info, width)

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        _frame(canvas, item, content, QRectF(x, y, max(room, wide), high))

    return Section(wide, high, emit, bare=True)


def album_section(metrics: Metrics, items: Sequence[TimelineItem], width: float) -> Section:
    """Several photos in rows: two beside one another, the first alone when they are odd."""
    wide = min(width, float(metrics.px(MAX_W)))
    gap = metrics.px(3)
    shown = items[:_ALBUM]
    places: list[tuple[TimelineItem, QRectF]] = []
    y = 0.0
    index = 0
    while index < len(shown):
        left = len(shown) - index
        per_row = min(_per_row(index, left), left)
        high = wide * (0.62 if per_row == 1 else 0.5 if per_row == 2 else 0.36)
        cell = (wide - gap * (per_row - 1)) / per_row
        for column in range(per_row):
            rect = QRectF(column * (cell + gap), y, cell, high)
            places.append((shown[index + column], rect))
        index += per_row
        y += high + gap
    hidden = len(items) - len(shown)

    def emit(canvas: Canvas, x: float, top: float, room: float) -> None:
        for number, (item, rect) in enumerate(places):
            if isinstance(item.content, MediaContent):
                more = hidden if number == len(places) - 1 else 0
                _frame(canvas, item, item.content, rect.translated(x, top), hidden=more)

    return Section(wide, max(y - gap, 1.0), emit, bare=True)


def _per_row(index: int, left: int) -> int:
    if index == 0 and left % 2 and left != 5:
        return 1
    return 3 if left in (3, 5) and index else 2


def sticker_section(
    metrics: Metrics, item: TimelineItem, content: MediaContent, width: float
) -> Section:
    """A sticker stands on the background, without a bubble."""
    wide, high = picture_size(metrics, content.info, min(width, metrics.px(180)))
    scale = min(metrics.px(180) / max(high, 1.0), 1.0)
    wide, high = wide * scale, high * scale

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        rect = QRectF(x, y, wide, high)
        canvas.add(_picture(content, rect, 0.0, QColor(0, 0, 0, 0), contain=True))
        canvas.hit(rect, OpenMedia(item.key), content.filename or tr("Стикер"))

    return Section(wide, high, emit, bare=True)


def still_of(content: MediaContent) -> MxcUri | None:
    """Return the picture that stands for a photo, video or sticker."""
    if content.kind is MediaKind.VIDEO:
        return content.info.thumbnail
    if content.kind is MediaKind.IMAGE and content.source is not None:
        return content.source
    return content.info.thumbnail or content.source


def _picture(
    content: MediaContent,
    rect: QRectF,
    radius: float,
    base: QColor,
    *,
    hidden: int = 0,
    contain: bool = False,
) -> Picture:
    info, still = content.info, still_of(content)
    local = content.local_path if content.kind is MediaKind.IMAGE and still is None else ""
    sign = content.kind is MediaKind.IMAGE
    weight = info.size or 0
    return Picture(rect, radius, still, info.blurhash, local, base, hidden, contain, sign, weight)


def _frame(
    canvas: Canvas, item: TimelineItem, content: MediaContent, rect: QRectF, *, hidden: int = 0
) -> None:
    metrics = canvas.metrics
    px = metrics.px
    canvas.add(_picture(content, rect, px(12), metrics.track(item.mine), hidden=hidden))
    name = f"{media_words(content.kind)} {content.filename}".strip()
    canvas.hit(rect, OpenMedia(item.key), name)
    dark = QColor(0, 0, 0, 130)
    white = QColor(255, 255, 255)
    side = px(48)
    middle = QRectF(0, 0, side, side)
    middle.moveCenter(rect.center())
    if item.status.state is SendState.UPLOADING:
        share = item.status.progress
        canvas.add(Transfer(middle, item.key, "dismiss_20_regular", dark, white, share))
        canvas.hit(middle, CancelTransfer(item.key), tr("Отменить отправку"))
    elif content.kind is MediaKind.VIDEO:
        canvas.add(Transfer(middle, item.key, "play_20_filled", dark, white))
    if content.kind is MediaKind.VIDEO:
        words = duration_words(content.info.duration)
        if words:
            size = metrics.size(words, metrics.small)
            badge = QRectF(rect.x() + px(8), rect.y() + px(8), size.width() + px(12), px(18))
            canvas.box(badge, dark, px(9))
            canvas.label(
                words,
                metrics.small,
                white,
                x=badge.x() + px(6),
                y=badge.y(),
                width=badge.width(),
                line=badge.height(),
            )
