"""How much an event weighs: does it make a row, does it count as unread, is it for me."""

from collections.abc import Callable
from enum import IntEnum

from app.domain.clean import MAX_TEXT
from app.domain.content import (
    HiddenContent,
    MediaContent,
    MembershipContent,
    PollContent,
    RedactedContent,
    RelationKind,
    RoomChangeContent,
    TextContent,
    TextKind,
    UnknownContent,
)
from app.domain.events import Event
from app.domain.ids import UserId
from app.domain.parse import END_TYPES, RESPONSE_TYPES, START_TYPES, TALLY
from app.domain.parse.fields import mapping
from app.domain.people import Role

ROW_TYPES = frozenset(
    {
        "m.room.message",
        "m.room.encrypted",
        "m.sticker",
        *START_TYPES,
    }
)


class Weight(IntEnum):
    """Stored with the event; the order matters: rows are > 0, messages ≥ 2, unread ≥ 5."""

    HIDDEN = 0
    SERVICE = 1
    DELETED = 2
    OWN = 3
    QUIET = 4
    MESSAGE = 5
    MENTION = 6


def weigh(
    event: Event, me: UserId, *, room_mention: bool, keyword: Callable[[str], bool]
) -> Weight:
    """Return the weight; `room_mention`: the sender may mention everyone here, `keyword`: whether
    a text holds one of my notification words.
    """
    if event.relation and event.relation.kind in {RelationKind.REPLACE, RelationKind.ANNOTATION}:
        return Weight.HIDDEN
    content = event.content
    if isinstance(content, HiddenContent):
        return Weight.HIDDEN
    if isinstance(content, RedactedContent):
        is_row = event.type in ROW_TYPES and event.state_key is None
        return Weight.DELETED if is_row else Weight.HIDDEN
    if isinstance(content, MembershipContent | RoomChangeContent):
        return Weight.SERVICE
    if isinstance(content, UnknownContent) and event.state_key is not None:
        return Weight.HIDDEN
    if event.sender == me:
        return Weight.OWN
    mentioned = me in event.mentions.user_ids or (event.mentions.room and room_mention)
    if mentioned:
        return Weight.MENTION
    if isinstance(content, UnknownContent):
        return Weight.QUIET
    if isinstance(content, TextContent) and content.kind is TextKind.NOTICE:
        return Weight.QUIET
    body = mapping(event.raw.get("content")).get("body")
    if isinstance(body, str) and keyword(body[:MAX_TEXT]):
        return Weight.MENTION
    return Weight.MESSAGE


def media_of(event: Event) -> str | None:
    """Return under which media tab the event stands: a `MediaKind` value, "poll" or None."""
    if event.relation and event.relation.kind is RelationKind.REPLACE:
        return None
    if isinstance(event.content, MediaContent):
        return event.content.kind.value
    return "poll" if isinstance(event.content, PollContent) else None


def relation_of(event: Event) -> str | None:
    """Return how an event changes its target ("edit", "vote", "tally" …), or None."""
    if event.relation is None or event.state_key is not None:
        return None
    match event.relation.kind:
        case RelationKind.REPLACE:
            return "edit" if event.new_content is not None else None
        case RelationKind.ANNOTATION:
            return "reaction" if event.type == "m.reaction" and event.relation.key else None
        case RelationKind.REFERENCE:
            if event.type in RESPONSE_TYPES:
                return "vote"
            if event.type == TALLY:
                # The homeserver's module says who is the bot: nobody else can tell totals.
                return "tally" if event.sender_role is Role.BOT else None
            return "end" if event.type in END_TYPES else None
        case RelationKind.THREAD:
            return None
