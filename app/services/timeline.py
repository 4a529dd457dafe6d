"""One open chat: rows of an unbroken stretch, kept up to date, with the send queue on top.

`_rows` is what the store has; `items` is what is shown: the rows with pending changes laid over
them and, at the live end, the messages that have not come back from the server yet. Each change
makes the wanted list and turns it into few diffs, so a row keeps its identity from echo to copy.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.domain.cache import MediaRow, TimelineChange, TimelinePage
from app.domain.diff import Observable, ObservableList
from app.domain.errors import AppError
from app.domain.ids import EventId, ItemKey, RoomId
from app.domain.people import Member, Person
from app.domain.rooms import RoomDetails
from app.domain.timeline import EditVersion, Reaction, TimelineItem
from app.services.list_patch import patch
from app.services.read_marks import Mark, ReadMarks
from app.services.send_queue import SendQueue
from app.services.tasks import TaskScope
from app.services.timeline_details import TimelineDetails
from app.services.timeline_pages import Pages
from app.services.timeline_view import View

_log = logging.getLogger(__name__)
MOST_ROWS = 3000
"""Rows kept in memory; the side away from the reader is trimmed."""
OPEN_ROWS = 60
_RECEIPT_ROWS = 200
_SOFT_TRIM = 200
_RESET_BELOW = 200
"""Below this many rows it is worth looking whether all of them are new."""


class OpenTimeline:
    """`Timeline` over the store, the server and the send queue."""

    def __init__(
        self,
        room_id: RoomId,
        *,
        me: Person,
        details: TimelineDetails,
        pages_of: Callable[[Callable[[bool], None]], Pages],
        queue: SendQueue,
        marks: ReadMarks,
        on_error: Callable[[BaseException], None],
        on_closed: Callable[["OpenTimeline"], None],
    ) -> None:
        self.room_id = room_id
        self.items: ObservableList[TimelineItem] = ObservableList()
        self.details: Observable[RoomDetails] = Observable(RoomDetails(room_id))
        self.at_start: Observable[bool] = Observable(False)
        self.live: Observable[bool] = Observable(True)
        self.loading: Observable[bool] = Observable(False)
        self.new_from: Observable[ItemKey | None] = Observable(None)
        self.read_up_to: ItemKey | None = None
        self.pinned: ObservableList[TimelineItem] = ObservableList()
        self._me = me
        self._store = details.store
        self._details = details
        self._pages = pages_of(self._on_busy)
        self._queue = queue
        self._marks = marks
        self._on_closed = on_closed
        self._tasks = TaskScope(on_error)
        self._rows: list[TimelineItem] = []
        self._lock = asyncio.Lock()
        self._generation = 0
        self._busy = 0
        self._older: asyncio.Task[AppError | None] | None = None
        self._newer: asyncio.Task[AppError | None] | None = None
        self._closed = False
        self._unwatch = queue.watch(room_id, self._on_queue_changed)

    # ----------------------------------------------------------------------------- opening

    async def open(self, at: EventId | None) -> None:
        """Fill from the cache alone: around `at`, else the first unread row, else the end."""
        self.details.set(await self._store.room_details(self.room_id))
        unread = await self._store.first_unread(self.room_id)
        marker = await self._store.read_marker(self.room_id)
        page = None
        for wanted in (at, unread):
            if page is None and wanted is not None:
                page = await self._store.page_around(self.room_id, wanted, limit=OPEN_ROWS)
        if page is None:
            page = await self._store.page_at_end(self.room_id, limit=OPEN_ROWS)
        self._show(page)
        self.new_from.set(self._key_of(unread) if unread else None)
        self.read_up_to = self._key_of(marker) if marker else None
        self._tasks.start(self._after_open())

    async def _after_open(self) -> None:
        # Perhaps only votes or reactions are stored: then the first rows are further back.
        error = await _caught(self.older()) if not self._rows else None
        if error is not None:
            _log.info("no rows yet: %s", error)
        await self._refresh_pinned()
        await self._complete_rows(self._rows)

    def close(self) -> None:
        """Stop watching; what is running ends."""
        if not self._closed:
            self._closed = True
            self._unwatch()
            self._tasks.cancel()
            self._on_closed(self)

    async def aclose(self) -> None:
        """Close and wait until nothing runs."""
        self.close()
        await self._tasks.aclose()

    # ------------------------------------------------------------------------------ paging

    async def older(self, count: int = 50) -> None:
        """Load rows before the first one; callers at the same time share one load."""
        if self._older is None or self._older.done():
            self._older = self._tasks.start(_caught(self._load_older(count)))
        await _joined(self._older)

    async def newer(self, count: int = 50) -> None:
        """Load rows after the last one."""
        if self._newer is None or self._newer.done():
            self._newer = self._tasks.start(_caught(self._load_newer(count)))
        await _joined(self._newer)

    async def _load_older(self, count: int) -> None:
        if self.at_start.value:
            return
        generation, first = self._generation, self._first()
        more = await self._pages.older(first, count)
        if not more.items and not more.edge:
            there = await self._pages.fetch_older(first, count)
            more = await self._pages.older(first, count)
            more = replace(more, edge=more.edge or not there)
        async with self._lock:
            if generation != self._generation or first != self._first():
                return
            self._rows = [*more.items, *self._rows]
            self.at_start.set(more.edge)
            if len(self._rows) > MOST_ROWS + _SOFT_TRIM:
                del self._rows[MOST_ROWS:]
                self.live.set(False)
            self._render()
        await self._complete_rows(more.items)

    async def _load_newer(self, count: int) -> None:
        last = self._last()
        if self.live.value or last is None:
            return
        generation = self._generation
        more = await self._pages.newer(last, count)
        if not more.items and not more.edge:
            if not await self._pages.fetch_newer(last, count):
                # The server has nothing more: whatever is the end in the store is the end.
                page = await self._store.page_at_end(self.room_id, limit=OPEN_ROWS)
                if generation == self._generation:
                    self._show(page)
                return
            more = await self._pages.newer(last, count)
        async with self._lock:
            if generation != self._generation or last != self._last():
                return
            self._rows = [*self._rows, *more.items]
            self.live.set(more.edge)
            if len(self._rows) > MOST_ROWS + _SOFT_TRIM:
                del self._rows[: len(self._rows) - MOST_ROWS]
                self.at_start.set(False)
            self._render()
        await self._complete_rows(more.items)

    async def jump_to(self, event_id: EventId) -> ItemKey | None:
        """Make sure a row is there; its key, or None where it is not for me."""
        if (key := self._key_of(event_id)) is not None:
            return key
        page = await self._pages.around(event_id, OPEN_ROWS)
        if page is None:
            return None
        self._show(page)
        self._tasks.start(self._complete_rows(page.items))
        return self._key_of(event_id) or self._nearest(event_id, page)

    async def jump_to_date(self, when: datetime) -> ItemKey | None:
        """The same for the first message at or after a moment."""
        event_id = await self._pages.at_date(when)
        if event_id is None:
            await self.jump_to_end()
            return self.items[-1].key if len(self.items) else None
        await self.jump_to(event_id)
        return next((item.key for item in self.items if item.timestamp >= when), None)

    async def jump_to_end(self) -> None:
        """Make `items` end at the live end."""
        if not self.live.value:
            self._show(await self._store.page_at_end(self.room_id, limit=OPEN_ROWS))

    # ------------------------------------------------------------------------- live updates

    async def take(self, change: TimelineChange) -> None:
        """Follow what sync brought; one batch of diffs."""
        if self._closed:
            return
        if change.gap:
            await self._meet_gap(change)
        else:
            await self._reread(change)
        if change.details:
            before = self.details.value.pinned
            self.details.set(await self._store.room_details(self.room_id))
            moved = frozenset(before) ^ frozenset(self.details.value.pinned)
            if moved:
                await self._reread(TimelineChange(touched=moved))
            self._tasks.start(self._refresh_pinned())
        elif change.touched & set(self.details.value.pinned):
            self._tasks.start(self._refresh_pinned())

    async def _reread(self, change: TimelineChange) -> None:
        async with self._lock:
            known = {row.event_id for row in self._rows}
            wanted = [e for e in change.appended if self.live.value or e in known]
            wanted += [e for e in change.touched if e in known]
            if change.receipts:
                recent = [row for row in self._rows[-_RECEIPT_ROWS:] if row.mine]
                wanted += [row.event_id for row in recent if row.event_id]
            if not wanted:
                return
            wanted = list(dict.fromkeys(wanted))
            fresh = {i.event_id: i for i in await self._store.items(self.room_id, wanted)}
            gone = {e for e in wanted if e not in fresh}
            rows = [fresh.pop(r.event_id, r) for r in self._rows if r.event_id not in gone]
            added = list(fresh.values())
            self._rows = [*rows, *added]
            if len(self._rows) > MOST_ROWS + _SOFT_TRIM:
                del self._rows[: len(self._rows) - MOST_ROWS]
                self.at_start.set(False)
            self._render()
        if added:
            self._tasks.start(self._complete_rows(added))

    async def _meet_gap(self, change: TimelineChange) -> None:
        """What was the live end is not any more: fill the gap, or stay where the reader is."""
        last = self._last()
        if not change.appended or last is None:
            self._show(await self._store.page_at_end(self.room_id, limit=OPEN_ROWS))
            return
        if self.live.value:
            self.live.set(False)
            self._render()
            self._tasks.start(self._close_gap(last))

    async def _close_gap(self, last: EventId) -> None:
        if await self._pages.close_gap(last, OPEN_ROWS):
            while not self.live.value:
                before = self._last()
                await self.newer(200)
                if self._last() == before:
                    break

    # ---------------------------------------------------------------------------- questions

    async def mark_read(self, key: ItemKey) -> None:
        """I have seen this row."""
        index = self._index(key)
        if index is None:
            return
        row = self._rows[index]
        before = self._index(self.read_up_to) if self.read_up_to else None
        if row.event_id is None or (before is not None and before >= index):
            return
        self.read_up_to = key
        self._marks.see(self.room_id, Mark(row.event_id, row.timestamp))

    async def members(self) -> tuple[Member, ...]:
        """All members; asks the server the first time."""
        return await self._details.members()

    async def refresh_members(self) -> None:
        """Ask the server for the members again."""
        await self._details.refresh_members()

    async def readers(self, key: ItemKey) -> tuple[Person, ...]:
        """Who has read a row."""
        event_id = self.event_id(key)
        return await self._store.readers(self.room_id, event_id) if event_id else ()

    async def reactions(self, key: ItemKey) -> tuple[Reaction, ...]:
        """Reactions with everybody who reacted."""
        event_id = self.event_id(key)
        return await self._details.reactions(event_id) if event_id else ()

    async def edits(self, key: ItemKey) -> tuple[EditVersion, ...]:
        """Versions of an edited row, oldest first."""
        event_id = self.event_id(key)
        return await self._details.edits(event_id) if event_id else ()

    async def poll_voters(self, key: ItemKey) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """(answer id, people) of a poll."""
        row = self.find(key)
        return await self._details.voters(row) if row is not None else ()

    async def media(
        self, kinds: Sequence[str], *, before: EventId | None = None, limit: int = 60
    ) -> tuple[MediaRow, ...]:
        """Attachments newest first, back into the history while there is some."""
        return await self._details.media(kinds, before=before, limit=limit)

    def event_id(self, key: ItemKey) -> EventId | None:
        """The event behind a row."""
        row = self.find(key)
        return row.event_id if row is not None else None

    def find(self, key: str) -> TimelineItem | None:
        """The row with this key or event id, as it is shown."""
        return next((row for row in self.items if key in {str(row.key), str(row.event_id)}), None)

    # ------------------------------------------------------------------------------ inside

    def _show(self, page: TimelinePage) -> None:
        """Replace all rows."""
        self._generation += 1
        self._rows = list(page.items)
        self.at_start.set(page.at_start)
        self.live.set(page.live)
        self._render()

    def _render(self) -> None:
        """Show rows, pending changes and echoes."""
        pending = self._queue.pending(self.room_id)
        wanted: Sequence[TimelineItem] = self._rows
        if pending:
            view = View(self._me, self.live.value, self._details.quote)
            wanted = view.rows(self._rows, pending)
        keys = {row.key for row in wanted} if len(wanted) < _RESET_BELOW else set()
        if keys and keys.isdisjoint(item.key for item in self.items):
            self.items.reset(wanted)
        else:
            patch(self.items, wanted, lambda item: item.key)
        self.items.commit()

    async def _complete_rows(self, rows: Sequence[TimelineItem]) -> None:
        """Fetch what rows need from elsewhere: originals of quotes, votes of polls."""
        changed = await self._details.complete(rows)
        if changed:
            await self._reread(TimelineChange(touched=frozenset(changed)))

    async def _refresh_pinned(self) -> None:
        pinned = await self._details.pinned(self.details.value.pinned)
        patch(self.pinned, pinned, lambda item: item.key)
        self.pinned.commit()

    def _first(self) -> EventId | None:
        return self._rows[0].event_id if self._rows else None

    def _last(self) -> EventId | None:
        return self._rows[-1].event_id if self._rows else None

    def _index(self, key: str) -> int | None:
        for index in range(len(self._rows) - 1, -1, -1):
            if self._rows[index].key == key:
                return index
        return None

    def _key_of(self, event_id: EventId) -> ItemKey | None:
        return next((row.key for row in self._rows if row.event_id == event_id), None)

    def _nearest(self, event_id: EventId, page: TimelinePage) -> ItemKey | None:
        # The event itself makes no row (a reaction): stand where it happened.
        return page.items[len(page.items) // 2].key if page.items else None

    def _on_queue_changed(self) -> None:
        if not self._closed:
            self._render()

    def _on_busy(self, busy: bool) -> None:
        self._busy += 1 if busy else -1
        self.loading.set(self._busy > 0)


async def _caught(work: Coroutine[Any, Any, None]) -> AppError | None:
    """Run a load whose errors belong to those who wait for it, not to the task."""
    try:
        await work
    except AppError as error:
        return error
    return None


async def _joined(task: asyncio.Task[AppError | None]) -> None:
    """Wait for a shared load; being cancelled here leaves it running."""
    await asyncio.wait({task})
    if not task.cancelled() and (error := task.result()) is not None:
        raise error
