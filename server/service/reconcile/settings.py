"""What a chat of the school looks like on the homeserver: its state, and which of it must stay so.

The school decides who is in a chat, who leads, what it is called and that nobody else opens it.
All other settings (photo, topic, who may pin) belong to those who lead it and are left alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from server.school_core.chats import ChatKey, ChatKind
from server.school_core.roster import OrgId

Json = dict[str, Any]

ROOM = "app.parta.room"
CHAT = "app.parta.chat"
"""In `m.room.create`: what the room was made for, there even when its making was cut short."""

POWER, RULES, NAME = "m.room.power_levels", "m.room.join_rules", "m.room.name"
SLOT, SLOT_KEY, CHILD = "org.matrix.msc4143.rtc.slot", "m.call#ROOM", "m.space.child"
_GUESTS, _VISIBILITY = "m.room.guest_access", "m.room.history_visibility"
_CALL_MEMBER = "org.matrix.msc3401.call.member"

OWNER, READ_ONLY = 150, 100
"""Levels: of what the service alone does (the creator), and of writing where nobody writes."""

_LOCKED = (
    POWER,
    RULES,
    NAME,
    ROOM,
    CHILD,
    _GUESTS,
    _VISIBILITY,
    "m.room.canonical_alias",
    "m.room.encryption",
    "m.room.server_acl",
    "m.room.tombstone",
)
_FREE = {"m.room.avatar": 50, "m.room.topic": 50, "m.room.pinned_events": 50}
_GATES = {"users_default": 0, "state_default": 50, "invite": 100, "kick": 100, "ban": 100}
_RULE: Json = {"join_rule": "restricted", "allow": []}
"""Nobody comes in by themselves; the service lets people in with one event each."""
_OPEN_SLOT: Json = {"status": "open", "application": {"type": "m.call"}}
_CLOSED_RULES = frozenset({"restricted", "invite", "knock", "knock_restricted"})
_VISIBLE = frozenset({"shared", "invited", "joined"})


def room_content(key: ChatKey, *, archived: bool = False) -> Json:
    """The content of `app.parta.room`."""
    content: Json = {"kind": key.kind, "orgId": key.org, "managed": True}
    if key.about != key.org:
        content["classId"] = key.about
    return content | ({"archived": True} if archived else {})


def key_of(state: Mapping[str, Json]) -> ChatKey | None:
    """What a room is for by its state; None for a room that is no chat of a roster."""
    made_for = state.get("m.room.create", {}).get(CHAT)
    content = state.get(ROOM, made_for)
    if not isinstance(content, Mapping) or content.get("managed") is not True:
        return None
    match content.get("kind"), content.get("orgId"), content.get("classId"):
        case str() as kind, str() as org, str() | None as about if kind in _KINDS:
            return ChatKey(kind, OrgId(org), about or org)
    return None


def is_archived(state: Mapping[str, Json]) -> bool:
    """Whether a chat is read-only because the roster no longer asks for it."""
    return state.get(ROOM, {}).get("archived") is True


def levels(
    present: Mapping[str, Any], users: Mapping[str, int], key: ChatKey, *, archived: bool = False
) -> Json:
    """The content of `m.room.power_levels` with these leaders; what leaders may set stays as it is.

    The events of Synapse's defaults are all there: a content replaces the one before as a whole.
    """
    events = {**_FREE, **dict(present.get("events") or {})}
    events |= dict.fromkeys(_LOCKED, OWNER)
    silent = archived or key.kind == ChatKind.SPACE.value
    events[_CALL_MEMBER] = READ_ONLY if silent else 0
    was_silent = present.get("events_default") == READ_ONLY
    default = READ_ONLY if silent else 0 if was_silent else present.get("events_default", 0)
    leaders = {user: level for user, level in sorted(users.items()) if level != 0}
    return {**present, **_GATES, "events": events, "events_default": default, "users": leaders}


def creation(key: ChatKey, name: str, users: Mapping[str, int]) -> Json:
    """The body of `/createRoom`. `CHAT` in it keeps room ids apart, which are hashes since v12."""
    space = key.kind == ChatKind.SPACE.value
    parents = key.kind == ChatKind.PARENTS.value
    state = [
        {"type": ROOM, "state_key": "", "content": room_content(key)},
        {"type": RULES, "state_key": "", "content": _RULE},
        {"type": _GUESTS, "state_key": "", "content": {"guest_access": "forbidden"}},
        {
            "type": _VISIBILITY,
            "state_key": "",
            # Parents speak of their families: a newcomer reads from the day of joining on.
            "content": {"history_visibility": "joined" if parents else "shared"},
        },
    ]
    if not space:
        state.append({"type": SLOT, "state_key": SLOT_KEY, "content": _OPEN_SLOT})
    return {
        "preset": "private_chat",
        "name": name,
        "room_version": "12",
        "creation_content": {CHAT: room_content(key)} | ({"type": "m.space"} if space else {}),
        "initial_state": state,
        "power_level_content_override": levels({}, users, key),
    }


def repairs(
    state: Mapping[str, Json], slots: Mapping[str, Json], key: ChatKey, *, archived: bool
) -> Iterator[tuple[str, str, Json]]:
    """State to write where the rules of a chat are not the school's; its power levels apart."""
    content = room_content(key, archived=archived)
    if state.get(ROOM) != content:
        yield ROOM, "", content
    if state.get(RULES, {}).get("join_rule") not in _CLOSED_RULES:
        yield RULES, "", _RULE
    if state.get(_GUESTS, {}).get("guest_access") != "forbidden":
        yield _GUESTS, "", {"guest_access": "forbidden"}
    if state.get(_VISIBILITY, {}).get("history_visibility") not in _VISIBLE:
        yield _VISIBILITY, "", {"history_visibility": "joined"}
    if key.kind != ChatKind.SPACE.value and slots.get(SLOT_KEY) != _OPEN_SLOT:
        yield SLOT, SLOT_KEY, _OPEN_SLOT


_KINDS = frozenset(kind.value for kind in ChatKind)
