"""What the UI sees of stickers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from app.domain.ids import RoomId
from app.domain.stickers import Sticker, StickerPack


class Stickers(Protocol):
    """Packs of stickers."""

    async def packs(self, room_id: RoomId) -> tuple[StickerPack, ...]:
        """What there is to choose from in a chat, one's own pack first; needs no network."""

    async def keep(self, sticker: Sticker) -> None:
        """Put a sticker into one's own pack."""

    async def drop(self, sticker: Sticker) -> None:
        """Take a sticker out of one's own pack."""

    async def add(
        self,
        pictures: Sequence[Path],
        *,
        room_id: RoomId | None,
        told: Callable[[int, int], None],
    ) -> None:
        """Make stickers of pictures, in one's own pack or in a chat's; `told` how many of how many.

        Where one is not taken, those before it stay.
        """
