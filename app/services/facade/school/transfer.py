"""What the UI sees of chats brought along from other messengers."""

from pathlib import Path
from typing import Protocol

from app.domain.ids import RoomId
from app.domain.transfer import ForeignChat


class Transfer(Protocol):
    """Chats of other messengers, brought along from their export files."""

    async def look(self, room_id: RoomId, export: Path) -> ForeignChat:
        """Read an export without writing anything."""

    async def bring(self, room_id: RoomId, export: Path) -> ForeignChat:
        """Write the digest of an export into a chat; the same file twice is written once."""
