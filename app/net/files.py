"""Media up and down, in pieces: no file is held in memory, a download is whole or not there."""

import asyncio
import contextlib
import errno
import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import httpx

from app.domain.errors import (
    AppError,
    BadReply,
    MediaError,
    NetworkError,
    NotFound,
    ServerError,
    StoreError,
    StoreFull,
    StoreReadOnly,
    TooLarge,
    UserText,
)
from app.domain.ids import MxcUri
from app.domain.media import parse_mxc, split_mxc
from app.domain.parse.fields import integer
from app.domain.server import Progress
from app.net.api import Api, fields
from app.net.http import Call
from app.net.wire import path

_V1 = "/_matrix/client/v1/media/"
_MEDIA = "/_matrix/media/"
_PIECE = 256 * 1024
_PATIENCE = 60.0
"""Seconds without a single byte before a transfer counts as broken."""
_MIME = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+\-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+\-]{0,100}\Z")
_MAX_THUMBNAIL = 16 * 1024 * 1024


async def upload_limit(api: Api) -> int | None:
    """`GET /media/config`: the largest file the server takes, in bytes."""
    try:
        return await api.get(_V1 + "config", lambda r: integer(fields(r).get("m.upload.size")))
    except NotFound:
        return None


async def create_media(api: Api) -> MxcUri:
    """`POST /media/v1/create`: an address whose upload can be repeated after a restart."""
    return await api.post(_MEDIA + "v1/create", {}, _content_uri)


async def upload(
    api: Api,
    source: Path,
    *,
    mimetype: str,
    uri: MxcUri | None,
    progress: Progress,
    limit: int | None = None,
) -> MxcUri:
    """Upload a file to `uri` when given, else to a new address.

    TooLarge without a byte sent where `limit` is known.
    """
    size = await size_of(source)
    if limit is not None and size > limit:
        raise TooLarge(status=413, errcode="M_TOO_LARGE")
    if uri is None:
        method, where = "POST", _MEDIA + "v3/upload"
    else:
        method, where = "PUT", path(_MEDIA + "v3/upload/{}/{}", *split_mxc(uri))
    call = Call(
        method,
        where,
        lambda: pieces_of(source, size, progress),
        headers={
            "Content-Type": mimetype if _MIME.match(mimetype) else "application/octet-stream",
            "Content-Length": str(size),
        },
        timeout=_PATIENCE,
        repeatable=False,
    )
    try:
        if uri is None:
            return await api.json(call, _content_uri)
        await api.json(call, fields)
        return uri
    except NetworkError as error:
        # Over the limit, servers cut the line instead of answering 413.
        if await _is_over_limit(api, size):
            raise TooLarge(status=413, errcode="M_TOO_LARGE") from error
        raise
    except ServerError as error:
        if uri is not None and error.errcode == "M_CANNOT_OVERWRITE_MEDIA":
            return uri  # an earlier try had arrived whole, only its answer was lost
        raise


async def download(
    api: Api, uri: MxcUri, target: Path, *, max_bytes: int, progress: Progress | None = None
) -> str:
    """`GET /media/download` to `target`; returns the MIME type the server names."""
    where = path(_V1 + "download/{}/{}", *split_mxc(uri))
    call = Call("GET", where)
    return await fetch(api.stream, call, target, max_bytes=max_bytes, progress=progress)


async def thumbnail(
    api: Api, uri: MxcUri, target: Path, *, width: int, height: int, crop: bool
) -> str:
    """`GET /media/thumbnail`; NotFound where the server makes none of this file."""
    params = {
        "width": str(width),
        "height": str(height),
        "method": "crop" if crop else "scale",
        "animated": "false",
    }
    call = Call("GET", path(_V1 + "thumbnail/{}/{}", *split_mxc(uri)), params=params)
    try:
        return await fetch(api.stream, call, target, max_bytes=_MAX_THUMBNAIL)
    except ServerError as error:
        if error.status == 400:  # what Synapse says of SVG, video, PDF
            raise NotFound(status=400, errcode=error.errcode) from error
        raise


async def fetch(
    stream: Callable[[Call], AbstractAsyncContextManager[httpx.Response]],
    call: Call,
    target: Path,
    *,
    max_bytes: int,
    progress: Progress | None = None,
) -> str:
    """Write the reply into `target`, whole or not at all; returns its MIME type."""
    call = replace(
        call,
        headers={"Accept": "*/*", "Accept-Encoding": "identity"},
        timeout=_PATIENCE,
    )
    part = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
    async with stream(call) as response:
        length = response.headers.get("content-length", "")
        total = int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0
        if total > max_bytes:
            raise TooLarge(f"{total} bytes")
        try:
            # Not in a thread: cancelled there, the file would appear after its removal.
            file = _open_part(part)
            try:
                await _write_all(
                    response.aiter_bytes(_PIECE),
                    file,
                    max_bytes=max_bytes,
                    total=total,
                    progress=progress,
                )
            finally:
                file.close()
            part.replace(target)
        except OSError as error:
            raise _disk_error(error) from error
        finally:
            # Also when cancelled: nothing half-written stays behind.
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        mimetype = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return mimetype if _MIME.match(mimetype) else "application/octet-stream"


async def _write_all(
    pieces: AsyncIterator[bytes],
    file: BinaryIO,
    *,
    max_bytes: int,
    total: int,
    progress: Progress | None,
) -> None:
    done = 0
    async for piece in pieces:
        done += len(piece)
        if done > max_bytes:
            raise TooLarge(f"over {max_bytes} bytes")
        await asyncio.to_thread(file.write, piece)
        if progress is not None:
            progress(done, max(total, done))


def _open_part(part: Path) -> BinaryIO:
    part.parent.mkdir(parents=True, exist_ok=True)
    return part.open("xb")


def _open_source(source: Path) -> BinaryIO:
    return source.open("rb")


async def pieces_of(source: Path, size: int, progress: Progress) -> AsyncIterator[bytes]:
    """Read the file; exactly `size` bytes, for that is what the headers promise."""
    try:
        file = _open_source(source)
    except OSError as error:
        raise _unreadable(error) from error
    done = 0
    try:
        while done < size:
            piece = await asyncio.to_thread(file.read, min(_PIECE, size - done))
            if not piece:
                raise MediaError(
                    "file shrank", user_text=UserText("Файл изменился во время отправки.")
                )
            yield piece
            done += len(piece)
            progress(done, size)
    except OSError as error:
        raise _unreadable(error) from error
    finally:
        file.close()


async def size_of(source: Path) -> int:
    """Return the size of a file, without touching the disk here."""
    try:
        status = await asyncio.to_thread(source.stat)
    except OSError as error:
        raise _unreadable(error) from error
    return status.st_size


async def _is_over_limit(api: Api, size: int) -> bool:
    try:
        limit = await upload_limit(api)
    except (NetworkError, ServerError):
        return False
    return limit is not None and size > limit


def _content_uri(reply: object) -> MxcUri:
    uri = parse_mxc(fields(reply).get("content_uri"))
    if uri is None:
        raise BadReply("no content_uri")
    return uri


def _unreadable(error: OSError) -> MediaError:
    return MediaError(type(error).__name__, user_text=UserText("Не удалось прочитать файл."))


def _disk_error(error: OSError) -> AppError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreFull(type(error).__name__)
    if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM}:
        return StoreReadOnly(type(error).__name__)
    return StoreError(type(error).__name__)
