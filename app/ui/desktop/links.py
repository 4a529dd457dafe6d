"""Links that the program itself follows: `matrix:` (MSC2312), `parta://` and matrix.to.

They come from the system, from a second start, or from a message: all of it is hostile text.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from app.domain.cards import CardLink
from app.domain.clean import is_clean_id
from app.domain.ids import EventId, RoomId, UserId

SCHEMES = ("parta", "matrix")
"""What the system may hand to us."""
_KINDS = {"u": "@", "r": "#", "roomid": "!", "e": "$"}
_MOST_VIA = 3


@dataclass(frozen=True, slots=True)
class RoomLink:
    """A chat, at a message if one is given; `room` may be an alias (#…), `via` servers to ask."""

    room: RoomId
    event: EventId | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonLink:
    """A person."""

    user: UserId


@dataclass(frozen=True, slots=True)
class JoinLink:
    """An invite link of a school: join, or sign in there first. `server` is the school's name."""

    address: str
    server: str = ""


@dataclass(frozen=True, slots=True)
class OpenLink:
    """The program at the profile of a school; sign in there where there is none."""

    address: str
    server: str = ""


Link = RoomLink | PersonLink | JoinLink | CardLink | OpenLink


def is_ours(url: str) -> bool:
    """Whether an address is for the program itself and not for the browser."""
    return url.partition(":")[0].lower() in SCHEMES or parse_link(url) is not None


def parse_link(url: str) -> Link | None:
    """Return what a link means, or None for one that is not ours or is broken."""
    if len(url) > 2000:
        return None
    try:
        parts = urlsplit(url.strip())
        told = parse_qs(parts.query, max_num_fields=20)
    except ValueError:
        return None
    match parts.scheme:
        case "matrix":
            return _matrix(parts.path, _servers(told))
        case "parta":
            return _parta(parts.netloc, parts.path, told)
        case "https" | "http" if parts.netloc.lower() == "matrix.to":
            path, _, query = parts.fragment.partition("?")
            return _matrix_to(path, query)
        case _:
            return None


def _matrix(path: str, via: tuple[str, ...]) -> Link | None:
    pieces = [unquote(piece) for piece in path.split("/")]
    named = []
    for kind, name in zip(pieces[::2], pieces[1::2], strict=False):
        if kind not in _KINDS or not name:
            return None
        named.append(_KINDS[kind] + name)
    return _sigils(named, via)


def _matrix_to(path: str, query: str) -> Link | None:
    try:
        told = parse_qs(query, max_num_fields=20)
    except ValueError:
        return None
    return _sigils([unquote(piece) for piece in path.split("/") if piece], _servers(told))


def _parta(host: str, path: str, told: dict[str, list[str]]) -> Link | None:
    pieces = [unquote(piece) for piece in path.split("/") if piece]
    address, server = told.get("address", [""])[0], told.get("hs", [""])[0]
    match host, pieces:
        case "room", [room, *event]:
            return _sigils([room, *event], _servers(told))
        case "user", [user]:
            return _sigils([user])
        case "card", _:
            code = told.get("code", [""])[0]
            return CardLink(address, code) if code else None
        case "open", _:
            return OpenLink(address, server) if address else None
        case "join", _:
            address = address or "/".join(pieces)
            return JoinLink(address, server) if address else None
        case _:
            return None


def _servers(told: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(name for name in told.get("via", ()) if is_clean_id(name))[:_MOST_VIA]


def _sigils(names: list[str], via: tuple[str, ...] = ()) -> Link | None:
    if not all(len(name) > 1 and is_clean_id(name) for name in names):
        return None
    match names:
        case [user] if user.startswith("@"):
            return PersonLink(UserId(user))
        case [room, *rest] if room[0] in "!#":
            event = EventId(rest[0]) if rest and rest[0].startswith("$") else None
            return RoomLink(RoomId(room), event, via)
        case _:
            return None
