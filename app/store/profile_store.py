"""`ProfileStore`: the asynchronous face of the cache, one unit of work per call."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate

from app.domain.cache import (
    Applied,
    FoundMessage,
    MediaRow,
    Outgoing,
    TimelineChange,
    TimelinePage,
)
from app.domain.errors import StoreCorrupt
from app.domain.events import Event, Json, MessagesPage, SyncBatch
from app.domain.ids import EventId, RoomId, TransactionId, UserId
from app.domain.parse import parse_event
from app.domain.people import Member, Person, Role
from app.domain.polls import Ballot
from app.domain.rooms import RoomDetails, RoomSummary
from app.domain.timeline import EditVersion, Reaction, TimelineItem
from app.store import (
    about,
    account,
    ballots,
    facts,
    history,
    media_cache,
    meta,
    outbox,
    pages,
    receipts,
    roles_told,
    search,
    snapshot,
    start_picture,
    state,
    summary,
    sync,
    unread,
)
from app.store.context import Context
from app.store.db import Database, P, R, Unit
from app.store.keyed import DAMAGED, DATABASE, MEDIA
from app.store.lock import ProfileLock
from app.store.opening import open_database


class ProfileStore:
    """The cache of one profile; fulfils the `Store` port. Made by `open()`."""

    def __init__(self, folder: Path, database: Database, context: Context) -> None:
        self._folder, self._database, self._context = folder, database, context
        self._lock: ProfileLock | None = None
        database.on_failure = context.forget_all

    @classmethod
    async def open(cls, folder: Path, key: str, *, user_id: UserId) -> "ProfileStore":
        """Open or make the cache in `folder`; `key` is 64 hex digits.

        Raises StoreLocked, WrongKey, StoreTooNew, StoreReadOnly or StoreFull. A damaged file is
        set aside and replaced by an empty one that has the unsent messages and drafts.
        """
        database = Database(folder / DATABASE, key, f"store-{folder.name[:8]}")
        store = cls(folder, database, Context(user_id, parse_event))
        try:
            store._lock = await database.call(lambda: open_database(database, folder, key))
        except BaseException:
            await database.close()
            raise
        return store

    async def close(self) -> None:
        """Finish the queue of work and close the file; safe to call twice."""
        if self._lock is not None:
            lock, self._lock = self._lock, None
            await self._database.close()
            lock.release()

    async def _do(
        self, work: Callable[Concatenate[Unit, P], R], *args: P.args, **kw: P.kwargs
    ) -> R:
        try:
            return await self._database.unit(work, *args, **kw)
        except StoreCorrupt:
            # The next opening sets the file aside; trying again in this one would meet it again.
            (self._folder / DAMAGED).touch()
            raise

    # ------------------------------------------------------------------------------------- sync

    async def apply_sync(self, batch: SyncBatch) -> Applied:
        """Store one sync reply whole, or not at all."""
        return await self._do(sync.apply_sync, self._context, batch)

    async def sync_state(self) -> tuple[str | None, str | None]:
        """(pos, to_device token) of the last batch that was stored."""
        return await self._do(meta.read, "pos"), await self._do(meta.read, "to_device")

    async def forget_pos(self) -> None:
        """Drop the position; the cache stays."""
        await self._do(meta.forget, "pos")

    async def apply_unread(self, counts: Mapping[RoomId, tuple[int, int]]) -> Applied:
        """Take over counts from the server's module where it knows more than is stored."""

        def work(unit: Unit) -> Applied:
            changed = set()
            for room_id, (messages, mentions) in counts.items():
                room = state.room_number(unit, room_id)
                if room is not None and not unread.is_exact(unit, room):
                    unread.set_base(unit, room, messages, mentions)
                    changed.add(room)
            return Applied(rooms=summary.refresh(unit, self._context, changed))

        return await self._do(work)

    async def apply_roles(self, roles: Mapping[UserId, Role]) -> Applied:
        """Take over roles that the server's module attests; `NONE` takes a badge away."""
        return await self._do(roles_told.apply, self._context, roles)

    async def refresh_rooms(self) -> Applied:
        """Rows of chats that paging, members or quotes have changed since the last batch."""

        def work(unit: Unit) -> Applied:
            stale = set(self._context.stale)
            self._context.stale.clear()
            return Applied(rooms=summary.refresh(unit, self._context, stale))

        return await self._do(work)

    # ------------------------------------------------------------------------------------ rooms

    async def rooms(self) -> tuple[RoomSummary, ...]:
        """All chats, in no order."""
        return await self._do(summary.load_all, self._context)

    async def room_states(self, event_type: str) -> tuple[tuple[RoomId, Event], ...]:
        """State events of a type in all rooms I am in."""

        def work(unit: Unit) -> tuple[tuple[RoomId, Event], ...]:
            found = state.states_of_type(unit, event_type)
            parsed = [(room_id, self._context.parse(raw)) for room_id, raw in found]
            return tuple((room_id, event) for room_id, event in parsed if event is not None)

        return await self._do(work)

    async def room_details(self, room_id: RoomId) -> RoomDetails:
        """Header and info panel of one chat."""
        return await self._do(about.details, self._context, room_id)

    async def members(self, room_id: RoomId) -> tuple[Member, ...]:
        """Known members, admins first, then by name."""

        def work(unit: Unit) -> tuple[Member, ...]:
            room = state.room_number(unit, room_id)
            return state.members(unit, room) if room is not None else ()

        return await self._do(work)

    async def put_members(self, room_id: RoomId, events: Sequence[Event]) -> None:
        """Take over a full `/members` answer."""

        def work(unit: Unit) -> None:
            room = state.ensure_room(unit, room_id)
            state.put_members(unit, self._context, room, events)
            state.put_roles(unit, events)
            self._context.stale.add(room)

        await self._do(work)

    async def person(self, user_id: UserId, room_id: RoomId | None = None) -> Person:
        """The person as known here; the id's local part as the name where nothing is known."""

        def work(unit: Unit) -> Person:
            room = state.room_number(unit, room_id) if room_id is not None else None
            return state.person(unit, user_id, room)

        return await self._do(work)

    async def set_local_state(self, room_id: RoomId, *, left: bool = False) -> Applied:
        """Note that I left a room before sync says so."""

        def work(unit: Unit) -> Applied:
            room = state.room_number(unit, room_id)
            if room is None or not left:
                return Applied()
            summary.drop(unit, [room])
            return Applied(gone=frozenset({room_id}))

        return await self._do(work)

    # --------------------------------------------------------------------------------- timeline

    async def page_at_end(self, room_id: RoomId, *, limit: int) -> TimelinePage:
        """The newest rows."""
        return await self._do(pages.at_end, self._context, room_id, limit)

    async def page_around(
        self, room_id: RoomId, event_id: EventId, *, limit: int
    ) -> TimelinePage | None:
        """Rows around an event, None where it is not stored."""
        return await self._do(pages.around, self._context, room_id, event_id, limit)

    async def page_older(self, room_id: RoomId, before: EventId, *, limit: int) -> TimelinePage:
        """Rows of the same stretch before `before`."""
        return await self._do(pages.older_than, self._context, room_id, before, limit)

    async def page_newer(self, room_id: RoomId, after: EventId, *, limit: int) -> TimelinePage:
        """Rows of the same stretch after `after`."""
        return await self._do(pages.newer_than, self._context, room_id, after, limit)

    async def items(
        self, room_id: RoomId, event_ids: Sequence[EventId]
    ) -> tuple[TimelineItem, ...]:
        """Rows by id, in the order of the room; hidden and unknown ones are left out."""

        def work(unit: Unit) -> tuple[TimelineItem, ...]:
            room = state.room_number(unit, room_id)
            return facts.items_of(unit, self._context, room, event_ids) if room is not None else ()

        return await self._do(work)

    async def add_history(
        self, room_id: RoomId, anchor: EventId | None, page: MessagesPage, *, backwards: bool
    ) -> int:
        """Join a `/messages` page to the stretch of `anchor`, merging stretches that meet."""
        return await self._do(
            history.add_history, self._context, room_id, anchor, page, backwards=backwards
        )

    async def add_context(self, room_id: RoomId, event_id: EventId, page: MessagesPage) -> None:
        """Store a `/context` page as a stretch of its own, or merge it where it meets one."""
        await self._do(history.add_context, self._context, room_id, page)

    async def add_relations(self, room_id: RoomId, events: Sequence[Event]) -> None:
        """Store events that relate to others and stand in no stretch (`/relations`)."""
        await self._do(history.add_loose, self._context, room_id, events)

    async def add_event(self, room_id: RoomId, event: Event) -> None:
        """Store one event that stands in no stretch (the target of a quote)."""
        await self._do(history.add_loose, self._context, room_id, [event])

    async def first_unread(self, room_id: RoomId) -> EventId | None:
        """The first stored row of others after my read marker; None where all is read."""
        return await self._do(about.first_unread, self._context, room_id)

    async def read_marker(self, room_id: RoomId) -> EventId | None:
        """My `m.fully_read`."""
        return await self._do(about.read_marker, room_id)

    async def mark_read(self, room_id: RoomId, event_id: EventId) -> Applied:
        """Note locally that I have read up to here."""

        def work(unit: Unit) -> Applied:
            room = state.room_number(unit, room_id)
            if room is None:
                return Applied()
            place = receipts.place_of(unit, room, event_id)
            receipts.move_read(unit, room, event_id, place[3] if place else 0)
            return Applied(rooms=summary.refresh(unit, self._context, [room]))

        return await self._do(work)

    async def readers(self, room_id: RoomId, event_id: EventId) -> tuple[Person, ...]:
        """Who has read the event, last reader first."""
        return await self._do(about.readers, self._context, room_id, event_id)

    async def reactions(self, room_id: RoomId, event_id: EventId) -> tuple[Reaction, ...]:
        """All reactions with all their senders."""
        return await self._do(about.reactions, self._context, room_id, event_id)

    async def own_reaction(self, room_id: RoomId, event_id: EventId, key: str) -> EventId | None:
        """The event of my own reaction with this emoji."""
        return await self._do(about.own_reaction, self._context, room_id, event_id, key)

    async def edits(self, room_id: RoomId, event_id: EventId) -> tuple[EditVersion, ...]:
        """The versions of a message, oldest first."""
        return await self._do(about.edits, self._context, room_id, event_id)

    async def media(
        self, room_id: RoomId, kinds: Sequence[str], *, before: EventId | None, limit: int
    ) -> tuple[MediaRow, ...]:
        """Attachments of the given `MediaKind` values, newest first; polls with kind "poll"."""
        return await self._do(
            about.media, self._context, room_id, kinds, before=before, limit=limit
        )

    async def polls_since(self, since: datetime) -> tuple[tuple[RoomId, TimelineItem], ...]:
        """The last polls of all chats that are not older than a moment."""
        since_ms = int(since.timestamp() * 1000)
        return await self._do(about.polls_since, self._context, since_ms)

    async def raw_event(self, room_id: RoomId, event_id: EventId) -> Json | None:
        """The event as it came, with the latest edit applied to `content` (for forwarding)."""
        return await self._do(about.raw_event, self._context, room_id, event_id)

    # ----------------------------------------------------------------------------------- search

    async def search(
        self, query: str, *, room_id: RoomId | None, limit: int, offset: int = 0
    ) -> tuple[FoundMessage, ...]:
        """Messages by word forms and prefixes, newest first."""
        return await self._do(
            search.messages, self._context, query, room_id=room_id, limit=limit, offset=offset
        )

    async def search_people(self, query: str, *, limit: int) -> tuple[Person, ...]:
        """Known people by any word of the name."""
        return await self._do(search.people, self._context, query, limit=limit)

    # ------------------------------------------------------------------------- mine, and on disk

    async def drafts(self) -> Mapping[RoomId, Json]:
        """All drafts: {"text", "reply_to", "edit"}."""
        return await self._do(outbox.drafts)

    async def put_draft(self, room_id: RoomId, draft: Json | None) -> Applied:
        """Keep or drop a draft."""

        def work(unit: Unit) -> Applied:
            outbox.put_draft(unit, room_id, draft)
            room = state.room_number(unit, room_id)
            rooms = [room] if room is not None else []
            return Applied(rooms=summary.refresh(unit, self._context, rooms))

        return await self._do(work)

    async def outbox(self) -> tuple[Outgoing, ...]:
        """The queue in order, failed entries too."""
        return await self._do(outbox.load)

    async def put_outgoing(self, entry: Outgoing) -> None:
        """Add or replace an entry; an entry that is new goes last."""
        await self._do(outbox.put, entry)

    async def delete_outgoing(self, txn_id: TransactionId) -> None:
        """Take an entry out."""
        await self._do(outbox.delete, txn_id)

    async def account_data(self, event_type: str, room_id: RoomId | None = None) -> Json | None:
        """Account data as last synced."""
        return await self._do(account.read, event_type, room_id)

    async def put_account_data(
        self, event_type: str, content: Json, room_id: RoomId | None = None
    ) -> Applied:
        """Note account data that was just written to the server."""

        def work(unit: Unit) -> Applied:
            if room_id is None:
                account.put(unit, event_type, content)
                changed = account.apply_global(unit, self._context, [event_type])
                kinds: tuple[str, ...] = (event_type,)
                timelines: dict[RoomId, TimelineChange] = {}
            else:
                room = account.apply_room(unit, self._context, room_id, event_type, content)
                changed, kinds = ({room} if room is not None else set()), ()
                cleared = event_type == "app.parta.cleared_before"
                timelines = {room_id: TimelineChange(gap=True)} if cleared else {}
            rooms = summary.refresh(unit, self._context, changed)
            return Applied(rooms=rooms, timelines=timelines, account_data=kinds)

        return await self._do(work)

    async def setting(self, key: str) -> Any:
        """A setting of this profile on this computer (JSON value) or None."""
        return await self._do(outbox.setting, key)

    async def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting."""
        await self._do(outbox.put_setting, key, value)

    async def put_ballot(self, room_id: RoomId, event_id: EventId, ballot: Ballot) -> None:
        """Keep what is known of an anonymous poll beside its events."""
        await self._do(ballots.put_ballot, self._context, room_id, event_id, ballot)

    async def save_snapshot(self, picture: bytes | None = None) -> None:
        """Write the start-up snapshot of the chat list, and a picture of it if one is given."""
        packed = picture and await asyncio.to_thread(start_picture.packed, picture)

        def work(unit: Unit) -> None:
            snapshot.save(unit)
            if packed:
                start_picture.save_picture(unit, packed)

        await self._do(work)

    async def media_file(self, key: str) -> Path | None:
        """The cached file under this key, marked as used now."""
        return await self._do(media_cache.lookup, self._folder / MEDIA, key)

    async def put_media_file(self, key: str, source: Path) -> Path:
        """Move a finished download into the cache; evicts the oldest over the cap."""
        return await self._do(media_cache.put, self._folder / MEDIA, key, source)

    async def media_usage(self) -> int:
        """Bytes of the media cache."""
        return await self._do(media_cache.usage)

    async def clear_media(self) -> None:
        """Delete all cached files."""
        await self._do(media_cache.clear, self._folder / MEDIA)
