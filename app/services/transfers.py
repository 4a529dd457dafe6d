"""Files on their way out: prepared, uploaded to an address that outlives a restart, announced.

Every step is written to the queue entry before the next begins, so that a restart goes on where
the last run stopped: the same address is uploaded to again, nothing is sent twice.
"""

import asyncio
import logging
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.cache import Outgoing
from app.domain.content import MediaKind
from app.domain.errors import MediaError, NotFound, ServerError, StoreError, TooLarge, UserText
from app.domain.ids import MxcUri
from app.domain.media import MediaInfo
from app.domain.prepared import PreparedFile
from app.domain.server import Progress
from app.domain.timeline import SendState, SendStatus
from app.services.contents import LOCAL
from app.services.media_library import file_key
from app.services.outbox import Held, Outbox
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.media import MediaTools
from app.services.ports.store import Store

_log = logging.getLogger(__name__)
_LIMIT_AGE = 3600.0
_STEP = 0.01
"""Progress is told in steps: a watcher redraws a row each time."""


class Transfers:
    """Prepares and uploads what queue entries need."""

    def __init__(
        self, *, store: Store, api: MatrixApi, tools: MediaTools, clock: Clock, workdir: Path
    ) -> None:
        self._store = store
        self._api = api
        self._tools = tools
        self._clock = clock
        self._workdir = workdir
        self._limit: tuple[float, int | None] | None = None
        self._preparing: dict[str, asyncio.Lock] = {}

    async def upload_limit(self) -> int | None:
        """Return the largest file the server takes, asked at most once an hour."""
        now = self._clock.monotonic()
        if self._limit is None or now - self._limit[0] > _LIMIT_AGE:
            self._limit = (now, await self._api.upload_limit())
        return self._limit[1]

    async def take_in(self, path: Path) -> Path:
        """Move a file that was made for a message to where no restart of the computer loses it."""
        target = self._workdir / secrets.token_hex(8) / path.name
        try:
            await asyncio.to_thread(_move, path, target)
        except OSError as error:
            _log.warning("a file that was made stays where it is: %s", type(error).__name__)
            return path
        return target

    async def ready(self, held: Held, outbox: Outbox) -> Outgoing:
        """Do what is left to be done for an entry; returns it complete."""
        if LOCAL not in held.entry.content or "url" in held.entry.content:
            return held.entry
        await self.prepare(held, outbox)
        outbox.change(held, status=SendStatus(SendState.UPLOADING))
        await self._check_size(held.entry)
        await self._upload_thumbnail(held, outbox)
        await self._upload_file(held, outbox)
        return held.entry

    async def prepare(self, held: Held, outbox: Outbox) -> None:
        """Make the file to upload out of the file that was chosen; once."""
        lock = self._preparing.setdefault(held.entry.txn_id, asyncio.Lock())
        async with lock:
            note = local_note(held.entry.content)
            if note.get("prepared"):
                return
            folder = self._folder(held.entry)
            await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
            resize = note.get("resize")
            prepared = await self._tools.prepare(
                Path(str(note.get("source", ""))),
                folder,
                resize=resize if isinstance(resize, int) else None,
                as_file=bool(note.get("as_file")),
            )
            content = describe(held.entry.content, prepared)
            entry = replace(held.entry, content=content, path=str(prepared.path))
            await self._keep(held, outbox, entry)
        self._preparing.pop(held.entry.txn_id, None)

    async def sent(self, entry: Outgoing) -> None:
        """Move what was made for the upload into the cache: it need not be loaded again."""
        if LOCAL not in entry.content:
            return
        info = entry.content.get("info")
        thumbnail = info.get("thumbnail_url") if isinstance(info, Mapping) else None
        made = [(entry.content.get("url"), entry.path)]
        made.append((thumbnail, str(local_note(entry.content).get("thumbnail") or "")))
        for uri, path in made:
            if uri and path and Path(path).is_relative_to(self._workdir):
                try:
                    await self._store.put_media_file(file_key(MxcUri(str(uri))), Path(path))
                except (StoreError, OSError) as error:
                    _log.info("sent file not kept: %s", type(error).__name__)
        await self.dropped(entry)

    async def dropped(self, entry: Outgoing) -> None:
        """Remove what was made for an entry."""
        self._preparing.pop(entry.txn_id, None)
        if LOCAL not in entry.content:
            return
        note = local_note(entry.content)
        folders = [self._folder(entry)]
        if note.get("made") and note.get("source"):
            folders.append(Path(str(note["source"])).parent)
        for folder in folders:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def _check_size(self, entry: Outgoing) -> None:
        info = entry.content.get("info")
        size = info.get("size") if isinstance(info, Mapping) else None
        limit = await self.upload_limit()
        if isinstance(size, int) and limit is not None and size > limit:
            text = UserText("Файл больше {limit} МБ: сервер такие не принимает.")
            text = replace(text, args={"limit": max(1, limit >> 20)})
            raise TooLarge(status=413, errcode="M_TOO_LARGE", user_text=text)

    async def _upload_thumbnail(self, held: Held, outbox: Outbox) -> None:
        note, info = local_note(held.entry.content), dict(held.entry.content.get("info", {}))
        path = note.get("thumbnail")
        if not path or "thumbnail_url" in info:
            return
        if not await asyncio.to_thread(Path(str(path)).is_file):
            return
        mimetype = str(info.get("thumbnail_info", {}).get("mimetype", "image/jpeg"))
        uri = await self._api.upload(
            Path(str(path)), mimetype=mimetype, uri=None, progress=_no_progress
        )
        info["thumbnail_url"] = uri
        await self._keep(
            held, outbox, replace(held.entry, content={**held.entry.content, "info": info})
        )

    async def _upload_file(self, held: Held, outbox: Outbox) -> None:
        path = Path(held.entry.path)
        if not await asyncio.to_thread(path.is_file):
            raise MediaError("gone", user_text=UserText("Файла больше нет на этом компьютере."))
        info = held.entry.content.get("info", {})
        mimetype = str(info.get("mimetype") or "application/octet-stream")
        progress = self._progress(held, outbox)
        for fresh in (False, True):
            uri = held.entry.uri
            if uri is None or fresh:
                uri = await self._api.create_media()
                await self._keep(held, outbox, replace(held.entry, uri=uri))
            try:
                await self._api.upload(path, mimetype=mimetype, uri=uri, progress=progress)
                break
            except NotFound:
                # The address was made long ago and nobody used it: the server forgot it.
                if fresh:
                    raise
            except ServerError as error:
                if error.errcode != "M_CANNOT_OVERWRITE_MEDIA":
                    raise
                break  # uploaded by a request whose answer we never saw
        content = {**held.entry.content, "url": held.entry.uri}
        await self._keep(held, outbox, replace(held.entry, content=content))

    def _progress(self, held: Held, outbox: Outbox) -> Progress:
        def report(done: int, total: int) -> None:
            share = min(1.0, done / total) if total > 0 else 0.0
            shown = held.status.progress
            if share - shown >= _STEP or share < shown or share == 1.0:
                outbox.change(held, status=SendStatus(SendState.UPLOADING, progress=share))

        return report

    async def _keep(self, held: Held, outbox: Outbox, entry: Outgoing) -> None:
        outbox.change(held, entry)
        try:
            await self._store.put_outgoing(entry)
        except StoreError as error:
            _log.warning("upload state not stored: %s", error)

    def _folder(self, entry: Outgoing) -> Path:
        return self._workdir / entry.txn_id


