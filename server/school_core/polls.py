"""Rules of polls: what a poll promises about itself is what the server holds it to (rows F99–F106).

A poll of MSC3381 carries its promises in `app.parta.rules` inside the poll object: `closes_at`
(milliseconds), `no_revote`, `anonymous`. The poll as it was sent counts: it cannot be edited.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from server.school_core.verdict import Verdict, no, yes

POLL_STARTS = frozenset({"org.matrix.msc3381.poll.start", "m.poll.start"})
POLL_VOTES = frozenset({"org.matrix.msc3381.poll.response", "m.poll.response"})
POLL_ENDS = frozenset({"org.matrix.msc3381.poll.end", "m.poll.end"})
RULES = "app.parta.rules"

MOST_ANSWERS = 20

_NO_POLL = no("no_poll", "Голосовать можно только в опросе этого чата.")
_CLOSED = no("poll_closed", "Опрос уже закрыт.")
_NO_REVOTE = no("poll_no_revote", "В этом опросе нельзя изменить голос.")
_ANONYMOUS = no("poll_anonymous", "Это анонимный опрос: голосовать в нём можно через сервис школы.")
_TOO_MANY = no("poll_too_many", "Выбрано больше вариантов, чем разрешено в этом опросе.")
_UNKNOWN = no("poll_unknown_answer", "Такого варианта в опросе нет.")
_EMPTY = no("poll_empty", "Выберите хотя бы один вариант: изменить голос потом будет нельзя.")
_SHAPE = no("poll_shape", "Опрос составлен неправильно: проверьте вопрос, варианты и срок.")
_EDIT = no("poll_edit", "Опрос нельзя изменить после отправки: закройте его и создайте новый.")
_END = no("poll_end", "Закрыть опрос может только его автор.")


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll as it was sent. `closes_at` is in milliseconds, None where it has no time limit."""

    id: str
    room_id: str
    author: str
    answers: frozenset[str]
    most: int = 1
    closes_at: int | None = None
    no_revote: bool = False
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """The event another one points to."""

    id: str
    room_id: str
    type: str
    sender: str
    content: Mapping[str, Any]


def read_poll(event: Target | None) -> Poll | None:
    """The poll in an event, None for an event that is no poll."""
    if event is None or event.type not in POLL_STARTS:
        return None
    body = _body(event.content)
    rules = body.get(RULES)
    rules = rules if isinstance(rules, Mapping) else {}
    most, closes_at = body.get("max_selections"), rules.get("closes_at")
    return Poll(
        id=event.id,
        room_id=event.room_id,
        author=event.sender,
        answers=frozenset(_answer_ids(body)),
        most=most if _is_count(most) else 1,
        closes_at=closes_at if _is_count(closes_at) else None,
        no_revote=rules.get("no_revote") is True,
        anonymous=rules.get("anonymous") is True,
    )


def ended_poll(event: Target) -> str | None:
    """The id of the poll that an event ends, None for an event that ends none."""
    relation = event.content.get("m.relates_to")
    if event.type not in POLL_ENDS or not isinstance(relation, Mapping):
        return None
    poll = relation.get("event_id")
    return poll if relation.get("rel_type") == "m.reference" and isinstance(poll, str) else None


def judge_start(content: Mapping[str, Any], *, now_ms: int) -> Verdict:
    """Judge a new poll: what it promises must be something that can be held."""
    relation = content.get("m.relates_to")
    if isinstance(relation, Mapping) and relation.get("rel_type") == "m.replace":
        return _EDIT
    body = _body(content)
    ids = _answer_ids(body)
    rules = body.get(RULES, {})
    if not isinstance(rules, Mapping) or not 1 <= len(ids) <= MOST_ANSWERS:
        return _SHAPE
    if len(set(ids)) != len(ids) or not _is_count(body.get("max_selections", 1)):
        return _SHAPE
    if any(not isinstance(rules.get(name, False), bool) for name in ("no_revote", "anonymous")):
        return _SHAPE
    closes_at = rules.get("closes_at")
    if closes_at is not None and (not _is_count(closes_at) or closes_at <= now_ms):
        return _SHAPE
    return yes("poll")


def judge_vote(
    room_id: str, poll: Poll | None, content: Mapping[str, Any], *, now_ms: int, ended: bool
) -> Verdict:
    """Judge a vote by itself; whether it is a second one is asked when all else is well."""
    if poll is None or poll.room_id != room_id:
        return _NO_POLL
    if poll.anonymous:
        return _ANONYMOUS
    if ended or (poll.closes_at is not None and now_ms >= poll.closes_at):
        return _CLOSED
    chosen = _chosen(content)
    if chosen is None or not chosen <= poll.answers:
        return _UNKNOWN
    if len(chosen) > poll.most:
        return _TOO_MANY
    if not chosen and poll.no_revote:
        return _EMPTY
    return yes("vote")


def second_vote() -> Verdict:
    """The refusal of a vote in a poll of final votes by somebody who has voted."""
    return _NO_REVOTE


def judge_poll_end(sender: str, room_id: str, poll: Poll | None) -> Verdict:
    """Judge who closes a poll."""
    if poll is None or poll.room_id != room_id:
        return _NO_POLL
    return yes("poll_end") if poll.author == sender else _END


def _body(content: Mapping[str, Any]) -> Mapping[str, Any]:
    body = content.get("org.matrix.msc3381.poll.start") or content.get("m.poll")
    return body if isinstance(body, Mapping) else {}


def _answer_ids(body: Mapping[str, Any]) -> tuple[str, ...]:
    answers = body.get("answers")
    each = [one for one in answers if isinstance(one, Mapping)] if isinstance(answers, list) else []
    ids = (one.get("id", one.get("m.id")) for one in each)
    return tuple(one for one in ids if isinstance(one, str) and one)


def _chosen(content: Mapping[str, Any]) -> frozenset[str] | None:
    body = content.get("org.matrix.msc3381.poll.response")
    answers = body.get("answers") if isinstance(body, Mapping) else content.get("m.selections")
    if not isinstance(answers, list) or not all(isinstance(one, str) for one in answers):
        return None
    return frozenset(answers)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
