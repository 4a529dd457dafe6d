"""`MediaTools`: files made ready for a message, in a thread of their own."""

import asyncio
import mimetypes
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from app.domain.content import MediaKind
from app.domain.media import MediaInfo
from app.domain.prepared import PreparedFile
from app.media.probe import FileKind, Probe, probe


class FileTools:
    """Prepares one file after the other; the UI thread only waits."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="media")

    async def prepare(
        self, path: Path, workdir: Path, *, resize: int | None, as_file: bool
    ) -> PreparedFile:
        """Probe a file and make what its message needs. Raises MediaError for what is broken."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._thread, prepare_file, path, workdir, resize, as_file
        )

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def prepare_file(path: Path, workdir: Path, resize: int | None, as_file: bool) -> PreparedFile:
    """Do the work of `FileTools.prepare`."""
    found = probe(path)
    workdir.mkdir(parents=True, exist_ok=True)
    if as_file or found.kind is FileKind.OTHER or found.mimetype == "image/heif":
        return _as_file(path, found)
    if found.kind is FileKind.PICTURE:
        from app.media.pictures import prepare_picture

        made = prepare_picture(path, found, workdir, resize)
        return PreparedFile(made.path, made.kind, made.info, made.thumbnail, made.thumbnail_info)
    return _prepare_av(path, found, workdir)


def _as_file(path: Path, found: Probe) -> PreparedFile:
    mimetype = found.mimetype
    if mimetype in {"application/octet-stream", "text/plain"}:
        mimetype = mimetypes.guess_type(path.name)[0] or mimetype
    return PreparedFile(path, MediaKind.FILE, MediaInfo(mimetype, found.size))


def _prepare_av(path: Path, found: Probe, workdir: Path) -> PreparedFile:
    from app.media import av_files
    from app.media.pictures import blur, write_thumbnail

    with av_files.open_av(path, found) as container:
        streams = av_files.measure(container)
        private = av_files.knows_place(container)
        if not streams.is_video:
            if not streams.has_audio:
                return _as_file(path, found)
            points, duration = av_files.waveform(container)
            mimetype = found.mimetype.replace("video/", "audio/")
            info = MediaInfo(mimetype, found.size, duration=streams.duration or duration)
            return PreparedFile(path, MediaKind.AUDIO, info, waveform=points)
        still = av_files.poster(container, streams.duration)
    if private:
        target = workdir / f"video{path.suffix or '.mp4'}"
        av_files.without_place(path, found, target)
        path, found = target, replace(found, size=target.stat().st_size)
    mimetype = "video/ogg" if found.mimetype == "audio/ogg" else found.mimetype
    info = MediaInfo(mimetype, found.size, streams.width, streams.height, streams.duration)
    if still is None:
        return PreparedFile(path, MediaKind.VIDEO, info)
    thumbnail = workdir / "thumbnail.jpg"
    thumbnail_info = write_thumbnail(still, thumbnail)
    info = replace(info, width=still.width, height=still.height, blurhash=blur(still))
    return PreparedFile(path, MediaKind.VIDEO, info, thumbnail, thumbnail_info)
