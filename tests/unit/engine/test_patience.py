"""A sound driver that never answers holds up nothing."""

import os
import threading
from collections.abc import Iterator
from typing import NoReturn

import pytest

from app.domain.calls import DeviceKind, MediaDevice
from app.domain.network import NetworkSettings
from app.media.engine import engine
from app.media.engine.patience import answer
from app.media.engine.sound import NoSound


@pytest.fixture
def never() -> Iterator[threading.Event]:
    """An answer that comes when the test is over."""
    event = threading.Event()
    yield event
    event.set()


async def test_an_answer_and_an_error_come_back() -> None:
    assert await answer(lambda: 3) == 3
    with pytest.raises(ValueError, match="broken"):
        await answer(lambda: int("broken"))


async def test_a_question_without_an_answer_ends(never: threading.Event) -> None:
    with pytest.raises(TimeoutError):
        await answer(never.wait, within=0.01)


async def _no_way(host: str, port: int, settings: NetworkSettings) -> NoReturn:
    raise AssertionError(f"nobody goes to {host}")


async def test_the_list_of_before_stands_in_for_one_that_does_not_come(
    never: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = (MediaDevice(DeviceKind.MICROPHONE, "Микрофон", "Микрофон"),)
    hangs, asked = False, []

    class Slow(NoSound):
        def devices(self) -> tuple[MediaDevice, ...]:
            asked.append(hangs)
            if hangs:
                never.wait()
            return known

    monkeypatch.setattr(engine, "webrtc_hears", lambda: False)
    monkeypatch.setattr(engine, "open_sound", lambda _webrtc: Slow())
    monkeypatch.setattr(engine, "list_cameras", lambda: ())
    monkeypatch.setattr(engine, "_PATIENCE", 0.01)
    media = engine.MediaEngine(_no_way)
    assert await media.devices() == known
    hangs = True
    assert await media.devices() == known
    assert await media.devices() == known
    assert asked == [False, True]
    await media.aclose()


@pytest.mark.parametrize("own", ["", "200"], ids=["not set", "set by the person"])
async def test_sound_is_in_a_hurry_during_calls_alone(
    monkeypatch: pytest.MonkeyPatch, own: str
) -> None:
    monkeypatch.setattr(engine, "webrtc_hears", lambda: False)
    monkeypatch.setattr(engine, "open_sound", lambda _webrtc: NoSound())
    monkeypatch.setenv("PULSE_LATENCY_MSEC", own)
    if not own:
        monkeypatch.delenv("PULSE_LATENCY_MSEC")
    media = engine.MediaEngine(_no_way)
    first, second = [await media.open_line(lambda _: None) for _ in range(2)]
    await first.close()
    assert os.environ["PULSE_LATENCY_MSEC"] == (own or "60")
    await second.close()
    assert os.environ.get("PULSE_LATENCY_MSEC", "") == own
    await media.aclose()


async def test_the_list_is_asked_only_for_a_device_chosen_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    class Told(NoSound):
        def devices(self) -> tuple[MediaDevice, ...]:
            asked.append(True)
            return ()

    monkeypatch.setattr(engine, "webrtc_hears", lambda: False)
    monkeypatch.setattr(engine, "open_sound", lambda _webrtc: Told())
    media = engine.MediaEngine(_no_way)
    await media.use({})
    assert asked == [], "the system's own devices need no list"
    await media.use({DeviceKind.SPEAKER: "Колонки"})
    assert asked == [True]
    await media.aclose()
