"""A school with its service for tests: real Synapse, real service, people with roles in one line.

    async def test_links(service_school: ServiceSchool) -> None:
        vera = await service_school.person("Вера", "teacher", teaches=["9b"])
        await vera.ok("POST", "/v1/links", json={...})

People are fresh for each test; the roster grows as they come.
"""

import json
import secrets
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import yaml

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.school import Homeserver, running

SCHOOL = "school-14"
OTHER_SCHOOL = "school-21"
_CLASSES = (
    {"id": "9b", "org": SCHOOL, "title": "9Б", "kind": "homeroom", "grade": 9},
    {"id": "9b-bio", "org": SCHOOL, "title": "9Б · биология", "kind": "scheduled"},
    {"id": "2a", "org": SCHOOL, "title": "2А", "kind": "homeroom", "grade": 2},
    {"id": "2a-sport", "org": SCHOOL, "title": "2А · физкультура", "kind": "scheduled"},
    {"id": "7v", "org": OTHER_SCHOOL, "title": "7В", "kind": "homeroom", "grade": 7},
)


class Member:
    """A person of the school: `matrix` is the account, the rest talks to the service."""

    def __init__(self, matrix: MatrixUser, person: str) -> None:
        self.matrix = matrix
        self.person = person
        self.token = ""
        self._http = httpx.AsyncClient(
            base_url=matrix.server.service_url,
            timeout=60,
            verify=False,
            trust_env=False,
            # The service shuts what rests for five seconds, at times just as a request comes.
            limits=httpx.Limits(keepalive_expiry=3),
        )

    @property
    def user_id(self) -> str:
        return self.matrix.user_id

    async def sign_in(self) -> None:
        """Matrix OpenID token → session of the service."""
        path = f"{CLIENT}/user/{quote(self.user_id)}/openid/request_token"
        openid = await self.matrix.call("POST", path, json={})
        self.token = (await self.ok("POST", "/v1/session", json=openid))["token"]

    async def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request to the service, whatever the answer."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= more.pop("headers", {})
        return await self._http.request(method, path, headers=headers, **more)

    async def ok(self, method: str, path: str, **more: Any) -> Any:
        """One request that must succeed; gives the JSON (None for an empty answer)."""
        answer = await self.request(method, path, **more)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def refused(self, status: int, method: str, path: str, **more: Any) -> str:
        """One request that must be refused with this status; gives the problem's code."""
        answer = await self.request(method, path, **more)
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
        body = answer.json()
        assert body["text"], body
        code: str = body["code"]
        return code

    async def audit(self) -> list[dict[str, Any]]:
        """The whole log of deeds that this person may read, oldest first."""
        found: list[dict[str, Any]] = []
        after: int | None = 0
        while after is not None:
            page = await self.ok("GET", "/v1/audit", params={"after": after})
            found += page["entries"]
            after = page["next"]
        return found

    def again(self) -> "Member":
        """The same signed-in person for another test: connections belong to one event loop."""
        member = Member(self.matrix.again(), self.person)
        member.token = self.token
        return member

    async def aclose(self) -> None:
        await self._http.aclose()
        await self.matrix.aclose()


@dataclass
class _Roster:
    """The roster told so far; it lives as long as the server."""

    people: list[dict[str, Any]] = field(default_factory=list)
    grants: list[dict[str, Any]] = field(default_factory=list)
    enrolments: list[dict[str, Any]] = field(default_factory=list)
    guardianships: list[dict[str, Any]] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        return {
            "revision": secrets.token_hex(8),
            "orgs": [
                {"id": SCHOOL, "name": "Школа № 14"},
                {"id": OTHER_SCHOOL, "name": "Школа № 21"},
            ],
            "classes": list(_CLASSES),
            "people": self.people,
            "grants": self.grants,
            "enrolments": self.enrolments,
            "guardianships": self.guardianships,
        }


