"""Pictures straight from LiveKit's thread: each once, untouched while kept, gone when let go."""

import weakref
from collections.abc import Iterator

import numpy as np
import pytest
from livekit import rtc
from livekit.rtc import _ffi_client

from app.domain.calls import Source, VideoFrame, VideoTrack
from app.domain.ids import ParticipantId
from app.media.engine.arrivals import Arrived, arrivals
from tests.helpers.sfu import Sfu
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

    async def show(self, luma: int, *, turns: int = 0) -> None:
        self.source.capture_frame(_picture(luma), rotation=rtc.VideoRotation.ValueType(turns))
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


async def test_a_picture_says_how_it_is_to_be_turned() -> None:
    shown = Shown()
    for turns, luma in enumerate((40, 80, 120, 200)):
        await shown.show(luma, turns=turns)
    assert [one.turns for one in shown.came if one.data[0] > 16] == [0, 1, 2, 3]


async def test_what_a_phone_sends_over_the_server_comes_upright(
    sfu: Sfu, pair: tuple[Person, Person]
) -> None:
    """Its camera sees lying what it holds upright: here the left half is white.

    Today's media server has the sender turn it; one that passes the turn on has us.
    """
    _, oleg = pair
    phone = rtc.Room()
    await phone.connect(sfu.url, sfu.token("phone"))
    source = rtc.VideoSource(640, 360)
    track = rtc.LocalVideoTrack.create_video_track("camera", source)
    options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_CAMERA, simulcast=False)
    await phone.local_participant.publish_track(track, options)
    luma = np.full((360, 640), 16, np.uint8)
    luma[:, :320] = 235
    lying = rtc.VideoFrame(
        640, 360, rtc.VideoBufferType.I420, luma.tobytes() + bytes([128]) * (640 * 180)
    )
    feed = oleg.link.watch(VideoTrack(ParticipantId("phone"), Source.CAMERA), 180, 320)
    frames: list[VideoFrame] = []

    def came() -> bool:
        source.capture_frame(lying, rotation=rtc.VideoRotation.VIDEO_ROTATION_90)
        frames.extend(one for one in (feed.take(),) if one is not None)
        return bool(frames) and frames[-1].height > frames[-1].width

    await soon(came)
    frame = frames[-1]
    pixels = np.frombuffer(frame.data, np.uint8).reshape(frame.height, frame.stride // 4, 4)
    assert pixels[frame.height // 4, frame.width // 2, 1] > 200, "what was left is above"
    assert pixels[frame.height * 3 // 4, frame.width // 2, 1] < 60
    await phone.disconnect()


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
