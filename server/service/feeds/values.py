"""Events and links as they are kept and told, and the cleaning of what comes from elsewhere."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import urlsplit


class FeedRefused(Exception):
    """What was given cannot be shown; the text is a sentence for who gave it."""


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """An event; `ends_at` is not before its beginning, whole days end at a midnight."""

    title: str
    starts_at: datetime
    ends_at: datetime
    whole_day: bool = False
    place: str = ""
    about: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A piece of news: a title that leads to its page."""

    title: str
    link: str
    posted_at: datetime | None = None


_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPACE = re.compile(r"[^\S\n]+")


def plain(value: object, longest: int) -> str:
    """Return text without markup, control and bidi characters, cut at a length."""
    text = unescape(_TAG.sub(" ", str(value or "")[: longest * 20]))
    kept = "".join(
        sign for sign in text if sign in " \n" or unicodedata.category(sign) not in _HIDDEN
    )
    lines = (_SPACE.sub(" ", line).strip() for line in kept.splitlines())
    return "\n".join(line for line in lines if line)[:longest].strip()


_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def https_link(value: object) -> str:
    """Return an address of a page, '' for anything else."""
    text = str(value or "").strip()
    if len(text) > 2_000 or not text.isprintable() or any(sign.isspace() for sign in text):
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    good = parts.scheme in {"https", "http"} and host and not parts.username
    return text if good else ""
