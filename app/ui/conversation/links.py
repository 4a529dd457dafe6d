"""Addresses in messages: which may be opened, and which deserve a question first."""

import re
from urllib.parse import urlsplit

_SCHEMES = ("http", "https", "mailto", "matrix", "parta")
_LOOKS_LIKE_HOST = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[\w-]{2,})", re.IGNORECASE)


def may_open(url: str) -> bool:
    """Whether an address is of a kind that we hand to the system at all."""
    try:
        return urlsplit(url).scheme.lower() in _SCHEMES and len(url) <= 4096
    except ValueError:
        return False


def host_of(url: str) -> str:
    """Return the host of an address in lower case, '' where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def is_odd(url: str, text: str) -> bool:
    """Whether the address goes elsewhere than its text says, or hides behind look-alike letters."""
    host = host_of(url)
    if not host:
        return False
    if any(part.startswith("xn--") for part in host.split(".")) or not host.isascii():
        return True
    if "@" in urlsplit(url).netloc:
        return True
    shown = _LOOKS_LIKE_HOST.match(text.strip())
    if shown is None:
        return False
    said = shown.group(1).lower().removeprefix("www.")
    return said != host.removeprefix("www.")
