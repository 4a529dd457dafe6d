"""State events as service lines: who came and left, what changed about the chat."""

from collections.abc import Mapping
from typing import Any

from app.domain.clean import clean_name, one_line
from app.domain.content import (
    Content,
    HiddenContent,
    MembershipContent,
    RoomChange,
    RoomChangeContent,
)
from app.domain.ids import UserId
from app.domain.media import parse_mxc
from app.domain.parse.fields import identifier, mapping, text
from app.domain.people import Membership

_VALUES = {
    RoomChange.NAME: "name",
    RoomChange.TOPIC: "topic",
    RoomChange.HISTORY_VISIBILITY: "history_visibility",
    RoomChange.TOMBSTONE: "replacement_room",
    RoomChange.JOIN_RULES: "join_rule",
}
_CHANGES = {change.value: change for change in RoomChange if change is not RoomChange.CALL_STARTED}
_QUIET_AT_FIRST = frozenset(
    {RoomChange.POWER_LEVELS, RoomChange.HISTORY_VISIBILITY, RoomChange.JOIN_RULES}
)
"""Set when a room is made; a line is due only when somebody changes them later."""


def parse_state(
    event_type: str, state_key: str, content: Mapping[str, Any], *, unsigned: Mapping[str, Any]
) -> Content:
    """Return the service line of a state event, hidden where it makes none."""
    before = unsigned.get("prev_content")
    previous = mapping(before) if isinstance(before, dict) else None
    if event_type == "m.room.member":
        return _membership(state_key, content, previous)
    change = _CHANGES.get(event_type)
    if change is None or state_key or previous == content:
        return HiddenContent(event_type)
    replaced = previous is not None or "replaces_state" in unsigned
    if change in _QUIET_AT_FIRST and not replaced:
        return HiddenContent(event_type)
    if change is RoomChange.AVATAR:
        return RoomChangeContent(change, parse_mxc(content.get("url")) or "")
    value = text(content.get(_VALUES.get(change, "")))
    if change is RoomChange.NAME:
        return RoomChangeContent(change, clean_name(value))
    return RoomChangeContent(change, one_line(value, 1000))


def person_name(content: Mapping[str, Any], user_id: str) -> str:
    """Return the cleaned display name of a member event, else the local part of the id."""
    return clean_name(text(content.get("displayname"))) or local_part(user_id)


def local_part(user_id: str) -> str:
    """Return the part of a user id that people recognise."""
    return clean_name(user_id.removeprefix("@").split(":", 1)[0]) or clean_name(user_id) or "—"


def _membership(
    target: str, content: Mapping[str, Any], previous: Mapping[str, Any] | None
) -> Content:
    membership = _MEMBERSHIPS.get(text(content.get("membership")))
    if membership is None or identifier(target) is None:
        return HiddenContent("m.room.member")
    before = _MEMBERSHIPS.get(text(previous.get("membership"))) if previous is not None else None
    previous_name = clean_name(text(previous.get("displayname"))) if previous is not None else ""
    name = person_name(content, target)
    if "displayname" not in content and previous_name and membership is not Membership.JOIN:
        name = previous_name  # leave and ban seldom repeat the name
    avatar_changed = (
        previous is not None
        and before is Membership.JOIN
        and membership is Membership.JOIN
        and previous.get("avatar_url") != content.get("avatar_url")
    )
    if before is membership and membership is Membership.JOIN:
        unchanged = (previous_name or local_part(target)) == name
        if unchanged and not avatar_changed:
            return HiddenContent("m.room.member")
    return MembershipContent(
        target=UserId(target),
        target_name=name,
        membership=membership,
        previous=before,
        previous_name=previous_name,
        avatar_changed=avatar_changed,
        reason=one_line(text(content.get("reason")), 300),
    )


_MEMBERSHIPS = {membership.value: membership for membership in Membership}
