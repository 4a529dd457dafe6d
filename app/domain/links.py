"""Which addresses in a message may become links, and bare addresses in plain text."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from app.domain.clean import is_clean_id
from app.domain.ids import UserId

MAX_LINK = 2048
_SCHEMES = frozenset({"http", "https", "mailto", "matrix", "parta"})
_BARE = re.compile(
    r"(?:https?://|(?<![\w@.\-/])(?:www\.|parta://|matrix:(?:u|r|roomid)/))"
    r"[^\s<>\"«»\x00-\x20]{1,2000}",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'*_…"
_PAIRS = {")": "(", "]": "[", "}": "{"}
_SPACES = re.compile(r"[\s\x00-\x20]+")


def safe_link(href: str) -> str:
    """Return the address as it may be opened, or '' where its kind is not on the list."""
    href = _SPACES.sub("", href)
    if not is_clean_id(href, MAX_LINK):
        return ""
    try:
        parts = urlsplit(href)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in _SCHEMES:
        return ""
    if parts.scheme in {"http", "https"}:
        return href if host else ""
    return href if parts.path or (parts.scheme == "parta" and host) else ""


def mentioned_user(href: str) -> UserId | None:
    """Return the person a matrix.to or `matrix:` link points to, None for any other link."""
    for prefix in ("https://matrix.to/#/", "http://matrix.to/#/"):
        if href.lower().startswith(prefix):
            target = unquote(href[len(prefix) :]).split("?", 1)[0].rstrip("/")
            return _user(target)
    if href.lower().startswith("matrix:u/"):
        return _user("@" + unquote(href[9:]).split("?", 1)[0].rstrip("/"))
    return None


def bare_links(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, address) of the addresses that stand in plain text."""
    if "://" not in text and not any(sign in text.lower() for sign in ("www.", "matrix:")):
        return
    for match in _BARE.finditer(text):
        found = _without_punctuation(match[0])
        link = safe_link(f"https://{found}" if found[:4].lower() == "www." else found)
        if link:
            yield match.start(), match.start() + len(found), link


def _user(target: str) -> UserId | None:
    if target.startswith("@") and ":" in target and "/" not in target and is_clean_id(target):
        return UserId(target)
    return None


def _without_punctuation(found: str) -> str:
    while found:
        last = found[-1]
        if last in _TRAILING or (last in _PAIRS and found.count(last) > found.count(_PAIRS[last])):
            found = found[:-1]
        else:
            break
    return found
