"""Rows of a conversation, assembled: edits, reactions, votes and receipts already applied."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.domain.content import NO_MENTIONS, Content, Mentions
from app.domain.errors import UserText
from app.domain.ids import EventId, ItemKey, TransactionId
from app.domain.people import Person
from app.domain.polls import PollState


class SendState(Enum):
    """Where a message is on its way out. Messages of others are `SENT`."""

    QUEUED = "queued"
    SENDING = "sending"
    UPLOADING = "uploading"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class SendStatus:
    """State of an own message; `progress` in 0 … 1 while uploading; `error` when it failed."""

    state: SendState = SendState.SENT
    progress: float = 0.0
    error: UserText | None = None


SENT = SendStatus()


@dataclass(frozen=True, slots=True)
class Reaction:
    """One emoji under a message. `senders` holds the first people only; `count` counts all."""

    key: str
    count: int
    mine: bool
    senders: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """What a reply quotes: `text` is one line; `missing` while the original is not known yet."""

    event_id: EventId
    sender: Person | None
    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One row of a conversation.

    `key` stays the same from local echo to the server's copy. `timestamp` is aware UTC.
    `read_by` counts others whose receipt stands at or after this row (own rows only).
    """

    key: ItemKey
    event_id: EventId | None
    transaction_id: TransactionId | None
    sender: Person
    timestamp: datetime
    content: Content
    mine: bool
    status: SendStatus = SENT
    quote: Quote | None = None
    reactions: tuple[Reaction, ...] = ()
    poll: PollState | None = None
    edited: bool = False
    mentions: Mentions = NO_MENTIONS
    mentions_me: bool = False
    forwarded_from: str = ""
    read_by: int = 0
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class EditVersion:
    """One version in the history of an edited message, oldest first."""

    timestamp: datetime
    content: Content
