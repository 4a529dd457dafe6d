"""What is received: the first pictures are asked for at once, and let go where nobody looks."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.domain.calls import Source, VideoTrack
from app.domain.ids import ParticipantId
from app.media.engine import watching
from app.media.engine.frames import Feed
from app.media.engine.layers import Layer
from app.media.engine.sound import NoSound
from app.media.engine.sound_first import Room
from app.media.engine.sources import livekit_source
from app.media.engine.watching import EXPECTED, KEEP, Watching


class Publication:
    """What somebody else publishes; `asked` are the wishes that go to the server."""

    def __init__(self, number: int, source: Source = Source.CAMERA) -> None:
        self.sid = f"TR_{source.value}{number}"
        self.source = livekit_source(source)
        self.simulcasted, self.width, self.height, self.track = True, 1280, 720, None
        self.asked: list[Any] = []

    def set_subscribed(self, on: bool) -> None:
        self.asked.append(on)

    def set_video_quality(self, layer: int) -> None:
        self.asked.append(Layer(layer))


def _people(count: int) -> tuple[list[Any], list[Publication]]:
    cameras = [Publication(number) for number in range(count)]
    people = [
        SimpleNamespace(identity=f"p{number}", track_publications={one.sid: one})
        for number, one in enumerate(cameras)
    ]
    return people, cameras


def _feed(number: int, width: int = 1280, height: int = 720) -> Feed:
    track = VideoTrack(ParticipantId(f"p{number}"), Source.CAMERA)
    return Feed(track, width, height, changed=lambda _: None)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    now = SimpleNamespace(at=1_000.0)
    frozen = SimpleNamespace(monotonic=lambda: now.at, process_time=lambda: 0.0)
    monkeypatch.setattr(watching, "time", frozen)
    return now


def test_the_first_pictures_are_asked_for_small_before_anybody_looks(
    clock: SimpleNamespace,
) -> None:
    people, cameras = _people(EXPECTED + 2)
    received = Watching(NoSound())
    received.expect(people)
    received.review(people)
    assert [one.asked for one in cameras[:EXPECTED]] == [[True, Layer.LOW]] * EXPECTED
    assert [one.asked for one in cameras[EXPECTED:]] == [[], []]
    received.add(_feed(0))
    received.review(people)
    assert cameras[0].asked == [True, Layer.LOW, Layer.HIGH]
    clock.at += KEEP
    received.review(people)
    assert cameras[0].asked[-1] is Layer.HIGH, "somebody looks"
    assert cameras[1].asked == [True, Layer.LOW, False]


def test_where_the_line_carries_none_no_picture_is_asked_for(clock: SimpleNamespace) -> None:
    people, cameras = _people(2)
    received = Watching(NoSound())
    received.share = Room.NONE
    received.expect(people)
    received.review(people)
    assert [one.asked for one in cameras] == [[], []]


def test_sound_is_asked_for_before_any_picture(clock: SimpleNamespace) -> None:
    people, _ = _people(3)
    asked: list[str] = []
    for number, one in enumerate(people):
        voice = Publication(number, Source.MICROPHONE)
        one.track_publications[voice.sid] = voice
        for each in one.track_publications.values():
            each.set_subscribed = lambda _, sid=each.sid: asked.append(sid)
    received = Watching(NoSound())
    received.expect(people)
    received.review(people)
    voices, pictures = asked[:3], asked[3:]
    assert all("microphone" in sid for sid in voices)
    assert len(pictures) == 3
    assert all("camera" in sid for sid in pictures)


def test_a_picture_that_came_before_somebody_looks_is_there_at_once() -> None:
    received, feed = Watching(NoSound()), _feed(0, 320, 180)
    data = bytes([235]) * (640 * 360) + bytes([128]) * (640 * 180)
    picture: Any = SimpleNamespace(width=640, height=360, turns=0, data=data)
    received._pass_on(feed.track, picture)
    received.add(feed)
    frame = feed.take()
    assert frame is not None
    assert (frame.width, frame.height) == (320, 180)
    other = _feed(0)
    received.add(other)
    assert other.take() is None, "it is shown once"
