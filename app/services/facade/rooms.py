"""What the UI sees of the list of chats."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from app.domain.diff import Observable, ObservableList
from app.domain.folders import InFolder
from app.domain.ids import RoomId, UserId
from app.domain.room_settings import GroupKind
from app.domain.rooms import MuteMode, RoomGlance, RoomKind, RoomSummary

SectionFilter = RoomKind | InFolder | str | None
"""None: all chats; a kind; a folder of one's own; "unread", "groups", "archive" or "invites"."""


class RoomList(Protocol):
    """All chats of a profile, sorted, filtered; and what can be done to a chat from the list."""

    def observe(self, section: SectionFilter = None) -> ObservableList[RoomSummary]:
        """The chats of a section: pinned by order, then by `bump_stamp`. Same object each time."""

    def get(self, room_id: RoomId) -> RoomSummary | None:
        """One chat now."""

    unread: Observable[tuple[int, bool]]
    """(chats with unread messages that are not muted, whether a mention is among them)."""

    async def pin(self, room_id: RoomId, *, pinned: bool) -> None:
        """Pin on top, or unpin."""

    async def move_pinned(self, room_id: RoomId, index: int) -> None:
        """Give a pinned chat another place among the pinned."""

    async def archive(self, room_id: RoomId, *, archived: bool) -> None:
        """Hide until a new message, or bring back."""

    async def mark_unread(self, room_id: RoomId, *, unread: bool) -> None:
        """Flag as unread, or read everything."""

    async def mute(self, room_id: RoomId, mode: MuteMode, *, until: datetime | None) -> None:
        """Notifications of this chat; `until` None means for good."""

    async def accept(self, room_id: RoomId) -> None:
        """Accept an invite."""

    async def glance(self, room: str, via: Sequence[str] = ()) -> RoomGlance:
        """What a chat that I am not in shows of itself; by id or alias."""

    async def join(self, room: str, via: Sequence[str] = ()) -> RoomId:
        """Enter a chat that is open, by id or alias."""

    async def leave(self, room_id: RoomId) -> None:
        """Leave, or decline an invite."""

    async def clear_history(self, room_id: RoomId) -> None:
        """Hide everything up to now, for me only."""

    async def invite(self, room_id: RoomId, user_id: UserId) -> None:
        """Invite a person into a chat."""

    async def remove(self, room_id: RoomId, user_id: UserId) -> None:
        """Take a person out of a chat."""

    async def create_direct(self, user_id: UserId) -> RoomId:
        """Open the direct chat with a person, creating it where there is none."""

    async def create_group(
        self,
        name: str,
        people: Sequence[UserId],
        *,
        like: RoomId | None = None,
        kind: GroupKind = GroupKind.TALK,
    ) -> RoomId:
        """Make a group chat; with the description, rights and background of `like` if there is."""
