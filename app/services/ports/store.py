"""What the services need of the local cache."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.domain.cache import Applied, FoundMessage, MediaRow, Outgoing, TimelinePage
from app.domain.events import Event, Json, MessagesPage, SyncBatch
from app.domain.ids import EventId, RoomId, TransactionId, UserId
from app.domain.people import Member, Person, Role
from app.domain.polls import Ballot
from app.domain.rooms import RoomDetails, RoomSummary
from app.domain.timeline import EditVersion, Reaction, TimelineItem


class Store(Protocol):
    """The local cache of one profile. Each call is one unit of work in the database thread."""

    async def apply_sync(self, batch: SyncBatch) -> Applied:
        """Store one sync reply whole, or not at all."""

    async def sync_state(self) -> tuple[str | None, str | None]:
        """(pos, to_device token) of the last batch that was stored."""

    async def forget_pos(self) -> None:
        """Drop the position; the cache stays."""

    async def apply_unread(self, counts: Mapping[RoomId, tuple[int, int]]) -> Applied:
        """Take over counts from the server's module."""

    async def apply_roles(self, roles: Mapping[UserId, Role]) -> Applied:
        """Take over roles that the server's module attests; `NONE` takes a badge away."""

    async def refresh_rooms(self) -> Applied:
        """New rows of chats that paging, members or quotes have changed."""

    async def rooms(self) -> tuple[RoomSummary, ...]:
        """All chats, in no order."""

    async def room_states(self, event_type: str) -> tuple[tuple[RoomId, Event], ...]:
        """State events of a type in all rooms I am in."""

    async def room_details(self, room_id: RoomId) -> RoomDetails:
        """Header and info panel of one chat."""

    async def members(self, room_id: RoomId) -> tuple[Member, ...]:
        """Known members, admins first, then by name."""

    async def put_members(self, room_id: RoomId, events: Sequence[Event]) -> None:
        """Take over a full `/members` answer."""

    async def person(self, user_id: UserId, room_id: RoomId | None = None) -> Person:
        """The person as known here; the id's local part as the name where nothing is known."""

    async def page_at_end(self, room_id: RoomId, *, limit: int) -> TimelinePage:
        """The newest rows."""

    async def page_around(
        self, room_id: RoomId, event_id: EventId, *, limit: int
    ) -> TimelinePage | None:
        """Rows around an event, None where it is not stored."""

    async def page_older(self, room_id: RoomId, before: EventId, *, limit: int) -> TimelinePage:
        """Rows of the same stretch before `before`."""

    async def page_newer(self, room_id: RoomId, after: EventId, *, limit: int) -> TimelinePage:
        """Rows of the same stretch after `after`."""

    async def items(
        self, room_id: RoomId, event_ids: Sequence[EventId]
    ) -> tuple[TimelineItem, ...]:
        """Rows by id, in the order of the room; hidden and unknown ones are left out."""

    async def add_history(
        self, room_id: RoomId, anchor: EventId | None, page: MessagesPage, *, backwards: bool
    ) -> int:
        """Join a `/messages` page to the stretch of `anchor`, merging stretches that meet.

        Returns how many events were new.
        """

    async def add_context(self, room_id: RoomId, event_id: EventId, page: MessagesPage) -> None:
        """Store a `/context` page as a stretch of its own, or merge it where it meets one."""

    async def first_unread(self, room_id: RoomId) -> EventId | None:
        """The first stored row of others after my read marker; None where all is read."""

    async def read_marker(self, room_id: RoomId) -> EventId | None:
        """My `m.fully_read`."""

    async def mark_read(self, room_id: RoomId, event_id: EventId) -> Applied:
        """Note locally that I have read up to here."""

    async def readers(self, room_id: RoomId, event_id: EventId) -> tuple[Person, ...]:
        """Who has read the event, last reader first."""

    async def reactions(self, room_id: RoomId, event_id: EventId) -> tuple[Reaction, ...]:
        """All reactions with all their senders."""

    async def own_reaction(self, room_id: RoomId, event_id: EventId, key: str) -> EventId | None:
        """The event of my own reaction with this emoji."""

    async def edits(self, room_id: RoomId, event_id: EventId) -> tuple[EditVersion, ...]:
        """The versions of a message, oldest first."""

    async def add_relations(self, room_id: RoomId, events: Sequence[Event]) -> None:
        """Store events that relate to others and stand in no stretch (`/relations`)."""

    async def add_event(self, room_id: RoomId, event: Event) -> None:
        """Store one event that stands in no stretch (the target of a quote)."""

    async def media(
        self, room_id: RoomId, kinds: Sequence[str], *, before: EventId | None, limit: int
    ) -> tuple[MediaRow, ...]:
        """Attachments of the given `MediaKind` values, newest first; polls with kind "poll"."""

    async def polls_since(self, since: datetime) -> tuple[tuple[RoomId, TimelineItem], ...]:
        """The last polls of all chats that are not older than a moment."""

    async def search(
        self, query: str, *, room_id: RoomId | None, limit: int, offset: int = 0
    ) -> tuple[FoundMessage, ...]:
        """Messages by word forms and prefixes, newest first."""

    async def search_people(self, query: str, *, limit: int) -> tuple[Person, ...]:
        """Known people by any word of the name."""

    async def raw_event(self, room_id: RoomId, event_id: EventId) -> Json | None:
        """The event as it came, with the latest edit applied to `content` (for forwarding)."""

    async def drafts(self) -> Mapping[RoomId, Json]:
        """All drafts: {"text", "reply_to", "edit"}."""

    async def put_draft(self, room_id: RoomId, draft: Json | None) -> Applied:
        """Keep or drop a draft."""

    async def outbox(self) -> tuple[Outgoing, ...]:
        """The queue in order, failed entries too."""

    async def put_outgoing(self, entry: Outgoing) -> None:
        """Add or replace an entry; an entry that is new goes last."""

    async def delete_outgoing(self, txn_id: TransactionId) -> None:
        """Take an entry out."""

    async def account_data(self, event_type: str, room_id: RoomId | None = None) -> Json | None:
        """Account data as last synced."""

    async def put_account_data(
        self, event_type: str, content: Json, room_id: RoomId | None = None
    ) -> Applied:
        """Note account data that was just written to the server."""

    async def set_local_state(self, room_id: RoomId, *, left: bool = False) -> Applied:
        """Note that I left a room before sync says so."""

    async def setting(self, key: str) -> Any:
        """A setting of this profile on this computer (JSON value) or None."""

    async def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting."""

    async def put_ballot(self, room_id: RoomId, event_id: EventId, ballot: Ballot) -> None:
        """Keep what is known of an anonymous poll beside its events: my vote, the totals."""

    async def save_snapshot(self, picture: bytes | None = None) -> None:
        """Write the start-up snapshot of the chat list, and a picture of it if one is given."""

    async def media_file(self, key: str) -> Path | None:
        """The cached file under this key, marked as used now."""

    async def put_media_file(self, key: str, source: Path) -> Path:
        """Move a finished download into the cache; evicts the oldest over the cap."""

    async def media_usage(self) -> int:
        """Bytes that the cached files take."""

    async def clear_media(self) -> None:
        """Delete all cached files."""

    async def close(self) -> None:
        """Finish the queue of work and close the file."""
