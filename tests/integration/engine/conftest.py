"""Two media engines on a real livekit-server: one shows a numbered picture, one looks."""

import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from app.domain.call_line import LineEvent, Station, Stations
from app.domain.calls import Source, VideoTrack
from app.domain.errors import UserText
from app.domain.ids import ParticipantId
from app.media.engine.device_module import device_module
from app.media.engine.engine import MediaEngine
from app.media.engine.layers import Governor
from app.media.engine.room_link import RoomLink
from app.net.way import open_way
from tests.helpers.marker import marker_camera, number_in
from tests.helpers.pulse import Pulse, shared_pulse
from tests.helpers.settle import until
from tests.helpers.sfu import Sfu
from tests.server.lessons.conftest import require_livekit


async def soon(is_so: Callable[[], object]) -> None:
    """Wait for what goes over the media server."""
    await until(is_so, turns=6_000)


class Person:
    """An engine with one connection, and what it told."""

    def __init__(self, name: str) -> None:
        self.name = ParticipantId(name)
        self.engine = MediaEngine(open_way, extra_cameras=[marker_camera()])
        self.told: list[LineEvent] = []
        self.link: RoomLink

    async def enter(self, sfu: Sfu, *sources: str) -> None:
        self.link = await self.engine.open_line(self.told.append)
        await self.link.connect(sfu.url, sfu.token(self.name, *sources))

    def sees(self, name: str) -> Station | None:
        """Somebody as told last."""
        rosters = [one for one in self.told if isinstance(one, Stations)]
        everybody = rosters[-1].all if rosters else ()
        return next((one for one in everybody if one.identity == name), None)

    def gets(self, name: str, source: Source) -> bool:
        station = self.sees(name)
        return station is not None and source in station.publishing

    @property
    def notices(self) -> list[UserText | None]:
        return [one.text for one in self.told if hasattr(one, "text")]

    async def watches(self, name: str, width: int, height: int) -> "Looking":
        track = VideoTrack(ParticipantId(name), Source.CAMERA)
        return Looking(self.link.watch(track, width, height))


class Looking:
    """Somebody looks at a picture; `size` and `number` are of the last one."""

    def __init__(self, feed: object) -> None:
        self.feed = feed
        self.numbers: list[int] = []
        self.size = (0, 0)

    def look(self) -> bool:
        frame = self.feed.take()  # type: ignore[attr-defined]
        if frame is None:
            return False
        self.numbers.append(number_in(frame))
        self.size = (frame.width, frame.height)
        return True

    async def until_size(self, width: int, height: int) -> None:
        await soon(lambda: self.look() and self.size == (width, height))

    async def until_moving(self, count: int = 10) -> None:
        before = len(self.numbers)
        await soon(lambda: self.look() and len(self.numbers) >= before + count)


@pytest.fixture(autouse=True)
def pulse(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pulse]:
    """Speakers and a microphone; a computer that is never too busy for the best layer."""
    monkeypatch.setattr(Governor, "BUSY", 100.0)
    sound = shared_pulse()
    yield sound
    sound.hush()


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """An X server of 800 × 600."""
    with subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-noreset", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().decode().strip()}"
        server.terminate()


@pytest.fixture
def display(pulse: Pulse, screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's screen is that one.

    WebRTC's device module asks the screen it was made at for the keyboard, and that screen's end
    is the process's: here it is made without one.
    """
    device_module().get()
    monkeypatch.setenv("DISPLAY", screen)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)


@pytest.fixture
async def sfu(tmp_path: Path) -> AsyncIterator[Sfu]:
    require_livekit()
    server = Sfu(tmp_path)
    await server.start()
    yield server
    server.kill()


@pytest.fixture
async def pair(sfu: Sfu) -> AsyncIterator[tuple[Person, Person]]:
    vera, oleg = Person("vera"), Person("oleg")
    await vera.enter(sfu)
    await oleg.enter(sfu)
    yield vera, oleg
    await vera.engine.aclose()
    await oleg.engine.aclose()
