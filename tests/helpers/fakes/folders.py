"""Folders of chats in memory."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.diff import Observable
from app.domain.folders import Folder
from app.domain.ids import FolderId, RoomId
from tests.helpers.fakes.rooms import FakeRoomList


class FakeFolders:
    """`Folders` over plain values; `error` is what the server says to every change."""

    def __init__(self, rooms: FakeRoomList) -> None:
        self.all: Observable[tuple[Folder, ...]] = Observable(())
        self.error: Exception | None = None
        self.all.subscribe(rooms.take_folders)

    async def save(self, folder: Folder) -> None:
        now = {one.folder_id: one for one in self.all.value} | {folder.folder_id: folder}
        self._set(now.values())

    async def remove(self, folder_id: FolderId) -> None:
        self._set(one for one in self.all.value if one.folder_id != folder_id)

    async def move(self, folder_id: FolderId, index: int) -> None:
        moved = next(one for one in self.all.value if one.folder_id == folder_id)
        rest = [one for one in self.all.value if one is not moved]
        self._set([*rest[:index], moved, *rest[index:]])

    async def put(self, room_id: RoomId, folder_id: FolderId, *, inside: bool) -> None:
        def changed(one: Folder) -> Folder:
            rest = tuple(room for room in one.rooms if room != room_id)
            return replace(one, rooms=(*rest, room_id) if inside else rest)

        self._set(changed(one) if one.folder_id == folder_id else one for one in self.all.value)

    def _set(self, folders: Iterable[Folder]) -> None:
        if self.error is not None:
            raise self.error
        self.all.set(tuple(folders))
