"""A class whose school records through a real livekit-server, by a worker without a browser."""

import json
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from server.local.ports import HOST
from server.service.calls.recorder import Recorder
from server.service.calls.tokens import LiveKitKeys
from server.service.settings import EgressSettings
from tests.helpers.egress_worker import build_worker, running_worker
from tests.helpers.redis import redis_port
from tests.helpers.school import Homeserver, running
from tests.helpers.service_school import Member, _Roster
from tests.server.lessons.conftest import ClassRoom, require_livekit
from tests.server.recordings.conftest import Recorded, allow

__all__ = ["redis_port"]


@pytest.fixture(scope="session")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program; nothing here can be tried without Go and the modules of livekit-server."""
    require_livekit()
    folder = tmp_path_factory.mktemp("worker")
    program = build_worker(folder, livekit=os.environ["PARTA_LIVEKIT"])
    if program is None:
        pytest.skip("no Go here, or livekit-server was not built from its module")
    return program


@pytest.fixture(scope="session")
def service_server(
    tmp_path_factory: pytest.TempPathFactory, films: Path, redis_port: int, worker: Path
) -> Iterator[Homeserver]:
    """A school whose livekit-server and recorder meet in Redis."""
    folder = tmp_path_factory.mktemp("through") / "school"
    redis = f"{HOST}:{redis_port}"
    more = {
        "service": {"livekit": {"egress": {"folder": str(films)}}},
        "livekit": {"redis": {"address": redis}},
    }
    made = Homeserver(folder, "school", service=True, more=more)
    with running(made) as homeserver, running_worker(worker, redis):
        yield homeserver


@pytest.fixture(scope="session")
def _told() -> _Roster:
    """The roster of this school, which is not that of the simulated recorder."""
    return _Roster()


@pytest.fixture(scope="session")
def _class_people() -> dict[str, Member]:
    return {}


@pytest.fixture
async def recorded(klass: ClassRoom) -> AsyncIterator[Recorded]:
    """A lesson in a school that allows recording."""
    await allow(klass.school, klass["head"], True)
    made = Recorded(klass)
    yield await made.begin()
    await klass["vera"].request("POST", f"/v1/lessons/{made.id}/end")


@pytest.fixture
async def hand(service_server: Homeserver, keys: LiveKitKeys) -> AsyncIterator[Recorder]:
    """The recorder as the school sees it, with a folder into which nothing is recorded."""
    state = json.loads((service_server.data / "school.json").read_text())["servers"]["livekit"]
    made = Recorder(
        f"http://{HOST}:{state['port']}", keys, EgressSettings(folder=service_server.data)
    )
    yield made
    await made.aclose()
