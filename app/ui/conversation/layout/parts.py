"""The parts that every bubble may have: name, forwarded line, quote, text, reactions."""

from PySide6.QtCore import QPointF, QRectF

from app.domain.ids import ItemKey
from app.domain.people import Person
from app.domain.rich_text import Style
from app.domain.timeline import Quote, Reaction
from app.ui.conversation.layout.canvas import Canvas, Section
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.text import TextBody, piece_origin, piece_tint
from app.ui.conversation.layout.values import (
    JumpToQuote,
    OpenPerson,
    ShowWhole,
    Text,
    ToggleReaction,
)
from app.ui.qt.i18n import tr

_MAX_REACTIONS = 24
"""Kinds of reactions that are shown; a hostile room may have thousands."""


def name_section(metrics: Metrics, person: Person, width: float, *, mine: bool) -> Section:
    """The sender's name in their colour, with the teacher's cap."""
    color = metrics.name_color(person.user_id, metrics.colors.bout if mine else metrics.colors.bin)
    cap = metrics.px(20) if person.verified_teacher else 0
    shown = metrics.fit(person.name, metrics.name, width - cap)
    wide = metrics.size(shown, metrics.name).width()
    line = metrics.px(18)

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        canvas.label(shown, metrics.name, color, x=x, y=y, width=room, line=line)
        if cap:
            side = metrics.px(15)
            canvas.icon(
                "hat_graduation_20_filled",
                metrics.colors.accText,
                x=x + wide + metrics.px(5),
                y=y + (line - side) / 2,
                size=side,
            )
        canvas.hit(QRectF(x, y, wide + cap, line), OpenPerson(person.user_id), person.name)

    return Section(wide + cap, line, emit)


def forwarded_section(metrics: Metrics, name: str, width: float) -> Section:
    """«Переслано от …»."""
    text = tr("Переслано от {name}", name=name)
    shown = metrics.fit(text, metrics.caption, width - metrics.px(20))
    wide = metrics.size(shown, metrics.caption).width() + metrics.px(20)
    line = metrics.px(18)

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        color = metrics.colors.accText
        side = metrics.px(14)
        canvas.icon("arrow_forward_16_regular", color, x=x, y=y + (line - side) / 2, size=side)
        left = x + metrics.px(20)
        canvas.label(shown, metrics.caption, color, x=left, y=y, width=room, line=line)

    return Section(wide, line, emit)


def quote_section(metrics: Metrics, quote: Quote, width: float, *, mine: bool) -> Section:
    """What a reply answers: a bar, a name and one line."""
    pad = metrics.px(11)
    who = quote.sender.name if quote.sender else tr("Сообщение")
    said = tr("Загружается…") if quote.missing and not quote.text else quote.text
    name = metrics.fit(who, metrics.name, width - 2 * pad)
    text = metrics.fit(said, metrics.preview, width - 2 * pad)
    wide = max(
        metrics.size(name, metrics.name).width(), metrics.size(text, metrics.preview).width()
    )
    height = metrics.px(36)
    colors = metrics.colors

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        box = QRectF(x, y, room, height)
        canvas.box(box, metrics.soft(mine or not metrics.dark), metrics.px(4))
        canvas.box(QRectF(x, y, metrics.px(3), height), colors.acc, metrics.px(1.5))
        top, line = y + metrics.px(1), metrics.px(17)
        left = x + pad
        canvas.label(name, metrics.name, colors.accText, x=left, y=top, width=room, line=line)
        canvas.label(
            text, metrics.preview, colors.text2, x=left, y=top + line, width=room, line=line
        )
        canvas.hit(box, JumpToQuote(quote.event_id), tr("Ответ на: {text}", text=f"{who}. {said}"))

    return Section(wide + 2 * pad, height, emit, gap=metrics.px(2))


