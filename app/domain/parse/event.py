"""One raw event into an `Event`: its envelope, relations, mentions and content."""

from collections.abc import Mapping
from typing import Any

from app.domain.clean import one_line
from app.domain.content import (
    NO_MENTIONS,
    Content,
    EncryptedContent,
    HiddenContent,
    MediaContent,
    MediaKind,
    Mentions,
    RedactedContent,
    Relation,
    RelationKind,
    RoomChange,
    RoomChangeContent,
    TextContent,
    UnknownContent,
)
from app.domain.events import Event
from app.domain.ids import EventId, RoomId, TransactionId, UserId
from app.domain.parse.fields import identifier, items, mapping, moment, text
from app.domain.parse.message import fallback_text, parse_media, parse_message
from app.domain.parse.poll import END_TYPES, RESPONSE_TYPES, START_TYPES, parse_poll
from app.domain.parse.state import parse_state
from app.domain.people import role_of
from app.domain.rich_text import Style

ROLE = "app.parta.role"
"""Key in `unsigned` where the school's server says what the sender is."""
_MAX_MENTIONS = 500
_MAX_KEY = 64
_RINGING = frozenset({"org.matrix.msc4075.rtc.notification", "org.matrix.msc4075.call.notify"})
_NO_ROW = RESPONSE_TYPES | END_TYPES | {"m.reaction", "m.room.redaction"}
_ROWS = START_TYPES | {"m.room.message", "m.room.encrypted", "m.sticker"}
_KINDS = {kind.value: kind for kind in RelationKind}


def parse_event(raw: object, *, room_id: RoomId | None = None) -> Event | None:
    """Return the event, or None when it is none: not an object, no type, no sender, wrong room."""
    if not isinstance(raw, dict):
        return None
    event_type, sender = identifier(raw.get("type")), identifier(raw.get("sender"))
    if event_type is None or sender is None:
        return None
    event_id = raw.get("event_id", "")
    if event_id != "" and identifier(event_id) is None:
        return None
    if room_id is not None and raw.get("room_id", room_id) != room_id:
        return None
    content, unsigned = mapping(raw.get("content")), _unsigned(raw)
    state_key = raw.get("state_key")
    state_key = state_key if isinstance(state_key, str) and len(state_key) <= 255 else None
    relates = mapping(content.get("m.relates_to"))
    relation = _relation(relates) if state_key is None else None
    reply_to = identifier(mapping(relates.get("m.in_reply_to")).get("event_id"))
    parsed, new_content = _contents(
        event_type,
        content,
        state_key=state_key,
        relation=relation,
        reply=reply_to is not None,
        unsigned=unsigned,
    )
    txn = identifier(unsigned.get("transaction_id"))
    return Event(
        event_id=EventId(event_id),
        type=event_type,
        sender=UserId(sender),
        timestamp=moment(raw.get("origin_server_ts")),
        content=parsed,
        raw=raw,
        state_key=state_key,
        relation=relation,
        reply_to=EventId(reply_to) if reply_to else None,
        new_content=new_content,
        mentions=_mentions(content, new_content or parsed),
        transaction_id=TransactionId(txn) if txn else None,
        sender_role=role_of(unsigned.get(ROLE)),
        redacts=_redacts(raw, content) if event_type == "m.room.redaction" else None,
    )


def parse_content(event_type: str, content: Mapping[str, Any], *, reply: bool = False) -> Content:
    """Return the content of an event that is no state; also used for local echoes."""
    if event_type == "m.room.message":
        return parse_message(content, reply=reply)
    if event_type == "m.sticker":
        return parse_media(content, MediaKind.STICKER) if content else RedactedContent()
    if event_type in START_TYPES:
        return parse_poll(event_type, content)
    if event_type == "m.room.encrypted":
        return EncryptedContent() if content else RedactedContent()
    if event_type in _RINGING or event_type == "m.call.invite":
        return RoomChangeContent(RoomChange.CALL_STARTED) if content else RedactedContent()
    if event_type in _NO_ROW or event_type.startswith(("m.call.", "m.key.")):
        return HiddenContent(event_type)
    if fallback := fallback_text(content):
        return UnknownContent(event_type, fallback)
    return HiddenContent(event_type)


