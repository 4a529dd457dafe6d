"""Weekly statistics: counted, counted anew, shown to whom, and told to administrators once."""

import csv
import io
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import openpyxl
import pytest

from server.school_core.activity import (
    Level,
    OrgActivity,
    parse_week,
    published,
    week_of,
    week_span,
)
from server.school_core.roles import Role
from server.school_core.roster import Org, OrgId, PersonId, RoleGrant, Roster, SchoolPerson
from server.school_core.school import School
from server.service.app import VAULT_KEY
from server.service.database import Database
from server.service.diary.pool import GradebookPool
from server.service.homeserver import Homeserver
from server.service.migrations import upgrade
from server.service.settings import Settings
from server.service.statistics.jobs import administrators, do_what_is_due
from server.service.statistics.service import as_csv, as_xlsx, due_week, visible
from server.service.vault import Vault
from server.service.world import World
from tests.helpers.service_school import SCHOOL, Member, ServiceSchool
from tests.helpers.settle import eventually

SETTINGS_ZONE = "Europe/Moscow"


@pytest.fixture(scope="module")
def _staff() -> list[Member]:
    return []


@pytest.fixture
async def staff(service_school: ServiceSchool, _staff: list[Member]) -> AsyncIterator[list[Member]]:
    """Six teachers of the school, made once; the first two are signed in."""
    if not _staff:
        for number in range(6):
            name = f"Анна Учитель{number}"
            _staff.append(await service_school.person(name, "teacher", sign_in=number < 2))
    here = [member.again() for member in _staff]
    yield here
    for member in here:
        await member.aclose()


def _now(school: ServiceSchool) -> datetime:
    return datetime.now(Settings.read(school.homeserver.data / "service/service.yaml").zone)


async def _own(member: Member, week: str) -> dict[str, object]:
    found = await member.ok("GET", "/v1/statistics", params={"week": week})
    return {one["org"]: one for one in found["orgs"]}


async def _recounted(member: Member, week: str) -> dict[str, Any]:
    """Ask for a recount and wait for its end; the organisations by id."""
    path = f"/v1/statistics/{week}/recount"
    begun = await member.ok("POST", path)
    assert begun["of"] == 7
    found = await eventually(lambda: member.ok("GET", path), lambda one: one["finished"])
    assert found["done"] == 7
    return found | {"orgs": {one["org"]: one for one in found["orgs"]}}


async def test_a_week_is_counted_and_the_events_say_the_same(
    service_school: ServiceSchool, staff: list[Member]
) -> None:
    week = week_of(_now(service_school).date())
    operator = await service_school.operator()
    busy, lazy = staff[:2]
    room = await operator.matrix.create_room("9Б", members=(busy.matrix, lazy.matrix), kind="class")
    await operator.ok("PUT", f"/v1/statistics/{week}")
    before = (await _own(operator, week))[SCHOOL]
    for number in range(11):
        await busy.matrix.text(room, f"Задание {number}")
    for number in range(10):
        await lazy.matrix.text(room, f"Ответ {number}")
    first = await lazy.matrix.text(await lazy.matrix.create_room("Заметки"), "Только себе")
    assert first
    await operator.ok("PUT", f"/v1/statistics/{week}")
    after = (await _own(operator, week))[SCHOOL]
    assert after["teachers"] == before["teachers"]
    active = [round(float(one["share"]) * one["teachers"] / 100) for one in (before, after)]
    assert active[1] == active[0] + 1, "eleven messages are more than ten, ten are not"
    head = await service_school.person("Сергей Дорохов", "admin")
    recount = await _recounted(head, week)
    own = recount["orgs"][SCHOOL]
    assert own["kept"] == own["anew"] == after["share"]
    assert not any(one["differs"] for one in recount["orgs"].values())
    for number in range(3):
        await lazy.matrix.text(room, f"Ещё {number}")
    recount = await _recounted(head, week)
    own = recount["orgs"][SCHOOL]
    assert own["differs"]
    assert float(own["anew"]) > float(own["kept"])
    assert "early" in recount["why"], "the week is not over yet"
    (last,) = [
        one
        for one in await head.audit()
        if one["action"] == "statistics.recounted" and one["actor"] == head.user_id
    ][-1:]
    assert (last["subject"], last["details"]) == (week, {"differ": 1})


