"""Text with formatting, as spans that are safe to draw.

`RichText` is plain text plus spans over it (code-point offsets). Hostile HTML is turned into it by
an allow-list; nothing else of the HTML survives, and nothing is ever loaded from an address in it.
"""

from dataclasses import dataclass
from enum import Flag, auto


class Style(Flag):
    """Formatting of a span; flags combine."""

    NONE = 0
    BOLD = auto()
    ITALIC = auto()
    UNDERLINE = auto()
    STRIKE = auto()
    CODE = auto()
    PRE = auto()
    QUOTE = auto()
    HEADING = auto()
    SPOILER = auto()
    MENTION = auto()
    """`link` is then `matrix.to`-free: the user id for a person, `@room` for everyone."""


@dataclass(frozen=True, slots=True)
class Span:
    """Formatting of `text[start:end]`; `link`: http, https, mailto, matrix, or ''."""

    start: int
    end: int
    style: Style
    link: str = ""


@dataclass(frozen=True, slots=True)
class RichText:
    """Plain text with spans sorted by start; spans nest or follow, they never run past the text."""

    text: str
    spans: tuple[Span, ...] = ()
