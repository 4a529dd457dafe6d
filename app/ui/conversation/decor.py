"""Pictures that are not on the server: blurhashes and local files on their way out."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPixmap

from app.services.tasks import TaskScope
from app.ui.qt.images import decode

_MOST = 120


class Decor:
    """Decodes off the UI thread; `ready()` when one more can be painted."""

    def __init__(self, tasks: TaskScope, ready: Callable[[], None]) -> None:
        self._tasks, self._ready = tasks, ready
        self._blurs: OrderedDict[str, QImage | None] = OrderedDict()
        self._local: OrderedDict[tuple[str, int, int], QPixmap | None] = OrderedDict()

    def blurred(self, code: str) -> QImage | None:
        """Return the blurhash as a small picture, or None while it is not there or broken."""
        if code not in self._blurs:
            self._blurs[code] = None
            _shrink(self._blurs)
            self._tasks.start(self._load_blur(code))
        return self._blurs[code]

    def local(self, path: str, width: int, height: int) -> QPixmap | None:
        """Return a local picture scaled over a size, or None while it is not there or broken."""
        key = (path, width, height)
        if key not in self._local:
            self._local[key] = None
            _shrink(self._local)
            self._tasks.start(self._load_local(key))
        return self._local[key]

    async def _load_blur(self, code: str) -> None:
        image = await asyncio.get_running_loop().run_in_executor(None, _blur_image, code)
        if image is not None:
            self._blurs[code] = image
            self._ready()

    async def _load_local(self, key: tuple[str, int, int]) -> None:
        path, width, height = key
        image = await asyncio.get_running_loop().run_in_executor(
            None, decode, Path(path), QSize(width * 2, height * 2), False
        )
        if image is not None:
            self._local[key] = QPixmap.fromImage(image)
            self._ready()


def _blur_image(code: str) -> QImage | None:
    from app.media.blurhash import blurhash_rgba  # numpy: off the start-up path

    side = 24
    data = blurhash_rgba(code, side, side)
    if not data:
        return None
    return QImage(data, side, side, 4 * side, QImage.Format.Format_RGBA8888).copy()


def _shrink(kept: OrderedDict[Any, Any]) -> None:
    while len(kept) > _MOST:
        kept.popitem(last=False)
