"""The poll card: kind, question, options with bars, who voted."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from app.domain.content import PollContent
from app.domain.polls import MAX_OPTIONS, PollAnswer, PollState
from app.domain.rich_text import RichText
from app.domain.timeline import TimelineItem
from app.ui.conversation.layout.canvas import Canvas, Section
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.stamp import Stamp
from app.ui.conversation.layout.text import TextBody, TextStyle, lay_text
from app.ui.conversation.layout.values import Box, ShowVoters, Text, Vote
from app.ui.qt.i18n import tr, trn
from app.ui.when import moment_words

CARD = 356


def poll_section(
    metrics: Metrics, item: TimelineItem, content: PollContent, width: float, *, members: int = 0
) -> Section:
    """The card without its time, which stands in its last line."""
    wide = min(width, float(metrics.px(CARD)))
    state = item.poll or PollState()
    poll = content.poll
    shown = state.voters > 0 and (poll.disclosed or state.closed)
    question = _laid(metrics, poll.question[:400], wide, item, font=metrics.title)
    left = metrics.px(28)
    answers = [
        (answer, _laid(metrics, answer.text[:200], wide - left - metrics.px(44), item))
        for answer in poll.answers[:MAX_OPTIONS]
    ]
    kind_line, foot = metrics.px(22), metrics.px(18)
    pitch = metrics.px(20)
    height = kind_line + metrics.px(2) + question.height + metrics.px(6)
    height += sum(body.height + pitch for _, body in answers) + foot
    anonymous = poll.anonymous
    count = _ballot_words(state) if anonymous else _count_words(state, members)
    last = metrics.size(count, metrics.caption).width()
    voters = tr("Кто голосовал")
    named = shown and not anonymous and any(state.count(answer.id) for answer, _ in answers)
    link = metrics.size(voters, metrics.caption_strong).width()
    stamp = Stamp(metrics, item, over_picture=False, on_chat=False).width
    beside = last + link + stamp + 2 * metrics.px(12) <= wide
    if named:  # beside the count, or under it where both do not fit
        height += 0 if beside else foot
        last = wide - stamp - metrics.px(12) if beside else link

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        colors = metrics.colors
        side = metrics.px(16)
        icon_top = y + (kind_line - side) / 2
        canvas.icon("poll_16_filled", colors.accText, x=x, y=icon_top, size=side)
        canvas.label(
            _kind_words(content, state),
            metrics.caption_strong,
            colors.accText,
            x=x + metrics.px(24),
            y=y,
            width=room - metrics.px(24),
            line=kind_line,
        )
        top = y + kind_line + metrics.px(2)
        _write(canvas, question, x, top, colors.text)
        top += question.height + metrics.px(6)
        for answer, body in answers:
            _option(canvas, item, answer, body, x=x, y=top, width=room, shown=shown)
            top += body.height + pitch
        canvas.label(count, metrics.caption, colors.text2, x=x, y=top, width=room, line=foot)
        if named:
            at = x + last - link if beside else x
            top += 0 if beside else foot
            strong, color = metrics.caption_strong, colors.accText
            canvas.label(voters, strong, color, x=at, y=top, width=link + 4, line=foot)
            canvas.hit(QRectF(at, top, link, foot), ShowVoters(), voters)

    return Section(wide, height, emit, last=last)


def _laid(
    metrics: Metrics, text: str, width: float, item: TimelineItem, *, font: int | None = None
) -> TextBody:
    style = TextStyle(
        font=metrics.body if font is None else font, mine=item.mine, line=metrics.line
    )
    return lay_text(metrics, RichText(text), width, style=style, key=item.key)


def _write(canvas: Canvas, body: TextBody, x: float, y: float, color: QColor) -> None:
    for piece in body.pieces:
        offset = len(canvas.row.text.encode("utf-16-le", "surrogatepass")) // 2
        if canvas.row.text:
            canvas.row.text += "\n"
            offset += 1
        canvas.row.text += body.text
        rect = piece.rect.translated(x, y)
        canvas.add(Text(rect, piece.layout, piece.text, offset, color, piece.clip))


def _option(
    canvas: Canvas,
    item: TimelineItem,
    answer: PollAnswer,
    body: TextBody,
    *,
    x: float,
    y: float,
    width: float,
    shown: bool,
) -> None:
    metrics, state = canvas.metrics, item.poll or PollState()
    colors, px = metrics.colors, metrics.px
    chosen = answer.id in state.own
    multiple = isinstance(item.content, PollContent) and item.content.poll.max_selections > 1
    radius = px(5) if multiple else px(10)
    ring = QRectF(x, y, px(20), px(20))
    if chosen:
        inner = ring.adjusted(px(1.5), px(1.5), -px(1.5), -px(1.5))
        canvas.box(inner, colors.accText, radius)
        side = px(12)
        canvas.icon("checkmark_16_filled", colors.bout, x=x + px(4), y=y + px(4), size=side)
    elif not state.closed and not _is_given(item, state):
        canvas.box(ring.adjusted(0.5, 0.5, -0.5, -0.5), None, radius, border=colors.text3)
    left = x + px(28)
    _write(canvas, body, left, y, colors.text)
    votes = state.count(answer.id)
    share = votes / state.voters if state.voters else 0.0
    bar = QRectF(left, y + body.height + px(3), width - px(28), px(6))
    if shown:
        percent = f"{percent_of(votes, state.voters)}%"
        wide = metrics.size(percent, metrics.caption_strong).width()
        canvas.label(
            percent,
            metrics.caption_strong,
            colors.text2,
            x=x + width - wide,
            y=y,
            width=px(60),
            line=px(20),
        )
        canvas.box(bar, metrics.track(item.mine), px(3))
        if share > 0:
            filled = QRectF(bar)
            filled.setWidth(max(bar.width() * min(share, 1.0), px(6)))
            canvas.add(Box(filled, colors.acc, px(3)))
    else:
        line = QColor(colors.text3)
        line.setAlpha(60)
        canvas.box(QRectF(bar.x(), bar.y() + px(3), bar.width(), 1), line)
    if not state.closed and item.event_id is not None and not _is_given(item, state):
        words = tr("Вариант «{text}»", text=answer.text[:80])
        if chosen:
            words += tr(", выбрано")
        place = QRectF(x, y - px(4), width, body.height + px(18))
        canvas.hit(place, Vote(answer.id), words)


def _is_given(item: TimelineItem, state: PollState) -> bool:
    """Whether an anonymous vote was given: there is nothing to press any more."""
    content = item.content
    return isinstance(content, PollContent) and content.poll.anonymous and state.voted


def _kind_words(content: PollContent, state: PollState) -> str:
    if state.closed:
        return tr("Опрос завершён")
    closes = content.poll.closes_at
    if closes is not None:
        until = tr("до {when}", when=moment_words(closes))
        return f"{_plain_kind(content)} · {until}"
    return _plain_kind(content)


def _plain_kind(content: PollContent) -> str:
    if content.poll.anonymous:
        return tr("Анонимный опрос")
    if content.poll.final:
        return tr("Опрос, голос не меняется")
    if content.poll.max_selections > 1:
        return tr("Публичный опрос · несколько вариантов")
    if not content.poll.disclosed:
        return tr("Опрос · итоги после завершения")
    return tr("Публичный опрос")


def _ballot_words(state: PollState) -> str:
    """What is said below an anonymous poll: totals are told from three votes on."""
    count = trn("[Проголосовал|Проголосовали|Проголосовали] %n", state.voters)
    if state.voted:
        mine = tr("Ваш голос принят")
        return f"{mine} · {count}" if state.voters else mine
    if state.voters == 0:
        return tr("Голосов нет") if state.closed else tr("Итоги — с трёх голосов")
    return count


def _count_words(state: PollState, members: int) -> str:
    if state.voters == 0:
        return tr("Голосов нет") if state.closed else tr("Проголосуйте первым!")
    if members >= state.voters:
        return tr("Проголосовали {n} из {total}", n=state.voters, total=members)
    return trn("[Проголосовал|Проголосовали|Проголосовали] %n", state.voters)


def percent_of(votes: int, voters: int) -> int:
    """Return a share in whole per cent, never above 100."""
    return min(round(100 * votes / voters), 100) if voters > 0 else 0
