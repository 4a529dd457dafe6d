"""Folders of a person's own beside the automatic sections, as account data keeps them.

One list in `app.parta.folders` rather than a tag `u.*` on every chat: an empty folder exists, the
folders have an order, and a new name is one write. Servers and other clients leave it alone.
"""

from dataclasses import dataclass

from app.domain.ids import FolderId, RoomId

FOLDERS = "app.parta.folders"
"""`{"folders": [{"id", "name", "rooms": [room id, …]}, …]}`, in the order of the list."""
MOST_FOLDERS = 20
MOST_CHATS = 300
"""Chats of one folder."""
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Folder:
    """Some chats under a name."""

    folder_id: FolderId
    name: str
    rooms: tuple[RoomId, ...] = ()


@dataclass(frozen=True, slots=True)
class InFolder:
    """The section of the chat list that shows a folder."""

    folder_id: FolderId
