"""Formatted text as QTextLayouts: paragraphs, quotes and code blocks under one another.

`RichText` counts code points, Qt counts UTF-16 units; this is the place where they are changed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QTextLayout

from app.domain.ids import ItemKey, UserId
from app.domain.rich_text import RichText, Span, Style
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.values import LinkRange, OpenLink, OpenPerson, Reveal

CUT_CHARACTERS, CUT_LINES = 3_000, 48
WHOLE_CHARACTERS = 30_000
"""Even «показать полностью» shows no more: the rest can be copied."""
_BREAKS = str.maketrans({"\n": "\u2028", "\r": " ", "\x00": " ", "\u2029": "\u2028", "\t": "    "})
_ZALGO = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3}")
_BLOCKS = Style.PRE | Style.QUOTE


class Offsets:
    """Code-point offsets of a text as UTF-16 offsets."""

    def __init__(self, text: str) -> None:
        self._wide: list[int] = []
        if text and max(text) > "\uffff":
            self._wide = [index for index, char in enumerate(text) if char > "\uffff"]

    def at(self, index: int) -> int:
        """Return the UTF-16 offset of a code point."""
        return index + bisect_left(self._wide, index) if self._wide else index


def cut_utf16(text: str, start: int, end: int) -> str:
    """Return a UTF-16 range of a text."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode(
        "utf-16-le", "replace"
    )


@dataclass(slots=True)
class Piece:
    """One paragraph, quote or code block at its place in the body."""

    layout: QTextLayout
    text: str
    start: int
    rect: QRectF
    kind: Style
    clip: bool


