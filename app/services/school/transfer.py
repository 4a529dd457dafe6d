"""Exports of other messengers go to the school service, which reads them and writes the digest."""

from pathlib import Path

from app.domain.ids import RoomId
from app.domain.parse.transfer import parse_foreign_chat
from app.domain.transfer import ForeignChat
from app.services.ports.matrix import MatrixApi


class TransferService:
    """Fulfils `facade.school.transfer.Transfer`."""

    def __init__(self, api: MatrixApi) -> None:
        self._api = api

    async def look(self, room_id: RoomId, export: Path) -> ForeignChat:
        """Read an export without writing anything."""
        return await self._send(room_id, export, confirmed=False)

    async def bring(self, room_id: RoomId, export: Path) -> ForeignChat:
        """Write the digest of an export into a chat; the same file twice is written once."""
        return await self._send(room_id, export, confirmed=True)

    async def _send(self, room_id: RoomId, export: Path, *, confirmed: bool) -> ForeignChat:
        fields = {"room_id": room_id, "confirmed": "true" if confirmed else "false"}
        # The name it has on this computer stays here: it may tell more than the chat does.
        name = "export" + export.suffix.lower()
        reply = await self._api.school.send_files(
            "/v1/transfer", [(name, export)], fields, part="file"
        )
        return parse_foreign_chat(reply)
