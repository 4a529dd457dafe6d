"""Files, sounds and voice notes."""

from PySide6.QtCore import QRectF

from app.domain.content import MediaContent, MediaKind
from app.domain.timeline import SendState, TimelineItem
from app.ui.conversation.layout.canvas import Canvas, Section
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.values import (
    CancelTransfer,
    OpenMedia,
    PlaySound,
    Transfer,
    Wave,
)
from app.ui.conversation.words import duration_words, extension, size_words
from app.ui.qt.i18n import tr

_BARS = 40
_KINDS = {
    "PDF": "document_pdf_24_regular",
    "DOC": "document_text_24_regular",
    "DOCX": "document_text_24_regular",
    "ODT": "document_text_24_regular",
    "TXT": "document_text_24_regular",
    "XLS": "document_table_24_regular",
    "XLSX": "document_table_24_regular",
    "ODS": "document_table_24_regular",
    "CSV": "document_table_24_regular",
    "ZIP": "folder_zip_24_regular",
    "RAR": "folder_zip_24_regular",
    "7Z": "folder_zip_24_regular",
    "MP3": "music_note_2_24_regular",
    "PNG": "image_24_regular",
    "JPG": "image_24_regular",
    "JPEG": "image_24_regular",
}


def file_icon(filename: str) -> str:
    """Return the icon for a file by the end of its name."""
    return _KINDS.get(extension(filename), "document_24_regular")


def file_section(
    metrics: Metrics, item: TimelineItem, content: MediaContent, width: float
) -> Section:
    """A tile with an icon, the name, and size and kind."""
    tile = metrics.px(44)
    gap = metrics.px(12)
    name = content.filename or tr("Файл")
    shown = _middle(metrics, name, width - tile - gap)
    kind = extension(name)
    details = " · ".join(part for part in (size_words(content.info.size), kind) if part)
    if item.status.state is SendState.UPLOADING:
        details = tr("Отправляется, {share} %", share=round(item.status.progress * 100))
    wide = max(
        metrics.size(shown, metrics.strong).width(),
        metrics.size(details, metrics.caption).width(),
        metrics.px(120),
    )
    full = max(tile + gap + wide, min(width, metrics.px(260)))

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        colors = metrics.colors
        box = QRectF(x, y + metrics.px(2), tile, tile)
        fill = colors.surface if item.mine and not metrics.dark else colors.accSoft
        canvas.box(box, fill, metrics.px(10))
        button = box.adjusted(metrics.px(4), metrics.px(4), -metrics.px(4), -metrics.px(4))
        uploading = item.status.state is SendState.UPLOADING
        icon = "dismiss_20_regular" if uploading else file_icon(name)
        share = item.status.progress if uploading else None
        canvas.add(Transfer(button, item.key, icon, fill, colors.accText, share))
        left, top = x + tile + gap, y + metrics.px(4)
        line = metrics.px(20)
        canvas.label(shown, metrics.strong, colors.text, x=left, y=top, width=room, line=line)
        canvas.label(
            details,
            metrics.caption,
            colors.text2,
            x=left,
            y=top + line,
            width=room,
            line=metrics.px(16),
        )
        words = f"{name}, {details}"
        canvas.hit(QRectF(x, y, room, tile + metrics.px(4)), OpenMedia(item.key), words)
        if uploading:
            canvas.hit(box, CancelTransfer(item.key), tr("Отменить отправку"))

    return Section(min(full, width), tile + metrics.px(4), emit)


def sound_section(
    metrics: Metrics, item: TimelineItem, content: MediaContent, width: float
) -> Section:
    """A voice note or a sound: play button, wave, length."""
    side = metrics.px(40)
    gap = metrics.px(10)
    full = min(width, float(metrics.px(280)))
    levels = _levels(content.waveform)
    voice = content.kind is MediaKind.VOICE
    words = duration_words(content.info.duration) or size_words(content.info.size)
    name = tr("Голосовое сообщение") if voice else content.filename or tr("Аудио")

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        colors = metrics.colors
        box = QRectF(x, y + metrics.px(2), side, side)
        uploading = item.status.state is SendState.UPLOADING
        icon = "dismiss_20_regular" if uploading else "play_20_filled"
        share = item.status.progress if uploading else None
        canvas.add(Transfer(box, item.key, icon, colors.acc, colors.onAcc, share))
        left = x + side + gap
        wave = QRectF(left, y + metrics.px(2), room - side - gap, metrics.px(24))
        if voice:
            rest = metrics.colors.text3
            canvas.add(Wave(wave, item.key, levels, colors.acc, rest))
        else:
            shown = _middle(metrics, name, wave.width())
            line = metrics.px(20)
            canvas.label(shown, metrics.strong, colors.text, x=left, y=y, width=room, line=line)
            thin = QRectF(left, y + metrics.px(22), wave.width(), metrics.px(4))
            canvas.add(Wave(thin, item.key, (), colors.acc, metrics.soft(item.mine)))
        canvas.label(
            words,
            metrics.caption,
            colors.text2,
            x=left,
            y=y + metrics.px(27),
            width=room,
            line=metrics.px(16),
        )
        said = f"{name}, {words}"
        if uploading:
            canvas.hit(box, CancelTransfer(item.key), tr("Отменить отправку"))
        else:
            canvas.hit(box, PlaySound(item.key), said)
            canvas.hit(wave, PlaySound(item.key, 0.0), tr("Перемотать: {name}", name=name))

    return Section(full, side + metrics.px(4), emit, last=side + gap + metrics.px(60))


def _middle(metrics: Metrics, name: str, width: float) -> str:
    from PySide6.QtCore import Qt

    one = name.replace("\n", " ")
    one = one if len(one) <= 200 else one[:120] + "…" + one[-60:]
    return metrics.measure(metrics.strong).elidedText(
        one, Qt.TextElideMode.ElideMiddle, max(width, 1.0)
    )


def _levels(waveform: tuple[int, ...]) -> tuple[float, ...]:
    """Return forty bars of 0 … 1, whatever the sender wrote."""
    values = [min(max(value, 0), 1024) / 1024 for value in waveform[:2000]]
    if not values:
        return (0.15,) * _BARS
    step = len(values) / _BARS
    bars = [
        max(values[int(i * step) : max(int((i + 1) * step), int(i * step) + 1)] or [0.0])
        for i in range(_BARS)
    ]
    return tuple(max(bar, 0.08) for bar in bars)