def local_note(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the queue noted about the file of an entry."""
    note = content.get(LOCAL)
    return note if isinstance(note, Mapping) else {}


def describe(content: Mapping[str, Any], prepared: PreparedFile) -> dict[str, Any]:
    """Return the content of the message with everything that is known of its file."""
    changed = {**content, "msgtype": _msgtype(prepared.kind), "info": info_json(prepared.info)}
    if prepared.thumbnail_info is not None:
        changed["info"]["thumbnail_info"] = info_json(prepared.thumbnail_info)
    if prepared.kind in {MediaKind.VOICE, MediaKind.AUDIO}:
        audio: dict[str, Any] = {}
        if prepared.info.duration is not None:
            audio["duration"] = prepared.info.duration
        if prepared.waveform:
            audio["waveform"] = list(prepared.waveform)
        changed["org.matrix.msc1767.audio"] = audio
    changed[LOCAL] = {
        **local_note(content),
        "prepared": True,
        "thumbnail": str(prepared.thumbnail) if prepared.thumbnail else None,
    }
    return changed


def info_json(info: MediaInfo) -> dict[str, Any]:
    """Return `info` of a media event."""
    fields: dict[str, Any] = {"mimetype": info.mimetype}
    pairs = (("size", info.size), ("w", info.width), ("h", info.height))
    for key, value in (*pairs, ("duration", info.duration)):
        if value is not None:
            fields[key] = value
    if info.blurhash:
        fields["xyz.amorgan.blurhash"] = info.blurhash
    return fields


def _msgtype(kind: MediaKind) -> str:
    match kind:
        case MediaKind.VOICE:
            return "m.audio"
        case MediaKind.STICKER:
            return "m.image"
        case _:
            return str(kind.value)


def _no_progress(done: int, total: int) -> None:
    pass


def _move(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True)
    shutil.move(path, target)
    shutil.rmtree(path.parent, ignore_errors=True)
