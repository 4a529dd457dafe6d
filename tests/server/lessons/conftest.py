"""A class with its chat, its teachers and its lesson, on real servers with a real SFU."""

import json
import os
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from server.service.calls.sfu import Sfu
from server.service.calls.tokens import LiveKitKeys
from tests.helpers.call import Device
from tests.helpers.matrix_user import CLIENT
from tests.helpers.school import Homeserver, running
from tests.helpers.service_school import Member, ServiceSchool, _told, service_school

__all__ = ["_told", "service_school"]


def require_livekit() -> None:
    """Without the SFU these tests fail, unless the run was started without it."""
    there = os.environ.get("PARTA_LIVEKIT")
    if not there and not os.environ.get("PARTA_REQUIRE_ALL"):
        pytest.skip("no livekit-server here, and the run was started without it")
    assert there, "PARTA_LIVEKIT is missing: ./check sets it"


@pytest.fixture(scope="session")
def service_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    """A school whose calls run on livekit-server."""
    require_livekit()
    folder = tmp_path_factory.mktemp("lessons") / "school"
    with running(Homeserver(folder, "school", service=True)) as homeserver:
        yield homeserver


class ClassRoom:
    """The class 9Б: vera and zoya teach it, ivan teaches 2А, dasha and artem learn."""

    def __init__(self, school: ServiceSchool) -> None:
        self.school = school
        self.people: dict[str, Member] = {}
        self.devices: list[Device] = []
        self.room_id = ""

    def __getitem__(self, name: str) -> Member:
        return self.people[name]

    async def come_in(self, known: dict[str, Member]) -> None:
        """Bring the people, who are made once; connections are new for each test."""
        if not known:
            await self._move_in()
            known |= self.people
        else:
            self.people = {name: member.again() for name, member in known.items()}
        self.room_id = await self.chat("vera", "zoya", "artem", "dasha")

    async def _move_in(self) -> None:
        make = self.school.person
        self.people = {
            "vera": await make("Вера Классная", "teacher", leads=["9b"]),
            "zoya": await make("Зоя Вторая", "teacher", teaches=["9b"]),
            "ivan": await make("Иван Чужов", "teacher", teaches=["2a"]),
            "head": await make("Ольга Главная", "admin"),
            "artem": await make("Артём Первый", "pupil", learns=["9b"]),
            "dasha": await make("Даша Вторая", "pupil", learns=["9b"]),
            "petya": await make("Петя Младший", "pupil", learns=["2a"]),
        }
        child = self.people["artem"]
        self.people["mama"] = await make("Анна Первая", "parent", children=[child])

    async def chat(self, *names: str, class_id: str = "9b", kind: str = "class") -> str:
        """A chat that the school's bot made, as it makes those of classes."""
        members = [self[name].matrix for name in names]
        content = {"kind": kind, "managed": True, "classId": class_id}
        power = {
            "events_default": 0,
            "events": {"org.matrix.msc3401.call.member": 0},
        }
        body = {
            "preset": "private_chat",
            "name": "9Б · класс",
            "invite": [one.user_id for one in members],
            "initial_state": [{"type": "app.parta.room", "content": content}],
            "power_level_content_override": power,
        }
        room_id: str = (await self.as_bot("POST", f"{CLIENT}/createRoom", json=body))["room_id"]
        for member in members:
            await member.join(room_id)
        return room_id

    async def as_bot(self, method: str, path: str, **more: Any) -> Any:
        """A request in the name of the school's bot."""
        server = self.school.homeserver
        state = json.loads((server.data / "school.json").read_text())["servers"]["service"]
        headers = {"Authorization": f"Bearer {state['seeder_token']}"}
        params = {"user_id": f"@parta-school:{server.server_name}"}
        async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
            answer = await http.request(
                method, server.url + path, headers=headers, params=params, **more
            )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def device(self, name: str, device_id: str = "DEVICE") -> Device:
        device = Device(self[name], device_id)
        self.devices.append(device)
        return device

    async def inside(self, name: str, device_id: str = "DEVICE") -> Device:
        """A device of somebody that is connected to the chat's call."""
        return await self.device(name, device_id).join(self.room_id)

    async def lesson(self, *, by: str = "vera", **plan: Any) -> str:
        """Start a lesson; gives its id."""
        body = {"room_id": self.room_id, "title": "Биология", **plan}
        lesson_id: str = (await self[by].ok("POST", "/v1/lessons", json=body))["id"]
        return lesson_id

    async def state(self, lesson_id: str, *, by: str = "vera") -> Any:
        return await self[by].ok("GET", f"/v1/lessons/{quote(lesson_id)}")

    async def register(self, lesson_id: str) -> dict[str, Any]:
        """Lines of the register by first name."""
        path = f"/v1/lessons/{lesson_id}/attendance"
        lines = (await self["vera"].ok("GET", path))["lines"]
        return {line["name"].split()[1]: line for line in lines}

    async def messages(self) -> list[Any]:
        """Events of the chat, newest first."""
        return await self["vera"].matrix.messages(self.room_id)

    async def aclose(self) -> None:
        for device in self.devices:
            await device.leave()
        for member in self.people.values():
            await member.aclose()


@pytest.fixture(scope="session")
def _class_people() -> dict[str, Member]:
    return {}


@pytest.fixture
async def klass(
    service_school: ServiceSchool, _class_people: dict[str, Member]
) -> AsyncIterator[ClassRoom]:
    room = ClassRoom(service_school)
    await room.come_in(_class_people)
    yield room
    await room.aclose()


@pytest.fixture
def keys(service_server: Homeserver) -> LiveKitKeys:
    """The secret of the SFU, which only the servers have."""
    state = json.loads((service_server.data / "school.json").read_text())["servers"]["livekit"]
    return LiveKitKeys("parta", state["shared_secret"])


@pytest.fixture
async def sfu(service_server: Homeserver, keys: LiveKitKeys) -> AsyncIterator[Sfu]:
    """The SFU as the school itself sees it."""
    state = json.loads((service_server.data / "school.json").read_text())["servers"]["livekit"]
    sfu = Sfu(f"http://127.0.0.1:{state['port']}", keys)
    yield sfu
    await sfu.aclose()
