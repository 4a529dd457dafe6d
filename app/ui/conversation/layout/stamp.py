"""Time, «изм.», pin and ticks of a message; and what to do with one that did not go out."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from app.domain.timeline import SendState, TimelineItem
from app.ui.conversation.layout.canvas import Canvas, Section
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.values import Discard, Resend, ShowEdits, ShowReaders, Ticks
from app.ui.conversation.words import clock_time
from app.ui.qt.i18n import tr, user_text


class Stamp:
    """The small line in the corner of a bubble."""

    def __init__(
        self, metrics: Metrics, item: TimelineItem, *, over_picture: bool, on_chat: bool
    ) -> None:
        self._metrics, self._item = metrics, item
        self._over, self._on_chat = over_picture, on_chat
        self._time = clock_time(item.timestamp)
        self._edited = tr("изм.") if item.edited else ""
        gap = metrics.px(4)
        width = metrics.size(self._time, metrics.small).width()
        if self._edited:
            width += metrics.size(self._edited, metrics.small).width() + gap
        if item.pinned:
            width += metrics.px(12) + gap
        if item.mine:
            width += metrics.px(16) + gap
        self._pad = metrics.px(7) if over_picture or on_chat else 0
        self.width = width + 2 * self._pad
        self.height = float(metrics.px(18 if self._pad else 16))

    def emit(self, canvas: Canvas, rect: QRectF) -> None:
        """Draw it in a rectangle of its size."""
        metrics, item = self._metrics, self._item
        colors, px = metrics.colors, metrics.px
        color, tick = colors.text3, colors.acc
        box = QRectF(rect.x(), rect.y(), self.width, self.height)
        if item.mine and not metrics.dark:
            color = colors.text2
        if self._over:
            canvas.box(box, QColor(0, 0, 0, 130), self.height / 2)
            color = tick = QColor(255, 255, 255)
        elif self._on_chat:
            canvas.box(box, colors.surface, self.height / 2)
        x, gap = box.x() + self._pad, px(4)
        if item.pinned:
            side = px(12)
            top = box.y() + (self.height - side) / 2
            canvas.icon("pin_16_filled", color, x=x, y=top, size=side)
            x += side + gap
        for words, edited in ((self._edited, True), (self._time, False)):
            if not words:
                continue
            wide = canvas.label(
                words, metrics.small, color, x=x, y=box.y(), width=200, line=self.height
            )
            if edited:
                place = QRectF(x, box.y(), wide, self.height)
                canvas.hit(place, ShowEdits(), tr("История изменений"))
            x += wide + gap
        if item.mine:
            self._state(canvas, x, box.y(), color=color, tick=tick)

    def _state(self, canvas: Canvas, x: float, y: float, *, color: QColor, tick: QColor) -> None:
        px, item = self._metrics.px, self._item
        side = px(14)
        top = y + (self.height - side) / 2
        match item.status.state:
            case SendState.QUEUED | SendState.SENDING | SendState.UPLOADING:
                canvas.icon("clock_16_regular", color, x=x + px(1), y=top, size=side)
            case SendState.FAILED | SendState.CANCELLED:
                danger = self._metrics.colors.danger
                canvas.icon("error_circle_20_filled", danger, x=x + px(1), y=top, size=side)
            case SendState.SENT:
                box = QRectF(x, y + (self.height - px(12)) / 2, px(16), px(12))
                canvas.add(Ticks(box, item.read_by > 0, tick))
                if item.read_by > 0:
                    canvas.hit(box, ShowReaders(), tr("Кто прочитал"))


def failed_section(metrics: Metrics, item: TimelineItem, width: float) -> Section:
    """Why a message did not go out, with «Повторить» and «Удалить»."""
    retry, drop = tr("Повторить"), tr("Удалить")
    gap = metrics.px(12)
    font = metrics.caption_strong
    actions = metrics.size(retry, font).width() + metrics.size(drop, font).width() + 2 * gap
    error = item.status.error
    why = user_text(error) if error is not None else tr("Не отправлено")
    shown = metrics.fit(why, metrics.caption, max(width - actions, metrics.px(60)))
    wide = metrics.size(shown, metrics.caption).width() + actions
    line = metrics.px(24)

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        colors = metrics.colors
        x += canvas.label(shown, metrics.caption, colors.danger, x=x, y=y, width=room, line=line)
        for words, target, color in (
            (retry, Resend(item.key), colors.accText),
            (drop, Discard(item.key), colors.danger),
        ):
            x += gap
            used = canvas.label(words, font, color, x=x, y=y, width=200, line=line)
            canvas.hit(QRectF(x, y, used, line), target, words)
            x += used

    return Section(wide, line, emit)
