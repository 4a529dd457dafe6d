"""Hostile HTML (`org.matrix.custom.html`) into `RichText`, by an allow-list.

A tokenizer of our own instead of `html.parser`: that one takes quadratic time on broken input
(CVE-2025-6069) in Python versions we support. Every pattern here is possessive, so the time is
linear. What is not known falls away, its text stays; nothing is ever loaded.
"""

import html
import re

from app.domain.clean import MAX_TEXT, clean_text
from app.domain.links import bare_links, mentioned_user, safe_link
from app.domain.rich_text import RichText, Span, Style

MAX_SOURCE = 65_536
MAX_DEPTH = 100
MAX_SPANS = 1_000
"""Pieces of different formatting in one message; what follows is plain."""

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9\-]{0,30})((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>""")
_ATTRIBUTE = re.compile(
    r"""([a-zA-Z][a-zA-Z0-9\-]{0,40}+)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?+"""
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_STYLES = {
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "u": Style.UNDERLINE,
    "ins": Style.UNDERLINE,
    "s": Style.STRIKE,
    "del": Style.STRIKE,
    "strike": Style.STRIKE,
    "code": Style.CODE,
    "tt": Style.CODE,
    "kbd": Style.CODE,
    "pre": Style.PRE,
    "blockquote": Style.QUOTE,
    **{f"h{level}": Style.HEADING for level in range(1, 7)},
    "th": Style.BOLD,
    "caption": Style.BOLD,
    "summary": Style.BOLD,
}
# fmt: off
_BLOCKS = frozenset({
    "p", "div", "pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr",
    "caption", "details", "summary", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "section",
    "article", "header", "footer", "dl", "dt", "dd", "figure", "address",
})
_DROPPED = frozenset({
    "mx-reply", "script", "style", "title", "head", "template", "iframe", "object", "svg", "math",
})
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "meta", "link", "source"})
# fmt: on


def parse_html(source: str) -> RichText:
    """Return what the HTML says as text with safe spans."""
    builder = _Builder()
    source = source[:MAX_SOURCE]
    position = 0
    while (start := source.find("<", position)) >= 0:
        builder.text(source[position:start])
        if tag := _TAG.match(source, start):
            if tag[1]:
                builder.close(tag[2].lower())
            else:
                builder.open(tag[2].lower(), tag[3])
            position = tag.end()
        elif source.startswith(("<!", "<?"), start):
            closing = "-->" if source.startswith("<!--", start) else ">"
            end = source.find(closing, start + 2)
            position = len(source) if end < 0 else end + len(closing)
        else:
            builder.text("<")
            position = start + 1
    builder.text(source[position:])
    return builder.finish()


def plain_text(text: str) -> RichText:
    """Return plain text with its bare addresses as links."""
    text = clean_text(text)
    spans = [Span(start, end, Style.NONE, link) for start, end, link in bare_links(text)]
    return RichText(text, tuple(spans[:MAX_SPANS]))


class _Builder:
    """Collects text with the formatting of the elements that are open."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._open: list[tuple[str, Style, str]] = []
        """Element, and the formatting and link that hold inside it, outer ones included."""
        self._too_deep = 0
        self._dropped: list[str] = []
        self._lists: list[int | None] = []
        self._breaks = 0
        """Line breaks that are due before the next text."""
        self._space = False
        self._space_style = Style.NONE
        self._space_link = ""
        self._cells = 0

    # ---------------------------------------------------------------------------------- tokens

    def text(self, raw: str) -> None:
        """Take a run of text between tags."""
        if not raw or self._dropped:
            return
        text = clean_text(html.unescape(raw)) if "&" in raw else clean_text(raw)
        if self._style() & Style.PRE:
            if self._breaks and text.startswith("\n"):
                text = text[1:]
            self._put(text)
            return
        text = _SPACE.sub(" ", text)
        if text.startswith(" "):
            text = text[1:]
            self._mark_space()
        if not text:
            return
        self._put(text.rstrip(" "))
        if text.endswith(" "):
            self._mark_space()

    def open(self, name: str, attributes: str) -> None:
        """Take an opening tag."""
        if name in _DROPPED:
            if not attributes.rstrip().endswith("/"):
                self._dropped.append(name)
            return
        if self._dropped:
            return
        if name in _BLOCKS:
            self._break(2 if name == "p" else 1)
        if name in _VOID:
            self._void(name, attributes)
            return
        if len(self._open) >= MAX_DEPTH:
            self._too_deep += 1
            return
        style, link = _STYLES.get(name, Style.NONE), ""
        if name == "a":
            style, link = _link(_attributes(attributes).get("href", ""))
        elif name == "span" and "data-mx-spoiler" in attributes:
            style = Style.SPOILER
        elif name == "ul":
            self._lists.append(None)
        elif name == "ol":
            self._lists.append(_number(_attributes(attributes).get("start", "1")))
        elif name == "tr":
            self._cells = 0
        elif name in {"td", "th"}:
            if self._cells:
                self._put(" | ")
            self._cells += 1
        self._open.append((name, self._style() | style, link or self._link()))
        if name == "li":
            self._bullet()

    def close(self, name: str) -> None:
        """Take a closing tag; one that closes nothing is ignored."""
        if self._dropped:
            if name in self._dropped:
                while self._dropped.pop() != name:
                    pass
            return
        if name in _BLOCKS:
            self._break(2 if name == "p" else 1)
        if name == "br":
            self._put_break()
        if self._too_deep:
            self._too_deep -= 1
            return
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                for closed, _, _ in self._open[index:]:
                    if closed in {"ul", "ol"} and self._lists:
                        self._lists.pop()
                del self._open[index:]
                return

    def finish(self) -> RichText:
        """Return the result, without blank edges and with bare addresses linked."""
        text = "".join(self._parts).rstrip()
        lead = len(text) - len(text.lstrip("\n"))
        text = text[lead:]
        spans = [
            Span(max(0, span.start - lead), min(len(text), span.end - lead), span.style, span.link)
            for span in self._spans
            if span.end > lead and span.start - lead < len(text)
        ]
        return RichText(text, tuple(_with_bare_links(text, spans)))

    # ---------------------------------------------------------------------------------- pieces

    def _style(self) -> Style:
        return self._open[-1][1] if self._open else Style.NONE

    def _link(self) -> str:
        return self._open[-1][2] if self._open else ""

    def _put(self, text: str) -> None:
        if not text or self._length >= MAX_TEXT:
            return
        if self._breaks:
            done = 1 if self._at_line_start() else 0
            lead = "\n" * (self._breaks - done) if self._length else ""
            self._breaks, self._space = 0, False
            self._append(lead, self._style() & Style.QUOTE, "")
        elif self._space:
            # The space belongs to what both of its neighbours have in common.
            style = self._space_style & self._style()
            link = self._space_link if self._space_link == self._link() else ""
            self._append(" " if self._length and not self._at_line_start() else "", style, link)
        self._space = False
        self._append(text)

    def _append(self, text: str, style: Style | None = None, link: str | None = None) -> None:
        if not text:
            return
        start, end = self._length, self._length + len(text)
        self._parts.append(text)
        self._length = end
        style = self._style() if style is None else style
        link = self._link() if link is None else link
        if not style and not link:
            return
        last = self._spans[-1] if self._spans else None
        if last and last.end == start and (last.style, last.link) == (style, link):
            self._spans[-1] = Span(last.start, end, style, link)
        elif len(self._spans) < MAX_SPANS:
            self._spans.append(Span(start, end, style, link))

    def _mark_space(self) -> None:
        if not self._space:
            self._space, self._space_style, self._space_link = True, self._style(), self._link()

    def _at_line_start(self) -> bool:
        return bool(self._parts) and self._parts[-1].endswith("\n")

    def _break(self, lines: int) -> None:
        # A list item or a cell has just written its mark: the block inside goes on in its line.
        if self._parts and self._parts[-1] in _MARKS and self._open[-1:] != []:
            return
        self._breaks = max(self._breaks, lines if not self._lists else 1)
        self._space = False

    def _put_break(self) -> None:
        if self._length < MAX_TEXT:
            self._append("\n" * self._breaks if self._length else "", self._style() & Style.QUOTE)
            self._breaks = 0
            self._append("\n", self._style() & (Style.QUOTE | Style.PRE))
            self._space = False

    def _bullet(self) -> None:
        depth = max(0, min(len(self._lists), 10) - 1)
        number = self._lists[-1] if self._lists else None
        if number is None:
            mark = _BULLET
        else:
            mark = f"{number}. "
            self._lists[-1] = number + 1
        self._put("    " * depth + mark if depth else mark)

    def _void(self, name: str, attributes: str) -> None:
        if name == "br":
            self._put_break()
        elif name == "hr":
            self._put("———")
            self._break(1)
        elif name == "img":
            known = _attributes(attributes)
            self.text(known.get("alt") or known.get("title") or "")


_BULLET = "• "
_MARKS = frozenset({_BULLET})


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source[:8192]):
        value = match[2] if match[2] is not None else match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value))
    return found


