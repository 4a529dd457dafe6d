"""What is older than the school keeps it goes, newer stays; nothing without a decision."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from server.school_core.roster import PersonId, Roster, SchoolPerson
from server.school_core.school import School
from server.service.audit.repository import entries
from server.service.database import Database
from server.service.diary.pool import GradebookPool
from server.service.homeserver import Homeserver as Hand
from server.service.migrations import upgrade
from server.service.reconcile import accounts
from server.service.retention import service
from server.service.school.book import SchoolBook
from server.service.settings import Settings
from server.service.vault import Vault
from server.service.world import World
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.school import Homeserver, running
from tests.helpers.service_school import Member
from tests.helpers.settle import eventually
from tests.server.core.schools import school
from tests.server.service.test_sync import ORG, Synced

YEAR = 365


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    with running(
        Homeserver(tmp_path_factory.mktemp("kept") / "school", "school", service=True)
    ) as homeserver:
        yield homeserver


@pytest.fixture
async def kept(server: Homeserver) -> AsyncIterator[Synced]:
    """The small school with its chats."""
    operator = Member(await server.new_user("Администратор", admin=True), "")
    await operator.sign_in()
    made = Synced(server, operator)
    await made.take(school())
    assert (await made.sync(confirmed=True))["state"] == "done"
    yield made
    for member in made.members.values():
        await member.aclose()
    await operator.aclose()


class _Later:
    """The service's hand on the running homeserver, at a moment of the test's choice."""

    def __init__(self, server: Homeserver, folder: Path) -> None:
        settings = Settings.read(server.data / "service" / "service.yaml")
        self.database = Database(f"sqlite:///{folder / 'later.db'}")
        upgrade(self.database.engine)
        self.hand = Hand(settings)
        self.at = datetime.now(UTC)
        book = SchoolBook(self.database, self.hand, zone=settings.zone, now=lambda: self.at)
        pool = GradebookPool(Vault.at(folder / "vault.key"))
        self.world = World(settings, self.database, self.hand, book, pool, now=lambda: self.at)

    async def aclose(self) -> None:
        await self.hand.aclose()
        self.database.close()


@pytest.fixture
async def later(server: Homeserver, tmp_path: Path) -> AsyncIterator[_Later]:
    made = await asyncio.to_thread(_Later, server, tmp_path)
    yield made
    await made.aclose()


async def _texts(user: MatrixUser, room: str) -> list[str]:
    path = f"{CLIENT}/rooms/{quote(room)}/messages?dir=b&limit=50"
    events = (await user.call("GET", path))["chunk"]
    return [one["content"]["body"] for one in events if one["type"] == "m.room.message"][::-1]


async def test_old_messages_of_one_kind_go_and_newer_and_others_stay(
    kept: Synced, later: _Later
) -> None:
    vera = (await kept.person("vera")).matrix
    rooms = await kept.rooms("vera")
    room, staff = rooms["class", "9b"], rooms["staff", ORG]
    await vera.text(room, "прошлый год")
    await vera.text(staff, "учительская")
    border = datetime.now(UTC)
    await vera.text(room, "этот год")
    later.at = border + timedelta(days=YEAR)
    days = {"class": YEAR}
    before = {one.kind: one for one in await service.due(later.world, ORG, days)}
    assert room in before["class"].rooms
    assert before["class"].messages == 1
    assert "прошлый год" in await _texts(vera, room), "looking deletes nothing"

    done = await service.purge(later.world, ORG, days, by="@head:x")
    assert room in done[0].rooms
    assert await _texts(vera, room) == ["этот год"]
    assert "учительская" in await _texts(vera, staff)
    state = await vera.call("GET", f"{CLIENT}/rooms/{quote(room)}/state/app.parta.room/")
    assert state["classId"] == "9b", "the chat is what it was"
    (deed,) = await later.database.run(entries)
    assert (deed.action, deed.actor, deed.org) == ("retention.purged", "@head:x", ORG)
    assert deed.details["kind"] == "class"


async def test_administrators_of_the_school_decide_and_nobody_else(kept: Synced) -> None:
    head, vera = await kept.person("head"), await kept.person("vera")
    body = {"org": ORG, "days": {"class": 400, "parents": 400}}
    for method, path in (("PUT", "/v1/retention"), ("POST", "/v1/retention/preview")):
        assert await vera.refused(403, method, path, json=body) == "role_needed"
        elsewhere = body | {"org": "s15"}
        assert await head.refused(403, method, path, json=elsewhere) == "not_your_school"
    short = body | {"days": {"class": 3}}
    assert await head.refused(422, "PUT", "/v1/retention", json=short) == "bad_request"
    for method, path in (("PUT", ""), ("GET", ""), ("POST", "/preview")):
        server = f"/v1/retention/server{path}"
        assert await head.refused(403, method, server, json={"files": 400}) == "operator_needed"
    looked = await head.ok("POST", "/v1/retention/preview", json=body)
    counts = {(one["kind"], one["chats"], one["messages"]) for one in looked}
    assert counts == {("class", 0, 0), ("parents", 0, 0)}
    where = {"org": ORG}
    assert (await head.ok("GET", "/v1/retention", params=where))["days"] == {}
    await head.ok("PUT", "/v1/retention", json=body)
    stands = await head.ok("GET", "/v1/retention", params=where)
    assert stands["days"] == body["days"]
    assert stands["done_at"] is None


async def test_the_servers_own_periods_are_looked_at_before_they_are_decided(
    kept: Synced, later: _Later
) -> None:
    operator = kept.operator
    assert await operator.ok("GET", "/v1/retention/server") == {"files": None, "leavers": 30}
    short = {"files": 3, "leavers": 30}
    assert await operator.refused(422, "PUT", "/v1/retention/server", json=short) == "bad_request"
    await operator.ok("PUT", "/v1/retention/server", json={"files": 400, "leavers": 90})
    assert await operator.ok("GET", "/v1/retention/server") == {"files": 400, "leavers": 90}
    body = {"files": 400, "leavers": 1}
    nobody = await operator.ok("POST", "/v1/retention/server/preview", json=body)
    assert nobody == {"files": 0, "accounts": 0}


async def test_accounts_of_leavers_stay_open_as_long_as_was_decided(later: _Later) -> None:
    day, here, gone = date(2026, 6, 1), PersonId("here"), PersonId("gone")
    both = {"@here:x": here, "@gone:x": gone}

    def of(*people: PersonId) -> School:
        known = {one: SchoolPerson(one, one, "") for one in people}
        return School(Roster(people=known), {f"@{one}:x": one for one in people})

    async def leavers(on: date, *people: PersonId) -> frozenset[PersonId]:
        found = await later.database.run(accounts.note, of(*people), today=on)
        assert found.people.keys() == both.keys()
        return found.leavers

    assert await leavers(day, here, gone) == set()
    assert await leavers(day, here) == set()
    assert await leavers(day + timedelta(days=29), here) == set()
    assert await leavers(day + timedelta(days=30), here) == {gone}, "nobody decided: thirty days"
    later.at = datetime(2026, 7, 1, tzinfo=UTC)
    days = {"leavers": 90}
    await later.database.run(service.decide, service.SERVER, days, by="@o:x", now=later.at)
    assert await leavers(day + timedelta(days=89), here) == set()
    assert await leavers(day + timedelta(days=90), here) == {gone}

    async def overdue(kept: int | None) -> int:
        span = timedelta(days=kept) if kept is not None else None
        return await later.database.run(accounts.overdue, today=date(2026, 7, 10), kept=span)

    assert [await overdue(kept) for kept in (1, 39, 40, None)] == [1, 1, 0, 0]


async def test_files_nobody_opened_for_long_go(kept: Synced, later: _Later) -> None:
    vera = (await kept.person("vera")).matrix
    upload = "/_matrix/media/v3/upload?filename=plan.txt"
    uri = (
        await vera.call("POST", upload, content=b"plan", headers={"Content-Type": "text/plain"})
    )["content_uri"]
    path = f"/_matrix/client/v1/media/download/{uri.removeprefix('mxc://')}"
    assert (await vera.request("GET", path)).status_code == 200
    later.at = datetime.now(UTC) + timedelta(days=10)
    assert await service.purge_files(later.world, YEAR, by="service") == 0
    later.at = datetime.now(UTC) + timedelta(days=YEAR + 1)
    counted = await service.due_files(later.world, YEAR)
    assert counted >= 1
    assert (await vera.request("GET", path)).status_code == 200, "counting deletes nothing"
    later.at = datetime.now(UTC) + timedelta(days=YEAR + 1)
    assert await service.purge_files(later.world, YEAR, by="service") == counted
    assert (await vera.request("GET", path)).status_code == 404


async def test_the_night_after_a_decision_carries_it_out_and_only_once(
    kept: Synced, later: _Later
) -> None:
    vera = (await kept.person("vera")).matrix
    room = (await kept.rooms("vera"))["parents", "9b"]
    await vera.text(room, "давно")
    await vera.text(room, "последнее")
    decided_at = datetime.now(UTC)
    later.at = decided_at + timedelta(days=YEAR + 2)
    await later.database.run(service.decide, ORG, {"parents": YEAR}, by="@head:x", now=decided_at)
    job = asyncio.ensure_future(service.each_night(later.world))
    try:
        row = await eventually(
            lambda: later.database.run(service.decision, ORG),
            lambda found: found is not None and found.done_at,
        )
        assert await _texts(vera, room) == ["последнее"]
    finally:
        job.cancel()
    assert row is not None
    assert row.done_at == later.at
