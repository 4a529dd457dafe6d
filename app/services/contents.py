"""The JSON of what this client sends: replies, edits, reactions, votes, polls. Pure."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.domain.content import Content, PollContent
from app.domain.events import Json
from app.domain.ids import EventId, TransactionId
from app.domain.parse import ALBUM, BACKGROUND
from app.domain.parse.poll import RULES
from app.domain.polls import PollStart

MESSAGE = "m.room.message"
STICKER = "m.sticker"
REACTION = "m.reaction"
REDACTION = "m.room.redaction"
POLL_START = "org.matrix.msc3381.poll.start"
POLL_RESPONSE = "org.matrix.msc3381.poll.response"
POLL_END = "org.matrix.msc3381.poll.end"
LOCAL = "app.parta.local"
"""Key in the content of a queued file: what is to be done before it can go. Never sent."""
REACTION_NOTE = "app.parta.reaction"
ROW_NOTE = "app.parta.row"
"""In a queued deletion of an own reaction: the emoji, and the message it stands under."""
_TEXT = "org.matrix.msc1767.text"
_LOCAL_PREFIX = "parta-"
_ANONYMOUS = "Опрос анонимный: проголосовать можно в приложении «Парта»."
"""Other clients show it below the poll: their votes have names, and the school refuses them."""


def new_transaction() -> TransactionId:
    """Return a transaction id that nobody used before."""
    return TransactionId(_LOCAL_PREFIX + secrets.token_urlsafe(16))


def is_local(event_id: str) -> bool:
    """Whether this names a message of the send queue, not an event of the server."""
    return event_id.startswith(_LOCAL_PREFIX)


def with_reply(content: Json, event_id: EventId) -> dict[str, Any]:
    """Return the content as an answer to another message."""
    return {**content, "m.relates_to": {"m.in_reply_to": {"event_id": event_id}}}


def edit(new: Json, event_id: EventId, *, told: Collection[str] = ()) -> dict[str, Any]:
    """Return the event that puts `new` in the place of an own message.

    Who was `told` by the message itself, or by calling everybody, is not called again.
    """
    content = {key: value for key, value in new.items() if key != "m.relates_to"}
    fallback = {**content, "body": f"* {content.get('body', '')}"}
    if "m.mentions" in content:
        named = content["m.mentions"].get("user_ids", ())
        fresh = [user for user in named if user not in told]
        fallback["m.mentions"] = {"user_ids": fresh} if fresh else {}
    if "formatted_body" in content:
        fallback["formatted_body"] = f"* {content['formatted_body']}"
    return {
        **fallback,
        "m.new_content": content,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
    }


def caption(media: Json, text: Json, *, filename: str) -> dict[str, Any]:
    """Return a picture's content with another caption; an empty text takes the caption away."""
    dropped = {"body", "format", "formatted_body", "m.relates_to", "m.mentions", "m.new_content"}
    content = {key: value for key, value in media.items() if key not in dropped}
    content["filename"] = filename
    content["body"] = text.get("body") or filename
    for key in ("format", "formatted_body", "m.mentions"):
        if key in text:
            content[key] = text[key]
    return content


def reaction(event_id: EventId, key: str) -> dict[str, Any]:
    """Return a reaction with an emoji."""
    relation = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
    return {"m.relates_to": relation}


def poll_start(poll: PollStart) -> dict[str, Any]:
    """Return a new poll in the unstable types, which Element reads too."""
    answers = [{"id": answer.id, _TEXT: answer.text} for answer in poll.answers]
    lines = [poll.question, *(f"{n}. {a.text}" for n, a in enumerate(poll.answers, 1))]
    if poll.anonymous:
        lines.append(_ANONYMOUS)
    inner: dict[str, Any] = {
        "kind": f"org.matrix.msc3381.poll.{'disclosed' if poll.disclosed else 'undisclosed'}",
        "max_selections": poll.max_selections,
        "question": {_TEXT: poll.question, "body": poll.question, "msgtype": "m.text"},
        "answers": answers,
    }
    if poll.background:
        inner[BACKGROUND] = poll.background
    rules: dict[str, Any] = {}
    if poll.closes_at is not None:
        rules["closes_at"] = int(poll.closes_at.timestamp() * 1000)
    if poll.final:
        rules["no_revote"] = True
    if poll.anonymous:
        rules["anonymous"] = True
    if rules:
        inner[RULES] = rules
    return {POLL_START: inner, _TEXT: "\n".join(lines)}


def is_anonymous(content: Content) -> bool:
    """Tell whether votes on it go to the school's service and not into the room."""
    return isinstance(content, PollContent) and content.poll.anonymous


def vote(poll_id: EventId, answers: Sequence[str]) -> dict[str, Any]:
    """Return a vote; no answers takes the vote back."""
    return {"m.relates_to": _about(poll_id), POLL_RESPONSE: {"answers": list(answers)}}


def poll_end(poll_id: EventId) -> dict[str, Any]:
    """Return the end of an own poll."""
    return {"m.relates_to": _about(poll_id), POLL_END: {}, _TEXT: "Опрос завершён"}


def forwarded(content: Json, *, key: str, name: str, album: str = "") -> dict[str, Any]:
    """Return a copy for another chat: no relations, no mentions, the first author's name."""
    dropped = {"m.relates_to", "m.mentions", "m.new_content", ALBUM, LOCAL}
    copy = {field: value for field, value in content.items() if field not in dropped}
    copy["m.mentions"] = {}
    if name:
        copy.setdefault(key, name)
    if album:
        copy[ALBUM] = album
    return copy


def target_of(content: Json) -> str:
    """Return the event a content relates to or answers, '' where there is none."""
    relates = content.get("m.relates_to")
    if not isinstance(relates, Mapping):
        return ""
    inner = relates.get("m.in_reply_to")
    answered = inner.get("event_id") if isinstance(inner, Mapping) else None
    return str(relates.get("event_id") or answered or "")


def retarget(content: Json, old: str, new: str) -> dict[str, Any]:
    """Return the content relating to `new` where it related to `old`."""
    relates = content.get("m.relates_to")
    if not isinstance(relates, Mapping):
        return dict(content)
    changed = dict(relates)
    if changed.get("event_id") == old:
        changed["event_id"] = new
    inner = changed.get("m.in_reply_to")
    if isinstance(inner, Mapping) and inner.get("event_id") == old:
        changed["m.in_reply_to"] = {"event_id": new}
    return {**content, "m.relates_to": changed}


def to_send(content: Json) -> dict[str, Any]:
    """Return what goes to the server: everything but our own notes."""
    return {key: value for key, value in content.items() if key != LOCAL}


def _about(event_id: EventId) -> dict[str, str]:
    return {"rel_type": "m.reference", "event_id": event_id}
