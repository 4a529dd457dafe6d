"""Turns what the homeserver tells about its rooms and accounts into what the plan compares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from server.school_core.chats import ChatKey, WantedChat
from server.school_core.plan import Present
from server.school_core.roster import PersonId
from server.service.reconcile.settings import NAME, POWER, is_archived, key_of, levels, repairs

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoomNow:
    """A room as it is. `children` are the rooms listed in it, `members` memberships by user id."""

    room_id: str
    state: Mapping[str, Json]
    slots: Mapping[str, Json] = field(default_factory=dict)
    children: Mapping[str, Json] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything of one moment: for the plan, and the rooms that its chats are."""

    present: Present
    rooms: Mapping[ChatKey, RoomNow]


def picture(
    rooms: Iterable[RoomNow],
    accounts: Iterable[Json],
    *,
    people: Mapping[str, PersonId],
    bot: str,
) -> Picture:
    """Read the rooms of the service and the accounts of the homeserver.

    `people` says whose accounts are whose. An account nobody knows goes by its user id, so that it
    is taken out of the chats it is in.
    """
    by_key = _by_key(rooms)
    names: dict[PersonId, str] = {}
    closed: set[PersonId] = set()
    for account in accounts:
        person = people.get(account["user_id"])
        if person is not None:
            names[person] = account["name"]
            if account["closed"]:
                closed.add(person)
    spaces = {
        child: key
        for key, room in by_key.items()
        for child, content in room.children.items()
        if content.get("via")
    }
    chats, waiting = {}, {}
    for key, room in by_key.items():
        joined, wait = _people_of(room, people, bot)
        chats[key] = WantedChat(
            key, room.state.get(NAME, {}).get("name", ""), joined, spaces.get(room.room_id)
        )
        if wait:
            waiting[key] = frozenset(wait)
    return Picture(
        Present(
            accounts=names,
            chats=chats,
            archived={key for key, room in by_key.items() if is_archived(room.state)},
            closed=closed,
            damaged={key for key, room in by_key.items() if _is_damaged(key, room)},
            waiting=waiting,
        ),
        by_key,
    )


def _by_key(rooms: Iterable[RoomNow]) -> dict[ChatKey, RoomNow]:
    found: dict[ChatKey, RoomNow] = {}
    # The chat with most people is the one; a second room for the same is nobody's wish.
    for room in sorted(rooms, key=lambda room: (-len(room.members), room.room_id)):
        key = key_of(room.state)
        if key is not None:
            found[key if key not in found else replace(key, about=room.room_id)] = room
    return found


def _people_of(
    room: RoomNow, people: Mapping[str, PersonId], bot: str
) -> tuple[dict[PersonId, int], set[PersonId]]:
    users = room.state.get(POWER, {}).get("users") or {}
    joined: dict[PersonId, int] = {}
    waiting: set[PersonId] = set()
    for user, membership in room.members.items():
        person = people.get(user, PersonId(user))
        if user == bot:
            continue
        if membership == "join":
            joined[person] = users.get(user, 0)
        elif membership in ("invite", "knock"):
            waiting.add(person)
    return joined, waiting


def _is_damaged(key: ChatKey, room: RoomNow) -> bool:
    archived = is_archived(room.state)
    power = room.state.get(POWER, {})
    users = {
        user: level
        for user, level in (power.get("users") or {}).items()
        if room.members.get(user) == "join"
    }
    if levels(power, users, key, archived=archived) != power:
        return True
    return any(repairs(room.state, room.slots, key, archived=archived))