@dataclass(slots=True)
class TextBody:
    """A laid-out text. `last` is the width of its last line, for the time beside it."""

    pieces: list[Piece] = field(default_factory=list)
    links: list[LinkRange] = field(default_factory=list)
    text: str = ""
    width: float = 0.0
    height: float = 0.0
    last: float = 0.0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a body is laid out. `font` is an index into `Metrics.fonts`."""

    font: int
    mine: bool = False
    whole: bool = False
    revealed: bool = False
    line: float = 20.0


def lay_text(
    metrics: Metrics, rich: RichText, width: float, *, style: TextStyle, key: ItemKey
) -> TextBody:
    """Lay a text out in a width; long ones are cut."""
    limit = WHOLE_CHARACTERS if style.whole else CUT_CHARACTERS
    source = rich.text[:limit].translate(_BREAKS) if "\t" not in rich.text else _tabs(rich.text)
    source = source[:limit]
    body = TextBody(cut=len(rich.text) > limit)
    offsets = Offsets(source)
    body.text = source.replace("\u2028", "\n")
    lines = 0
    for kind, start, end in _segments(source, rich.spans):
        spans = [span for span in rich.spans if span.start < end and span.end > start]
        piece = _lay_piece(
            metrics,
            source[start:end],
            width,
            style=style,
            kind=kind,
            start=offsets.at(start),
            formats=list(_formats(metrics, spans, offsets, style=style, start=start, end=end)),
        )
        gap = metrics.px(4) if body.pieces else 0
        piece.rect.translate(0, body.height + gap)
        body.pieces.append(piece)
        body.height = piece.rect.bottom()
        body.width = max(body.width, piece.rect.width())
        body.last = _last_width(metrics, piece) if not kind else width
        lines += piece.layout.lineCount()
        body.cut = body.cut or _unfinished(piece)
        body.links.extend(_links(spans, offsets, source, key=key, hidden=not style.revealed))
        if lines >= CUT_LINES and not style.whole:
            body.cut = body.cut or end < len(source)
            break
    return body


def _tabs(text: str) -> str:
    # one space keeps every offset where it was
    return text.replace("\t", " ").translate(_BREAKS)


def _segments(text: str, spans: Sequence[Span]) -> Iterator[tuple[Style, int, int]]:
    position = 0
    for span in spans:
        kind = span.style & _BLOCKS
        if not kind or span.start < position or span.end <= span.start:
            continue
        yield from _plain(text, position, min(span.start, len(text)))
        start, end = _trim(text, span.start, min(span.end, len(text)))
        if start < end:
            yield (Style.PRE if kind & Style.PRE else Style.QUOTE), start, end
        position = min(span.end, len(text))
    if position == 0:
        yield Style.NONE, 0, len(text)
    else:
        yield from _plain(text, position, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[tuple[Style, int, int]]:
    start, end = _trim(text, start, end)
    if start < end:
        yield Style.NONE, start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in "\u2028 ":
        start += 1
    while end > start and text[end - 1] in "\u2028 ":
        end -= 1
    return start, end


def _formats(
    metrics: Metrics,
    spans: Sequence[Span],
    offsets: Offsets,
    *,
    style: TextStyle,
    start: int,
    end: int,
) -> Iterator[QTextLayout.FormatRange]:
    base = offsets.at(start)
    edges = sorted(
        {start, end, *(min(max(e, start), end) for s in spans for e in (s.start, s.end))}
    )
    for left, right in pairwise(edges):
        over = [span for span in spans if span.start <= left and span.end >= right]
        flags = Style.NONE
        for span in over:
            flags |= span.style
        link = any(span.link for span in over)
        if flags & ~Style.QUOTE or link:
            made = QTextLayout.FormatRange()
            made.start = offsets.at(left) - base
            made.length = offsets.at(right) - offsets.at(left)
            made.format = metrics.format(
                flags & ~Style.QUOTE, mine=style.mine, revealed=style.revealed, link=link
            )
            yield made


def _links(
    spans: Sequence[Span], offsets: Offsets, text: str, *, key: ItemKey, hidden: bool
) -> Iterator[LinkRange]:
    for span in spans:
        start, end = offsets.at(span.start), offsets.at(min(span.end, len(text)))
        if span.style & Style.SPOILER and hidden:
            yield LinkRange(start, end, Reveal(key))
        elif span.style & Style.MENTION and span.link != "@room":
            yield LinkRange(start, end, OpenPerson(UserId(span.link)))
        elif span.link and not span.style & Style.MENTION:
            yield LinkRange(start, end, OpenLink(span.link, text[span.start : span.end]))


def _lay_piece(
    metrics: Metrics,
    text: str,
    width: float,
    *,
    style: TextStyle,
    kind: Style,
    start: int,
    formats: list[QTextLayout.FormatRange],
) -> Piece:
    pre = bool(kind & Style.PRE)
    inset = metrics.px(10) if kind else 0
    pad = metrics.px(6) if pre else 0
    font = metrics.mono_index if pre else style.font
    layout = QTextLayout(text, metrics.fonts[font])
    layout.setCacheEnabled(True)
    layout.setTextOption(metrics.wrap)
    if formats:
        layout.setFormats(formats)
    measure = metrics.measure(font)
    leading = metrics.px(18) if pre else style.line
    baseline = (leading - measure.ascent() - measure.descent()) / 2 + measure.ascent()
    room = max(width - inset - (pad if pre else 0), 1.0)
    most = 0.0
    count = 0
    limit = 10_000 if style.whole else CUT_LINES
    layout.beginLayout()
    while count < limit:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room)
        line.setPosition(QPointF(0, count * leading + baseline - line.ascent()))
        most = max(most, line.naturalTextWidth())
        count += 1
    layout.endLayout()
    height = count * leading + 2 * pad
    full = width if pre else min(most + inset, width)
    return Piece(layout, text, start, QRectF(0, 0, full, height), kind, bool(_ZALGO.search(text)))


def _unfinished(piece: Piece) -> bool:
    count = piece.layout.lineCount()
    if not count:
        return False
    line = piece.layout.lineAt(count - 1)
    return line.textStart() + line.textLength() < len(piece.layout.text().encode("utf-16-le")) // 2


def _last_width(metrics: Metrics, piece: Piece) -> float:
    count = piece.layout.lineCount()
    return piece.layout.lineAt(count - 1).naturalTextWidth() if count else 0.0


def piece_origin(metrics: Metrics, piece: Piece) -> QPointF:
    """Return where the letters of a piece begin inside its rectangle."""
    if piece.kind & Style.PRE:
        return QPointF(metrics.px(10), metrics.px(6))
    return QPointF(metrics.px(10) if piece.kind else 0, 0)


def piece_tint(metrics: Metrics, mine: bool) -> QColor:
    """Return the background of code blocks and quotes."""
    return metrics.soft(mine)
