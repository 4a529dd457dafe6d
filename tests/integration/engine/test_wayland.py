"""The screen of a real Wayland desktop in a call: sway, the desktop portal and PipeWire."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import psutil
import pytest

from app.domain.calls import Source, VideoTrack
from app.domain.errors import MediaError, UserText
from app.domain.ids import ParticipantId
from app.media.engine.device_module import device_module
from app.media.engine.screen import PORTAL, STILL_EVERY, ScreenShow, list_shareables
from app.media.portal.bus import Declined, NoPortal
from tests.helpers.pulse import Pulse
from tests.helpers.settle import until
from tests.helpers.wayland import HEIGHT, WIDTH, Wayland, shared_wayland
from tests.integration.engine.conftest import Looking, Person, soon

Pair = tuple[Person, Person]


@pytest.fixture
def desktop(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> Wayland:
    """This process runs in a Wayland session."""
    device_module().get()
    wayland = shared_wayland()
    for name in ("DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY"):
        monkeypatch.setenv(name, wayland.env[name])
    return wayland


@asynccontextmanager
async def counting(desktop: Wayland) -> AsyncIterator[None]:
    """The screen shows one number after the other."""
    window = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.helpers.marker_window"),
        env=os.environ | desktop.env | {"QT_QPA_PLATFORM": "wayland"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert window.stdout is not None
    assert await window.stdout.readline() == b"ready\n"
    yield
    window.terminate()
    await window.wait()


@pytest.fixture
async def numbers(desktop: Wayland) -> AsyncIterator[None]:
    """The screen shows one number after the other during a test."""
    async with counting(desktop):
        yield


@pytest.fixture
def asking(desktop: Wayland, request: pytest.FixtureRequest) -> Iterator[None]:
    """The desktop asks what to show; `param` is the program that stands for person and dialog."""
    desktop.end_portal_of_sway()
    desktop.start_portal_of_sway(asks=request.param)
    yield
    desktop.end_portal_of_sway()
    desktop.start_portal_of_sway()


async def show(vera: Person) -> None:
    [what] = await asyncio.to_thread(list_shareables)
    assert (what.id, what.name) == (PORTAL, "")
    await vera.link.start_screen(what, sound=False)


async def see(oleg: Person) -> Looking:
    await soon(lambda: oleg.gets("vera", Source.SCREEN))
    track = VideoTrack(ParticipantId("vera"), Source.SCREEN)
    looking = Looking(oleg.link.watch(track, WIDTH, HEIGHT))
    await looking.until_moving(5)
    return looking


@pytest.mark.usefixtures("desktop", "numbers")
async def test_the_screen_of_a_wayland_desktop_is_seen_by_others(pair: Pair) -> None:
    vera, oleg = pair
    await show(vera)
    seen = await see(oleg)
    assert seen.size == (WIDTH, HEIGHT)
    assert seen.numbers == sorted(seen.numbers)
    assert len(set(seen.numbers)) > 2
    await vera.link.stop_screen()
    await soon(lambda: not oleg.gets("vera", Source.SCREEN))


@pytest.mark.usefixtures("numbers")
async def test_what_the_system_ends_is_over_without_a_complaint(
    pair: Pair, desktop: Wayland
) -> None:
    vera, oleg = pair
    await show(vera)
    await see(oleg)
    desktop.end_portal_of_sway()
    try:
        await soon(lambda: not oleg.gets("vera", Source.SCREEN))
        assert set(vera.notices) == {None}
    finally:
        desktop.start_portal_of_sway()
    await show(vera)
    await see(oleg)


@pytest.mark.parametrize("asking", ["false"], indirect=True)
@pytest.mark.usefixtures("asking")
async def test_a_refused_dialog_is_no_error(pair: Pair) -> None:
    vera, _ = pair
    await show(vera)
    assert not vera.gets("vera", Source.SCREEN)
    assert set(vera.notices) == {None}


@pytest.mark.parametrize("asking", ["sleep 600"], indirect=True)
@pytest.mark.usefixtures("asking")
async def test_the_dialog_is_taken_back_when_the_call_is_left(pair: Pair) -> None:
    vera, _ = pair
    showing = asyncio.ensure_future(show(vera))
    await soon(lambda: vera.link.publishing._asking is not None)
    await vera.link.close()
    await asyncio.wait_for(showing, 5)


class Taker:
    """Takes pictures as a call does."""

    def __init__(self) -> None:
        self.count = 0
        self.said: list[UserText | None] = []

    def picture(self, *_: Any) -> None:
        self.count += 1

    def preview_size(self) -> None:
        return None

    def preview(self, _: Any) -> None:
        raise AssertionError("nobody wants one")


async def test_a_screen_that_stands_still_is_shown_and_costs_a_picture_a_second(
    desktop: Wayland,
) -> None:
    taker = Taker()
    shown = ScreenShow(PORTAL, taker, taker.said.append)
    await asyncio.to_thread(shown.open)
    assert shown.size == (WIDTH, HEIGHT)
    async with counting(desktop):
        await until(lambda: taker.count >= 3, turns=2_000)
    begun, before = time.monotonic(), taker.count
    await until(lambda: taker.count >= before + 4, turns=2_000)
    assert time.monotonic() - begun > STILL_EVERY * 1.5
    shown.close()
    assert taker.said == []
    assert not shown._thread.is_alive()


def test_without_a_portal_a_sentence_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    with pytest.raises(NoPortal) as trouble:
        ScreenShow(PORTAL, Taker(), print).open()
    assert "xdg-desktop-portal" in str(trouble.value.user_text)


def test_without_pipewire_a_sentence_names_the_package(
    desktop: Wayland, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr("ctypes.CDLL", missing)
    taker, files = Taker(), psutil.Process().num_fds()
    with pytest.raises(MediaError) as trouble:
        ScreenShow(PORTAL, taker, taker.said.append).open()
    assert psutil.Process().num_fds() == files
    assert not isinstance(trouble.value, Declined)
    assert "libpipewire-0.3-0" in str(trouble.value.user_text)
