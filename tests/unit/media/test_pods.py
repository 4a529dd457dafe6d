"""What PipeWire is told of pictures, and what is believed of its answers."""

import ctypes
import struct

import numpy as np
import pytest

from app.media.portal import pods
from app.media.portal.pipewire import _copied, _has_picture
from app.media.portal.pods import Format, read_format, wanted_buffers, wanted_format

_SIZE, _PIXELS = 0x20003, 0x20001


def agreed(order: int, width: int, height: int, *, chosen: bool = False) -> bytes:
    """A format as the other end answers; values may come as a choice of one."""

    def value(key: int, kind: int, body: bytes) -> bytes:
        if chosen:
            body, kind = struct.pack("=IIII", 0, 0, len(body), kind) + body, 19
        return struct.pack("=IIII", key, 0, len(body), kind) + body + bytes(-len(body) % 8)

    told = value(_PIXELS, 3, struct.pack("=I", order))
    told += value(_SIZE, 10, struct.pack("=II", width, height))
    return struct.pack("=IIII", len(told) + 8, 15, 0x40003, 4) + told


@pytest.mark.parametrize("chosen", [False, True])
def test_an_agreed_format_is_read(chosen: bool) -> None:
    assert read_format(agreed(8, 1920, 1080, chosen=chosen)) == Format("bgra", 1920, 1080)
    assert read_format(agreed(7, 641, 2, chosen=chosen)) == Format("rgba", 641, 2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(16),
        agreed(2, 100, 100),  # I420 was not asked for
        agreed(8, 0, 100),
        agreed(8, 100_000, 100),
        agreed(8, 100, 100)[:-12],
    ],
)
def test_what_is_no_picture_of_ours_is_none(data: bytes) -> None:
    assert read_format(data) is None


def test_what_we_say_has_the_length_that_it_says() -> None:
    for said in (wanted_format(), wanted_format(rate=15), wanted_buffers(), pods.wanted_crop()):
        assert pods.length_of(said) == len(said)
        assert len(said) % 8 == 0


# ---------------------------------------------------------------------------- a buffer of pixels


class Buffer:
    """A pw_buffer as PipeWire lays it out in memory; pixel (x, y) is (x, y, 7, 0)."""

    def __init__(
        self, width: int, height: int, *, line: int = 0, crop: tuple[int, ...] = (), size: int = 0
    ) -> None:
        line = line or width * 4
        rows = np.zeros((height, line), np.uint8)
        across, down = np.meshgrid(np.arange(width), np.arange(height))
        rows[:, : width * 4] = np.stack(
            [across, down, np.full_like(down, 7), np.zeros_like(down)], axis=2
        ).reshape(height, width * 4)
        self._pixels = rows.tobytes()
        self._memory = ctypes.create_string_buffer(self._pixels, len(self._pixels))
        self.chunk = ctypes.create_string_buffer(
            struct.pack("=IIii", 0, size or len(self._pixels), line, 0)
        )
        self._data = ctypes.create_string_buffer(
            struct.pack(
                "=IIqIIQQ",
                *(2, 3, -1, 0, len(self._pixels)),
                *(ctypes.addressof(self._memory), ctypes.addressof(self.chunk)),
            )
        )
        self._region = ctypes.create_string_buffer(struct.pack("=iiII", *(crop or (0, 0, 0, 0))))
        self._meta = ctypes.create_string_buffer(
            struct.pack("=IIQ", pods.CROP, 16, ctypes.addressof(self._region))
        )
        self._buffer = ctypes.create_string_buffer(
            struct.pack(
                "=IIQQ",
                *(1 if crop else 0, 1),
                *(ctypes.addressof(self._meta), ctypes.addressof(self._data)),
            )
        )
        self._queued = ctypes.create_string_buffer(
            struct.pack("=Q", ctypes.addressof(self._buffer))
        )
        self.address = ctypes.addressof(self._queued)


def test_pixels_are_copied_without_what_stands_behind_each_line() -> None:
    made = Buffer(5, 3, line=32)
    picture = _copied(made.address, Format("bgra", 5, 3))
    assert picture is not None
    assert picture.order == "bgra"
    assert picture.pixels.shape == (3, 5, 4)
    assert picture.pixels[2, 4].tolist() == [4, 2, 7, 0]


def test_a_window_is_cut_out_of_the_picture_that_it_lies_in() -> None:
    made = Buffer(20, 10, crop=(3, 2, 8, 4))
    picture = _copied(made.address, Format("bgra", 20, 10))
    assert picture is not None
    assert picture.pixels.shape == (4, 8, 4)
    assert picture.pixels[0, 0].tolist() == [3, 2, 7, 0]


@pytest.mark.parametrize("crop", [(-1, 0, 5, 5), (0, 0, 21, 5), (3, 3, 0, 0), (15, 0, 6, 1)])
def test_a_part_that_is_not_in_the_picture_is_not_believed(crop: tuple[int, ...]) -> None:
    made = Buffer(20, 10, crop=crop)
    picture = _copied(made.address, Format("bgra", 20, 10))
    assert picture is not None
    assert picture.pixels.shape == (10, 20, 4)


def test_a_picture_larger_than_its_memory_is_not_read() -> None:
    made = Buffer(5, 3)
    assert _copied(made.address, Format("bgra", 500, 3)) is None
    assert _copied(made.address, Format("bgra", 5, 4)) is None


def test_a_buffer_without_pixels_or_with_broken_ones_is_no_picture() -> None:
    made = Buffer(5, 3)
    assert _has_picture(made.address)
    made.chunk.raw = struct.pack("=IIii", 0, 0, 20, 0) + b"\0"
    assert not _has_picture(made.address)
    made.chunk.raw = struct.pack("=IIii", 0, 60, 20, 1) + b"\0"
    assert not _has_picture(made.address)
