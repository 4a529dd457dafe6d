"""What people may make of their own chats, and what they may not change in the school's chats."""

from collections.abc import Callable, Mapping
from typing import Any

from server.school_core.powers import judge_powers
from server.school_core.standing import Standing
from server.school_core.supervision import SUPERVISED, judge_mark
from server.school_core.verdict import Verdict, no, yes

ROOM = "app.parta.room"
"""State that makes a chat the school's own; only the school service writes it."""

_OPEN = no("open_room", "Открытые для всех чаты может создавать только школа.")
_RESERVED = no("reserved_state", "Это может задать только школа.")
_UPGRADE = no("room_upgrade", "Перенести чат на новую версию может только школа.")
_MANAGED = no("managed_room", "Этот чат ведёт школа: изменить это в нём нельзя.")
_OUTSIDE = no("invite_outside", "Пригласить можно только человека из школьного списка.")
_CREATORS = no("extra_creators", "Назначить других владельцев чата нельзя.")

_NOT_INVITED = no("not_invited", "В этот чат можно войти только по приглашению.")
_VERSION = no("room_version", "Чаты такого вида на сервере школы не создают.")

_VERSIONS = frozenset({"10", "11", "12"})
"""Before the tenth, power levels may be strings, which clients and servers read differently."""
_SHAPE = no("room_shape", "Чат описан неправильно: создать его нельзя.")
_PARTS = (
    ("room_version", str),
    ("creation_content", Mapping),
    ("power_level_content_override", Mapping),
    ("invite", list),
    ("invite_3pid", list),
    ("initial_state", list),
)
"""What else would be refused by Synapse when half of the chat is made, or break it."""
_NEVER = frozenset({ROOM, "m.room.third_party_invite", "m.room.tombstone", "m.room.server_acl"})
_NOT_AT_START = frozenset({"m.room.create", "m.room.member", "m.room.canonical_alias"})
_MANAGED_STATE = frozenset(
    {
        "m.room.power_levels",
        "m.room.join_rules",
        "m.room.history_visibility",
        "m.room.guest_access",
        "m.room.encryption",
    }
)


def is_managed(room_state: object) -> bool:
    """Whether the content of `app.parta.room` marks a chat whose people the school decides."""
    return isinstance(room_state, Mapping) and room_state.get("managed") is True


def judge_state(event_type: str, content: object, *, staff: bool) -> Verdict:
    """Judge state that a person sets in a chat, at its creation or later."""
    if event_type in _NEVER:
        return _RESERVED
    fields = content if isinstance(content, Mapping) else {}
    if event_type == "m.room.join_rules" and fields.get("join_rule") != "invite":
        return _OPEN
    if event_type == "m.room.guest_access" and fields.get("guest_access") == "can_join":
        return _OPEN
    if (
        event_type == "m.room.history_visibility"
        and fields.get("history_visibility") == "world_readable"
    ):
        return _OPEN
    if event_type == "m.room.encryption" and not staff:
        return no("encryption", "Шифрованные чаты создают только сотрудники школы.")
    return yes("state")


def judge_own_class(standing: Standing | None, room: Mapping[str, Any]) -> Verdict:
    """Judge who comes in or knocks without an invitation: only to the school's chats, own class."""
    if standing is None or not is_managed(room):
        return _NOT_INVITED
    own = standing.teaches | (
        standing.child_classes if room.get("kind") == "parents" else standing.learns
    )
    return yes("own_class") if room.get("classId") in own else _NOT_INVITED


def judge_managed_state(event_type: str) -> Verdict:
    """Judge state that a person sets in a chat of the school, whatever their power there."""
    return _MANAGED if event_type in _MANAGED_STATE else yes("managed_state")


def judge_creation(
    config: Mapping[str, Any], *, staff: bool, is_staff: Callable[[str], bool]
) -> Verdict:
    """Judge everything in the body of `/createRoom` but the people in it."""
    if any(name in config and not isinstance(config[name], kind) for name, kind in _PARTS):
        return _SHAPE
    if config.get("room_version", "12") not in _VERSIONS:
        return _VERSION
    creation = config.get("creation_content")
    if isinstance(creation, Mapping):
        if "predecessor" in creation:
            return _UPGRADE
        if creation.get("additional_creators"):
            return _CREATORS
    if config.get("invite_3pid"):
        return _OUTSIDE
    if (
        config.get("visibility") == "public"
        or config.get("preset") == "public_chat"
        or config.get("room_alias_name")
    ):
        return _OPEN
    levels: list[object] = [config.get("power_level_content_override")]
    for state in config.get("initial_state") or ():
        kind = state.get("type") if isinstance(state, Mapping) else None
        if not isinstance(kind, str) or kind in _NOT_AT_START:
            return _RESERVED
        if not isinstance(state.get("content"), Mapping):
            return _SHAPE
        verdict = judge_state(kind, state.get("content"), staff=staff)
        if verdict.allowed and kind == "m.room.power_levels":
            levels.append(state.get("content"))
        if verdict.allowed and kind == SUPERVISED:
            verdict = judge_mark(state.get("content") or {}, marked=False)
        if not verdict.allowed:
            return verdict
    for content in levels:
        fields = content if isinstance(content, Mapping) else {}
        verdict = judge_powers(fields, staff_gives=staff, is_staff=is_staff)
        if not verdict.allowed:
            return verdict
    return yes("creation")
