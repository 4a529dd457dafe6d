"""Files behind `mxc://` addresses: once from the server, then from the cache.

The latest wish is served first: what was asked for last is what is on the screen now.
"""

import asyncio
import hashlib
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from app.domain.clean import clean_filename
from app.domain.errors import (
    AppError,
    MediaError,
    NetworkError,
    NotFound,
    NotHere,
    TooLarge,
    UserText,
)
from app.domain.ids import MxcUri
from app.domain.server import Progress
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.tasks import TaskScope
from app.services.zone_mark import mark_foreign

MAX_FILE = 1 << 30
_MAX_PICTURE = 12 << 20
"""A picture without a thumbnail is loaded whole, up to this size."""
_SMALL = 3 << 20
"""A whole picture up to this size stands in for its thumbnail."""
_AT_ONCE = 4
_BROKEN_FOR = 300.0
_HANDED_OUT_FOR = 7 * 86400.0
_SCALED = ((320, 240), (640, 480), (800, 600))
_CROPPED = (32, 96)


def file_key(uri: MxcUri) -> str:
    """Return the key of a whole file in the media cache."""
    return f"{uri}|file"


def thumbnail_size(width: int, height: int, *, crop: bool) -> tuple[int, int, bool]:
    """Return the thumbnail the server has ready for a wished size: one entry serves them all."""
    if crop:
        for side in _CROPPED:
            if width <= side and height <= side:
                return side, side, True
    for fit_width, fit_height in _SCALED:
        if width <= fit_width and height <= fit_height:
            return fit_width, fit_height, False
    return (*_SCALED[-1], False)


