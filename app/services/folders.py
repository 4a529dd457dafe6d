"""The folders of a profile: seen at once, taken back when the server refuses.

All of them are one piece of account data: of two devices that change it at once, the later one
wins whole. What is written builds on what sync brought last, or on the own write before it.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from app.domain.diff import Observable
from app.domain.errors import AppError
from app.domain.events import Json
from app.domain.folders import FOLDERS, MOST_CHATS, MOST_FOLDERS, Folder
from app.domain.ids import FolderId, RoomId
from app.domain.parse.folders import read_folders, with_folders
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.updates import Updates

_Folders = tuple[Folder, ...]


class TooManyFolders(AppError):
    """There is no room for one more folder, or for one more chat in it."""

    default_text = "Больше не поместится: до 20 папок и до 300 чатов в каждой."


class FolderService:
    """Fulfils `facade.folders.Folders`."""

    def __init__(self, api: MatrixApi, store: Store, *, updates: Updates) -> None:
        self._api, self._store, self._updates = api, store, updates
        self._writing = asyncio.Lock()
        self._past: deque[Json] = deque(maxlen=16)
        """What stood before each of our writes: sync may tell it once more after them."""
        self._ours: Json = {}
        self.all: Observable[_Folders] = Observable(())

    async def load(self) -> None:
        """Take over the folders as last stored."""
        self.all.set(read_folders(await self._now()))

    async def _now(self) -> Json:
        told = await self._store.account_data(FOLDERS) or {}
        return self._ours if told in self._past else told

    async def save(self, folder: Folder) -> None:
        """Keep a folder: a new one goes last."""

        def change(now: _Folders) -> _Folders:
            if any(one.folder_id == folder.folder_id for one in now):
                return tuple(folder if one.folder_id == folder.folder_id else one for one in now)
            return (*now, folder)

        await self._change(change)

    async def remove(self, folder_id: FolderId) -> None:
        """Forget a folder; its chats stay."""
        await self._change(lambda now: tuple(one for one in now if one.folder_id != folder_id))

    async def move(self, folder_id: FolderId, index: int) -> None:
        """Give a folder another place."""

        def change(now: _Folders) -> _Folders:
            moved = [one for one in now if one.folder_id == folder_id]
            rest = [one for one in now if one.folder_id != folder_id]
            return (*rest[:index], *moved, *rest[index:])

        await self._change(change)

    async def put(self, room_id: RoomId, folder_id: FolderId, *, inside: bool) -> None:
        """Put a chat into a folder, or take it out."""

        def changed(folder: Folder) -> Folder:
            if folder.folder_id != folder_id:
                return folder
            rest = tuple(one for one in folder.rooms if one != room_id)
            return replace(folder, rooms=(*rest, room_id) if inside else rest)

        await self._change(lambda now: tuple(changed(one) for one in now))

    async def _change(self, change: Callable[[_Folders], _Folders]) -> None:
        async with self._writing:  # two clicks in a row: the second builds on the first
            before = await self._now()
            wanted = change(read_folders(before))
            if len(wanted) > MOST_FOLDERS or any(len(one.rooms) > MOST_CHATS for one in wanted):
                raise TooManyFolders
            # Each write is one of its own: a change back to what stood before is no echo of it.
            content = {**with_folders(before, wanted), "rev": secrets.token_hex(4)}
            self._past.append(before)
            self._ours = content
            self.all.set(wanted)
            self._updates.publish(await self._store.put_account_data(FOLDERS, content))
            try:
                await self._api.set_account_data(FOLDERS, content)
            except BaseException:
                self._past.remove(before)
                self._ours = before
                if await self._store.account_data(FOLDERS) == content:  # no newer ones came
                    self._updates.publish(await self._store.put_account_data(FOLDERS, before))
                await self.load()
                raise
