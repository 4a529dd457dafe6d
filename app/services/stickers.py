"""Sticker packs: one's own, those one wants everywhere, and those of the chat."""

import shutil
import tempfile
from asyncio import to_thread
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.domain.clean import clean_name
from app.domain.content import MediaKind
from app.domain.errors import MediaError, NotFound, UserText
from app.domain.ids import MxcUri, RoomId
from app.domain.parse.fields import mapping
from app.domain.parse.stickers import pack_rooms, parse_pack
from app.domain.stickers import (
    MOST_STICKERS,
    OWN_PACK,
    OWN_PACK_DRAFT,
    PACK_ROOMS,
    PACK_ROOMS_BEFORE,
    ROOM_PACK,
    ROOM_PACK_BEFORE,
    SIDE,
    Sticker,
    StickerPack,
    count_of,
    with_sticker,
    without_sticker,
)
from app.services.ports.matrix import MatrixApi
from app.services.ports.media import MediaTools
from app.services.ports.store import Store
from app.services.transfers import info_json

Told = Callable[[int, int], None]
"""How many pictures of how many are there."""


class StickerService:
    """Fulfils `facade.stickers.Stickers`."""

    def __init__(self, api: MatrixApi, store: Store, tools: MediaTools, workdir: Path) -> None:
        self._api, self._store, self._tools, self._workdir = api, store, tools, workdir

    async def packs(self, room_id: RoomId) -> tuple[StickerPack, ...]:
        """The packs to choose from in a chat, one's own first; empty ones are left out but that."""
        found = [await self._own()]
        wanted: dict[RoomId, frozenset[str]] = {}
        for kind in (PACK_ROOMS_BEFORE, PACK_ROOMS):
            wanted |= pack_rooms(await self._store.account_data(kind) or {})
        rooms: dict[tuple[RoomId, str], StickerPack] = {}
        for kind in (ROOM_PACK_BEFORE, ROOM_PACK):  # the newer name counts where both are set
            for room, event in await self._store.room_states(kind):
                key = event.state_key or ""
                content = mapping(event.raw.get("content"))
                rooms[room, key] = parse_pack(content, room_id=room, key=key)
        here: list[StickerPack] = []
        for (room, key), pack in rooms.items():
            keys = wanted.get(room)
            if room == room_id:
                here.append(pack)
            elif keys is not None and (not keys or key in keys):
                found.append(pack)
        return tuple(pack for pack in (*found, *here) if pack.own or pack.stickers)

    async def keep(self, sticker: Sticker) -> None:
        """Put a sticker into one's own pack."""
        await self._change(OWN_PACK, lambda content: _added(content, sticker))

    async def drop(self, sticker: Sticker) -> None:
        """Take a sticker out of one's own pack."""
        for kind in (OWN_PACK, OWN_PACK_DRAFT):
            await self._change(kind, lambda content: without_sticker(content, sticker.uri))

    async def add(self, pictures: Sequence[Path], *, room_id: RoomId | None, told: Told) -> None:
        """Make stickers of pictures, in one's own pack or in that of a chat; one after another.

        Raises:
            AppError: a picture was not taken; those before it stay.
        """
        self._workdir.mkdir(parents=True, exist_ok=True)
        for number, path in enumerate(pictures):
            told(number, len(pictures))
            sticker = await self._upload(path)
            if room_id is None:
                await self.keep(sticker)
            else:
                await self._add_to_room(room_id, sticker)
        told(len(pictures), len(pictures))

    async def _own(self) -> StickerPack:
        draft = await self._store.account_data(OWN_PACK_DRAFT) or {}
        own = await self._store.account_data(OWN_PACK) or {}
        images = {**mapping(draft.get("images")), **mapping(own.get("images"))}
        return parse_pack({"pack": own.get("pack") or draft.get("pack"), "images": images})

    async def _change(
        self, kind: str, change: Callable[[Mapping[str, Any]], dict[str, Any]]
    ) -> None:
        before = await self._store.account_data(kind) or {}
        content = change(before)
        if content.get("images", {}) != before.get("images", {}):
            await self._api.set_account_data(kind, content)
            await self._store.put_account_data(kind, content)

    async def _add_to_room(self, room_id: RoomId, sticker: Sticker) -> None:
        try:
            before: Mapping[str, Any] = await self._api.state(room_id, ROOM_PACK, state_key="")
        except NotFound:
            before = {}
        content = _added(before, sticker)
        await self._api.set_state(room_id, ROOM_PACK, content, state_key="")

    async def _upload(self, path: Path) -> Sticker:
        folder = Path(await to_thread(tempfile.mkdtemp, dir=self._workdir))
        try:
            made = await self._tools.prepare(path, folder, resize=SIDE, as_file=False)
            if made.kind is not MediaKind.IMAGE:
                raise MediaError("no picture", user_text=UserText("Стикер делают из картинки."))
            uri = await self._api.upload(
                made.path, mimetype=made.info.mimetype, uri=None, progress=lambda *_: None
            )
        finally:
            await to_thread(shutil.rmtree, folder, ignore_errors=True)
        return Sticker(MxcUri(uri), clean_name(path.stem, 100) or "Стикер", made.info)


def _added(content: Mapping[str, Any], sticker: Sticker) -> dict[str, Any]:
    if count_of(content) >= MOST_STICKERS:
        raise MediaError(
            "the pack is full", user_text=UserText("В наборе уже 200 стикеров: уберите лишние.")
        )
    return with_sticker(content, sticker, info_json(sticker.info))
