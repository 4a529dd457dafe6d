"""What the local cache tells the services: the outcome of a unit of work, pages, the send queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.events import Json
from app.domain.ids import EventId, MxcUri, RoomId, TransactionId
from app.domain.rooms import RoomSummary
from app.domain.timeline import TimelineItem


@dataclass(frozen=True, slots=True)
class Applied:
    """What one sync batch changed, as seen after it was stored."""

    rooms: tuple[RoomSummary, ...] = ()
    """New values of every summary that changed."""
    gone: frozenset[RoomId] = frozenset()
    timelines: Mapping[RoomId, "TimelineChange"] | None = None
    notify: tuple["Notable", ...] = ()
    account_data: tuple[str, ...] = ()
    """Global account data types that changed."""


@dataclass(frozen=True, slots=True)
class TimelineChange:
    """What changed in one room: rows added at the live end, rows to read again, or all of it."""

    appended: tuple[EventId, ...] = ()
    touched: frozenset[EventId] = frozenset()
    gap: bool = False
    """A gap now stands before `appended`: what was the live end is not any more."""
    receipts: bool = False
    details: bool = False
    """Name, pins, powers or members changed."""


@dataclass(frozen=True, slots=True)
class Notable:
    """A new message of somebody else that may make a notification."""

    room_id: RoomId
    item: TimelineItem


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Rows of one unbroken stretch, oldest first. `at_start`: nothing older exists anywhere.

    `has_older` / `has_newer`: more rows of this stretch are stored. Where not, `older_token` /
    `newer_token` page on over the network; `live` is true when the last row is the live end.
    """

    items: tuple[TimelineItem, ...]
    at_start: bool
    live: bool
    has_older: bool
    has_newer: bool
    older_token: str | None = None
    newer_token: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One entry of the send queue, as stored.

    `kind`: "message", "reaction", "edit", "redaction", "vote", "poll_end". For media, `content` is
    the event to be with `url` missing, and `path` the file to upload first (`uri`: its address).
    """

    txn_id: TransactionId
    room_id: RoomId
    kind: str
    event_type: str
    content: Json
    created: datetime
    target: EventId | None = None
    path: str = ""
    uri: MxcUri | None = None
    attempts: int = 0
    failed: str = ""
    """'' while in the queue, else the `user_text.source` of what went wrong for good."""
    event_id: EventId | None = None
    """Set when the server took it but sync has not brought it back yet."""


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """One hit of the search; `marks` are (start, end) of the matches in the one-line snippet."""

    room_id: RoomId
    room_name: str
    event_id: EventId
    sender_name: str
    timestamp: datetime
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The top of the chat list as it last was, to paint before anything else is loaded.

    `total` counts all chats; `settings` are those of the profile that the first paint needs.
    """

    rooms: tuple[RoomSummary, ...]
    total: int
    settings: Json


@dataclass(frozen=True, slots=True)
class MediaRow:
    """One attachment, for the media tabs."""

    event_id: EventId
    item: TimelineItem
