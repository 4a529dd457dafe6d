"""What an open chat asks beside its rows: members, who reacted, quotes, pins, attachments."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.aggregate import quote_text
from app.domain.cache import MediaRow
from app.domain.content import PollContent
from app.domain.errors import AppError, NetworkError, ServerError
from app.domain.events import Event, MessagesPage
from app.domain.ids import EventId, RoomId, UserId
from app.domain.people import Member, Person
from app.domain.timeline import EditVersion, Quote, Reaction, TimelineItem
from app.services import contents
from app.services.ballots import Ballots
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store

_log = logging.getLogger(__name__)
_MOST_PAGES = 20
_ATTACHMENTS = 100
POLL = "poll"
_MOST_PINNED = 100
_QUOTES_AT_ONCE = 20


class TimelineDetails:
    """Answers out of the cache, completed from the server once per open chat."""

    def __init__(self, room_id: RoomId, *, store: Store, api: MatrixApi, ballots: Ballots) -> None:
        self.store = store
        self._room_id = room_id
        self._api = api
        self._ballots = ballots
        self._has_members = False
        self._asked: set[tuple[str, str]] = set()
        self._attachments = {True: _Attachments(), False: _Attachments()}

    # ------------------------------------------------------------------------------ people

    async def members(self) -> tuple[Member, ...]:
        """All members; without a network those who are known."""
        if not self._has_members:
            try:
                await self.refresh_members()
            except (NetworkError, ServerError) as error:
                _log.info("members from the cache: %s", error)
        return await self.store.members(self._room_id)

    async def refresh_members(self) -> None:
        """Ask the server."""
        events = await self._api.members(self._room_id)
        await self.store.put_members(self._room_id, events)
        self._has_members = True

    # --------------------------------------------------------------------------- relations

    async def reactions(self, event_id: EventId) -> tuple[Reaction, ...]:
        """All reactions to a message."""
        await self._relations(event_id, "m.annotation")
        return await self.store.reactions(self._room_id, event_id)

    async def edits(self, event_id: EventId) -> tuple[EditVersion, ...]:
        """The versions of a message."""
        await self._relations(event_id, "m.replace")
        return await self.store.edits(self._room_id, event_id)

    async def voters(self, row: TimelineItem) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """Who voted for what."""
        if row.event_id is None or row.poll is None:
            return ()
        people: dict[UserId, Person] = {}
        result = []
        for answer, users in row.poll.votes:
            for user in users:
                if user not in people:
                    people[user] = await self.store.person(user, self._room_id)
            result.append((answer, tuple(people[user] for user in users)))
        return tuple(result)

    async def _relations(self, event_id: EventId, rel_type: str) -> bool:
        """Store what relates to an event; once while the chat is open. True where it was asked."""
        if (event_id, rel_type) in self._asked:
            return False
        self._asked.add((event_id, rel_type))
        token: str | None = None
        try:
            for _ in range(_MOST_PAGES):
                page = await self._api.relations(
                    self._room_id, event_id, rel_type=rel_type, token=token
                )
                await self.store.add_relations(self._room_id, page.events)
                token = page.end
                if token is None:
                    break
        except AppError as error:
            self._asked.discard((event_id, rel_type))
            _log.info("relations from the cache: %s", error)
            return False
        return True

    # ------------------------------------------------------------------------------ quotes

    async def complete(self, rows: Iterable[TimelineItem]) -> set[EventId]:
        """Fetch originals of quotes and votes of polls; returns the rows that changed."""
        changed: set[EventId] = set()
        missing: dict[EventId, list[EventId]] = {}
        for row in rows:
            if row.event_id is None:
                continue
            if row.quote is not None and row.quote.missing:
                missing.setdefault(row.quote.event_id, []).append(row.event_id)
            if isinstance(row.content, PollContent) and await self._relations(
                row.event_id, "m.reference"
            ):
                changed.add(row.event_id)
            if contents.is_anonymous(row.content) and await self._ballot(row.event_id):
                changed.add(row.event_id)
        for original in list(missing)[:_QUOTES_AT_ONCE]:
            if await self._fetch(original):
                changed.update(missing[original])
        return changed

    async def _ballot(self, event_id: EventId) -> bool:
        if (event_id, "ballot") in self._asked:
            return False
        self._asked.add((event_id, "ballot"))
        there = await self._ballots.look(self._room_id, event_id)
        if not there:
            self._asked.discard((event_id, "ballot"))
        return there

    async def pinned(self, event_ids: Sequence[EventId]) -> list[TimelineItem]:
        """The pinned messages, last pinned first."""
        wanted = list(reversed(event_ids))[:_MOST_PINNED]
        found = await self._by_id(wanted)
        for event_id in wanted:
            if event_id not in found and await self._fetch(event_id):
                found |= await self._by_id([event_id])
        return [found[event_id] for event_id in wanted if event_id in found]

    def quote(self, target: str, rows: Iterable[TimelineItem]) -> Quote:
        """What an echo shows of the message it answers."""
        for row in rows:
            if target in (row.event_id, row.key):
                return Quote(EventId(target), row.sender, quote_text(row.content))
        return Quote(EventId(target), None, "", missing=True)

    async def _by_id(self, event_ids: Sequence[EventId]) -> dict[EventId, TimelineItem]:
        items = await self.store.items(self._room_id, event_ids)
        return {item.event_id: item for item in items if item.event_id}

    async def _fetch(self, event_id: EventId) -> bool:
        if (event_id, "event") in self._asked:
            return False
        self._asked.add((event_id, "event"))
        try:
            event: Event = await self._api.event(self._room_id, event_id)
        except NetworkError:
            self._asked.discard((event_id, "event"))
            return False
        except AppError as error:
            _log.info("event not for me: %s", error)
            return False
        await self.store.add_event(self._room_id, event)
        return True

    # ------------------------------------------------------------------------- attachments

    async def media(
        self, kinds: Sequence[str], *, before: EventId | None, limit: int
    ) -> tuple[MediaRow, ...]:
        """Attachments, from the server as far back as these rows reach; else what is stored.

        Raises what the server or the network said where nothing is stored: there may be some.
        """
        seen = self._attachments[POLL in kinds]
        while True:
            rows = await self.store.media(self._room_id, kinds, before=before, limit=limit)
            enough = len(rows) == limit and seen.reaches(rows[-1].item.timestamp)
            if seen.complete or enough:
                return rows
            try:
                page = await self._api.attachments(
                    self._room_id, seen.token, polls=POLL in kinds, limit=_ATTACHMENTS
                )
            except AppError as error:
                if not rows:
                    raise
                _log.info("attachments from the cache: %s", error)
                return rows
            await self.store.add_relations(self._room_id, page.events)
            seen.take(page)


@dataclass(slots=True)
class _Attachments:
    """How far back the server was asked for attachments."""

    token: str | None = None
    oldest: datetime | None = None
    complete: bool = False

    def reaches(self, when: datetime) -> bool:
        return self.oldest is not None and self.oldest <= when

    def take(self, page: MessagesPage) -> None:
        self.token, self.complete = page.end, page.end is None
        times = [event.timestamp for event in page.events]
        self.oldest = min([*times, self.oldest] if self.oldest else times, default=self.oldest)
