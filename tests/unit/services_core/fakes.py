"""A homeserver that answers sync as told, and the rest in memory."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.errors import AppError
from app.domain.events import SyncBatch
from app.domain.ids import EventId, RoomId
from app.domain.rooms import RoomGlance
from app.domain.server import SyncRequest
from tests.unit.services_messages.fakes import FakeClock, FakeServer

__all__ = ["FakeClock", "Server"]

Answer = SyncBatch | AppError


class Server(FakeServer):
    """`answers` are given to sync in order; then it polls until `say`."""

    def __init__(self, *answers: Answer) -> None:
        super().__init__()
        self.answers: asyncio.Queue[Answer] = asyncio.Queue()
        for answer in answers:
            self.answers.put_nowait(answer)
        self.syncs: list[SyncRequest] = []
        self.counts: Mapping[RoomId, tuple[int, int]] | None = None
        self.refuses: AppError | None = None

    def say(self, *answers: Answer) -> None:
        for answer in answers:
            self.answers.put_nowait(answer)

    async def sync(self, request: SyncRequest) -> SyncBatch:
        self.syncs.append(request)
        answer = await self.answers.get()
        if isinstance(answer, AppError):
            raise answer
        return answer

    async def unread_counts(self) -> Mapping[RoomId, tuple[int, int]] | None:
        self._ask("unread_counts")
        return self.counts

    def _ask(self, *request: Any) -> None:
        super()._ask(*request)
        if self.refuses is not None and request[0] not in {"send_read", "unread_counts"}:
            raise self.refuses

    async def set_tag(self, room_id: RoomId, tag: str, *, order: float | None) -> None:
        self._ask("set_tag", room_id, tag, order)

    async def delete_tag(self, room_id: RoomId, tag: str) -> None:
        self._ask("delete_tag", room_id, tag)

    async def set_room_push_rule(self, room_id: RoomId, mode: str) -> None:
        self._ask("push_rule", room_id, mode)

    async def create_room(self, body: Mapping[str, Any]) -> RoomId:
        self._ask("create_room", dict(body))
        return RoomId("!made")

    async def join(self, room: str, *, via: Sequence[str] = ()) -> RoomId:
        self._ask("join", room, *via)
        return RoomId(room)

    async def glance(self, room: str, *, via: Sequence[str] = ()) -> RoomGlance:
        self._ask("glance", room, *via)
        return RoomGlance(RoomId(room))

    async def leave(self, room_id: RoomId) -> None:
        self._ask("leave", room_id)

    async def set_presence(self, online: bool) -> None:
        self._ask("presence", online)

    async def send_read(self, room_id: RoomId, event_id: EventId, *, private: bool) -> None:
        self._ask("send_read", room_id, event_id)
