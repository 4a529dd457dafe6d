"""What a chat is to a call: whether somebody is in it, and whether the school leads its calls."""

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from server.school_core.chats import ChatKind
from server.school_core.rooms import ROOM, is_managed
from server.service.homeserver import V3, Homeserver, HomeserverRefused
from server.service.problems import Problem

_LED = frozenset({ChatKind.CLASS.value, ChatKind.SUBJECT.value})
_OUTSIDE = frozenset({400, 403, 404})


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat of the homeserver. `class_id` names the class whose teachers lead the calls in it.

    None in all other chats: there everybody may call and speak. `own`: people made it themselves.
    """

    room_id: str
    class_id: str | None
    own: bool = False


async def chat_of_member(homeserver: Homeserver, room_id: str, user_id: str) -> Chat:
    """Look at a chat through the eyes of somebody who is in it.

    Raises:
        Problem: the person is not in it, or there is no such chat; the two are not told apart.
    """
    member = await _state(homeserver, room_id, f"m.room.member/{quote(user_id, safe='')}", user_id)
    if member.get("membership") != "join":
        raise Problem(403, "not_in_chat", "Вас нет в этом чате.")
    return _chat(room_id, await _state(homeserver, room_id, ROOM, user_id))


async def chat_of_school(homeserver: Homeserver, room_id: str) -> Chat:
    """Look at a chat as the school's bot; a chat it is not in is none of the school's."""
    return _chat(room_id, await _state(homeserver, room_id, ROOM, homeserver.bot))


async def chat_of_class(homeserver: Homeserver, class_id: str, user_id: str) -> Chat | None:
    """Find the chat of a class or subject among those that somebody is in."""
    joined = await homeserver.call("GET", f"{V3}/joined_rooms", who=user_id)
    rooms = [str(one) for one in joined.get("joined_rooms", ())]
    contents = await asyncio.gather(
        *(_state(homeserver, room_id, ROOM, user_id) for room_id in rooms)
    )
    chats = map(_chat, rooms, contents)
    return next((chat for chat in chats if chat.class_id == class_id), None)


def _chat(room_id: str, content: dict[str, Any]) -> Chat:
    class_id = content.get("classId")
    led = is_managed(content) and content.get("kind") in _LED and isinstance(class_id, str)
    return Chat(room_id, class_id if led else None, own=not content)


async def _state(homeserver: Homeserver, room_id: str, key: str, who: str) -> dict[str, Any]:
    path = f"{V3}/rooms/{quote(room_id, safe='')}/state/{key}"
    try:
        return await homeserver.call("GET", path, who=who)
    except HomeserverRefused as refused:
        if refused.status in _OUTSIDE:
            return {}
        raise