class Turns:
    """Lets a few in at once; of those who wait, the last to come goes first."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: list[asyncio.Future[None]] = []

    async def __aenter__(self) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn in self._waiting:
                self._waiting.remove(turn)
            elif turn.done() and not turn.cancelled():
                self._pass_on()
            raise

    async def __aexit__(self, *args: object) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        while self._waiting:
            turn = self._waiting.pop()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class CachedMedia:
    """`MediaLibrary` over the store's media cache and the server."""

    def __init__(
        self, *, store: Store, api: MatrixApi, clock: Clock, tasks: TaskScope, workdir: Path
    ) -> None:
        self._store = store
        self._api = api
        self._clock = clock
        self._tasks = tasks
        self._workdir = workdir
        self._turns = Turns(_AT_ONCE)
        self._loading: dict[str, _Load] = {}
        self._broken: dict[str, tuple[float, AppError]] = {}

    async def thumbnail(
        self, uri: MxcUri, width: int, height: int, *, crop: bool = False, fetch: bool = True
    ) -> Path:
        """Return a picture file of about this size; without `fetch` from the cache alone."""
        wide, high, cropped = thumbnail_size(width, height, crop=crop)
        key = f"{uri}|{wide}x{high}{'c' if cropped else ''}"
        if (found := await self._store.media_file(key)) is not None:
            return found
        whole = await self._store.media_file(file_key(uri))
        if whole is not None and await asyncio.to_thread(_size, whole) <= _SMALL:
            return whole
        if not fetch:
            raise NotHere("not in the cache")

        async def load(target: Path, report: Progress) -> None:
            try:
                await self._api.thumbnail(uri, target, width=wide, height=high, crop=cropped)
            except NotFound:
                await self._api.download(uri, target, max_bytes=_MAX_PICTURE)

        return await self._once(key, load, None)

    async def file(
        self,
        uri: MxcUri,
        filename: str,
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> Path:
        """Return the whole file; the last one who waits takes the download along when cancelled."""

        async def load(target: Path, report: Progress) -> None:
            await self._api.download(uri, target, max_bytes=MAX_FILE, progress=report)

        key = file_key(uri)
        found = await self._store.media_file(key)
        return found if found is not None else await self._once(key, load, progress)

    async def save_as(self, uri: MxcUri, target: Path) -> None:
        """Copy the file to a place of the person's choice; whole or not at all."""
        source = await self.file(uri, target.name)
        await asyncio.to_thread(copy_whole, source, target)

    async def named(
        self, uri: MxcUri, filename: str, *, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        """Return a copy under its own name, for other programs to open; those of last week go."""
        source = await self.file(uri, filename, progress=progress)
        digest = hashlib.sha256(uri.encode()).hexdigest()[:16]
        target = self._workdir / "open" / digest / (clean_filename(filename) or "file")
        now = self._clock.now().timestamp()
        await asyncio.to_thread(_forget_old, target.parent.parent, target.parent, now)
        if not await asyncio.to_thread(target.exists):
            await asyncio.to_thread(target.parent.mkdir, parents=True, exist_ok=True)
            await asyncio.to_thread(copy_whole, source, target)
        return target

    async def usage(self) -> int:
        """Return the bytes that the cache takes on the disk."""
        return await self._store.media_usage()

    async def clear(self) -> None:
        """Empty the cache."""
        await self._store.clear_media()
        await asyncio.to_thread(shutil.rmtree, self._workdir, ignore_errors=True)

    async def _once(
        self,
        key: str,
        load: Callable[[Path, Progress], Awaitable[None]],
        progress: Progress | None,
    ) -> Path:
        """Join the load of this key that runs, or start one."""
        self._raise_if_broken(key)
        running = self._loading.get(key)
        if running is None:
            running = self._loading[key] = _Load()
            running.task = self._tasks.start(self._fetch(key, load, running))
        if progress is not None:
            running.listeners.append(progress)
        running.waiting += 1
        try:
            await asyncio.wait({running.task})
        finally:
            running.waiting -= 1
            if progress is not None:
                running.listeners.remove(progress)
            if not running.waiting and not running.task.done():
                self._loading.pop(key, None)
                running.task.cancel()
        if running.task.cancelled():
            raise MediaError("cancelled")
        result = running.task.result()
        if isinstance(result, AppError):
            raise result
        return result

    async def _fetch(
        self, key: str, load: Callable[[Path, Progress], Awaitable[None]], running: "_Load"
    ) -> Path | AppError:
        try:
            async with self._turns:
                folder = await asyncio.to_thread(self._new_folder)
                try:
                    target = folder / "part"
                    await load(target, running.report)
                    return await self._store.put_media_file(key, target)
                finally:
                    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        except AppError as error:
            if not isinstance(error, NetworkError):
                self._broken[key] = (self._clock.monotonic(), error)
            return error
        except OSError as error:
            text = UserText("Не удалось записать файл на диск.")
            return MediaError(type(error).__name__, user_text=text)
        finally:
            if self._loading.get(key) is running:
                del self._loading[key]

    def _raise_if_broken(self, key: str) -> None:
        since, error = self._broken.get(key, (0.0, None))
        if error is None:
            return
        for_good = isinstance(error, NotFound | TooLarge | MediaError)
        if self._clock.monotonic() - since < _BROKEN_FOR * (10 if for_good else 0.1):
            raise error.with_traceback(None)
        del self._broken[key]

    def _new_folder(self) -> Path:
        self._workdir.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix="load-", dir=self._workdir))


class _Load:
    """One download and those who wait for it."""

    def __init__(self) -> None:
        self.task: asyncio.Task[Path | AppError]
        self.waiting = 0
        self.listeners: list[Progress] = []

    def report(self, done: int, total: int) -> None:
        for listener in tuple(self.listeners):
            listener(done, total)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file so that the target is the old one or the whole new one."""
    part = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(source, part)
        part.replace(target)
        mark_foreign(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        text = UserText("Не удалось сохранить файл. Проверьте место на диске и права на папку.")
        raise MediaError(type(error).__name__, user_text=text) from error


def _forget_old(copies: Path, keep: Path, now: float) -> None:
    """Remove copies for other programs that nobody has changed for a week."""
    for folder in copies.glob("*"):
        if folder != keep and now - _changed(folder) > _HANDED_OUT_FOR:
            shutil.rmtree(folder, ignore_errors=True)


def _changed(folder: Path) -> float:
    """Return when anything in a folder was written last."""
    try:
        return max(path.stat().st_mtime for path in (folder, *folder.glob("*")))
    except OSError:
        return 0.0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return _SMALL + 1
