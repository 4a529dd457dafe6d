"""Rules about single events: they need the event and, for polls, the one it points to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.school_core.verdict import Verdict, no, yes

POLL_STARTS = frozenset({"org.matrix.msc3381.poll.start", "m.poll.start"})
POLL_VOTES = frozenset({"org.matrix.msc3381.poll.response", "m.poll.response"})
POLL_ENDS = frozenset({"org.matrix.msc3381.poll.end", "m.poll.end"})
CALL_MEMBERS = frozenset({"org.matrix.msc3401.call.member", "m.call.member"})
STICKY_CALL_MEMBERS = frozenset({"org.matrix.msc4143.rtc.member", "m.rtc.member"})

_MENTION_POWER = 50


@dataclass(frozen=True, slots=True)
class Target:
    """The event another one points to."""

    room_id: str
    type: str
    sender: str


def target_id(content: Mapping[str, Any], rel_type: str) -> str | None:
    """The event that a content relates to in this way, None where it does not."""
    relation = content.get("m.relates_to")
    if not isinstance(relation, Mapping) or relation.get("rel_type") != rel_type:
        return None
    event_id = relation.get("event_id")
    return event_id if isinstance(event_id, str) else None


def mentions_all(content: Mapping[str, Any]) -> bool:
    """Whether a message mentions the whole room."""
    mentions = content.get("m.mentions")
    return isinstance(mentions, Mapping) and mentions.get("room") is True


def judge_mention(sender: str, levels: Mapping[str, Any], creators: frozenset[str]) -> Verdict:
    """Judge a mention of everybody by the chat's power levels (the version with creators too)."""
    if sender in creators:
        return yes("creator")
    users, notifications = levels.get("users"), levels.get("notifications")
    default = _level(levels.get("users_default"), 0)
    power = _level(users.get(sender), default) if isinstance(users, Mapping) else default
    wanted = notifications.get("room") if isinstance(notifications, Mapping) else None
    if power >= _level(wanted, _MENTION_POWER):
        return yes("mention")
    return no("mass_mention", "Упоминать сразу всех в этом чате вам нельзя.")


def judge_call_member(sender: str, key: str) -> Verdict:
    """Judge whose place in a call a state key is: a person may take only their own."""
    bare = key.removeprefix("_")
    if bare == sender or bare.startswith(f"{sender}_"):
        return yes("call_member")
    return no("call_member", "Войти в звонок можно только за себя.")


def judge_sticky_member(sender: str, content: Mapping[str, Any]) -> Verdict:
    """The same for the form that names the person in its content."""
    member = content.get("member")
    named = member.get("user_id", sender) if isinstance(member, Mapping) else sender
    return judge_call_member(sender, named if isinstance(named, str) else "")


def judge_vote(room_id: str, target: Target | None) -> Verdict:
    """Judge what a vote is for."""
    if target is not None and target.type in POLL_STARTS and target.room_id == room_id:
        return yes("vote")
    return no("no_poll", "Голосовать можно только в опросе этого чата.")


def judge_poll_end(sender: str, room_id: str, target: Target | None) -> Verdict:
    """Judge who closes a poll."""
    verdict = judge_vote(room_id, target)
    if not verdict.allowed or (target is not None and target.sender == sender):
        return verdict
    return no("poll_end", "Закрыть опрос может только его автор.")


def _level(value: object, default: int) -> int:
    return value if isinstance(value, int) else default
