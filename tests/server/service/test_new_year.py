"""«Новый учебный год»: looked at first, held by the brake, and the chats really go on or rest."""

import secrets
from collections.abc import AsyncIterator
from typing import Any

import pytest

from server.demo.__main__ import export
from server.demo.school import make_school
from server.demo.tables import zipped
from tests.helpers.service_school import Member, ServiceSchool
from tests.helpers.settle import eventually

YEAR = "/v1/rosters/year"
ROOMS = "/_synapse/admin/v1/rooms"


@pytest.fixture(autouse=True)
async def _no_sources_left(service_school: ServiceSchool) -> AsyncIterator[None]:
    """What a test told must not come back with the next one."""
    yield
    operator = await service_school.operator()
    for source in (await operator.ok("GET", "/v1/rosters/sources"))["sources"]:
        await operator.ok("DELETE", f"/v1/rosters/sources/{source['id']}")
    await service_school.tell()


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
