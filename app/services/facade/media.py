"""What the UI sees of files behind `mxc://` addresses."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from app.domain.ids import MxcUri


class MediaLibrary(Protocol):
    """Files behind `mxc://` addresses, from the cache or the server."""

    async def thumbnail(
        self, uri: MxcUri, width: int, height: int, *, crop: bool = False, fetch: bool = True
    ) -> Path:
        """A picture file of about this size; without `fetch` from the cache alone, else NotHere."""

    async def file(
        self, uri: MxcUri, filename: str, *, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        """The whole file; cancelling the task cancels the download."""

    async def named(
        self, uri: MxcUri, filename: str, *, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        """A copy under its own name, by whose ending other programs know what it is."""

    async def save_as(self, uri: MxcUri, target: Path) -> None:
        """Copy it to a place of the person's choice."""

    async def usage(self) -> int:
        """Bytes that the cache takes on the disk."""

    async def clear(self) -> None:
        """Empty the cache; what is on the server can be loaded again."""
