"""Events and one sliding-sync reply as values. Parsing stands in `app.domain.parse`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.domain.content import NO_MENTIONS, Content, Mentions, Relation
from app.domain.ids import EventId, MxcUri, RoomId, TransactionId, UserId
from app.domain.people import Role

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a room, checked; `raw` is the JSON as it came, for forwarding and re-parsing.

    `event_id` is '' only for stripped state of an invite.
    """

    event_id: EventId
    type: str
    sender: UserId
    timestamp: datetime
    content: Content
    raw: Json = field(repr=False, compare=False)
    state_key: str | None = None
    relation: Relation | None = None
    reply_to: EventId | None = None
    new_content: Content | None = None
    """For an edit: what the message is now."""
    mentions: Mentions = NO_MENTIONS
    transaction_id: TransactionId | None = None
    sender_role: Role = Role.NONE
    redacts: EventId | None = None


@dataclass(frozen=True, slots=True)
class RoomDelta:
    """What one sliding-sync reply says of one room. None means "unchanged", not "empty".

    `invite_state` is set for invites. `expanded`: the timeline replaces, it does not append.
    """

    room_id: RoomId
    initial: bool = False
    name: str | None = None
    avatar: MxcUri | None = None
    heroes: tuple[UserId, ...] | None = None
    hero_names: tuple[str, ...] = ()
    hero_avatars: tuple[MxcUri | None, ...] = ()
    is_dm: bool | None = None
    joined_count: int | None = None
    invited_count: int | None = None
    bump_stamp: int | None = None
    state: tuple[Event, ...] = ()
    timeline: tuple[Event, ...] = ()
    limited: bool = False
    expanded: bool = False
    prev_batch: str | None = None
    invite_state: tuple[Event, ...] | None = None
    num_live: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """`user_id` has read up to `event_id`. `private` for `m.read.private` (only ever my own)."""

    user_id: UserId
    event_id: EventId
    timestamp: datetime
    private: bool = False


@dataclass(frozen=True, slots=True)
class SyncBatch:
    """One sliding-sync reply, parsed. Account data stays JSON: services know the types they use."""

    pos: str
    rooms: tuple[RoomDelta, ...] = ()
    list_counts: Mapping[str, int] = field(default_factory=dict)
    global_account_data: tuple[tuple[str, Json], ...] = ()
    room_account_data: tuple[tuple[RoomId, str, Json], ...] = ()
    receipts: tuple[tuple[RoomId, tuple[Receipt, ...]], ...] = ()
    typing: tuple[tuple[RoomId, tuple[UserId, ...]], ...] = ()
    to_device_since: str | None = None


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """One `/messages` or `/context` page. `end` None means the edge of the room is reached.

    `events` are in the order of the room (oldest first) whatever the direction was.
    """

    events: tuple[Event, ...]
    start: str | None
    end: str | None
    state: tuple[Event, ...] = ()