def _contents(
    event_type: str,
    content: Mapping[str, Any],
    *,
    state_key: str | None,
    relation: Relation | None,
    reply: bool,
    unsigned: Mapping[str, Any],
) -> tuple[Content, Content | None]:
    redaction = unsigned.get("redacted_because")
    redacted = isinstance(redaction, dict) or isinstance(unsigned.get("redacted_by"), str)
    if state_key is not None:
        if redacted and event_type not in {"m.room.member", "m.room.create"}:
            return HiddenContent(event_type), None
        return parse_state(event_type, state_key, content, unsigned=unsigned), None
    if redacted:
        if event_type not in _ROWS:
            return HiddenContent(event_type), None
        return _redacted(mapping(redaction)), None
    if relation is not None and relation.kind is RelationKind.REPLACE:
        new = content.get("m.new_content")
        if isinstance(new, dict) and event_type not in _NO_ROW and new:
            return HiddenContent(event_type), parse_content(event_type, new)
        return HiddenContent(event_type), None
    return parse_content(event_type, content, reply=reply), None


def _redacted(because: Mapping[str, Any]) -> RedactedContent:
    by = identifier(because.get("sender"))
    reason = one_line(text(mapping(because.get("content")).get("reason")), 300)
    return RedactedContent(UserId(by) if by else None, reason)


def _unsigned(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    unsigned = mapping(raw.get("unsigned"))
    # Old servers and some endpoints put these beside `unsigned` instead of into it.
    extra = {
        key: raw[key]
        for key in ("redacted_because", "prev_content", "replaces_state")
        if key in raw and key not in unsigned
    }
    return {**unsigned, **extra} if extra else unsigned


def _relation(relates: Mapping[str, Any]) -> Relation | None:
    kind = _KINDS.get(text(relates.get("rel_type")))
    target = identifier(relates.get("event_id"))
    if kind is None or target is None:
        return None
    if kind is not RelationKind.ANNOTATION:
        return Relation(kind, EventId(target))
    key = one_line(text(relates.get("key")), _MAX_KEY)
    # One emoji, two spellings: with and without the variation selector. They count together.
    key = key.removesuffix("\ufe0f") or key
    return Relation(kind, EventId(target), key) if key else None


def _mentions(content: Mapping[str, Any], parsed: Content) -> Mentions:
    sources = [content.get("m.mentions"), mapping(content.get("m.new_content")).get("m.mentions")]
    declared = [mapping(source) for source in sources if isinstance(source, dict)]
    users: set[UserId] = set()
    if not declared:
        users.update(_linked_people(parsed))
        return Mentions(frozenset(users)) if users else NO_MENTIONS
    for source in declared:
        for value in items(source.get("user_ids"), _MAX_MENTIONS):
            if (user := identifier(value)) and user.startswith("@"):
                users.add(UserId(user))
    room = any(source.get("room") is True for source in declared)
    return Mentions(frozenset(users), room) if users or room else NO_MENTIONS


def _linked_people(parsed: Content) -> list[UserId]:
    """Return who is linked in the text: how clients mentioned before `m.mentions`."""
    match parsed:
        case TextContent(body=rich) | MediaContent(caption=rich) if rich is not None:
            return [
                UserId(s.link) for s in rich.spans if Style.MENTION in s.style and ":" in s.link
            ]
        case _:
            return []


def _redacts(raw: Mapping[str, Any], content: Mapping[str, Any]) -> EventId | None:
    # Room version 11 moved the target into the content.
    target = identifier(content.get("redacts")) or identifier(raw.get("redacts"))
    return EventId(target) if target else None
