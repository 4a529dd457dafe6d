"""The lists name logins of the register: its password opens accounts with nobody telling it."""

import csv
import io
import json
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from server.demo.__main__ import export
from server.demo.oneroster_server import CLIENT as REGISTER_CLIENT
from server.demo.oneroster_server import SECRET, Register, base_of, serve
from server.demo.school import DemoSchool, make_school
from server.demo.sgo.families import SCHOOL as NUMBER
from server.demo.sgo.families import Family
from server.demo.tables import zipped
from server.school_core.roles import Role
from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import Member, ServiceSchool
from tests.helpers.settle import eventually
from tests.server.diary.register import RunningRegister, serve_register

pytestmark = pytest.mark.usefixtures("no_sources_left")
WHERE = "/v1/sign-in/gradebook"
FLOW = "app.parta.gradebook"
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def sgo() -> Iterator[RunningRegister]:
    with serve_register() as running:
        yield running


class Town:
    """A school that no other test has, with a register of its own, and somebody at the door."""

    def __init__(self, operator: Member, nobody: Member, sgo: RunningRegister) -> None:
        number = secrets.randbelow(10**8)
        self.school: DemoSchool = make_school(seed=number, size=5, number=number)
        self.register = f"sgo{number}"
        self.operator, self.nobody, self.sgo = operator, nobody, sgo
        self.pupils = sorted(g.person for g in self.school.roster.roles if g.role is Role.PUPIL)

    async def connect(self, *, logins_of: str | None) -> None:
        """Connect the register, whose logins the lists of a school name."""
        told: dict[str, Any] = {"title": "Сетевой Город", "url": self.sgo.url, "school": NUMBER}
        if logins_of is not None:
            told["logins_of"] = logins_of
        await self.operator.ok("PUT", f"/v1/diary/registers/{self.register}", json=told)

    async def bring(self, change: Callable[[Rows], None]) -> None:
        """Upload the school with other users.csv, and let it stand."""
        files = export((self.school,), "oneroster12")
        rows = list(csv.DictReader(io.StringIO(files["users.csv"].decode())))
        change(rows)
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        files["users.csv"] = out.getvalue().encode()
        org = self.school.org
        packed = {"files": ("export.zip", zipped(files))}
        await self.confirmed("/v1/rosters/uploads", files=packed, data={"org": org})

    async def confirmed(self, path: str, **more: Any) -> None:
        """Ask for a draft and let it stand, though other tests' people leave with it."""
        draft = await self.operator.ok("POST", path, **more)
        path = f"/v1/rosters/drafts/{draft['id']}/confirm"
        await self.operator.ok("POST", path, json={"confirmed": True})

    def account(self, login: str) -> dict[str, str]:
        """An account of the register, and what its owner types."""
        made = Family(login, secrets.token_hex(8), NUMBER, ())
        self.sgo.register.families += (made,)
        return {"register": self.register, "login": login, "password": made.password}

    async def bound(self, *people: str) -> list[dict[str, Any]]:
        """Wait until the register opens the accounts of these people and nobody else's."""
        where = {"org": self.school.org}

        async def told() -> list[dict[str, Any]]:
            found = await self.operator.ok("GET", "/v1/identities/of-school", params=where)
            return [one for one in found["identities"] if one["provider"] == self.register]

        def so(found: list[dict[str, Any]]) -> bool:
            return sorted(one["person"].split(":")[-1] for one in found) == sorted(people)

        return await eventually(told, so, seconds=200)

    async def refused(self, typed: dict[str, str]) -> None:
        """The register knows them, the school does not."""
        code = await self.nobody.refused(403, "POST", WHERE, json=typed)
        assert code == "identity_unknown"

    async def let_in(self, typed: dict[str, str]) -> str:
        """The ticket with which the homeserver finishes."""
        ticket: str = (await self.nobody.ok("POST", WHERE, json=typed))["ticket"]
        assert ticket
        return ticket


@pytest.fixture
async def town(service_school: ServiceSchool, sgo: RunningRegister) -> Town:
    nobody = await service_school.stranger()
    nobody.token = ""
    return Town(await service_school.operator(), nobody, sgo)


def named(person: str, login: str) -> Callable[[Rows], None]:
    """Only this person has a login in the list."""

    def change(rows: Rows) -> None:
        for row in rows:
            row["username"] = login if row["sourcedId"] == person else ""

    return change


