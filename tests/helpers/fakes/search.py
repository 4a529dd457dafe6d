"""A search that finds what a test laid in."""

import asyncio
from typing import Any

from app.domain.cache import FoundMessage
from app.domain.ids import RoomId
from app.domain.people import Person, Role
from app.domain.rooms import RoomSummary
from tests.helpers.fakes.people import person
from tests.helpers.fakes.rooms import FakeRoomList


class FakeSearch:
    """`Search` over lists that a test fills."""

    def __init__(self, rooms: FakeRoomList) -> None:
        self._rooms = rooms
        self.found: list[FoundMessage] = []
        self.elsewhere: list[FoundMessage] = []
        """What only the server has, until it is asked."""
        self.error: Exception | None = None
        self.known: list[Person] = [
            person("Марина Загурская", Role.TEACHER),
            person("Артём Кузнецов", Role.PUPIL),
            person("Дарья Иванова", Role.PUPIL),
        ]
        self.calls: list[tuple[Any, ...]] = []
        self.gate: asyncio.Event | None = None

    async def messages(
        self, query: str, *, room_id: RoomId | None = None, limit: int = 30, offset: int = 0
    ) -> tuple[FoundMessage, ...]:
        self.calls.append(("messages", query, room_id))
        if self.gate is not None:
            await self.gate.wait()
        hits = [hit for hit in self.found if room_id in (None, hit.room_id)]
        return tuple(hits[offset : offset + limit])

    async def further(
        self, query: str, *, room_id: RoomId | None = None, limit: int = 30
    ) -> tuple[FoundMessage, ...]:
        self.calls.append(("further", query, room_id))
        if self.error is not None:
            raise self.error
        self.found += self.elsewhere
        return await self.messages(query, room_id=room_id, limit=limit)

    async def people(self, query: str, *, limit: int = 10) -> tuple[Person, ...]:
        self.calls.append(("people", query))
        return tuple(p for p in self.known if query.lower() in p.name.lower())[:limit]

    def chats(self, query: str, *, limit: int = 10) -> tuple[RoomSummary, ...]:
        rows = self._rooms.observe()
        return tuple(row for row in rows if query.lower() in row.name.lower())[:limit]
