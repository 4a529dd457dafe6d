"""Polls of MSC3381 in both spellings: unstable (what Element sends) and stable."""

import re
from collections.abc import Mapping
from typing import Any

from app.domain.clean import one_line
from app.domain.content import Content, PollContent, RedactedContent, UnknownContent
from app.domain.parse.fields import identifier, integer, items, mapping, moment, text
from app.domain.parse.message import extensible_text, fallback_text
from app.domain.polls import MAX_OPTIONS, PollAnswer, PollStart, Tally

_UNSTABLE = "org.matrix.msc3381.poll."
START_TYPES = frozenset({_UNSTABLE + "start", "m.poll.start"})
RESPONSE_TYPES = frozenset({_UNSTABLE + "response", "m.poll.response"})
END_TYPES = frozenset({_UNSTABLE + "end", "m.poll.end"})
BACKGROUND = "app.parta.poll.background"
RULES = "app.parta.rules"
"""What the school's server holds a poll to: `closes_at` (ms), `no_revote`, `anonymous`."""
TALLY = "app.parta.poll.tally"
"""The school bot's event with the totals of an anonymous poll, and their key in its content."""
_MOST_VOTERS = 1_000_000
_BACKGROUND_NAME = re.compile(r"[a-z0-9_\-]{1,32}\Z")
_MAX_QUESTION, _MAX_ANSWER = 340, 120
"""Other clients take longer texts than our dialog does; these are MSC3381's own bounds."""


def parse_poll(event_type: str, content: Mapping[str, Any]) -> Content:
    """Return the poll, or its fallback words where it has no question or no options."""
    if not content:
        return RedactedContent()
    poll = mapping(content.get(_UNSTABLE + "start") or content.get("m.poll"))
    question = one_line(_text(poll.get("question")), _MAX_QUESTION)
    answers: dict[str, PollAnswer] = {}
    for raw in items(poll.get("answers"), MAX_OPTIONS):
        answer = mapping(raw)
        key = identifier(answer.get("id")) or identifier(answer.get("m.id"))
        words = one_line(_text(answer), _MAX_ANSWER)
        if key and words:
            answers.setdefault(key, PollAnswer(key, words))
    if not question or not answers:
        return UnknownContent(event_type, fallback_text(content))
    selections = integer(poll.get("max_selections"), 1) or 1
    background = text(poll.get(BACKGROUND))
    rules = mapping(poll.get(RULES))
    return PollContent(
        PollStart(
            question=question,
            answers=tuple(answers.values()),
            max_selections=min(selections, len(answers)),
            disclosed=text(poll.get("kind")).endswith(".disclosed"),
            background=background if _BACKGROUND_NAME.match(background) else "",
            closes_at=moment(rules["closes_at"]) if _is_time(rules.get("closes_at")) else None,
            final=rules.get("no_revote") is True,
            anonymous=rules.get("anonymous") is True,
        )
    )


def parse_poll_response(raw: object) -> tuple[str, ...]:
    """Return the answer ids of a vote, as sent; () is a vote taken back."""
    content = mapping(mapping(raw).get("content"))
    inner = mapping(content.get(_UNSTABLE + "response"))
    chosen = inner.get("answers", content.get("m.selections"))
    ids = (identifier(answer) for answer in items(chosen, MAX_OPTIONS))
    return tuple(answer for answer in ids if answer)


def parse_tally(raw: object) -> Tally:
    """Return totals: `{"voters": n, "answers": {id: n}}`, as the bot and the service write them."""
    told = mapping(raw)
    counts = {
        key: integer(count, 0, _MOST_VOTERS) or 0
        for key, count in list(mapping(told.get("answers")).items())[:MAX_OPTIONS]
        if identifier(key)
    }
    voters = integer(told.get("voters"), 0, _MOST_VOTERS) or 0
    return Tally(voters, tuple(counts.items()), closed=told.get("closed") is True)


def tally_of(raw: object) -> Tally:
    """Return the totals in an event of the bot."""
    return parse_tally(mapping(mapping(raw).get("content")).get(TALLY))


def is_poll_response(raw: object) -> bool:
    """Whether the raw event is a vote."""
    return text(mapping(raw).get("type")) in RESPONSE_TYPES


def is_poll_end(raw: object) -> bool:
    """Whether the raw event closes a poll."""
    return text(mapping(raw).get("type")) in END_TYPES


def _is_time(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _text(value: object) -> str:
    field = mapping(value)
    for key in ("org.matrix.msc1767.text", "m.text", "body"):
        if words := extensible_text(field.get(key)):
            return words
    return ""
