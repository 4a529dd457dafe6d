"""Moving pictures for calls, and a feed of them."""

import time
from collections.abc import Callable

from app.domain.calls import VideoFrame

_COLOURS = ((70, 54, 38), (57, 49, 42), (54, 42, 46), (46, 56, 40), (60, 40, 60), (40, 60, 66))


class Pictures:
    """Endless moving pictures of one size: slices of one high image, so a frame costs nothing."""

    def __init__(self, width: int = 640, height: int = 360, *, tone: int = 0) -> None:
        self.width, self.height, self.stride = width, height, width * 4
        blue, green, red = _COLOURS[tone % len(_COLOURS)]
        rows = []
        for y in range(2 * height):
            light = 60 if (y % height) // 40 % 2 else 0
            rows.append(bytes((blue + light, green + light, red + light, 255)) * width)
        self._image = memoryview(b"".join(rows))

    def frame(self, number: int) -> VideoFrame:
        """The picture with a number; the next one has moved."""
        top = number * 4 % self.height * self.stride
        data = self._image[top : top + self.height * self.stride]
        return VideoFrame(data, self.width, self.height, self.stride)


class FakeFeed:
    """A `VideoFeed`. With `fps` it lives by the clock, else a test calls `push`."""

    def __init__(
        self, pictures: Pictures, *, fps: float = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pictures, self._fps, self._clock = pictures, fps, clock
        self._number = self._taken = 0
        self.sizes: list[tuple[int, int]] = []
        self.closed = False

    def push(self, pictures: Pictures | None = None) -> None:
        """One more picture came."""
        self._pictures = pictures or self._pictures
        self._number += 1

    def take(self) -> VideoFrame | None:
        if self._fps:
            self._number = 1 + int(self._clock() * self._fps)
        if self._number == self._taken:
            return None
        self._taken = self._number
        return self._pictures.frame(self._number)

    def resize(self, width: int, height: int) -> None:
        self.sizes.append((width, height))

    def close(self) -> None:
        self.closed = True