async def test_numbers_that_somebody_changed_are_found(
    service_school: ServiceSchool, staff: list[Member]
) -> None:
    week = "2026-W02"
    operator = await service_school.operator()
    await operator.ok("PUT", f"/v1/statistics/{week}")
    assert not any(one["differs"] for one in (await _recounted(operator, week))["orgs"].values())
    with closing(sqlite3.connect(service_school.homeserver.data / "service/service.db")) as kept:
        kept.execute(
            "UPDATE statistics_org SET active = active + 1 WHERE week = ? AND org = ?",
            (week, SCHOOL),
        )
        kept.commit()
    recount = await _recounted(operator, week)
    own = recount["orgs"][SCHOOL]
    assert (own["differs"], own["anew"]) == (True, "0.0")
    assert float(own["kept"]) > 0
    assert recount["why"] == ["unknown"], "neither the list nor the time explains it"


async def test_reports_are_for_administrators_and_name_nobody(
    service_school: ServiceSchool, staff: list[Member]
) -> None:
    week = week_of(_now(service_school).date())
    operator = await service_school.operator()
    await operator.ok("PUT", f"/v1/statistics/{week}")
    head = await service_school.person("Сергей Дорохов", "admin")
    foreign = await service_school.person("Иван Кургин", "admin", org="school-21")
    assert SCHOOL in await _own(head, week)
    assert SCHOOL not in await _own(foreign, week)
    links = f"/v1/statistics/{week}/links"
    assert await foreign.refused(403, "POST", links, params={"org": SCHOOL}) == "not_your_school"
    stranger = await service_school.stranger()
    parent = await service_school.person("Елена Кузнецова", "parent")
    for other in (staff[0], parent, stranger):
        for method, path in (
            ("GET", "/v1/statistics"),
            ("GET", f"/v1/statistics/{week}/csv"),
            ("POST", links + f"?org={SCHOOL}"),
        ):
            assert await other.refused(403, method, path) == "role_needed"
    assert await head.refused(403, "PUT", f"/v1/statistics/{week}") == "operator_needed"
    for other in (staff[0], parent, stranger):
        for method in ("POST", "GET"):
            path = f"/v1/statistics/{week}/recount"
            assert await other.refused(403, method, path) == "role_needed"
    assert SCHOOL not in (await _recounted(foreign, week))["orgs"], "another district's school"
    gone = "/v1/statistics/2025-W30/recount"
    assert await head.refused(404, "POST", gone) == "no_report"
    assert await head.refused(404, "GET", gone) == "no_recount"
    text = (await head.request("GET", f"/v1/statistics/{week}/csv")).text
    assert "Школа № 14" in text
    assert not any(member.person in text or member.user_id in text for member in staff)
    assert await head.refused(404, "GET", "/v1/statistics/1999-W01/csv") == "no_report"
    assert await operator.refused(404, "PUT", "/v1/statistics/2026-W60") == "no_week"


