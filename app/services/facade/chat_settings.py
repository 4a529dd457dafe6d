"""What the UI sees of the settings of a chat."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from app.domain.ids import RoomId, UserId
from app.domain.room_settings import RoomSettings


class ChatSettings(Protocol):
    """What «Настройки чата» shows and changes; always from the server, never from the cache."""

    async def load(self, room_id: RoomId) -> RoomSettings:
        """What is set now."""

    async def save(
        self, room_id: RoomId, before: RoomSettings, after: RoomSettings
    ) -> RoomSettings:
        """Write what differs; returns what stands now."""

    async def appoint(self, room_id: RoomId, user_id: UserId, *, administrator: bool) -> None:
        """Make somebody an administrator of the chat, or no longer."""

    async def mute_person(
        self, room_id: RoomId, user_id: UserId, *, until: datetime | None
    ) -> None:
        """Let somebody write nothing in a chat until a moment; None lets them write again."""

    async def set_picture(self, room_id: RoomId, path: Path) -> None:
        """Give the chat a picture from a file."""
