"""A chat as the service looks at it in somebody's name: whose it is and who may do what in it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.school_core.rooms import ROOM, is_managed
from server.service.homeserver import V3, Homeserver

CREATOR = 2**53
"""The power of a creator in room version 12 and later: above every level."""
_ADMIN_WITHOUT_LEVELS = 100
_CREATORS_RULE_FROM = 12


@dataclass(frozen=True, slots=True)
class RoomView:
    """What one member sees. `school` is the content of `app.parta.room`, empty for a free chat."""

    room_id: str
    name: str
    levels: Mapping[str, Any]
    creators: frozenset[str]
    school: Mapping[str, Any]

    @property
    def managed(self) -> bool:
        """Whether the school decides who is in it."""
        return is_managed(self.school)

    @property
    def org(self) -> str:
        """The school it belongs to, '' for a free chat."""
        return str(self.school.get("orgId") or "")

    def power(self, user_id: str) -> int:
        """The power level of an account."""
        if user_id in self.creators:
            return CREATOR
        users = self.levels.get("users")
        default = _number(self.levels.get("users_default"), 0)
        return _number(users.get(user_id), default) if isinstance(users, Mapping) else default

    def needs(self, deed: str, default: int) -> int:
        """The level a deed like `invite` or `redact` needs."""
        return _number(self.levels.get(deed), default)

    def needs_for_state(self, event_type: str) -> int:
        """The level that setting a kind of state needs."""
        events = self.levels.get("events")
        default = _number(self.levels.get("state_default"), 50)
        return _number(events.get(event_type), default) if isinstance(events, Mapping) else default


async def look(homeserver: Homeserver, room_id: str, *, who: str) -> RoomView | None:
    """Return a chat as a member sees it, None for whoever is not in it."""
    me = await homeserver.state_event(room_id, "m.room.member", key=who, who=who)
    if me is None or _content(me).get("membership") != "join":
        return None
    create, levels, school, name = await asyncio.gather(
        *(
            homeserver.state_event(room_id, kind, who=who)
            for kind in ("m.room.create", "m.room.power_levels", ROOM, "m.room.name")
        )
    )
    made = _content(create)
    creators: set[str] = set()
    if _version(made) >= _CREATORS_RULE_FROM and create is not None:
        more = made.get("additional_creators")
        creators = {str(create.get("sender")), *(more if isinstance(more, list) else ())}
    power = _content(levels)
    if levels is None and create is not None:
        power = {"users": {str(create.get("sender")): _ADMIN_WITHOUT_LEVELS}}
    title = _content(name).get("name")
    return RoomView(
        room_id,
        title if isinstance(title, str) else "",
        power,
        frozenset(creators),
        _content(school),
    )


def _content(event: Mapping[str, Any] | None) -> Mapping[str, Any]:
    content = event.get("content") if event is not None else None
    return content if isinstance(content, Mapping) else {}


def _version(create: Mapping[str, Any]) -> int:
    version = str(create.get("room_version", "1"))
    return int(version) if version.isdecimal() else 0


def _number(value: object, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default


async def bring(homeserver: Homeserver, room_id: str, user_id: str) -> None:
    """Bring somebody into a chat of the bot's, with nothing to accept; whoever is inside stays."""
    event = await homeserver.state_event(room_id, "m.room.member", key=user_id)
    now = _content(event).get("membership")
    if now == "join":
        return
    if now != "invite":
        await homeserver.invite(room_id, user_id)
    await homeserver.join(room_id, who=user_id)


async def joined_rooms(homeserver: Homeserver, user_id: str) -> tuple[str, ...]:
    """The chats somebody is in."""
    answer = await homeserver.call("GET", f"{V3}/joined_rooms", who=user_id)
    return tuple(str(one) for one in answer.get("joined_rooms", ()))
