"""What the UI sees of folders of chats."""

from typing import Protocol

from app.domain.diff import Observable
from app.domain.folders import Folder
from app.domain.ids import FolderId, RoomId


class Folders(Protocol):
    """Folders of one's own for chats: the same on all devices of the person."""

    all: Observable[tuple[Folder, ...]]
    """The folders in their order."""

    async def save(self, folder: Folder) -> None:
        """Keep a folder: a new one goes last."""

    async def remove(self, folder_id: FolderId) -> None:
        """Forget a folder; its chats stay."""

    async def move(self, folder_id: FolderId, index: int) -> None:
        """Give a folder another place."""

    async def put(self, room_id: RoomId, folder_id: FolderId, *, inside: bool) -> None:
        """Put a chat into a folder, or take it out."""