def _link(href: str) -> tuple[Style, str]:
    link = safe_link(href)
    if user := mentioned_user(link):
        return Style.MENTION, user
    return Style.NONE, link


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _with_bare_links(text: str, spans: list[Span]) -> list[Span]:
    """Add links for bare addresses where no link and no code stands yet."""
    found = list(bare_links(text))
    if not found:
        return spans
    result: list[Span] = []
    queue = iter(found)
    link = next(queue, None)
    for span in spans:
        # Addresses before this span, in unformatted text.
        while link and link[1] <= span.start:
            result.append(Span(link[0], link[1], Style.NONE, link[2]))
            link = next(queue, None)
        if link and link[0] < span.start:
            link = next(queue, None)  # starts outside, ends inside: leave it alone
        position = span.start
        while link and link[1] <= span.end:
            if not span.link and not span.style & (Style.CODE | Style.PRE):
                if position < link[0]:
                    result.append(Span(position, link[0], span.style))
                result.append(Span(link[0], link[1], span.style, link[2]))
                position = link[1]
            link = next(queue, None)
        if position < span.end:
            result.append(Span(position, span.end, span.style, span.link))
    while link:
        if not result or link[0] >= result[-1].end:
            result.append(Span(link[0], link[1], Style.NONE, link[2]))
        link = next(queue, None)
    return result[: MAX_SPANS * 2]
