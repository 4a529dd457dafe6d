"""Blurhash: known codes, what we make we can read, hostile ones are None."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.media.blurhash import blurhash_rgba, encode


def test_a_code_of_the_specification_has_its_colours() -> None:
    data = blurhash_rgba("LEHV6nWB2yk8pyo0adR*.7kCMdnj", 32, 32)
    assert data is not None
    picture = np.frombuffer(data, dtype=np.uint8).reshape(32, 32, 4)
    assert (picture[:, :, 3] == 255).all()
    assert len({tuple(pixel) for pixel in picture.reshape(-1, 4)[:, :3].tolist()}) > 50


def test_red_beside_blue_stays_red_beside_blue() -> None:
    picture = np.zeros((24, 32, 3), dtype=np.uint8)
    picture[:, :16, 0], picture[:, 16:, 2] = 255, 255
    data = blurhash_rgba(encode(picture), 32, 24)
    assert data is not None
    again = np.frombuffer(data, dtype=np.uint8).reshape(24, 32, 4).astype(int)
    assert again[12, 2, 0] > again[12, 2, 2] + 100
    assert again[12, 29, 2] > again[12, 29, 0] + 100


@pytest.mark.parametrize(
    "code", ["", "L", "LEHV6n", "мяу-мяу", "LEHV6nWB2yk8pyo0adR*.7kCMdnjX", "\0" * 28]
)
def test_a_broken_code_is_none(code: str) -> None:
    assert blurhash_rgba(code, 10, 10) is None


@pytest.mark.parametrize("size", [(0, 5), (5, -1), (100_000, 100_000)])
def test_an_absurd_size_is_none(size: tuple[int, int]) -> None:
    assert blurhash_rgba("LEHV6nWB2yk8pyo0adR*.7kCMdnj", *size) is None


@given(st.text(max_size=60))
def test_any_text_gives_a_picture_or_none(code: str) -> None:
    data = blurhash_rgba(code, 8, 6)
    assert data is None or len(data) == 8 * 6 * 4
