"""Pictures straight from LiveKit's thread: each once, untouched while kept, gone when let go."""

import weakref
from collections.abc import Iterator

import numpy as np
import pytest
from livekit import rtc
from livekit.rtc import _ffi_client

from app.domain.calls import Source
from app.media.engine.arrivals import Arrived, arrivals
from tests.integration.engine.conftest import Person, soon

WIDTH, HEIGHT = 64, 36


def _picture(luma: int) -> rtc.VideoFrame:
    data = bytes([luma]) * (WIDTH * HEIGHT) + bytes([128]) * (WIDTH * HEIGHT // 2)
    return rtc.VideoFrame(WIDTH, HEIGHT, rtc.VideoBufferType.I420, data)


class Shown:
    """A track that shows what it is told to (before that LiveKit shows black), and what came."""

    def __init__(self) -> None:
        self.source = rtc.VideoSource(WIDTH, HEIGHT)
        self.track = rtc.LocalVideoTrack.create_video_track("camera", self.source)
        self.came: list[Arrived] = []
        self.end = arrivals().begin(self.track, self.came.append)

    async def show(self, luma: int) -> None:
        self.source.capture_frame(_picture(luma))
        await soon(lambda: luma in self.lumas)

    @property
    def lumas(self) -> list[int]:
        """How bright the pictures were that came, without the black ones."""
        return [luma for luma in (int(one.data[0]) for one in self.came) if luma > 16]


async def test_a_picture_stays_as_it_came_while_others_come() -> None:
    shown = Shown()
    for luma in (40, 80, 200):
        await shown.show(luma)
    assert shown.lumas == [40, 80, 200]
    for picture in shown.came:
        assert (picture.width, picture.height) == (WIDTH, HEIGHT)
        planes = np.frombuffer(picture.data, np.uint8)
        assert len(planes) == WIDTH * HEIGHT * 3 // 2
        assert len(set(planes[: WIDTH * HEIGHT])) == 1


async def test_two_tracks_are_not_taken_for_one_another() -> None:
    one, other = Shown(), Shown()
    await one.show(40)
    await other.show(200)
    assert one.lumas == [40]
    assert other.lumas == [200]


async def test_after_the_end_nothing_comes_and_what_came_is_let_go() -> None:
    one, other = Shown(), Shown()
    await one.show(40)
    one.end()
    one.end()
    one.source.capture_frame(_picture(80))
    await other.show(200)
    assert one.lumas == [40]
    kept = weakref.ref(one.came[0])
    one.came.clear()
    assert kept() is None


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Levels of the records that LiveKit sends to Python."""
    levels: list[object] = []
    monkeypatch.setattr(_ffi_client, "to_python_level", levels.append)
    yield levels


async def test_its_records_stay_with_livekit(
    pair: tuple[Person, Person], records: list[object]
) -> None:
    """There were hundreds a second, each a wake-up; and they hold addresses with tokens."""
    vera, oleg = pair
    await vera.link.set_camera(True)
    tile = await oleg.watches("vera", 320, 180)
    await soon(lambda: oleg.gets("vera", Source.CAMERA))
    await tile.until_moving()
    assert records == []
