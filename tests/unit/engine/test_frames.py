"""A feed keeps one picture, and makes it fit for who takes it."""

from types import SimpleNamespace

import pytest

from app.domain.calls import Source, VideoFrame, VideoTrack
from app.domain.ids import ParticipantId
from app.media.engine.frames import Feed
from app.media.engine.scaling import Scaler


def _feed() -> Feed:
    track = VideoTrack(ParticipantId("vera"), Source.CAMERA)
    return Feed(track, 320, 180, changed=lambda _: None)


def _received(luma: int) -> SimpleNamespace:
    data = bytes([luma]) * (640 * 360) + bytes([128]) * (640 * 180)
    return SimpleNamespace(width=640, height=360, turns=0, data=data)


def test_a_received_picture_fits_the_place_of_the_moment_it_is_taken() -> None:
    feed = _feed()
    feed.put(_received(235))  # type: ignore[arg-type]
    feed.resize(160, 90)
    frame = feed.take()
    assert frame is not None
    assert (frame.width, frame.height) == (160, 90)
    assert frame.data[0] > 240
    assert feed.take() is None


def test_only_what_is_taken_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted = []
    fit = Scaler.fit

    def note(self: Scaler, frame: object, place: tuple[int, int]) -> VideoFrame:
        fitted.append(frame)
        return fit(self, frame, place)

    monkeypatch.setattr(Scaler, "fit", note)
    feed = _feed()
    pictures = [_received(luma) for luma in (16, 100, 235)]
    for one in pictures:
        feed.put(one)  # type: ignore[arg-type]
    feed.take()
    assert fitted == pictures[-1:]


def test_a_picture_that_is_ready_is_handed_on_as_it_is() -> None:
    feed, ready = _feed(), VideoFrame(b"\0" * 16, 2, 2, 8)
    feed.put(ready)
    assert feed.take() is ready
