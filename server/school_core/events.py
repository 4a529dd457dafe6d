"""Rules about single events: mentions of everybody and places in calls."""

from collections.abc import Mapping
from typing import Any

from server.school_core.powers import Powers
from server.school_core.verdict import Verdict, no, yes

CALL_MEMBERS = frozenset({"org.matrix.msc3401.call.member", "m.call.member"})
STICKY_CALL_MEMBERS = frozenset({"org.matrix.msc4143.rtc.member", "m.rtc.member"})


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


def judge_mention(sender: str, powers: Powers) -> Verdict:
    """Judge a mention of everybody by the chat's power levels."""
    if powers.of(sender) >= powers.to_mention_all:
        return yes("mention")
    return no("mass_mention", "Упоминать сразу всех в этом чате вам нельзя.")


def judge_call_start(sender: str, powers: Powers) -> Verdict:
    """Judge who begins a call; whoever may be in the chat may join one that goes on."""
    if powers.of(sender) >= powers.to_start_calls:
        return yes("call_start")
    return no("call_start", "Начинать звонки в этом чате вам нельзя.")


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
