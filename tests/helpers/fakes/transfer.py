"""Chats of other messengers, in memory."""

from pathlib import Path
from typing import Any

from app.domain.ids import RoomId
from app.domain.transfer import ForeignChat
from tests.helpers.fakes.recorded import Recorded


class FakeTransfer(Recorded):
    """`Transfer`: one export."""

    def __init__(self) -> None:
        super().__init__()
        self.chat = ForeignChat("Telegram", "9Б родители", 412)

    async def look(self, room_id: RoomId, export: Path) -> ForeignChat:
        return await self._enter("look", room_id, export)

    async def bring(self, room_id: RoomId, export: Path) -> ForeignChat:
        return await self._enter("bring", room_id, export)

    async def _enter(self, *call: Any) -> ForeignChat:
        await self._called(*call)
        return self.chat
