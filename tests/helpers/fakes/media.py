"""Files in memory behind `mxc://` addresses."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.errors import NotFound, NotHere
from app.domain.ids import MxcUri


class FakeMedia:
    """`MediaLibrary` over a dict of files on this computer."""

    def __init__(self) -> None:
        self.files: dict[MxcUri, Path] = {}
        self.calls: list[tuple[Any, ...]] = []

    async def thumbnail(
        self, uri: MxcUri, width: int, height: int, *, crop: bool = False, fetch: bool = True
    ) -> Path:
        if not fetch:
            raise NotHere("nothing is cached")
        self.calls.append(("thumbnail", uri, width, height, crop))
        return self._find(uri)

    async def file(
        self, uri: MxcUri, filename: str, *, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        self.calls.append(("file", uri, filename))
        return self._find(uri)

    async def named(
        self, uri: MxcUri, filename: str, *, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        self.calls.append(("named", uri, filename))
        found = self._find(uri)
        return shutil.copyfile(found, found.with_name(filename))

    async def save_as(self, uri: MxcUri, target: Path) -> None:
        self.calls.append(("save_as", uri, target))
        shutil.copyfile(self._find(uri), target)

    async def usage(self) -> int:
        return 0 if ("clear",) in self.calls else 128 * 1024 * 1024

    async def clear(self) -> None:
        self.calls.append(("clear",))

    def _find(self, uri: MxcUri) -> Path:
        if uri not in self.files:
            raise NotFound(status=404)
        return self.files[uri]
