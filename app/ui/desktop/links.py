"""Links that the system hands to us: `matrix:` (MSC2312), `parta://` and matrix.to."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from app.domain.cards import CardLink, parse_card
from app.domain.ids import EventId, RoomId, UserId

_KINDS = {"u": "@", "r": "#", "roomid": "!", "e": "$"}


@dataclass(frozen=True, slots=True)
class RoomLink:
    """A chat, at a message if one is given; `room` may be an alias (#…)."""

    room: RoomId
    event: EventId | None = None


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


def parse_link(url: str) -> Link | None:
    """Return what a link means, or None for one that is not ours or is broken."""
    if len(url) > 2000:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    match parts.scheme:
        case "matrix":
            return _matrix(parts.path)
        case "parta":
            return _parta(parts.netloc, parts.path, parts.query)
        case "https" if parts.netloc == "matrix.to":
            return _sigils([unquote(p) for p in parts.fragment.split("?")[0].split("/") if p])
        case _:
            return None


def _matrix(path: str) -> Link | None:
    pieces = [unquote(piece) for piece in path.split("/")]
    named = []
    for kind, name in zip(pieces[::2], pieces[1::2], strict=False):
        if kind not in _KINDS or not name:
            return None
        named.append(_KINDS[kind] + name)
    return _sigils(named)


def _parta(host: str, path: str, query: str) -> Link | None:
    pieces = [unquote(piece) for piece in path.split("/") if piece]
    match host, pieces:
        case "room", [room, *event]:
            return _sigils([room, *event])
        case "user", [user]:
            return _sigils([user])
        case "card", _:
            return parse_card(f"parta://card?{query}")
        case "open", _:
            told = parse_qs(query, max_num_fields=20)
            address = told.get("address", [""])[0]
            return OpenLink(address, told.get("hs", [""])[0]) if address else None
        case "join", _:
            told = parse_qs(query)
            address = told.get("address", ["/".join(pieces)])[0]
            return JoinLink(address, told.get("hs", [""])[0]) if address else None
        case _:
            return None


def _sigils(names: list[str]) -> Link | None:
    match names:
        case [user] if user.startswith("@") and len(user) > 1:
            return PersonLink(UserId(user))
        case [room, *rest] if room[:1] in ("!", "#") and len(room) > 1:
            event = EventId(rest[0]) if rest and rest[0].startswith("$") else None
            return RoomLink(RoomId(room), event)
        case _:
            return None
