"""Packs of stickers in memory."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.ids import RoomId
from app.domain.stickers import Sticker, StickerPack


class FakeStickers:
    """`Stickers` with one's own pack and those of chats."""

    def __init__(self) -> None:
        self.own = StickerPack("", ())
        self.others: tuple[StickerPack, ...] = ()
        self.calls: list[tuple[Any, ...]] = []
        self.error: Exception | None = None
        self.gate: asyncio.Event | None = None

    async def packs(self, room_id: RoomId) -> tuple[StickerPack, ...]:
        return (self.own, *self.others)

    async def keep(self, sticker: Sticker) -> None:
        if self.error is not None:
            raise self.error
        self.own = replace(self.own, stickers=(*self.own.stickers, sticker))

    async def drop(self, sticker: Sticker) -> None:
        kept = tuple(one for one in self.own.stickers if one != sticker)
        self.own = replace(self.own, stickers=kept)

    async def add(
        self,
        pictures: Sequence[Path],
        *,
        room_id: RoomId | None,
        told: Callable[[int, int], None],
    ) -> None:
        self.calls.append(("add", tuple(pictures), room_id))
        told(0, len(pictures))
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        told(len(pictures), len(pictures))
