"""One homeserver that was told the school of `tests.server.core.schools`, and its people."""

import json
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from server.school_core.document_write import write_document
from server.school_core.school import School
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.school import Homeserver, running
from tests.server.core.schools import NAMES, pid
from tests.server.core.schools import school as small_school

ROSTER = "/_synapse/client/parta/admin/roster"


class Guarded:
    """A school's homeserver and its people by their short names; `service` is the school's own."""

    def __init__(self, homeserver: Homeserver) -> None:
        self.homeserver = homeserver
        self.people: dict[str, MatrixUser] = {}

    def __getitem__(self, name: str) -> MatrixUser:
        return self.people[name]

    async def move_in(self) -> None:
        """Make every account; the roster comes with `tell`."""
        for name, title in NAMES.items():
            self.people[name] = await self.homeserver.new_user(title)
        self.people["spy"] = await self.homeserver.new_user("Чужой")
        self.people["service"] = await self.homeserver.new_user("Школа", admin=True)
        await self._settle()

    async def _settle(self) -> None:
        """Return when the homeserver has filled its directory, which it does behind the scenes."""
        deadline = time.monotonic() + 60
        missing = {user.user_id for user in self.people.values() if user is not self["service"]}
        while missing:
            assert time.monotonic() < deadline, f"not in the directory: {missing}"
            for user_id in tuple(missing):
                body = {"search_term": user_id[1:].split(":")[0], "limit": 50}
                path = f"{CLIENT}/user_directory/search"
                answer = await self["service"].call("POST", path, json=body)
                missing -= {hit["user_id"] for hit in answer["results"]}

    def document(self, **changes: Any) -> dict[str, Any]:
        accounts = {self.people[name].user_id: pid(name) for name in NAMES}
        return dict(write_document(School(small_school(), accounts))) | changes

    async def tell(self, **changes: Any) -> None:
        await self["service"].call("PUT", ROSTER, content=json.dumps(self.document(**changes)))

    async def managed(
        self, *names: str, kind: str = "class", group: str = "9b", **more: Any
    ) -> str:
        """A chat of the school with these people in it."""
        members = tuple(self[name] for name in names)
        state = [
            {
                "type": "app.parta.room",
                "content": {"kind": kind, "managed": True, "classId": group},
            },
            *more.pop("initial_state", []),
        ]
        return await self["service"].create_room("9Б", members=members, initial_state=state, **more)


@pytest.fixture(scope="session")
def guarded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    with running(Homeserver(tmp_path_factory.mktemp("guarded") / "school", "school")) as homeserver:
        yield homeserver


@pytest.fixture(scope="session")
def _accounts() -> dict[str, MatrixUser]:
    return {}


@pytest.fixture
async def guarded(
    guarded_server: Homeserver, _accounts: dict[str, MatrixUser]
) -> AsyncIterator[Guarded]:
    """The school with its roster told; accounts are made once, connections for each test."""
    here = Guarded(guarded_server)
    if not _accounts:
        await here.move_in()
        await here.tell()
        _accounts.update(here.people)
    else:
        for name, known in _accounts.items():
            here.people[name] = known.again()
    yield here
    for user in here.people.values():
        await user.aclose()
