"""What people type or paste as a school's address, into servers to try. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from app.domain.errors import NotFound, UserText
from app.net.http import is_loopback

_HOST = re.compile(r"(?:\[[0-9a-fA-F:.]{2,45}\]|[^\s/?#@:\[\]\\<>\"%]{1,253})(?::[0-9]{1,5})?\Z")


@dataclass(frozen=True, slots=True)
class Origin:
    """A server to ask: `base` is its address without a slash at the end, `name` what to call it."""

    base: str
    name: str


def origin_of(address: str) -> Origin:
    """Return the server behind a name, an address, a user id or a link of Matrix or Parta.

    Plain HTTP is kept for this computer only; anywhere else it becomes HTTPS.
    """
    text = address.strip().strip("<>\"'").rstrip("/")
    if len(text) > 2048:
        raise _not_an_address()
    lower = text.lower()
    scheme = "https"
    if lower.startswith("parta:"):
        text = _query(text, "hs") or _query(text, "server")
        lower = text.lower()
    elif lower.startswith("matrix:"):
        text = _server_of_id(unquote(text[7:]).partition("/")[2].partition("?")[0], text)
    elif "matrix.to/#/" in lower:
        text = _server_of_id(unquote(text.partition("#/")[2]).partition("?")[0], text)
    elif text.startswith("@"):
        text = text.partition(":")[2]
    if lower.startswith(("http://", "https://")) and "://" in text:
        scheme, _, text = text.partition("://")
        scheme = scheme.lower()
        text = re.split(r"[/?#\\]", text, maxsplit=1)[0]
    else:
        text = re.split(r"[/?#\\]", text, maxsplit=1)[0]
    if not _HOST.match(text):
        raise _not_an_address()
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname or "", parts.port
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise _not_an_address() from error
    if not ascii_host:
        raise _not_an_address()
    if is_loopback(ascii_host):
        scheme = "http" if scheme == "http" or port not in {None, 443} else scheme
    else:
        scheme = "https"
    shown = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    where = shown if port is None else f"{shown}:{port}"
    return Origin(f"{scheme}://{where}", where)


def address_parts(value: str) -> SplitResult | None:
    """Return the parts of an address from outside that names a host; None where it is none."""
    if len(value) > 2048 or not value.isprintable():
        return None
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts if host else None


def base_url(value: object) -> str | None:
    """Return the `base_url` of a well-known file as we use it, None where it must not be used."""
    if not isinstance(value, str) or (parts := address_parts(value)) is None:
        return None
    if parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
        return None
    if parts.username or (parts.scheme == "http" and not is_loopback(parts.hostname or "")):
        return None
    return value.rstrip("/")


def _server_of_id(target: str, link: str) -> str:
    """Return the server of a room, alias or user id; room ids of version 12 name it in `via`."""
    if via := _query(link, "via"):
        return via
    return target.partition(":")[2].partition("/")[0]


def _query(link: str, key: str) -> str:
    try:
        query = link.partition("?")[2].partition("#")[0]
        return parse_qs(query, max_num_fields=50).get(key, [""])[0]
    except ValueError:
        return ""


def _not_an_address() -> NotFound:
    return NotFound(
        "not an address",
        user_text=UserText("Это не похоже на адрес школы. Пример: school14.ru"),
    )
