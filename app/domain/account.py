"""Account data of the client: which chats are direct, muted, pinned, archived, cleared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.ids import RoomId, UserId
from app.domain.people import Visibility
from app.domain.rooms import MuteMode

DIRECT = "m.direct"
PUSH_RULES = "m.push_rules"
IGNORED = "m.ignored_user_list"
"""Whose messages the server does not send me."""
LAST_SEEN = "app.parta.last_seen"
"""`{"visible": "exact" | "coarse" | "nobody"}`: who sees when I am here; the module holds to it."""
TAGS = "m.tag"
MARKED_UNREAD = "m.marked_unread"
FULLY_READ = "m.fully_read"
MUTE_UNTIL = "app.parta.mute_until"
"""Room account data `{"ts": milliseconds}`: when a mute by time ends; 0 or absent: it has none."""
CLEARED_BEFORE = "app.parta.cleared_before"
"""Room account data `{"ts": milliseconds}`: everything up to then is hidden for me."""

_LIMIT = 1 << 42


@dataclass(frozen=True, slots=True)
class Tags:
    """`pin_order` is 0 … 1 for pinned chats, else None."""

    pin_order: float | None = None
    archived: bool = False


def direct_rooms(content: Mapping[str, Any]) -> dict[RoomId, UserId]:
    """Return which chat is the direct chat with whom (`m.direct`)."""
    rooms: dict[RoomId, UserId] = {}
    for user, listed in content.items():
        if isinstance(listed, list):
            for room in listed:
                if isinstance(room, str):
                    rooms.setdefault(RoomId(room), UserId(user))
    return rooms


def ignored_users(content: Mapping[str, Any]) -> frozenset[UserId]:
    """Return whose messages I do not want (`m.ignored_user_list`)."""
    users = content.get("ignored_users")
    return frozenset(UserId(user) for user in users) if isinstance(users, dict) else frozenset()


def with_ignored(content: Mapping[str, Any], user_id: UserId, *, ignored: bool) -> dict[str, Any]:
    """Return the list with somebody on it, or off it; the rest stays."""
    users = content.get("ignored_users")
    rest = (
        {one: why for one, why in users.items() if one != user_id}
        if isinstance(users, dict)
        else {}
    )
    return {**content, "ignored_users": rest | ({user_id: {}} if ignored else {})}


def visibility(content: Mapping[str, Any] | None) -> Visibility | None:
    """Return who sees when I am here, None while I have not decided; nobody where it is unclear."""
    if not content or "visible" not in content:
        return None
    value = content["visible"]
    known = {one.value: one for one in Visibility}
    return known.get(value, Visibility.NOBODY) if isinstance(value, str) else Visibility.NOBODY


def mute_modes(content: Mapping[str, Any]) -> dict[RoomId, MuteMode]:
    """Return the chats that do not notify for everything (`m.push_rules`)."""
    modes: dict[RoomId, MuteMode] = {}
    rules = content.get("global")
    if not isinstance(rules, dict):
        return modes
    for kind, mode in (("room", MuteMode.MENTIONS), ("override", MuteMode.NONE)):
        listed = rules.get(kind)
        for rule in listed if isinstance(listed, list) else ():
            if isinstance(rule, dict) and _is_silent(rule) and (room := _room_of(rule, kind)):
                modes[room] = mode
    return modes


def with_mute(content: Mapping[str, Any], room_id: RoomId, mode: MuteMode) -> dict[str, Any]:
    """Return push rules in which one chat is as loud as `mode` says; the rest stays."""
    rules = content.get("global")
    changed: dict[str, Any] = dict(rules) if isinstance(rules, dict) else {}
    for kind in ("override", "room"):
        listed = changed.get(kind)
        known = listed if isinstance(listed, list) else []
        changed[kind] = [
            rule
            for rule in known
            if not (isinstance(rule, dict) and _is_silent(rule) and _room_of(rule, kind) == room_id)
        ]
    rule: dict[str, Any] = {"rule_id": room_id, "enabled": True, "actions": []}
    if mode is MuteMode.NONE:
        condition = {"kind": "event_match", "key": "room_id", "pattern": room_id}
        changed["override"].insert(0, rule | {"conditions": [condition]})
    elif mode is MuteMode.MENTIONS:
        changed["room"].insert(0, rule)
    return {**content, "global": changed}


def read_tags(content: Mapping[str, Any]) -> Tags:
    """Read `m.tag`: `m.favourite` is a pin, `m.lowpriority` the archive."""
    tags = content.get("tags")
    if not isinstance(tags, dict):
        return Tags()
    order: float | None = None
    if isinstance(favourite := tags.get("m.favourite"), dict):
        value = favourite.get("order")
        order = 0.5
        if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
            order = float(min(1.0, max(0.0, value)))
    return Tags(order, "m.lowpriority" in tags)


def read_time(content: Mapping[str, Any]) -> int:
    """Return the milliseconds in `{"ts": …}`, 0 where there are none."""
    value = content.get("ts")
    if isinstance(value, bool) or not isinstance(value, int):
        return 0
    return max(0, min(_LIMIT, value))


def _is_silent(rule: Mapping[str, Any]) -> bool:
    actions = rule.get("actions")
    return rule.get("enabled", True) is True and actions in ([], ["dont_notify"])


def _room_of(rule: Mapping[str, Any], kind: str) -> RoomId | None:
    rule_id = rule.get("rule_id")
    if not isinstance(rule_id, str) or not rule_id.startswith("!"):
        return None
    if kind == "room":
        return RoomId(rule_id)
    conditions = rule.get("conditions")
    only = conditions[0] if isinstance(conditions, list) and len(conditions) == 1 else None
    is_room = isinstance(only, dict) and only.get("key") == "room_id"
    return RoomId(rule_id) if is_room else None