def text_section(
    metrics: Metrics, body: TextBody, key: ItemKey, *, mine: bool, faded: bool = False
) -> Section:
    """The text of a message, selectable; with «Показать полностью» when it was cut."""
    more = tr("Показать полностью") if body.cut else ""
    line = metrics.px(24)
    color = metrics.colors.text3 if faded else metrics.colors.text
    more_width = metrics.size(more, metrics.name).width() if more else 0.0

    def emit(canvas: Canvas, x: float, y: float, room: float) -> None:
        offset = len(canvas.row.text.encode("utf-16-le", "surrogatepass")) // 2
        if canvas.row.text:
            canvas.row.text += "\n"
            offset += 1
        for piece in body.pieces:
            box = piece.rect.translated(x, y)
            if piece.kind:
                if piece.kind & Style.PRE:
                    box.setWidth(room)
                canvas.box(box, piece_tint(metrics, mine), metrics.px(6))
            if piece.kind & Style.QUOTE:
                bar = QRectF(box.x(), box.y(), metrics.px(3), box.height())
                canvas.box(bar, metrics.colors.acc, metrics.px(1.5))
            origin = box.topLeft() + piece_origin(metrics, piece)
            rect = QRectF(origin, QPointF(box.right(), box.bottom()))
            canvas.add(
                Text(
                    rect,
                    piece.layout,
                    piece.text,
                    piece.start + offset,
                    color,
                    piece.clip,
                )
            )
        canvas.links(body.links, offset)
        canvas.row.text += body.text
        if more:
            top = y + body.height
            link = metrics.colors.accText
            canvas.label(more, metrics.name, link, x=x, y=top, width=room, line=line)
            canvas.hit(QRectF(x, top, more_width, line), ShowWhole(key), more)

    if more:
        return Section(max(body.width, more_width), body.height + line, emit, last=more_width)
    return Section(body.width, body.height, emit, last=body.last)


def reactions_section(
    metrics: Metrics, reactions: tuple[Reaction, ...], width: float, *, on_chat: bool = False
) -> Section:
    """Chips with an emoji and a count; mine are highlighted."""
    height, gap, pad = metrics.px(24), metrics.px(4), metrics.px(8)
    places: list[tuple[QRectF, Reaction, str, str]] = []
    x = y = most = 0.0
    for reaction in reactions[:_MAX_REACTIONS]:
        count = short_count(reaction.count)
        rest = metrics.size(count, metrics.preview).width() + metrics.px(5) + 2 * pad
        room = max(min(width - rest, metrics.px(90)), metrics.px(12))
        emoji = metrics.fit(reaction.key, metrics.preview, room)
        wide = (
            metrics.size(emoji, metrics.preview).width()
            + metrics.size(count, metrics.preview).width()
            + metrics.px(5)
            + 2 * pad
        )
        wide = min(wide, width)
        if x and x + wide > width:
            x, y = 0.0, y + height + gap
        places.append((QRectF(x, y, wide, height), reaction, emoji, count))
        x += wide + gap
        most = max(most, x - gap)

    def emit(canvas: Canvas, left: float, top: float, room: float) -> None:
        colors = metrics.colors
        for rect, reaction, emoji, count in places:
            box = rect.translated(left, top)
            plain = colors.surface if on_chat else colors.surface2
            fill = colors.accSoft if reaction.mine else plain
            border = colors.acc if reaction.mine else None
            color = colors.accText if reaction.mine else colors.text2
            canvas.box(box, fill, height / 2, border=border)
            wide = canvas.label(
                emoji,
                metrics.preview,
                colors.text,
                x=box.x() + pad,
                y=box.y(),
                width=box.width(),
                line=height,
            )
            canvas.label(
                count,
                metrics.preview,
                color,
                x=box.x() + pad + wide + metrics.px(5),
                y=box.y(),
                width=box.width(),
                line=height,
            )
            name = tr("Реакция {emoji}, {count}", emoji=reaction.key[:20], count=reaction.count)
            canvas.hit(box, ToggleReaction(reaction.key), name)

    return Section(most, y + height, emit, gap=metrics.px(4))


def short_count(count: int) -> str:
    """Return 1234 as «1,2 тыс.»."""
    if count < 1000:
        return str(max(count, 0))
    return tr("{n} тыс.", n=f"{count / 1000:.1f}".rstrip("0").rstrip(".").replace(".", ","))
