"""A received picture at the size of its place: scaled first, then converted.

Painting it is a copy then. LiveKit would convert the whole picture, and Qt scale each repaint.
FFmpeg does each of the two in code written for the processor, and both at once only in C: two
steps take half the time.
"""

from math import ceil
from typing import Any

import av
import numpy as np
from av.video.reformatter import VideoReformatter

from app.domain.calls import Source, VideoFrame

_SMALLEST, _LARGEST = 2, 4096


def shown_size(picture: tuple[int, int], place: tuple[int, int], *, fill: bool) -> tuple[int, int]:
    """Return the picture's size in its place: with `fill` it covers it, else it lies within.

    The height is even: FFmpeg converts an odd number of lines six times as slowly.
    """
    if min(picture) <= 0 or min(place) <= 0:
        return picture
    scales = [place[0] / picture[0], place[1] / picture[1]]
    scale = max(scales) if fill else min(scales)
    wide, high = (min(max(ceil(side * scale - 1e-6), _SMALLEST), _LARGEST) for side in picture)
    return wide, high + high % 2


class Scaler:
    """Scales the pictures of one track; keeps what the scaling needs between them."""

    def __init__(self, source: Source) -> None:
        self._fill = source is Source.CAMERA
        self._scaling, self._converting = VideoReformatter(), VideoReformatter()
        self._planes: av.VideoFrame | None = None

    def fit(self, frame: Any, place: tuple[int, int]) -> VideoFrame:
        """Make a LiveKit frame in I420 ready for a place of this many pixels, upright."""
        planes = self._load(frame)
        lies = frame.turns % 2 == 1
        size = (frame.width, frame.height)
        wide, high = shown_size(size, place[::-1] if lies else place, fill=self._fill)
        if (wide, high) != (planes.width, planes.height):
            planes = self._scaling.reformat(
                planes, width=wide, height=high, interpolation="BILINEAR", threads=1
            )
        made = self._converting.reformat(planes, format="bgra", threads=1)
        plane = made.planes[0]
        if frame.turns:
            return _upright(plane, wide, frame.turns)
        return VideoFrame(memoryview(plane), wide, high, plane.line_size)

    def _load(self, frame: Any) -> av.VideoFrame:
        """Look at the picture as FFmpeg does; without a copy where the sides are even."""
        if not (frame.width | frame.height) & 1:
            lines = frame.height * 3 // 2
            pixels = np.frombuffer(frame.data, np.uint8, count=lines * frame.width)
            shaped = pixels.reshape(lines, frame.width)
            return av.VideoFrame.from_numpy_buffer(shaped, format="yuv420p")
        return self._copy(frame)

    def _copy(self, frame: Any) -> av.VideoFrame:
        """Copy the three planes where FFmpeg wants them; lines may be longer there."""
        known = self._planes
        if known is None or (known.width, known.height) != (frame.width, frame.height):
            known = self._planes = av.VideoFrame(frame.width, frame.height, "yuv420p")
        data, start = memoryview(frame.data), 0
        for plane, wide, high in (
            (known.planes[0], frame.width, frame.height),
            (known.planes[1], (frame.width + 1) // 2, (frame.height + 1) // 2),
            (known.planes[2], (frame.width + 1) // 2, (frame.height + 1) // 2),
        ):
            lines, start = data[start : start + wide * high], start + wide * high
            there = memoryview(plane)
            if plane.line_size == wide:
                there[: len(lines)] = lines
                continue
            for row in range(high):
                at = row * plane.line_size
                there[at : at + wide] = lines[row * wide : (row + 1) * wide]
        return known


def _upright(plane: Any, wide: int, turns: int) -> VideoFrame:
    """Turn a picture of four bytes a pixel clockwise, by quarters."""
    lying = np.frombuffer(plane, np.uint32).reshape(-1, plane.line_size // 4)[:, :wide]
    upright = np.ascontiguousarray(np.rot90(lying, -turns))
    high, wide = upright.shape
    return VideoFrame(upright.data.cast("B"), wide, high, 4 * wide)
