"""What the UI sees of links into chats."""

from pathlib import Path
from typing import Protocol

from app.domain.events import Event
from app.domain.ids import RoomId
from app.domain.invite_links import InviteLink, LinkPreview


class Links(Protocol):
    """Links into my chats."""

    def is_mine(self, url: str) -> bool:
        """Whether an address is such a link of this very school."""

    async def of_room(self, room_id: RoomId) -> tuple[InviteLink, ...]:
        """The links of a chat that still open, newest first."""

    async def make(self, room_id: RoomId, *, history: bool) -> InviteLink:
        """Make a link for whoever may be invited; `history` shows newcomers the last 250."""

    async def revoke(self, room_id: RoomId, link_id: str) -> None:
        """Let a link open nothing from now on."""

    async def preview(self, url: str) -> LinkPreview:
        """What a link opens for me."""

    async def join(self, url: str) -> RoomId:
        """Enter the chat behind a link."""

    async def window(self, room_id: RoomId) -> tuple[Event, ...]:
        """What was written just before I came by a link that shows it, oldest first.

        Raises:
            NotFound: no link of mine opened it; the sentence says so.
        """

    async def save_sheet(self, url: str, target: Path) -> None:
        """Save the A4 sheet with the QR code as PDF."""
