"""A unit of rows laid out in a width: the one entrance to the layouts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QLinearGradient

from app.domain.content import (
    EncryptedContent,
    HiddenContent,
    MediaContent,
    MediaKind,
    MembershipContent,
    PollContent,
    RedactedContent,
    RoomChangeContent,
    TextContent,
    TextKind,
    UnknownContent,
)
from app.domain.ids import ItemKey
from app.domain.rich_text import RichText, Span, Style
from app.domain.timeline import SendState, TimelineItem
from app.ui.conversation.layout.canvas import Canvas, Section
from app.ui.conversation.layout.files import file_section, sound_section
from app.ui.conversation.layout.media import album_section, picture_section, sticker_section
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.parts import (
    forwarded_section,
    name_section,
    quote_section,
    reactions_section,
    text_section,
)
from app.ui.conversation.layout.poll import poll_section
from app.ui.conversation.layout.service import day_pill, folded_line, new_line, service_line
from app.ui.conversation.layout.stamp import Stamp, failed_section
from app.ui.conversation.layout.text import TextStyle, lay_text
from app.ui.conversation.layout.values import Bubble, Face, OpenPerson, RowLayout
from app.ui.conversation.rows import Unit, UnitKind
from app.ui.conversation.words import day_words, folded_words, plain_words, service_words
from app.ui.qt.i18n import tr
from app.ui.style import mixed
from app.ui.theme import BACKDROPS

_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\u231a\u231b\u23e9-\u23f3"
    "\u2934\u2935\u2b05-\u2b07\u3030\u303d\u00a9\u00ae\u203c\u2049\u2122\u2139"
    "\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff ]{1,24}"
)
_ROW_SHARE, _ROW_CAP = 0.76, 720


@dataclass(frozen=True, slots=True)
class RowSettings:
    """What a layout depends on beside the items themselves."""

    width: int
    today: date
    direct: bool = False
    """No avatars and names: there is only one other person."""
    members: int = 0
    """How many are in the chat: «проголосовали 83 из 118»."""
    selecting: bool = False
    whole: frozenset[ItemKey] = frozenset()
    revealed: frozenset[ItemKey] = frozenset()


def lay_row(
    metrics: Metrics, unit: Unit, items: Sequence[TimelineItem], settings: RowSettings
) -> RowLayout:
    """Lay out one unit."""
    row = RowLayout(float(settings.width))
    if unit.kind is UnitKind.NOTHING:
        return row
    canvas = Canvas(metrics, row)
    width, key = float(settings.width), items[0].key
    if unit.day is not None:
        words = day_words(unit.day, settings.today)
        row.head += day_pill(canvas, words, width=width, y=row.head)
    if unit.new_line:
        row.head += new_line(canvas, width=width, y=row.head)
    if unit.kind is UnitKind.SERVICE:
        words = service_words(items[0])
        row.height = row.head + service_line(canvas, words, width=width, y=row.head, key=key)
    elif unit.kind is UnitKind.FOLDED:
        words = folded_words(len(items))
        row.height = row.head + folded_line(canvas, words, width=width, y=row.head, key=key)
    else:
        _lay_bubble(canvas, unit, items, settings)
    return row


def _lay_bubble(
    canvas: Canvas, unit: Unit, items: Sequence[TimelineItem], settings: RowSettings
) -> None:
    metrics, row = canvas.metrics, canvas.row
    item = items[-1] if unit.kind is UnitKind.ALBUM else items[0]
    mine = item.mine
    gap_above = metrics.px(2 if not unit.first else 4)
    left = metrics.margin + (metrics.px(32) if settings.selecting else 0)
    faces = not settings.direct and not mine
    indent = metrics.avatar + metrics.gap if faces else 0
    room = settings.width - left - metrics.margin
    most = max(min(room * _ROW_SHARE, metrics.px(_ROW_CAP)), min(room, metrics.px(220))) - indent
    inner = most - 2 * metrics.pad_x
    free = _stands_free(item)
    sections = _sections(metrics, unit, items, settings, inner=inner, most=most)
    stamp = Stamp(metrics, item, over_picture=sections[-1].bare and not free, on_chat=free)
    width, height, place = _measure(metrics, sections, stamp, inner=inner, free=free)
    width, height = float(ceil(width)), float(ceil(height))
    x = settings.width - metrics.margin - width if mine else left + indent
    y = row.head + gap_above
    row.bubble = QRectF(x, y, width, height)
    if not free:
        canvas.add(_bubble(metrics, row.bubble, item))
    _emit(canvas, sections, row.bubble, free=free)
    stamp.emit(canvas, place.translated(x, y))
    bottom = y + height
    if item.reactions and free:
        chips = reactions_section(metrics, item.reactions, inner, on_chat=True)
        start = x + width - chips.width if mine else x
        chips.emit(canvas, start, bottom + metrics.px(4), chips.width)
        bottom += chips.height + metrics.px(4)
    for failed in (one for one in items if one.status.state is SendState.FAILED):
        notice = failed_section(metrics, failed, most)
        notice.emit(canvas, settings.width - metrics.margin - notice.width, bottom, notice.width)
        bottom += notice.height
    if faces and unit.last:
        face = QRectF(left, bottom - metrics.avatar, metrics.avatar, metrics.avatar)
        person = item.sender
        canvas.add(Face(face, person.name, person.user_id, person.avatar))
        canvas.hit(face, OpenPerson(person.user_id), tr("Профиль: {name}", name=person.name))
    row.height = bottom + metrics.px(2)


def _sections(
    metrics: Metrics,
    unit: Unit,
    items: Sequence[TimelineItem],
    settings: RowSettings,
    *,
    inner: float,
    most: float,
) -> list[Section]:
    item = items[-1] if unit.kind is UnitKind.ALBUM else items[0]
    made: list[Section] = []
    free = _stands_free(item)
    if not item.mine and not settings.direct and unit.first and not free:
        made.append(name_section(metrics, item.sender, inner, mine=False))
    if item.forwarded_from:
        made.append(forwarded_section(metrics, item.forwarded_from, inner))
    if item.quote is not None:
        made.append(quote_section(metrics, item.quote, inner, mine=item.mine))
    if unit.kind is UnitKind.ALBUM:
        made.append(album_section(metrics, items, most - 2 * metrics.px(4)))
        caption = next(
            (c.caption for i in items if isinstance(c := i.content, MediaContent) and c.caption),
            None,
        )
        if caption is not None:
            made.append(_text(metrics, item, caption, inner, settings=settings))
    else:
        made.extend(_content(metrics, item, settings, inner=inner, most=most))
    if item.reactions and not free:
        made.append(reactions_section(metrics, item.reactions, inner))
    return made


def _content(
    metrics: Metrics, item: TimelineItem, settings: RowSettings, *, inner: float, most: float
) -> list[Section]:
    match item.content:
        case TextContent(body, kind):
            if _is_big(item):
                style = TextStyle(font=metrics.emoji, line=metrics.px(52))
                laid = lay_text(metrics, body, inner, style=style, key=item.key)
                section = text_section(metrics, laid, item.key, mine=item.mine)
                section.last = None
                return [section]
            if kind is TextKind.EMOTE:
                body = _emote(item.sender.name, body)
            return [_text(metrics, item, body, inner, settings=settings)]
        case MediaContent() as media:
            made = [_media(metrics, item, media, inner=inner, most=most)]
            if media.caption is not None and media.caption.text:
                made.append(_text(metrics, item, media.caption, inner, settings=settings))
            return made
        case PollContent() as poll:
            return [poll_section(metrics, item, poll, inner, members=settings.members)]
        case RedactedContent() | EncryptedContent() | UnknownContent():
            words = RichText(plain_words(item))
            faded = RichText(words.text, (Span(0, len(words.text), Style.ITALIC),))
            return [_text(metrics, item, faded, inner, settings=settings, faded=True)]
        case MembershipContent() | RoomChangeContent() | HiddenContent():
            return [_text(metrics, item, RichText(plain_words(item)), inner, settings=settings)]


def _media(
    metrics: Metrics, item: TimelineItem, media: MediaContent, *, inner: float, most: float
) -> Section:
    match media.kind:
        case MediaKind.IMAGE | MediaKind.VIDEO:
            return picture_section(metrics, item, media, most - 2 * metrics.px(4))
        case MediaKind.STICKER:
            return sticker_section(metrics, item, media, inner)
        case MediaKind.AUDIO | MediaKind.VOICE:
            return sound_section(metrics, item, media, inner)
        case MediaKind.FILE:
            return file_section(metrics, item, media, inner)


def _text(
    metrics: Metrics,
    item: TimelineItem,
    body: RichText,
    inner: float,
    *,
    settings: RowSettings,
    faded: bool = False,
) -> Section:
    style = TextStyle(
        font=metrics.body,
        mine=item.mine,
        whole=item.key in settings.whole,
        revealed=item.key in settings.revealed,
        line=metrics.line,
    )
    laid = lay_text(metrics, body, inner, style=style, key=item.key)
    return text_section(metrics, laid, item.key, mine=item.mine, faded=faded)


def _emote(name: str, body: RichText) -> RichText:
    shift = len(name) + 3
    spans = tuple(replace(s, start=s.start + shift, end=s.end + shift) for s in body.spans)
    return RichText(f"* {name} {body.text}", (Span(2, shift - 1, Style.BOLD), *spans))


def _is_big(item: TimelineItem) -> bool:
    content = item.content
    if not isinstance(content, TextContent) or content.body.spans or item.quote is not None:
        return False
    text = content.body.text.strip()
    if not text or len(text) > 24 or item.forwarded_from or not _EMOJI.fullmatch(text):
        return False
    joined = re.sub("\u200d.|[\ufe0f\U0001f3fb-\U0001f3ff\u20e3 ]", "", text)
    flags = sum(0x1F1E6 <= ord(char) <= 0x1F1FF for char in joined)
    return 0 < len(joined) - flags // 2 <= 3


def _stands_free(item: TimelineItem) -> bool:
    content = item.content
    sticker = isinstance(content, MediaContent) and content.kind is MediaKind.STICKER
    return sticker or _is_big(item)


def _measure(
    metrics: Metrics, sections: list[Section], stamp: Stamp, *, inner: float, free: bool
) -> tuple[float, float, QRectF]:
    """Return width and height of the bubble and where the stamp stands in it."""
    pad = 0.0 if free else float(metrics.pad_x)
    edge = 0.0 if free else float(metrics.px(4))
    width = max(s.width + 2 * edge if s.bare else s.width + 2 * pad for s in sections)
    chips = sections[-1] if len(sections) > 1 and _is_chips(sections) else None
    body = sections[-2] if chips is not None else sections[-1]
    height = _stack_height(metrics, sections, free=free)
    after = chips.height + chips.gap if chips is not None else 0.0
    bottom_pad = edge if body.bare and chips is None else float(metrics.pad_y)
    if free:
        line = stamp.height + metrics.px(4)
        width = max(width, stamp.width)
        return width, height + line, QRectF(width - stamp.width, height + 2, stamp.width, line)
    if body.bare:
        bottom = height - after - (bottom_pad if chips is None else metrics.pad_y)
        inset = edge + metrics.px(6)
        width = max(width, stamp.width + 2 * inset)
        top = bottom - stamp.height - metrics.px(6)
        return width, height, QRectF(width - inset - stamp.width, top, stamp.width, stamp.height)
    fits = body.last is not None and body.last + metrics.px(12) + stamp.width <= inner
    if fits and body.last is not None:
        width = max(width, body.last + metrics.px(12) + stamp.width + 2 * pad)
        top = height - metrics.pad_y - after - stamp.height + metrics.px(1)
    else:
        width = max(width, stamp.width + 2 * pad)
        if chips is not None and chips.width + metrics.px(12) + stamp.width <= inner:
            width = max(width, chips.width + metrics.px(12) + stamp.width + 2 * pad)
            top = height - metrics.pad_y - stamp.height
        else:
            height += stamp.height
            top = height - metrics.pad_y - stamp.height + metrics.px(2)
    return width, height, QRectF(width - pad - stamp.width, top, stamp.width, stamp.height)


def _is_chips(sections: list[Section]) -> bool:
    return sections[-1].gap > 0 and sections[-1].last is None and not sections[-1].bare


def _stack_height(metrics: Metrics, sections: list[Section], *, free: bool) -> float:
    if free:
        return sum(section.height for section in sections)
    edge = metrics.px(4)
    height = float(edge if sections[0].bare else metrics.pad_y)
    for number, section in enumerate(sections):
        if number:
            height += section.gap + (edge if section.bare or sections[number - 1].bare else 0)
            if sections[number - 1].gap and not section.gap:
                height += sections[number - 1].gap
        height += section.height
    return height + (edge if sections[-1].bare else metrics.pad_y)


def _emit(canvas: Canvas, sections: list[Section], bubble: QRectF, *, free: bool) -> None:
    metrics = canvas.metrics
    edge = metrics.px(4)
    pad = 0 if free else metrics.pad_x
    y = bubble.y() + (0 if free else edge if sections[0].bare else metrics.pad_y)
    for number, section in enumerate(sections):
        if number and not free:
            y += section.gap + (edge if section.bare or sections[number - 1].bare else 0)
            if sections[number - 1].gap and not section.gap:
                y += sections[number - 1].gap
        inset = 0 if free else edge if section.bare else pad
        section.emit(canvas, bubble.x() + inset, y, bubble.width() - 2 * inset)
        y += section.height


def _bubble(metrics: Metrics, box: QRectF, item: TimelineItem) -> Bubble:
    radius = min(float(metrics.radius), box.height() / 2, box.width() / 2)
    colors = metrics.colors
    fill = colors.bout if item.mine else colors.bin
    backdrop = None
    content = item.content
    if isinstance(content, PollContent) and content.poll.background:
        backdrop = _backdrop(metrics, content.poll.background, box, fill)
    small = min(float(metrics.px(4)), radius)
    return Bubble(box, fill, metrics.shadow, radius, small, item.mine, backdrop)


def _backdrop(metrics: Metrics, name: str, box: QRectF, base: QColor) -> QBrush | None:
    """A breath of the chosen colour over the bubble: its texts must stay readable."""
    index = BACKDROPS.get(name)
    if index is None:
        return None
    tint = metrics.colors.avatars[index]

    gradient = QLinearGradient(box.topLeft(), box.bottomRight())
    gradient.setColorAt(0, mixed(tint, base, 0.05))
    gradient.setColorAt(1, mixed(tint, base, 0.2))
    return QBrush(gradient)
