"""Sound and video files through PyAV: opened safely, measured, a poster, a waveform.

A video that knows where it was filmed is copied without that (streams untouched).
"""

import contextlib
import itertools
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.errors import MediaError, UserText
from app.media.pictures import broken
from app.media.probe import Probe

if TYPE_CHECKING:
    from av.container import InputContainer
    from PIL.Image import Image

_log = logging.getLogger(__name__)
POINTS = 100
"""Points of a waveform."""
TOP = 1024
"""The loudest point of a waveform (MSC3246)."""
_MAX_WAVEFORM_SECONDS = 900
_MAX_FRAMES_TO_POSTER = 300


@dataclass(frozen=True, slots=True)
class Streams:
    """What is in a file; duration in milliseconds, size of the picture as it is shown."""

    duration: int | None
    width: int | None = None
    height: int | None = None
    has_audio: bool = False

    @property
    def is_video(self) -> bool:
        """Whether there is a moving picture."""
        return self.width is not None


@contextlib.contextmanager
def open_av(path: Path, probe: Probe) -> Iterator["InputContainer"]:
    """Open a file as the format it was found to be. Every error of FFmpeg is a MediaError."""
    import av

    try:
        with av.open(str(path), format=probe.demuxer, metadata_errors="replace") as container:
            yield container
    except (av.FFmpegError, OSError, ValueError, EOFError) as error:
        _log.info("media not readable: %s", type(error).__name__)
        raise broken(path) from None


def measure(container: "InputContainer") -> Streams:
    """Return what a file has."""
    stream = video_stream(container)
    duration = container.duration
    milliseconds = int(duration / 1000) if duration and duration > 0 else None
    has_audio = bool(container.streams.audio)
    if stream is None:
        return Streams(milliseconds, has_audio=has_audio)
    width, height = stream.codec_context.width, stream.codec_context.height
    return Streams(milliseconds, width or None, height or None, has_audio)


def video_stream(container: "InputContainer") -> Any:
    """Return the stream with the moving picture; a cover of a song is none."""
    for stream in container.streams.video:
        if not int(stream.disposition) & 0x400 and stream.codec_context is not None:
            return stream
    return None


def poster(container: "InputContainer", duration: int | None) -> "Image | None":
    """Return a frame that says something: a little after the start, upright."""
    import av

    stream = video_stream(container)
    if stream is None:
        return None
    if duration and duration > 3000:
        with contextlib.suppress(av.FFmpegError):
            container.seek(1_000_000)
    for number, frame in enumerate(container.decode(stream)):
        if frame.width and frame.height:
            picture: Image = frame.to_image()
            return picture.rotate(frame.rotation, expand=True) if frame.rotation else picture
        if number > _MAX_FRAMES_TO_POSTER:
            break
    return None


def waveform(container: "InputContainer") -> tuple[tuple[int, ...], int | None]:
    """Return the loudness in `POINTS` points and the real duration in milliseconds."""
    import av
    import numpy as np

    if not container.streams.audio:
        return (), None
    resampler = av.AudioResampler(format="flt", layout="mono", rate=8000)
    peaks: list[float] = []
    samples = 0
    for frame in container.decode(container.streams.audio[0]):
        for part in resampler.resample(frame):
            values = np.abs(part.to_ndarray().ravel())
            samples += len(values)
            for start in range(0, len(values), 400):
                peaks.append(float(values[start : start + 400].max(initial=0.0)))
        if samples > 8000 * _MAX_WAVEFORM_SECONDS:
            return to_points(peaks), None
    return to_points(peaks), samples * 1000 // 8000


def to_points(peaks: list[float]) -> tuple[int, ...]:
    """Return peaks (0 … 1) as at most `POINTS` whole numbers, the loudest being `TOP`."""
    if not peaks:
        return ()
    count = min(POINTS, len(peaks))
    edges = [index * len(peaks) // count for index in range(count + 1)]
    points = [max(peaks[a:b]) for a, b in itertools.pairwise(edges)]
    loudest = max([*points, 1e-4])
    return tuple(min(TOP, max(0, round(point / loudest * TOP))) for point in points)


def knows_place(container: "InputContainer") -> bool:
    """Whether a file says where it was made."""
    tags = dict(container.metadata)
    for stream in container.streams:
        tags |= stream.metadata
    return any("location" in key.lower() or "gps" in key.lower() or "xyz" in key for key in tags)


def without_place(path: Path, probe: Probe, target: Path) -> None:
    """Copy the streams, not what is written about them."""
    import av

    try:
        with (
            av.open(str(path), format=probe.demuxer, metadata_errors="replace") as source,
            av.open(str(target), "w", format="mp4" if probe.demuxer == "mov" else None) as copy,
        ):
            kept = {}
            for stream in source.streams:
                if stream.type in {"video", "audio"}:
                    made = copy.add_stream_from_template(stream)
                    made.metadata.clear()
                    kept[stream.index] = made
            for packet in source.demux([source.streams[index] for index in kept]):
                if packet.dts is not None:
                    packet.stream = kept[packet.stream.index]
                    copy.mux(packet)
    except (av.FFmpegError, OSError, ValueError, KeyError) as error:
        text = UserText("Не удалось убрать из видео сведения о месте съёмки.")
        raise MediaError(type(error).__name__, user_text=text) from None
