"""«Новый учебный год»: looked at first, held by the brake, and the chats really go on or rest."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from server.demo.__main__ import export
from server.demo.oneroster_server import CLIENT, SECRET, Register, base_of, serve
from server.demo.school import DemoSchool, make_school
from server.demo.tables import zipped
from server.demo.year import a_year
from tests.helpers.service_school import Member, ServiceSchool
from tests.helpers.settle import eventually

pytestmark = pytest.mark.usefixtures("no_sources_left")
YEAR = "/v1/rosters/year"
ROOMS = "/_synapse/admin/v1/rooms"


async def taken(operator: Member, size: int = 40) -> Any:
    """A school of a 5А and a 9А that no other test has, uploaded and let stand."""
    school = make_school(seed=5, size=size, number=secrets.randbelow(10**8))
    files = {"files": ("export.zip", zipped(export((school,), "oneroster12")))}
    data = {"org": school.org}
    draft = await operator.ok("POST", "/v1/rosters/uploads", files=files, data=data)
    await confirmed(operator, draft)
    return school


async def confirmed(operator: Member, draft: dict[str, Any]) -> None:
    """Let a draft stand and wait until the chats are as it says."""
    path = f"/v1/rosters/drafts/{draft['id']}/confirm"
    body = {"confirmed": True, "reason": "Выпуск девятых классов"}
    made = await operator.ok("POST", path, json=body)

    def of_this(found: dict[str, Any]) -> list[dict[str, Any]]:
        # What was ruled about guardians before is counted behind a «~».
        return [run for run in found["runs"] if run["revision"].split("~")[0] == made["revision"]]

    status = await eventually(
        lambda: operator.ok("GET", "/v1/sync"),
        lambda found: any(run["ended_at"] for run in of_this(found)),
        seconds=90,
    )
    run = of_this(status)[0]
    assert (run["state"], run["text"]) == ("done", "")


async def chats(operator: Member, org: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Every chat of a school as the homeserver has it: name, archived, room."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    rooms = (await operator.matrix.call("GET", f"{ROOMS}?limit=5000"))["rooms"]
    for one in rooms:
        state = (await operator.matrix.call("GET", f"{ROOMS}/{one['room_id']}/state"))["state"]
        for event in state:
            about = event["content"]
            if event["type"] == "app.parta.room" and about.get("orgId") == org:
                key = about["kind"], about.get("classId", org)
                found[key] = {
                    "room": one["room_id"],
                    "name": one["name"],
                    "archived": about.get("archived", False),
                    "members": one["joined_members"],
                }
    return found


async def test_a_year_goes_up_leaves_and_rests(service_school: ServiceSchool) -> None:
    operator = await service_school.operator()
    school = await taken(operator)
    look = await operator.ok("GET", YEAR, params={"org": school.org})
    names = {one["title"]: one for one in look["classes"]}
    assert {title: one["following"] for title, one in names.items()} == {"5А": "6А", "9А": "10А"}
    five, nine = names["5А"]["id"], names["9А"]["id"]
    before = await chats(operator, school.org)
    assert before["class", five]["name"] == "5А · класс"

    body = {"org": school.org, "leaving": [nine]}
    draft = await operator.ok("POST", YEAR, json=body)
    assert draft["summary"].startswith(f"Новый учебный год {look['year']}.")
    assert {"9А · класс", "9А · родители", "9А · алгебра"} <= set(draft["archives"])
    assert not any(name.startswith("5А") for name in draft["archives"])
    assert draft["allowed"] is False, "so many leave only where somebody says that it is meant"
    assert await chats(operator, school.org) == before, "looking changes nothing"
    path = f"/v1/rosters/drafts/{draft['id']}/confirm"
    assert await operator.refused(409, "POST", path, json={}) == "brake"

    await confirmed(operator, draft)
    after = await chats(operator, school.org)
    for kind in ("class", "parents"):
        assert after[kind, five]["room"] == before[kind, five]["room"], "the same chat goes on"
        assert after[kind, five]["members"] == before[kind, five]["members"]
        assert not after[kind, five]["archived"]
        assert after[kind, nine]["archived"]
    assert after["class", five]["name"] == "6А · класс"
    bio = next(key for key, one in before.items() if one["name"] == "5А · биология")
    assert after[bio]["name"] == "6А · биология"
    assert after["class", nine]["members"] < before["class", nine]["members"]
    levels = (await operator.matrix.call("GET", f"{ROOMS}/{after['class', nine]['room']}/state"))[
        "state"
    ]
    (power,) = [one["content"] for one in levels if one["type"] == "m.room.power_levels"]
    assert power["events_default"] > 0, "nobody writes in an archive"
    people = await operator.ok("GET", f"/v1/rosters/people?org={school.org}&role=pupil")
    assert {one for person in people["people"] for one in person["classes"]} >= {five}
    assert not any(nine in person["classes"] for person in people["people"])
    (revision, *_) = (await operator.ok("GET", "/v1/rosters/revisions"))["revisions"]
    assert "Новый учебный год" in revision["summary"]
    assert "Выпуск девятых классов" in revision["summary"]


@contextmanager
def registered(school: DemoSchool) -> Iterator[tuple[Register, dict[str, Any]]]:
    """A OneRoster service that holds a school, and how it is connected."""
    register = Register([school])
    with serve(register) as address:
        yield (
            register,
            {
                "org": school.org,
                "kind": "oneroster_rest",
                "url": address + base_of(register),
                "token_url": f"{address}/token",
                "client_id": CLIENT,
                "client_secret": SECRET,
                "every_hours": 0,
            },
        )


def of_two_years(first: int) -> tuple[DemoSchool, DemoSchool]:
    """A school of a year and the same in the next one."""
    school = make_school(seed=5, size=40, number=secrets.randbelow(10**8), year=first)
    *_, coming = a_year(school, moments=1)
    return school, coming.school


@pytest.mark.timeout(400)  # two whole syncs
async def test_the_year_of_a_register_that_is_pulled_turns_in_its_own_chats(
    service_school: ServiceSchool,
) -> None:
    """Its new classes have begun and the old ones are over; somebody looks before it is so."""
    operator = await service_school.operator()
    school, following = of_two_years(2025)
    with registered(school) as (register, body):
        source = await operator.ok("POST", "/v1/rosters/sources", json=body)
        draft = await operator.ok("POST", f"/v1/rosters/sources/{source['id']}/pull")
        await confirmed(operator, draft)
        before = await chats(operator, school.org)
        look = await operator.ok("GET", YEAR, params={"org": school.org})
        assert (look["told"], look["begins"], look["year"]) == (True, None, "")
        no_year = {"org": school.org}
        assert await operator.refused(409, "POST", YEAR, json=no_year) == "no_new_year"

        register.show([school, following], at="2099-01-01T00:00:00Z")
        choice = {"org": school.org, "leaving": [look["classes"][0]["id"]]}
        assert await operator.refused(422, "POST", YEAR, json=choice) == "year_is_told"
        draft = await operator.ok("POST", YEAR, json=no_year)
        assert draft["summary"].startswith("Новый учебный год 2026/2027.")
        assert draft["begins"] is None, "it began on a day that is past"
        turns = {one["text"] for one in draft["successions"]}
        assert {"5А → 6А", "9А → 10А", "5А · биология → 6А · биология"} <= turns
        assert await chats(operator, school.org) == before, "looking changes nothing"

        await confirmed(operator, draft)
        after = await chats(operator, school.org)
        names = {one["name"]: one for one in after.values() if not one["archived"]}
        for old, new in (("5А", "6А"), ("9А", "10А")):
            for kind in ("класс", "родители"):
                (room,) = [o for o in before.values() if o["name"] == f"{old} · {kind}"]
                assert names[f"{new} · {kind}"]["room"] == room["room"], "the same chat goes on"
                assert f"{old} · {kind}" not in names
        assert len({one["room"] for one in after.values()}) == len(after)


async def test_the_year_to_come_of_a_register_is_looked_at_and_waits_for_its_day(
    service_school: ServiceSchool,
) -> None:
    operator = await service_school.operator()
    now = service_school_year()
    school, following = of_two_years(now)
    with registered(school) as (register, body):
        register.show([school, following])
        source = await operator.ok("POST", "/v1/rosters/sources", json=body)
        draft = await operator.ok("POST", f"/v1/rosters/sources/{source['id']}/pull")
        assert any("ещё не начался" in one["text"] for one in draft["problems"])
        path = f"/v1/rosters/drafts/{draft['id']}/confirm"
        await operator.ok("POST", path, json={"confirmed": True})
        classes = await operator.ok("GET", f"/v1/rosters/classes?org={school.org}")
        titles = {one["title"] for one in classes["classes"] if one["kind"] == "homeroom"}
        assert titles == {"5А", "9А"}, "one year at a time"

        look = await operator.ok("GET", YEAR, params={"org": school.org})
        assert (look["told"], look["begins"]) == (True, f"{now + 1}-09-01")
        assert look["year"] == f"{now + 1}/{now + 2}"
        assert {one["title"]: one["following"] for one in look["classes"]} == {
            "5А": "6А",
            "9А": "10А",
        }
        draft = await operator.ok("POST", YEAR, json={"org": school.org})
        assert draft["begins"] == f"{now + 1}-09-01"
        assert {"5А → 6А", "9А → 10А"} <= {one["text"] for one in draft["successions"]}
        path = f"/v1/rosters/drafts/{draft['id']}/confirm"
        early = {"confirmed": True, "reason": "рано"}
        assert await operator.refused(409, "POST", path, json=early) == "year_not_begun"
        await operator.ok("DELETE", f"/v1/rosters/drafts/{draft['id']}")


async def test_a_decision_about_one_person_turns_no_year(service_school: ServiceSchool) -> None:
    """A list of two years that was let stand in the first: a ruling years later leaves it there."""
    operator = await service_school.operator()
    school, following = of_two_years(2025)
    files = export((school, following), "oneroster12")
    packed, data = {"files": ("export.zip", zipped(files))}, {"org": school.org}
    draft = await operator.ok("POST", "/v1/rosters/uploads", files=packed, data=data)
    await operator.ok("POST", f"/v1/rosters/drafts/{draft['id']}/confirm", json={"confirmed": True})
    database = service_school.homeserver.data / "service/service.db"
    with sqlite3.connect(database, timeout=30) as rows:
        taken = "UPDATE roster_source SET taken_at = '2026-05-20 10:00:00.000000' WHERE org = ?"
        assert rows.execute(taken, (school.org,)).rowcount == 1
    link = sorted(following.roster.guardianships, key=lambda one: (one.guardian, one.child))[0]
    ruling = {"org": school.org, "guardian": link.guardian, "child": link.child}
    ruling |= {"no_contact": False, "no_diary": True, "reason": "решение суда"}
    await operator.ok("POST", "/v1/rosters/rulings", json=ruling)
    classes = await operator.ok("GET", f"/v1/rosters/classes?org={school.org}")
    titles = {one["title"] for one in classes["classes"] if one["kind"] == "homeroom"}
    assert titles == {"5А", "9А"}
    look = await operator.ok("GET", YEAR, params={"org": school.org})
    assert (look["told"], look["begins"]) == (True, "2026-09-01")


def service_school_year() -> int:
    """The school year it is."""
    day = datetime.now(UTC)
    return day.year if day.month >= 9 else day.year - 1


async def test_who_may_and_what_makes_no_sense(service_school: ServiceSchool) -> None:
    operator = await service_school.operator()
    head = await service_school.person("Сергей Дорохов", "admin")
    teacher = await service_school.person("Вера", "teacher", teaches=["9b"])
    school = await taken(operator, size=5)
    where = {"org": school.org}
    assert await head.refused(403, "GET", YEAR, params=where) == "foreign_school"
    assert await head.refused(403, "POST", YEAR, json=where) == "foreign_school"
    assert await teacher.refused(403, "GET", YEAR, params=where) == "role_needed"
    own = {"org": "school-14"}
    assert await head.refused(409, "GET", YEAR, params=own) == "no_files"
    look = await operator.ok("GET", YEAR, params=where)
    ids = [one["id"] for one in look["classes"]]
    unknown = where | {"leaving": ["8ю"]}
    assert await operator.refused(422, "POST", YEAR, json=unknown) == "no_such_class"
    both = where | {"leaving": ids[:1], "staying": ids[:1]}
    assert await operator.refused(422, "POST", YEAR, json=both) == "no_such_class"
    assert (await operator.ok("GET", "/v1/rosters/drafts"))["drafts"] == []
