"""A chat row as a value: which text stands where, in which tone. Pure, so it can be cached.

Lengths are points at the theme's text size. Painting is in `chat_row_paint`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from app.domain.rooms import MuteMode, PreviewKind, RoomState, RoomSummary, Ticks
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.theme import FontRole, Theme
from app.ui.when import list_time

ROW_HEIGHT = 70
_MARGIN, _PAD, _AVATAR = 6, 12, 48


class Tone(Enum):
    """Which colour of the theme a text or an icon takes."""

    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    DANGER = "danger"
    ACCENT = "accText"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in its place; already cut to fit."""

    text: str
    role: FontRole
    tone: Tone
    box: QRectF


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon in its place."""

    icon: str
    tone: Tone
    box: QRectF


@dataclass(frozen=True, slots=True)
class Badge:
    """A pill with a number or a sign; a loud one is in the accent colour."""

    text: str
    loud: bool
    box: QRectF


@dataclass(frozen=True, slots=True)
class ChatRow:
    """Everything the painter needs of one row."""

    card: QRectF
    avatar: QRectF
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    badges: tuple[Badge, ...] = ()
    accept: QRectF | None = None
    decline: QRectF | None = None


@dataclass
class Metrics:
    """Font metrics by role, made once per theme state."""

    theme: Theme
    _known: dict[FontRole, QFontMetricsF] = field(default_factory=dict)

    def of(self, role: FontRole) -> QFontMetricsF:
        """Return the metrics of a role."""
        if role not in self._known:
            self._known[role] = QFontMetricsF(self.theme.font(role))
        return self._known[role]

    def font(self, role: FontRole) -> QFont:
        """Return the font of a role."""
        return self.theme.font(role)


def preview_icon(kind: PreviewKind) -> str:
    """Return the icon before the preview text, or ''."""
    return {
        PreviewKind.PHOTO: "image_16_regular",
        PreviewKind.VIDEO: "video_16_regular",
        PreviewKind.AUDIO: "music_note_2_20_regular",
        PreviewKind.VOICE: "mic_16_regular",
        PreviewKind.FILE: "document_16_regular",
        PreviewKind.POLL: "poll_16_filled",
        PreviewKind.STICKER: "sticker_20_regular",
        PreviewKind.CALL: "call_missed_20_regular",
        PreviewKind.ENCRYPTED: "lock_closed_20_regular",
    }.get(kind, "")


def preview_words(kind: PreviewKind, text: str) -> str:
    """Return the preview in words: «Фотография», «Голосовое сообщение, 0:24», the text itself."""
    match kind:
        case PreviewKind.NONE:
            return tr("Нет сообщений")
        case PreviewKind.PHOTO:
            return text or tr("Фотография")
        case PreviewKind.VIDEO:
            return text or tr("Видео")
        case PreviewKind.AUDIO:
            return text or tr("Аудиозапись")
        case PreviewKind.VOICE:
            voice = tr("Голосовое сообщение")
            return f"{voice}, {text}" if text else voice
        case PreviewKind.FILE:
            return text or tr("Файл")
        case PreviewKind.POLL:
            return tr("Опрос: {question}", question=text) if text else tr("Опрос")
        case PreviewKind.STICKER:
            return tr("Стикер")
        case PreviewKind.CALL:
            return text or tr("Звонок")
        case PreviewKind.DELETED:
            return tr("Сообщение удалено")
        case PreviewKind.ENCRYPTED:
            return tr("Зашифрованное сообщение")
        case PreviewKind.TEXT:
            return text
        case PreviewKind.SERVICE:
            return _service_words(text)


def _service_words(line: str) -> str:
    from app.domain.preview import sentence_of  # seldom the last thing in a chat

    sentence = sentence_of(line)
    return user_text(sentence) if sentence is not None else line


def typing_words(names: tuple[str, ...], direct: bool) -> str:
    """Return «печатает…», «Мама печатает…», «Мама и Игорь печатают…», «печатают 5 человек…»."""
    if direct:
        return tr("печатает…")
    if len(names) == 1:
        return tr("{name} печатает…", name=names[0])
    if len(names) == 2:
        return tr("{first} и {second} печатают…", first=names[0], second=names[1])
    return trn("печатают %n [человек|человека|человек]…", len(names))


def count_words(count: int) -> str:
    """Return the number of a badge."""
    return str(count) if count < 1000 else "999+"


def lay_out(summary: RoomSummary, width: float, *, metrics: Metrics, now: datetime) -> ChatRow:
    """Place everything of a chat in a row of this width."""
    px, soft = metrics.theme.px, metrics.theme.soft
    card = QRectF(_MARGIN, 1, width - 2 * _MARGIN, px(ROW_HEIGHT) - 2)
    side = soft(_AVATAR)
    avatar = QRectF(card.left() + soft(_PAD), card.center().y() - side / 2, side, side)
    place = _Place(
        metrics,
        left=avatar.right() + soft(_PAD),
        right=card.right() - soft(_PAD),
        first=card.top() + px(22),
        second=card.top() + px(46),
    )
    if summary.state is RoomState.INVITED:
        return _invite(summary, place, card=card, avatar=avatar)
    _first_line(summary, place, now)
    _badges(summary, place)
    _second_line(summary, place)
    return ChatRow(card, avatar, tuple(place.pieces), tuple(place.marks), tuple(place.badges))


@dataclass
class _Place:
    """A row being filled: `right` shrinks as things are put at the end of a line."""

    metrics: Metrics
    left: float
    right: float
    first: float
    second: float
    pieces: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    badges: list[Badge] = field(default_factory=list)
    second_right: float = 0.0

    def width(self, text: str, role: FontRole) -> float:
        return self.metrics.of(role).horizontalAdvance(text)

    def put(
        self, text: str, role: FontRole, tone: Tone, *, x: float, middle: float, room: float
    ) -> float:
        """Put a text at `x`, cut to `room`; return where it ends."""
        metrics = self.metrics.of(role)
        width = metrics.horizontalAdvance(text)
        if width > room:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
            width = min(metrics.horizontalAdvance(text), max(room, 0))
        height = metrics.height()
        self.pieces.append(Piece(text, role, tone, QRectF(x, middle - height / 2, width, height)))
        return x + width

    def icon(self, name: str, tone: Tone, *, x: float, middle: float, size: float) -> None:
        self.marks.append(Mark(name, tone, QRectF(x, middle - size / 2, size, size)))


def _first_line(summary: RoomSummary, place: _Place, now: datetime) -> None:
    px = place.metrics.theme.px
    end = place.right
    if summary.timestamp is not None:
        text = list_time(summary.timestamp, now)
        start = end - place.width(text, FontRole.CAPTION)
        place.put(
            text, FontRole.CAPTION, Tone.TEXT3, x=start, middle=place.first, room=end - start + 1
        )
        end = start - px(6)
    tick = tick_icon(summary.ticks)
    if tick:
        tone = Tone.DANGER if summary.ticks is Ticks.FAILED else Tone.ACCENT
        tone = Tone.TEXT3 if summary.ticks is Ticks.QUEUED else tone
        place.icon(tick, tone, x=end - px(16), middle=place.first, size=px(16))
        end -= px(16) + px(6)
    after: list[tuple[str, Tone]] = []
    if summary.verified:
        after.append(("hat_graduation_20_filled", Tone.ACCENT))
    if is_muted(summary, now):
        after.append(("alert_off_16_regular", Tone.TEXT3))
    room = end - place.left - len(after) * px(22)
    x = place.put(
        summary.name, FontRole.TITLE, Tone.TEXT, x=place.left, middle=place.first, room=room
    )
    for icon, tone in after:
        x += px(6)
        place.icon(icon, tone, x=x, middle=place.first, size=px(16))
        x += px(16)


def _badges(summary: RoomSummary, place: _Place) -> None:
    px = place.metrics.theme.px
    end, height = place.right, px(20)
    if summary.unread or summary.marked_unread:
        text = count_words(summary.unread) if summary.unread else ""
        width = max(height, place.width(text, FontRole.CAPTION_STRONG) + px(12)) if text else px(12)
        tall = height if text else px(12)
        box = QRectF(end - width, place.second - tall / 2, width, tall)
        place.badges.append(Badge(text, summary.mute is MuteMode.ALL, box))
        end = box.left() - px(4)
    if summary.mentions:
        box = QRectF(end - height, place.second - height / 2, height, height)
        place.badges.append(Badge("@", True, box))
        end = box.left() - px(4)
    if summary.pin_order is not None and not place.badges:
        place.icon("pin_16_filled", Tone.TEXT3, x=end - px(16), middle=place.second, size=px(16))
        end -= px(16) + px(4)
    place.second_right = end - (px(4) if end != place.right else 0)


def _second_line(summary: RoomSummary, place: _Place) -> None:
    px = place.metrics.theme.px
    x, middle = place.left, place.second

    def put(text: str, role: FontRole, tone: Tone) -> None:
        nonlocal x
        if text and x < place.second_right:
            x = place.put(text, role, tone, x=x, middle=middle, room=place.second_right - x)

    if summary.typing:
        direct = summary.direct_user is not None
        put(typing_words(summary.typing, direct), FontRole.PREVIEW, Tone.ACCENT)
        return
    if summary.draft:
        put(tr("Черновик:") + " ", FontRole.PREVIEW, Tone.DANGER)
        put(one_line(summary.draft), FontRole.PREVIEW, Tone.TEXT2)
        return
    preview = summary.preview
    sender = sender_words(summary)
    if sender:
        put(sender + ": ", FontRole.PREVIEW_STRONG, Tone.TEXT)
    icon = preview_icon(preview.kind)
    if icon:
        tone = Tone.DANGER if preview.kind is PreviewKind.CALL else Tone.ACCENT
        place.icon(icon, tone, x=x, middle=middle, size=px(16))
        x += px(16) + px(3)
    quiet = preview.kind in (PreviewKind.NONE, PreviewKind.DELETED, PreviewKind.SERVICE)
    words = preview_words(preview.kind, preview.text)
    put(one_line(words), FontRole.PREVIEW, Tone.TEXT3 if quiet else Tone.TEXT2)


def _invite(summary: RoomSummary, place: _Place, *, card: QRectF, avatar: QRectF) -> ChatRow:
    px = place.metrics.theme.px
    side = px(34)
    top = card.center().y() - side / 2
    accept = QRectF(place.right - 2 * side - px(6), top, side, side)
    decline = QRectF(place.right - side, top, side, side)
    room = accept.left() - px(8) - place.left
    place.put(summary.name, FontRole.TITLE, Tone.TEXT, x=place.left, middle=place.first, room=room)
    place.put(
        invite_words(summary),
        FontRole.PREVIEW,
        Tone.ACCENT,
        x=place.left,
        middle=place.second,
        room=room,
    )
    return ChatRow(
        card, avatar, tuple(place.pieces), tuple(place.marks), accept=accept, decline=decline
    )


def invite_words(summary: RoomSummary) -> str:
    """Return «Приглашение от …»."""
    sender = summary.preview.sender_name
    return tr("Приглашение от {name}", name=sender) if sender else tr("Приглашение в чат")


def sender_words(summary: RoomSummary) -> str:
    """Return who stands before the preview: «Вы», a name, or ''."""
    preview = summary.preview
    if preview.kind in (PreviewKind.NONE, PreviewKind.SERVICE, PreviewKind.CALL):
        return ""
    if preview.mine and summary.direct_user is None:
        return tr("Вы")
    return preview.sender_name if not preview.mine else ""


def tick_icon(ticks: Ticks) -> str:
    """Return the icon of a send state, or ''."""
    return {
        Ticks.NONE: "",
        Ticks.QUEUED: "clock_16_regular",
        Ticks.SENT: "checkmark_16_regular",
        Ticks.READ: "parta_double_check",
        Ticks.FAILED: "error_circle_20_filled",
    }[ticks]


def is_muted(summary: RoomSummary, now: datetime) -> bool:
    """Whether the bell is crossed out."""
    if summary.mute is MuteMode.ALL:
        return False
    return summary.muted_until is None or summary.muted_until > now


def one_line(text: str) -> str:
    """Return the text without line breaks."""
    return " ".join(text.split())


def spoken(summary: RoomSummary, now: datetime) -> str:
    """Return a row as a screen reader says it: what a sighted person sees, in words."""
    parts = [summary.name]
    if summary.verified:
        parts.append(tr("подтверждённый учитель"))
    if summary.state is RoomState.INVITED:
        return ", ".join([*parts, invite_words(summary)])
    if summary.unread:
        parts.append(trn("%n [непрочитанное|непрочитанных|непрочитанных]", summary.unread))
    elif summary.marked_unread:
        parts.append(tr("отмечен непрочитанным"))
    if summary.mentions:
        parts.append(tr("вас упомянули"))
    if summary.typing:
        parts.append(typing_words(summary.typing, summary.direct_user is not None))
    elif summary.draft:
        parts.append(tr("Черновик:") + " " + one_line(summary.draft))
    else:
        sender = sender_words(summary)
        words = one_line(preview_words(summary.preview.kind, summary.preview.text))
        parts.append(f"{sender}: {words}" if sender else words)
    if summary.timestamp is not None:
        parts.append(list_time(summary.timestamp, now))
    ticks = {
        Ticks.QUEUED: tr("ждёт отправки"),
        Ticks.SENT: tr("отправлено"),
        Ticks.READ: tr("прочитано"),
        Ticks.FAILED: tr("не отправлено"),
    }.get(summary.ticks)
    if ticks:
        parts.append(ticks)
    if summary.pin_order is not None:
        parts.append(tr("закреплён"))
    if is_muted(summary, now):
        parts.append(tr("без звука"))
    return ", ".join(parts)
