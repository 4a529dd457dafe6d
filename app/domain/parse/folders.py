"""Reading and writing the account data that keeps a person's folders."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.clean import clean_name
from app.domain.folders import LONGEST_NAME, MOST_CHATS, MOST_FOLDERS, Folder
from app.domain.ids import FolderId, RoomId
from app.domain.parse.fields import identifier, items, mapping, text


def read_folders(content: Mapping[str, Any]) -> tuple[Folder, ...]:
    """Return the folders; what is none is left out, what is too much is cut off."""
    found: dict[FolderId, Folder] = {}
    for raw in items(content.get("folders"), MOST_FOLDERS):
        fields = mapping(raw)
        folder_id = identifier(fields.get("id"))
        name = clean_name(text(fields.get("name")), LONGEST_NAME)
        if folder_id is None or not name:
            continue
        rooms = (identifier(room) for room in items(fields.get("rooms"), MOST_CHATS))
        kept = dict.fromkeys(RoomId(room) for room in rooms if room is not None)
        found.setdefault(FolderId(folder_id), Folder(FolderId(folder_id), name, tuple(kept)))
    return tuple(found.values())


def with_folders(content: Mapping[str, Any], folders: Sequence[Folder]) -> dict[str, Any]:
    """Return account data with these folders; what else stands there stays."""
    written = [{"id": one.folder_id, "name": one.name, "rooms": [*one.rooms]} for one in folders]
    return {**content, "folders": written}