class ServiceSchool:
    """The running school. `operator` runs the server; `person` brings people of the roster."""

    def __init__(self, homeserver: Homeserver, roster: _Roster) -> None:
        self.homeserver = homeserver
        self._roster = roster
        self._members: list[Member] = []
        self._operator: Member | None = None
        self._bot_account: MatrixUser | None = None

    async def operator(self) -> Member:
        """Whoever runs the server: an administrator of the homeserver."""
        if self._operator is None:
            self._operator = await self._member("Администратор", "", admin=True)
        return self._operator

    async def person(
        self,
        name: str,
        *roles: str,
        org: str = SCHOOL,
        learns: Sequence[str] = (),
        teaches: Sequence[str] = (),
        leads: Sequence[str] = (),
        children: Sequence[Member] = (),
        no_diary: bool = False,
        born: str | None = None,
        sign_in: bool = True,
    ) -> Member:
        """A fresh account that the roster knows, signed in to the service.

        `leads` are homerooms whose class teacher it is; `learns` and `teaches` are class ids;
        `no_diary` is a ruling that takes the children's diaries away.
        """
        member = await self._member(name, f"p{secrets.token_hex(5)}", sign_in=sign_in)
        roster, person = self._roster, member.person
        given, _, family = name.partition(" ")
        roster.people.append(
            {
                "id": person,
                "user_id": member.user_id,
                "born": born,
                "given": given,
                "family": family or "Тестовая",
            }
        )
        roster.grants += [{"person": person, "org": org, "role": role} for role in roles]
        roster.enrolments += [
            {"person": person, "class": one, "role": role, "primary": primary}
            for role, classes, primary in (
                ("student", learns, False),
                ("teacher", teaches, False),
                ("teacher", leads, True),
            )
            for one in classes
        ]
        roster.guardianships += [
            {"guardian": person, "child": child.person, "no_diary": no_diary} for child in children
        ]
        await self.tell()
        return member

    async def stranger(self, name: str = "Чужой") -> Member:
        """An account that the roster does not know, signed in to the service."""
        return await self._member(name, "")

    async def dismiss(self, member: Member) -> None:
        """Take all roles and classes of a person away."""
        roster, person = self._roster, member.person
        roster.grants = [one for one in roster.grants if one["person"] != person]
        roster.enrolments = [one for one in roster.enrolments if one["person"] != person]
        await self.tell()

    async def bot_room(
        self, leader: Member, *, state: Sequence[dict[str, Any]] = (), **more: Any
    ) -> str:
        """A chat whose creator is the school's bot, as the reconciler makes them."""
        bot = await self._bot()
        body = {"preset": "private_chat", "initial_state": list(state), **more}
        body["power_level_content_override"] = {"users": {leader.user_id: 100}}
        body["invite"] = [leader.user_id]
        room_id: str = (await bot.call("POST", f"{CLIENT}/createRoom", json=body))["room_id"]
        await leader.matrix.join(room_id)
        return room_id

    async def bot_brings(self, room_id: str, member: Member) -> None:
        """Bring somebody into a chat of the bot's."""
        bot = await self._bot()
        await bot.invite(room_id, member.matrix)
        await member.matrix.join(room_id)

    async def _bot(self) -> MatrixUser:
        """The bot by the service's own token."""
        if self._bot_account is None:
            settings = yaml.safe_load((self.homeserver.data / "service/service.yaml").read_text())
            bot = MatrixUser(self.homeserver, f"@parta-school:{self.homeserver.server_name}", "")
            bot.access_token = settings["appservice_token"]
            bot.asks_as = bot.user_id
            self._bot_account = bot
        return self._bot_account

    async def tell(self) -> None:
        """Give the service the roster as it stands."""
        operator = await self.operator()
        await operator.ok("PUT", "/v1/school/roster", content=json.dumps(self._roster.document()))

    async def aclose(self) -> None:
        for member in self._members:
            await member.aclose()
        if self._bot_account is not None:
            await self._bot_account.aclose()

    async def _member(
        self, name: str, person: str, *, admin: bool = False, sign_in: bool = True
    ) -> Member:
        member = Member(await self.homeserver.new_user(name, admin=admin), person)
        self._members.append(member)
        if sign_in:
            await member.sign_in()
        return member


@pytest.fixture(scope="session")
def service_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    """A school's homeserver with the school service beside it; one for the whole test run."""
    folder = tmp_path_factory.mktemp("service-school") / "school"
    with running(Homeserver(folder, "school", service=True)) as homeserver:
        yield homeserver


@pytest.fixture(scope="session")
def _told() -> _Roster:
    return _Roster()


@pytest.fixture
async def service_school(
    service_server: Homeserver, _told: _Roster
) -> AsyncIterator[ServiceSchool]:
    """The school for one test."""
    school = ServiceSchool(service_server, _told)
    try:
        await school.tell()
        yield school
    finally:
        await school.aclose()
