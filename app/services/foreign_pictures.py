"""Pictures of a foreign chat: from beside its export file into the send queue, a day's together.

They go as the person's own messages, with their rights and limits; the queue shows how far each is,
takes back what is dropped and goes on after a restart. How many of an export have been queued is
remembered, so that asking again goes on where it was stopped.
"""

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from app.domain.errors import MediaError, UserText
from app.domain.ids import RoomId
from app.domain.transfer import ForeignPicture
from app.services.facade.composer import Composer, OutgoingFile

SIDE = 2_048
"""Pixels of the longer side: what other messengers keep of a photo."""
_ALBUM = 10
Caption = Callable[[ForeignPicture], str]
Told = Callable[[int, int], None]


class Settings(Protocol):
    """What a profile remembers on this computer."""

    async def setting(self, key: str) -> Any:
        """What is kept."""

    async def put_setting(self, key: str, value: Any) -> None:
        """Keep it."""


async def there_are(export: Path, pictures: Sequence[ForeignPicture]) -> int:
    """Return how many pictures lie beside the export file."""
    return sum(path is not None for path in await asyncio.to_thread(_beside, export, pictures))


async def bring_pictures(
    composer: Composer,
    settings: Settings,
    room_id: RoomId,
    export: Path,
    pictures: Sequence[ForeignPicture],
    *,
    caption: Caption,
    told: Told,
) -> int:
    """Queue what has not been queued yet; gives how many were left out as gone or too large.

    Raises:
        AppError: the rest could not be queued; asking again goes on from there.
    """
    key = await asyncio.to_thread(_mark, export, room_id)
    kept = await settings.setting(key)
    done = kept if isinstance(kept, int) and 0 <= kept <= len(pictures) else 0
    paths = await asyncio.to_thread(_beside, export, pictures)
    limit = await composer.upload_limit()
    left_out = sum(path is None for path in paths)
    told(done, len(pictures))
    for album in _albums(pictures, done):
        files = []
        for number in album:
            path = paths[number]
            if path is not None and limit is not None and path.stat().st_size > limit:
                left_out += 1
            elif path is not None:
                files.append(OutgoingFile(path, caption(pictures[number]), resize=SIDE))
        if files:
            await composer.send_files(room_id, files)
        await settings.put_setting(key, album[-1] + 1)
        told(album[-1] + 1, len(pictures))
    return left_out


def _albums(pictures: Sequence[ForeignPicture], done: int) -> list[list[int]]:
    """Return the numbers of the pictures from one on, ten of a day together at most."""
    albums: list[list[int]] = []
    numbers = range(done, len(pictures))
    for _, day in groupby(numbers, key=lambda number: pictures[number].at.astimezone().date()):
        same = list(day)
        albums += [same[start : start + _ALBUM] for start in range(0, len(same), _ALBUM)]
    return albums


def _beside(export: Path, pictures: Sequence[ForeignPicture]) -> list[Path | None]:
    """Return where the pictures are; None for one that is not inside the export's folder."""
    folder = export.parent.resolve()
    found: list[Path | None] = []
    for picture in pictures:
        try:
            path = (folder / picture.path).resolve()
            found.append(path if path.is_relative_to(folder) and path.is_file() else None)
        except (OSError, ValueError):
            found.append(None)
    return found


def _mark(export: Path, room_id: RoomId) -> str:
    try:
        content = export.read_bytes()
    except OSError as error:
        text = UserText("Файл не открылся. Выберите его ещё раз.")
        raise MediaError(type(error).__name__, user_text=text) from error
    return f"transfer.pictures.{hashlib.sha256(content + room_id.encode()).hexdigest()[:24]}"
