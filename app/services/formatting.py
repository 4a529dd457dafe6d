"""What a person types into what is sent, and back: a small part of Markdown, mentions.

The text itself is always the `body`, so clients without formatting show what was typed. HTML typed
by hand is text. The library is imported only when a text has marks at all: most have none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from app.domain.content import Content, MediaContent, TextContent
from app.domain.links import safe_link
from app.domain.parse import parse_body
from app.domain.people import Person
from app.domain.rich_text import RichText, Style

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

HTML = "org.matrix.custom.html"
_MAX_MARKED = 20_000
_MAX_EVENT = 56_000
"""Bytes of text and HTML together; an event takes 65,536 with everything around them."""
_MARKS = re.compile(r"[*_~`\[\]\\]|^ {0,3}>|^ {0,3}(?:-|\d{1,9}[.)])[ \t]|<\w", re.MULTILINE)
_PLUS_BULLET = re.compile(r"^( {0,3})\+(?=[ \t])", re.MULTILINE)
_PLACE = re.compile("\ue000([0-9]+)\ue001")


def to_content(text: str, mentions: Sequence[Person], *, mention_room: bool) -> dict[str, Any]:
    """Return the content of the message. Of `mentions`, those count whose «@Имя» is in the text."""
    body = text.replace("\r\n", "\n").strip("\n").rstrip()
    found = _find_mentions(body, mentions)
    content: dict[str, Any] = {"msgtype": "m.text", "body": body, "m.mentions": {}}
    if found:
        users = dict.fromkeys(person.user_id for _, _, person in found)
        content["m.mentions"]["user_ids"] = list(users)
    if mention_room:
        content["m.mentions"]["room"] = True
    rendered = _render(body, found)
    if rendered and len(body.encode()) + len(rendered.encode()) <= _MAX_EVENT:
        content["format"] = HTML
        content["formatted_body"] = rendered
    return content


def to_source(content: Content | Mapping[str, Any]) -> str:
    """Return the text to edit: what was typed where the event still holds it, else rebuilt.

    Takes the parsed content, or better the raw one (`Store.raw_event`), which keeps the source.
    """
    if isinstance(content, Mapping):
        return _source_of_raw(content)
    match content:
        case TextContent(body=rich):
            return rich_to_source(rich)
        case MediaContent(caption=rich) if rich is not None:
            return rich_to_source(rich)
        case _:
            return ""


def rich_to_source(rich: RichText) -> str:
    """Return Markdown that renders to this text again, as near as Markdown comes."""
    parts: list[str] = []
    active: list[str] = []
    position = 0
    for start, end, style, link in _pieces(rich):
        wanted = _inline_marks(style)
        keep = 0
        while keep < min(len(active), len(wanted)) and active[keep] == wanted[keep]:
            keep += 1
        parts.extend(reversed(active[keep:]))
        parts.extend(wanted[keep:])
        active = wanted
        piece = rich.text[start:end]
        if Style.MENTION in style:
            piece = piece if piece.startswith("@") else f"@{piece}"
        elif link and link != piece and link != f"https://{piece}":
            piece = f"[{piece}]({link})"
        parts.append(piece)
        position = end
    parts.extend(reversed(active))
    parts.append(rich.text[position:])
    return _block_marks(rich, "".join(parts))


# ------------------------------------------------------------------------------------- sending


def _find_mentions(body: str, people: Sequence[Person]) -> list[tuple[int, int, Person]]:
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_name.setdefault(person.name, []).append(person)
    names = sorted((re.escape(name) for name in by_name if name), key=len, reverse=True)
    if not names:
        return []
    found = []
    for match in re.finditer(rf"(?<!\w)@({'|'.join(names)})(?!\w)", body):
        namesakes = by_name[match[1]]
        person = namesakes.pop(0) if len(namesakes) > 1 else namesakes[0]
        found.append((match.start(), match.end(), person))
    return found


def _render(body: str, mentions: Sequence[tuple[int, int, Person]]) -> str:
    """Return HTML, or '' where the text needs none."""
    if len(body) > _MAX_MARKED or not (mentions or _MARKS.search(body)):
        return ""
    source, position = "", 0
    for index, (start, end, _) in enumerate(mentions):
        # Names hold marks of their own («Иван *»): they pass the parser as one opaque sign.
        source += body[position:start].translate(_NO_PLACES) + f"\ue000{index}\ue001"
        position = end
    source += body[position:].translate(_NO_PLACES)
    parser = _parser()
    tokens = parser.parse(_PLUS_BULLET.sub(r"\1\\+", source))
    if not mentions and not any(_formats(token) for token in tokens):
        return ""
    html = parser.renderer.render(tokens, parser.options, {}).strip()
    if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
        html = html[3:-4]

    def name(match: re.Match[str]) -> str:
        start, end, person = mentions[int(match[1])]
        href = f"https://matrix.to/#/{quote(person.user_id, safe='@:')}"
        return f'<a href="{href}">{_escape(body[start:end])}</a>'

    return _PLACE.sub(name, html)


_NO_PLACES = {0xE000: None, 0xE001: None}


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "xhtmlOut": False})
    parser.enable("strikethrough")
    parser.disable(["heading", "lheading", "hr", "code", "html_block", "html_inline", "reference"])
    parser.disable(["image", "entity"])
    parser.inline.ruler.before("emphasis", "sign", _sign_inside_word)
    parser.validateLink = lambda url: bool(safe_link(url))  # type: ignore[method-assign]
    return parser


def _sign_inside_word(state: "StateInline", silent: bool) -> bool:
    """Leave `2*3*4` alone: a single star between letters or digits is no formatting."""
    position, source = state.pos, state.src
    if source[position] != "*" or not 0 < position < state.posMax - 1:
        return False
    if not (source[position - 1].isalnum() and source[position + 1].isalnum()):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _formats(token: "Token") -> bool:
    if token.type in {"paragraph_open", "paragraph_close"}:
        return False
    if token.type == "inline":
        plain = {"text", "softbreak", "hardbreak", "text_special"}
        return any(child.type not in plain for child in token.children or [])
    return True


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ------------------------------------------------------------------------------------- editing


def _source_of_raw(content: Mapping[str, Any]) -> str:
    rich = parse_body(content, reply="m.relates_to" in content)
    if rich is None:
        return ""
    plain = parse_body({"body": content.get("body")}, reply="m.relates_to" in content)
    if plain is None or "formatted_body" not in content:
        return rich.text
    again = _render(plain.text, ())
    typed = parse_body({"body": plain.text, "format": HTML, "formatted_body": again})
    return plain.text if typed and typed.text == rich.text else rich_to_source(rich)


_INLINE = (
    (Style.BOLD, "**"),
    (Style.ITALIC, "*"),
    (Style.STRIKE, "~~"),
    (Style.CODE, "`"),
)


def _inline_marks(style: Style) -> list[str]:
    if Style.PRE in style:
        return []
    return [mark for flag, mark in _INLINE if flag in style]


def _pieces(rich: RichText) -> Iterable[tuple[int, int, Style, str]]:
    """Yield all of the text in pieces of one formatting; marks never stand beside a space."""
    position = 0
    for span in rich.spans:
        if span.start > position:
            yield position, span.start, Style.NONE, ""
        words = rich.text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        end = max(start, span.start + len(words.rstrip()))
        if span.start < start:
            yield span.start, start, Style.NONE, ""
        if start < end:
            yield start, end, span.style, span.link
        if end < span.end:
            yield end, span.end, Style.NONE, ""
        position = span.end
    if position < len(rich.text):
        yield position, len(rich.text), Style.NONE, ""


def _block_marks(rich: RichText, marked: str) -> str:
    """Put back `>`, list marks and code fences; inline marks never add or take a line."""
    lines, result, fenced, offset = rich.text.split("\n"), [], False, 0
    for line, text in zip(lines, marked.split("\n"), strict=True):
        style = _style_at(rich, offset)
        offset += len(line) + 1
        if (Style.PRE in style) != fenced:
            fenced = not fenced
            result.append("```")
        text = text.replace("• ", "- ", 1) if text.lstrip().startswith("• ") else text
        result.append(f"> {text}" if Style.QUOTE in style and not fenced else text)
    if fenced:
        result.append("```")
    return "\n".join(result)


def _style_at(rich: RichText, offset: int) -> Style:
    return next((s.style for s in rich.spans if s.start <= offset < s.end), Style.NONE)
