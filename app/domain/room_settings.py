"""Who may do what in a chat, as people set it: three audiences over `m.room.power_levels`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import Any

from app.domain.conduct import FREE, HOURS, LEADS, SHARING, SLOW, Conduct
from app.domain.events import Json
from app.domain.ids import MxcUri, UserId
from app.domain.people import ADMIN_POWER
from app.domain.power import POWER_LEVELS, read_levels

THEME = "app.parta.room.theme"
HISTORY = "m.room.history_visibility"
_SHARED, _JOINED = "shared", "joined"
MAX_NAME, MAX_TOPIC = 120, 500
"""Characters that the dialog takes."""


class Audience(IntEnum):
    """Who may; the number is the power that is asked for."""

    EVERYONE = 0
    ADMINS = 50
    OWNER = 100


class GroupKind(Enum):
    """What a new group is for: talking, or telling with the others only reading and reacting."""

    TALK = "talk"
    NOTICES = "notices"

    @property
    def rights(self) -> "Mapping[Right, Audience]":
        """What the members may do from the start."""
        if self is GroupKind.TALK:
            return {Right.CALLS: Audience.EVERYONE}
        told = (Right.WRITE, Right.INVITE, Right.CALLS)
        return dict.fromkeys(told, Audience.ADMINS)


class Right(Enum):
    """What may be allowed to an audience; the value says where it stands in the levels."""

    WRITE = ("events_default",)
    INVITE = ("invite",)
    INFO = ("events", "m.room.name", "m.room.topic", "m.room.avatar")
    PINS = ("events", "m.room.pinned_events")
    MENTIONS = ("notifications", "room")
    CALLS = ("events", "org.matrix.msc4075.rtc.notification")
    ADMINS = ("events", POWER_LEVELS)
    LOOK = ("events", THEME)


_CONDUCT = (HOURS, SLOW, SHARING)
_PLACE_IN_CALL = "org.matrix.msc3401.call.member"
_ANSWERS = (
    "m.reaction",
    "m.room.redaction",
    "m.poll.response",
    "org.matrix.msc3381.poll.response",
)
"""Who may not write may still react, vote, and take that back: `redact` guards others' words."""
_DEFAULT_EVENTS = {
    "m.room.name": 50,
    "m.room.avatar": 50,
    "m.room.canonical_alias": 50,
    "m.room.history_visibility": 100,
    POWER_LEVELS: 100,
    "m.room.tombstone": 150,
    "m.room.server_acl": 100,
    "m.room.encryption": 100,
}
"""A levels event without `events` falls back to `state_default` for all of these."""


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """What the dialog shows and changes. `look` names a background of ours, '' is none.

    `changeable` holds the rights I may change; `most` is the widest power I may ask for.
    """

    name: str = ""
    topic: str = ""
    avatar: MxcUri | None = None
    look: str = ""
    rights: Mapping[Right, Audience] = field(default_factory=dict)
    changeable: frozenset[Right] = frozenset()
    most: int = 0
    can_edit_info: bool = False
    can_edit_look: bool = False
    conduct: Conduct = FREE
    can_edit_conduct: bool = False
    open_history: bool = True
    """Newcomers see what was written before they came."""
    can_edit_history: bool = False


def read_settings(
    levels: Json,
    *,
    me: UserId,
    power: int,
    name: str,
    topic: str,
    avatar: MxcUri | None,
    look: str,
    conduct: Conduct = FREE,
    visibility: str = _SHARED,
) -> RoomSettings:
    """Make the settings of the content of the levels event and my power in the chat."""
    numbers = {right: _level(levels, right) for right in Right}
    may_change = power >= _level(levels, Right.ADMINS)
    return RoomSettings(
        name=name,
        topic=topic,
        avatar=avatar,
        look=look,
        rights={right: _audience(number) for right, number in numbers.items()},
        # Matrix lets nobody touch a level above their own.
        changeable=frozenset(
            right for right, number in numbers.items() if may_change and number <= power
        ),
        most=power,
        can_edit_info=power >= numbers[Right.INFO],
        can_edit_look=power >= numbers[Right.LOOK],
        conduct=conduct,
        can_edit_conduct=power
        >= max(LEADS, *(read_levels(None, {"content": levels}).to_set(one) for one in _CONDUCT)),
        open_history=visibility not in {"joined", "invited"},
        can_edit_history=power >= read_levels(None, {"content": levels}).to_set(HISTORY),
    )


def history_content(*, is_open: bool) -> Json:
    """Return the state by which newcomers see what was before them, or do not. Never public."""
    return {"history_visibility": _SHARED if is_open else _JOINED}


def with_rights(levels: Json, rights: Mapping[Right, Audience]) -> dict[str, Any]:
    """Return the content of the levels event with these rights in it; all else stays."""
    changed: dict[str, Any] = dict(levels)
    for right, audience in rights.items():
        place, *names = right.value
        if right is Right.WRITE:
            changed["events"] = _inside(changed, "events") | dict.fromkeys(_ANSWERS, 0)
        if not names:
            changed[place] = int(audience)
            continue
        changed[place] = _inside(changed, place) | dict.fromkeys(names, int(audience))
        if right is Right.CALLS:
            # A place in a call is state, for which Matrix asks 50 where nothing is said.
            changed[place][_PLACE_IN_CALL] = 0
    return changed


def _inside(levels: Mapping[str, Any], place: str) -> dict[str, Any]:
    there = levels.get(place)
    inside = dict(there) if isinstance(there, Mapping) else {}
    return dict(_DEFAULT_EVENTS) if place == "events" and not inside else inside


def with_administrator(levels: Json, user_id: UserId, *, appointed: bool) -> dict[str, Any]:
    """Return the content of the levels event with one administrator more or less."""
    there = levels.get("users")
    users = dict(there) if isinstance(there, Mapping) else {}
    if appointed:
        users[user_id] = ADMIN_POWER
    else:
        users.pop(user_id, None)
    return dict(levels) | {"users": users}


def _level(levels: Json, right: Right) -> int:
    read = read_levels(None, {"content": levels})
    match right:
        case Right.WRITE:
            return read.events_default
        case Right.INVITE:
            return read.invite
        case Right.MENTIONS:
            return read.notify_room
        case Right.CALLS:
            # To start one is to ring; joining one that goes on is free to all.
            return read.to_send(right.value[1])
        case _:
            return max(read.to_set(name) for name in right.value[1:])


def _audience(level: int) -> Audience:
    return next((one for one in Audience if level <= one), Audience.OWNER)
