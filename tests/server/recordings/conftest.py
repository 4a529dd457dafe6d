"""A class whose school has a recorder: a simulated one before a real SFU."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from server.local.ports import choose_port
from tests.helpers.call import soon_so
from tests.helpers.egress import EgressSimulator
from tests.helpers.school import Homeserver, running
from tests.helpers.service_school import SCHOOL, Member, ServiceSchool
from tests.server.lessons.conftest import (
    ClassRoom,
    _class_people,
    _told,
    keys,
    klass,
    require_livekit,
    service_school,
    sfu,
)

__all__ = ["_class_people", "_told", "keys", "klass", "service_school", "sfu"]


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the recorder writes."""
    return tmp_path_factory.mktemp("films")


@pytest.fixture(scope="session")
def _simulator() -> Iterator[EgressSimulator]:
    made = EgressSimulator(choose_port(0))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def service_server(
    tmp_path_factory: pytest.TempPathFactory, films: Path, _simulator: EgressSimulator
) -> Iterator[Homeserver]:
    """A school that records."""
    require_livekit()
    folder = tmp_path_factory.mktemp("recordings") / "school"
    _simulator.data = folder
    more = {"livekit": {"api_url": _simulator.url, "egress": {"folder": str(films)}}}
    made = Homeserver(folder, "school", service=True, more={"service": more})
    with running(made) as homeserver:
        yield homeserver


@pytest.fixture
def recorder(_simulator: EgressSimulator) -> EgressSimulator:
    """The recorder of this test, which records at once."""
    _simulator.forget()
    return _simulator


class Recorded:
    """A lesson that vera holds and may record."""

    def __init__(self, klass: ClassRoom) -> None:
        self.klass = klass
        self.id = ""

    @property
    def vera(self) -> Member:
        return self.klass["vera"]

    async def begin(self) -> "Recorded":
        """Vera is in it."""
        self.id = await self.klass.lesson()
        await self.klass.inside("vera")

        async def live() -> bool:
            return bool((await self.klass.state(self.id))["phase"] == "live")

        await soon_so(live)
        return self

    async def record(self, on: bool, *, by: str = "vera") -> Any:
        """Begin or end the recording; gives the lesson."""
        path = f"/v1/lessons/{self.id}/recording"
        return await self.klass[by].ok("PUT", path, json={"on": on})

    async def told(self, by: str = "vera") -> Any:
        """What somebody is told of the recording."""
        return (await self.klass.state(self.id, by=by))["recording"]

    async def goes_on(self) -> None:
        """Let the ten seconds pass, and wait until it is recorded."""
        self.hurry()

        async def on() -> bool:
            told = await self.told()
            return bool(told and told["on"])

        await soon_so(on)

    def hurry(self) -> None:
        """The notice has been read."""
        path = self.klass.school.homeserver.data / "service" / "service.db"
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        with sqlite3.connect(path, timeout=30) as database:
            query = "UPDATE lesson_recording SET begins = ? WHERE lesson_id = ?"
            database.execute(query, (now, self.id))
        database.close()

    async def files(self, by: str = "vera") -> list[Any]:
        """The recordings of this lesson that somebody may open."""
        found = await self.klass[by].ok("GET", "/v1/recordings", params={"lesson_id": self.id})
        listed: list[Any] = found["recordings"]
        return listed

    async def film(self) -> Any:
        """The recording, once its file is there."""

        async def ready() -> bool:
            return bool(await self.files())

        await soon_so(ready)
        (one,) = await self.files()
        return one


async def allow(school: ServiceSchool, head: Member, on: bool) -> None:
    """The school's switch."""
    path = f"/v1/school/{SCHOOL}/switches"
    stands = await head.ok("GET", path)
    await head.ok("PUT", path, json=stands | {"lesson_recordings": on})


@pytest.fixture
async def recorded(klass: ClassRoom, recorder: EgressSimulator) -> AsyncIterator[Recorded]:
    """A lesson in a school that allows recording."""
    await allow(klass.school, klass["head"], True)
    made = Recorded(klass)
    yield await made.begin()
    await klass["vera"].request("POST", f"/v1/lessons/{made.id}/end")
