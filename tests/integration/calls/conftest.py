"""People with the program and its media engine, on a real homeserver with a real LiveKit."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bootstrap import headless
from app.domain.calls import Participant, Source, VideoTrack
from app.domain.ids import RoomId
from app.domain.profiles import ConnectionPhase
from app.services.calls.call import Call
from app.services.calls.service import CallService
from app.services.profiles import ProfileManager
from app.services.session import Session
from tests.helpers.marker import marker_camera
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.pulse import Pulse, shared_pulse
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import fresh_user, personal_server
from tests.helpers.settle import until
from tests.server.lessons.conftest import require_livekit

__all__ = ["fresh_user", "personal_server"]


@pytest.fixture(scope="session")
def sfu_there() -> None:
    """Without LiveKit these tests fail, unless the run was started without it."""
    require_livekit()


@pytest.fixture(scope="session")
def school(sfu_there: None, personal_server: Homeserver) -> Homeserver:
    """The server without a school service serves call tokens by itself, as the school's does."""
    return personal_server


@pytest.fixture(autouse=True)
def pulse() -> Iterator[Pulse]:
    """Speakers and a microphone; quiet before and after a test."""
    sound = shared_pulse()
    yield sound
    sound.hush()


async def soon(is_so: Callable[[], object]) -> None:
    """Wait for what goes over servers."""
    await until(is_so, turns=6_000)


@dataclass
class Person:
    """Somebody at a computer with the program."""

    user: MatrixUser
    profiles: ProfileManager
    errors: list[BaseException]

    @property
    def session(self) -> Session:
        session = self.profiles.sessions[0]
        assert isinstance(session, Session)
        return session

    @property
    def calls(self) -> CallService:
        calls = self.session.calls
        assert isinstance(calls, CallService)
        return calls

    def other(self, call: Call) -> Participant:
        """The other participant."""
        return next(one for one in call.participants if not one.own)

    async def enters(self, room: str) -> RoomId:
        """Wait until the program shows the room."""
        room_id = RoomId(room)
        await soon(lambda: self.session.rooms.get(room_id))
        return room_id

    async def live(self) -> None:
        await soon(lambda: self.session.connection.value.phase is ConnectionPhase.LIVE)
        await soon(lambda: self.calls.offered.value)


PersonAt = Callable[[MatrixUser], Awaitable[Person]]


@pytest.fixture
async def at_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PersonAt]:
    """Sits a person down at a computer of their own: `await at_computer(vera)`."""
    monkeypatch.setenv("PARTA_CAMERA", marker_camera().id)
    people: list[Person] = []

    async def sit(user: MatrixUser) -> Person:
        errors: list[BaseException] = []
        folder = tmp_path / f"computer-{len(people)}"
        person = Person(user, await headless(folder, errors.append), errors)
        people.append(person)
        server = await person.profiles.discover(user.server.url)
        await person.profiles.sign_in_password(
            server, user.localpart, password=user.password, shared_computer=False
        )
        await person.live()
        return person

    yield sit
    for person in people:
        await person.profiles.aclose()
        assert person.errors == []


def camera_of(participant: Participant) -> VideoTrack:
    """The name of a participant's picture."""
    return VideoTrack(participant.identity, Source.CAMERA)