async def test_a_signed_link_opens_the_report_and_only_that(
    service_school: ServiceSchool, staff: list[Member]
) -> None:
    week = week_of(_now(service_school).date())
    operator = await service_school.operator()
    await operator.ok("PUT", f"/v1/statistics/{week}")
    head = await service_school.person("Сергей Дорохов", "admin")
    made = await head.ok("POST", f"/v1/statistics/{week}/links", params={"org": SCHOOL})
    async with httpx.AsyncClient(trust_env=False) as anybody:
        table = (await anybody.get(made["csv"])).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(table), delimiter=";"))
        book = openpyxl.load_workbook(io.BytesIO((await anybody.get(made["xlsx"])).content))
        sheet = [[str(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
        assert [row[0] for row in rows] == [row[0] for row in sheet]
        assert any(row[0] == "Школа № 14" and row[1] == "школа" for row in rows)
        base, _, query = made["csv"].partition("?")
        fields = {key: value[0] for key, value in parse_qs(query).items()}
        changes = (
            {"org": "school-21"},
            {"week": "2026-W01"},
            {"form": "xlsx"},
            {"expires": str(int(fields["expires"]) + 1)},
            {"signature": "0" * 64},
            {"signature": "ы"},
        )
        for change in changes:
            answer = await anybody.get(base, params=fields | change)
            assert (answer.status_code, answer.json()["code"]) == (403, "link_forged"), change


# ----------------------------------------------------------------------------------- the job


class _Book:
    """The school of now, as the job asks for it."""

    def __init__(self, school: School) -> None:
        self._school = school

    async def school(self) -> School:
        return self._school


class Monday:
    """A world of its own over the real homeserver: an own database and a clock to turn."""

    def __init__(self, service_school: ServiceSchool, folder: Path, school: School) -> None:
        self.settings = Settings.read(service_school.homeserver.data / "service/service.yaml")
        self.now = datetime.now(self.settings.zone)
        self._folder, self._school = folder, school
        self.world: World | None = None

    async def start(self) -> World:
        """Begin, or begin again with the same database."""
        await self.stop()
        database = Database(f"sqlite:///{self._folder / 'own.db'}")
        upgrade(database.engine)
        pool = GradebookPool(Vault.at(self._folder / VAULT_KEY))
        book = _Book(self._school)
        self.world = World(
            self.settings, database, Homeserver(self.settings), book, pool, now=lambda: self.now
        )
        return self.world

    async def stop(self) -> None:
        if self.world is not None:
            await self.world.homeserver.aclose()
            self.world.database.close()


@pytest.fixture
async def monday(
    service_school: ServiceSchool, staff: list[Member], tmp_path: Path
) -> AsyncIterator[tuple[Monday, Member]]:
    head = await service_school.person("Сергей Дорохов", "admin")
    people = [*staff, head]
    school = School(
        Roster(
            "r1",
            orgs={OrgId(SCHOOL): Org(OrgId(SCHOOL), "Школа № 14")},
            people={PersonId(p.person): SchoolPerson(PersonId(p.person), "", "") for p in people},
            roles=frozenset(
                RoleGrant(
                    PersonId(one.person), OrgId(SCHOOL), Role.ADMIN if one is head else Role.TEACHER
                )
                for one in people
            ),
        ),
        {one.user_id: PersonId(one.person) for one in people},
    )
    made = Monday(service_school, tmp_path, school)
    yield made, head
    await made.stop()


async def _posts(member: Member) -> list[str]:
    sync = await member.matrix.call("GET", "/_matrix/client/v3/sync")
    texts = []
    for room in sync.get("rooms", {}).get("join", {}):
        for event in reversed(await member.matrix.messages(room)):
            if event["type"] == "m.room.message" and "10 сообщений" in event["content"]["body"]:
                texts.append(event["content"]["body"])
    return texts


async def test_the_link_comes_once_a_week_whatever_is_restarted(
    monday: tuple[Monday, Member],
) -> None:
    service, head = monday
    await do_what_is_due(await service.start())
    await do_what_is_due(service.world)
    await do_what_is_due(await service.start())
    (post,) = await _posts(head)
    week = due_week(service.now)
    assert f"с {parse_week(week):%d.%m.%Y}: 0,0 %" in post
    link = next(word for word in post.split() if "form=csv" in word)
    assert parse_qs(urlsplit(link).query)["week"] == [week]
    service.now += timedelta(days=7)
    await do_what_is_due(await service.start())
    assert len(await _posts(head)) == 2


async def test_whoever_is_no_administrator_any_more_is_out_of_the_chat(
    monday: tuple[Monday, Member], service_school: ServiceSchool
) -> None:
    service, head = monday
    world = await service.start()
    await do_what_is_due(world)
    other = await service_school.person("Елена Орлова", "admin")
    school = await world.book.school()
    roles = {one for one in school.roster.roles if one.role is not Role.ADMIN}
    person = PersonId(other.person)
    roster = Roster(
        "r2",
        orgs=school.roster.orgs,
        people={**school.roster.people, person: SchoolPerson(person, "", "")},
        roles=frozenset(roles | {RoleGrant(person, OrgId(SCHOOL), Role.ADMIN)}),
    )
    service._school = School(roster, {**school.accounts, other.user_id: person})
    service.now += timedelta(days=7)
    await do_what_is_due(await service.start())
    assert len(await _posts(other)) >= 1
    sync = await head.matrix.call("GET", "/_matrix/client/v3/sync")
    names = list(sync.get("rooms", {}).get("join", {}))
    (mine,) = (await other.matrix.call("GET", "/_matrix/client/v3/joined_rooms"))["joined_rooms"]
    assert mine not in names


# --------------------------------------------------------------------------------- pure parts


def test_a_week_is_due_on_monday_at_eight() -> None:
    zone = Settings.model_fields["time_zone"].default
    assert zone == SETTINGS_ZONE
    monday, _ = week_span(parse_week("2026-W48"), Settings.model_construct(time_zone=zone).zone)
    assert due_week(monday + timedelta(hours=7, minutes=59)) == "2026-W46"
    assert due_week(monday + timedelta(hours=8)) == "2026-W47"
    assert due_week(monday + timedelta(days=6, hours=23)) == "2026-W47"


REGION = OrgActivity(OrgId("r"), "=HYPERLINK(1)", None, Level.REGION, 30, 10)
DISTRICTS = [
    OrgActivity(OrgId(f"d{n}"), f"Район {n}", OrgId("r"), Level.DISTRICT, 15, 5) for n in (1, 2)
]
SCHOOLS = [
    OrgActivity(OrgId(f"s{n}"), f"Школа {n}", OrgId(parent), Level.SCHOOL, size, 2)
    for n, parent, size in ((1, "d1", 8), (2, "d1", 7), (3, "d2", 12), (4, "d2", 3))
]
ALL = (REGION, *DISTRICTS, *SCHOOLS)


def test_a_school_sees_its_neighbours_and_districts_and_no_other_schools() -> None:
    assert {one.org for one in visible(ALL, {"s1"})} == {"r", "d1", "d2", "s1", "s2"}
    assert {one.org for one in visible(ALL, {"d2"})} == {"r", "d1", "d2", "s3", "s4"}
    assert {one.org for one in visible(ALL, {"r"})} == {one.org for one in ALL}
    assert {one.org for one in visible(ALL, set())} == {"r", "d1", "d2"}


def test_files_hide_small_groups_and_their_complement() -> None:
    rows = list(csv.reader(io.StringIO(as_csv(published(ALL)).decode("utf-8-sig")), delimiter=";"))
    table = {row[0]: row[3:] for row in rows[1:]}
    assert table["Школа 4"] == ["меньше 5", "—"]
    assert table["Школа 3"] == ["меньше 5", "—"], "the district minus it would tell school 4"
    assert table["Школа 1"] == ["8", "25,0"]
    assert rows[1][0] == "'=HYPERLINK(1)", "a name is never a formula"
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(published(ALL))))
    assert book.active.cell(2, 1).data_type == "s"


def test_administrators_of_all_that_is_below() -> None:
    orgs = {OrgId(one.org): Org(OrgId(one.org), one.name, one.parent) for one in ALL}
    school = School(
        Roster(
            orgs=orgs,
            people={PersonId(n): SchoolPerson(PersonId(n), n, "") for n in ("a", "b", "c")},
            roles=frozenset(
                {
                    RoleGrant(PersonId("a"), OrgId("s1"), Role.ADMIN),
                    RoleGrant(PersonId("b"), OrgId("r"), Role.ADMIN),
                    RoleGrant(PersonId("c"), OrgId("s3"), Role.TEACHER),
                }
            ),
        ),
        {f"@{n}:x": PersonId(n) for n in ("a", "b", "c")},
    )
    assert administrators(school, "r") == {"@a:x", "@b:x"}
    assert administrators(school, "d2") == set()
