"""Settings of a chat in memory."""

from datetime import datetime
from pathlib import Path

from app.domain.ids import RoomId, UserId
from app.domain.room_settings import Audience, Right, RoomSettings


class FakeChatSettings:
    """`ChatSettings`: one chat's settings, and what was written."""

    def __init__(self) -> None:
        self.now = RoomSettings(
            name="9Б · класс",
            rights=dict.fromkeys(Right, Audience.ADMINS),
            changeable=frozenset(Right),
            most=100,
            can_edit_info=True,
            can_edit_look=True,
            can_edit_history=True,
        )
        self.saved: list[RoomSettings] = []
        self.pictures: list[Path] = []
        self.appointed: list[tuple[UserId, bool]] = []
        self.muted: list[tuple[RoomId, UserId, datetime | None]] = []
        self.error: Exception | None = None

    async def mute_person(
        self, room_id: RoomId, user_id: UserId, *, until: datetime | None
    ) -> None:
        self.muted.append((room_id, user_id, until))

    async def load(self, room_id: RoomId) -> RoomSettings:
        if self.error is not None:
            raise self.error
        return self.now

    async def save(
        self, room_id: RoomId, before: RoomSettings, after: RoomSettings
    ) -> RoomSettings:
        if self.error is not None:
            raise self.error
        self.saved.append(after)
        return after

    async def appoint(self, room_id: RoomId, user_id: UserId, *, administrator: bool) -> None:
        if self.error is not None:
            raise self.error
        self.appointed.append((user_id, administrator))

    async def set_picture(self, room_id: RoomId, path: Path) -> None:
        self.pictures.append(path)
