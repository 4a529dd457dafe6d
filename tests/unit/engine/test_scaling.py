"""Pictures come at the size of their place, in the right colours, whatever their own size."""

from types import SimpleNamespace

import numpy as np
import pytest

from app.domain.calls import Source
from app.media.engine.scaling import Scaler, shown_size


def _green(width: int, height: int, turns: int = 0) -> SimpleNamespace:
    """A LiveKit frame in I420: the left half bright green, the right half black."""
    half = ((width + 1) // 2, (height + 1) // 2)
    luma = np.full((height, width), 16, np.uint8)
    luma[:, : width // 2] = 145
    u, v = (np.full((half[1], half[0]), 128, np.uint8) for _ in range(2))
    u[:, : half[0] // 2], v[:, : half[0] // 2] = 54, 34
    data = bytearray(luma.tobytes() + u.tobytes() + v.tobytes())
    return SimpleNamespace(width=width, height=height, turns=turns, data=data)


@pytest.mark.parametrize(
    ("picture", "place", "fill", "shown"),
    [
        ((640, 360), (410, 230), True, (410, 232)),
        ((640, 360), (410, 230), False, (409, 230)),
        ((640, 360), (640, 360), True, (640, 360)),
        ((320, 180), (900, 300), True, (900, 508)),
        ((320, 180), (0, 0), True, (320, 180)),
        ((9, 1600), (100, 100), False, (2, 100)),
    ],
)
def test_a_camera_covers_its_place_and_a_screen_lies_within(
    picture: tuple[int, int], place: tuple[int, int], fill: bool, shown: tuple[int, int]
) -> None:
    assert shown_size(picture, place, fill=fill) == shown


@pytest.mark.parametrize("fill", [True, False])
def test_the_lines_are_even_which_converts_six_times_as_fast(fill: bool) -> None:
    for high in range(150, 200):
        wide, lines = shown_size((640, 360), (200, high), fill=fill)
        assert lines % 2 == 0
        assert not fill or (wide >= 200 and high <= lines <= high + 1)


@pytest.mark.parametrize("size", [(640, 360), (426, 240), (213, 121)])
@pytest.mark.parametrize("place", [(410, 230), (33, 33), (900, 506)])
def test_colours_stay_where_they_are(size: tuple[int, int], place: tuple[int, int]) -> None:
    scaler = Scaler(Source.CAMERA)
    for _ in range(2):
        frame = scaler.fit(_green(*size), place)
    assert (frame.width, frame.height) == shown_size(size, place, fill=True)
    pixels = np.frombuffer(frame.data, np.uint8).reshape(frame.height, frame.stride // 4, 4)
    left, right = pixels[frame.height // 2, frame.width // 4], pixels[2, frame.width * 3 // 4]
    assert left[1] > 200
    assert max(left[0], left[2]) < 60
    assert max(right[:3]) < 30


def test_a_picture_is_not_changed_by_the_next_one() -> None:
    scaler = Scaler(Source.SCREEN)
    first = scaler.fit(_green(640, 360), (320, 180))
    before = bytes(first.data)
    black = SimpleNamespace(width=640, height=360, turns=0, data=bytearray(640 * 360 * 3 // 2))
    scaler.fit(black, (320, 180))
    assert bytes(first.data) == before


@pytest.mark.parametrize(
    ("turns", "shown", "green"),
    [
        (1, (230, 409), "top"),
        (2, (410, 232), "right"),
        (3, (230, 409), "bottom"),
    ],
)
def test_a_picture_of_a_phone_is_turned_upright(
    turns: int, shown: tuple[int, int], green: str
) -> None:
    place = (410, 230) if turns == 2 else (230, 400)
    frame = Scaler(Source.CAMERA).fit(_green(640, 360, turns), place)
    assert (frame.width, frame.height) == shown
    pixels = np.frombuffer(frame.data, np.uint8).reshape(frame.height, frame.stride // 4, 4)
    middle = (frame.width // 2, frame.height // 2)
    sides = {
        "top": pixels[frame.height // 4, middle[0]],
        "bottom": pixels[frame.height * 3 // 4, middle[0]],
        "left": pixels[middle[1], frame.width // 4],
        "right": pixels[middle[1], frame.width * 3 // 4],
    }
    opposite = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}[green]
    assert sides[green][1] > 200
    assert sides[opposite][1] < 30
