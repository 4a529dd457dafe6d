"""Rows of one chat from the cache, and from the server where the cache ends."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.cache import TimelinePage
from app.domain.errors import Forbidden, NotFound
from app.domain.ids import EventId, RoomId
from app.domain.timeline import TimelineItem
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store

_log = logging.getLogger(__name__)
_REQUEST = 60
"""Events asked for at once: reactions and edits among them make no rows."""
_MOST_REQUESTS = 25
_GAP_REQUESTS = 4
CONTEXT = 40


@dataclass(frozen=True, slots=True)
class More:
    """Rows to add at one end. `edge`: nothing beyond them (the start, or the live end)."""

    items: tuple[TimelineItem, ...]
    edge: bool


class Pages:
    """Reads one chat; `busy(True/False)` stands around each request to the server."""

    def __init__(
        self, room_id: RoomId, *, store: Store, api: MatrixApi, busy: Callable[[bool], None]
    ) -> None:
        self._room_id = room_id
        self._store = store
        self._api = api
        self._busy = busy

    async def fetch_older(self, before: EventId | None, count: int) -> bool:
        """Make sure rows before `before` are stored; False where nothing older exists."""
        for _ in range(_MOST_REQUESTS):
            page = await self._older_page(before, count)
            if page.items:
                return True
            if page.at_start:
                return False
            token = page.older_token
            if token is None and before is not None:
                if not await self._anchor(before):
                    return False
                token = (await self._older_page(before, count)).older_token
                if token is None:
                    return False
            reached = await self._ask(before, token, backwards=True, count=count)
            if reached:
                return bool((await self._older_page(before, count)).items)
        _log.info("no row within %s requests", _MOST_REQUESTS)
        return True

    async def fetch_newer(self, after: EventId, count: int) -> bool:
        """Make sure rows after `after` are stored; False where the live end is reached."""
        for _ in range(_MOST_REQUESTS):
            page = await self._store.page_newer(self._room_id, after, limit=count)
            if page.items:
                return True
            if page.live:
                return False
            token = page.newer_token
            if token is None:
                if not await self._anchor(after):
                    return False
                page = await self._store.page_newer(self._room_id, after, limit=count)
                if page.items or page.newer_token is None:
                    return bool(page.items)
                token = page.newer_token
            if await self._ask(after, token, backwards=False, count=count):
                newer = await self._store.page_newer(self._room_id, after, limit=count)
                return bool(newer.items)
        return True

    async def older(self, before: EventId | None, count: int) -> More:
        """Stored rows before `before`."""
        page = await self._older_page(before, count)
        return More(page.items, page.at_start)

    async def newer(self, after: EventId, count: int) -> More:
        """Stored rows after `after`."""
        page = await self._store.page_newer(self._room_id, after, limit=count)
        return More(page.items, page.live)

    async def around(self, event_id: EventId, count: int) -> TimelinePage | None:
        """Rows around an event, over the network where it is not stored; None: not for me."""
        page = await self._store.page_around(self._room_id, event_id, limit=count)
        if page is not None or not await self._anchor(event_id):
            return page
        return await self._store.page_around(self._room_id, event_id, limit=count)

    async def at_date(self, when: datetime) -> EventId | None:
        """The first event at or after a moment, None after the last one."""
        self._busy(True)
        try:
            return await self._api.timestamp_to_event(self._room_id, when)
        except NotFound:
            return None
        finally:
            self._busy(False)

    async def close_gap(self, last: EventId, count: int) -> bool:
        """Page back from the live end until it meets the stretch of `last`."""
        for _ in range(_GAP_REQUESTS):
            page = await self._store.page_newer(self._room_id, last, limit=1)
            if page.live or page.items:
                return True
            end = await self._store.page_at_end(self._room_id, limit=1)
            anchor = end.items[-1].event_id if end.items else None
            if end.older_token is None:
                return False
            await self._ask(anchor, end.older_token, backwards=True, count=count)
        page = await self._store.page_newer(self._room_id, last, limit=1)
        return page.live or bool(page.items)

    async def _older_page(self, before: EventId | None, count: int) -> TimelinePage:
        if before is None:
            return await self._store.page_at_end(self._room_id, limit=count)
        return await self._store.page_older(self._room_id, before, limit=count)

    async def _ask(
        self, anchor: EventId | None, token: str | None, *, backwards: bool, count: int
    ) -> bool:
        """One `/messages` request into the store; True where the room ends there."""
        self._busy(True)
        try:
            page = await self._api.messages(
                self._room_id, token, backwards=backwards, limit=max(count, _REQUEST)
            )
        finally:
            self._busy(False)
        await self._store.add_history(self._room_id, anchor, page, backwards=backwards)
        return page.end is None

    async def _anchor(self, event_id: EventId) -> bool:
        """Store the surroundings of an event; False where the server does not show it."""
        self._busy(True)
        try:
            page = await self._api.context(self._room_id, event_id, limit=CONTEXT)
        except (NotFound, Forbidden):
            return False
        finally:
            self._busy(False)
        await self._store.add_context(self._room_id, event_id, page)
        return True