@pytest.mark.timeout(300)
async def test_a_login_of_the_list_opens_the_account_and_another_list_closes_it(
    service_school: ServiceSchool, town: Town
) -> None:
    login, pupil = f"Login{secrets.token_hex(6)}", town.pupils[0]
    typed = town.account(login)
    await town.connect(logins_of=town.school.org)
    await town.bring(named(pupil, login.upper()))
    (bound,) = await town.bound(pupil)
    assert bound["source"] == "school"

    users = await town.operator.ok("GET", f"/v1/rosters/people?org={town.school.org}")
    (user,) = [one["user_id"] for one in users["people"] if one["id"] == pupil]

    async def entered() -> httpx.Response:
        ticket = await town.let_in(typed)
        kind = {"type": "m.id.user", "user": "gradebook"}
        body = {"type": FLOW, "identifier": kind, "ticket": ticket}
        async with httpx.AsyncClient(base_url=service_school.homeserver.url, timeout=30) as http:
            return await http.post(f"{CLIENT}/login", json=body)

    made = await eventually(entered, lambda told: told.status_code == 200, seconds=60)
    assert made.json()["user_id"] == user
    for file in service_school.homeserver.data.rglob("*"):
        if file.is_file():
            assert login.casefold().encode() not in file.read_bytes().lower(), file.name
    log = (await town.operator.request("GET", "/v1/audit/export")).text.splitlines()
    listed = [one for one in map(json.loads, log) if one["action"] == "identity.listed"]
    (deed,) = [one for one in listed if one["details"]["provider"] == town.register]
    assert (deed["org"], deed["details"]["bound"]) == (town.school.org, 1)

    await town.bring(named(pupil, ""))
    await town.bound()
    await town.refused(typed)


@pytest.mark.timeout(300)
async def test_what_was_unbound_stays_so_until_somebody_binds_it(town: Town) -> None:
    login, other = f"login{secrets.token_hex(6)}", f"login{secrets.token_hex(6)}"
    first, second = town.pupils[:2]
    typed = town.account(login)
    await town.connect(logins_of=town.school.org)
    await town.bring(named(first, login))
    (bound,) = await town.bound(first)
    undo = {"org": town.school.org, "reason": "Логин узнали другие"}
    await town.operator.ok("POST", f"/v1/identities/of-school/{bound['id']}/unlink", json=undo)
    await town.refused(typed)

    def both(rows: Rows) -> None:
        named(first, login)(rows)
        for row in rows:
            row["username"] = other if row["sourcedId"] == second else row["username"]

    await town.bring(both)
    await town.bound(second)
    await town.refused(typed)
    told = [{"subject": login, "person": first}]
    await town.operator.ok("PUT", f"/v1/identities/known/{town.register}", json=told)
    await town.let_in(typed)


@pytest.mark.timeout(300)
async def test_only_the_school_of_the_register_and_one_owner_each(town: Town) -> None:
    shared, own = f"login{secrets.token_hex(6)}", f"login{secrets.token_hex(6)}"
    first, second, third = town.pupils[:3]

    def change(rows: Rows) -> None:
        told = {first: shared, second: shared.upper(), third: own}
        for row in rows:
            row["username"] = told.get(row["sourcedId"], "")

    await town.bring(change)
    typed = town.account(own)
    for org, people in (
        (town.school.org, [third]),
        ("school-21", []),
        (town.school.org, [third]),
        (None, []),  # several schools share this server: nobody can say whose it is
        (town.school.org, [third]),
        ("", []),
    ):
        await town.connect(logins_of=org)
        await town.bound(*people)
    await town.refused(typed)
    await town.refused(town.account(shared))


@pytest.mark.timeout(300)
async def test_a_register_that_is_pulled_names_them_too(town: Town) -> None:
    """The simulated service calls each login like the person's id."""
    await town.connect(logins_of=town.school.org)
    register = Register([town.school])
    with serve(register) as address:
        body = {
            "org": town.school.org,
            "kind": "oneroster_rest",
            "url": address + base_of(register),
            "token_url": f"{address}/token",
            "client_id": REGISTER_CLIENT,
            "client_secret": SECRET,
            "every_hours": 0,
        }
        made = await town.operator.ok("POST", "/v1/rosters/sources", json=body)
        await town.confirmed(f"/v1/rosters/sources/{made['id']}/pull")
        await town.bound(*town.school.roster.people)
    await town.let_in(town.account(town.pupils[2]))
