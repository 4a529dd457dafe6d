"""A school's export goes in over HTTP: looked at, confirmed, ruled over, undone; by its admins."""

import asyncio
import secrets
from datetime import date

import pytest

from server.demo.__main__ import export
from server.demo.lists import workbook
from server.demo.oneroster_server import CLIENT, SECRET, Register, base_of, serve
from server.demo.school import make_school
from server.demo.tables import zipped
from server.demo.year import a_year
from server.school_core.roles import Role
from tests.helpers.service_school import OTHER_SCHOOL, SCHOOL, ServiceSchool
from tests.helpers.settle import eventually

UPLOADS = "/v1/rosters/uploads"


@pytest.fixture(autouse=True)
async def _no_sources_left(service_school: ServiceSchool):
    """What a test told must not come back with the next one."""
    yield
    operator = await service_school.operator()
    for source in (await operator.ok("GET", "/v1/rosters/sources"))["sources"]:
        await operator.ok("DELETE", f"/v1/rosters/sources/{source['id']}")
    await service_school.tell()


def fresh(size=6, **more):
    """An invented school whose number no other test has."""
    return make_school(
        seed=secrets.randbelow(10**6), size=size, number=secrets.randbelow(10**8), **more
    )


async def upload(member, school, form="oneroster12", *, org="", status=201):
    data = workbook(school) if form == "xlsx" else zipped(export((school,), form))
    name = "школа.xlsx" if form == "xlsx" else "export.zip"
    answer = await member.request("POST", UPLOADS, files={"files": (name, data)}, data={"org": org})
    assert answer.status_code == status, answer.text
    return answer.json()


def lines(told, school):
    """What a draft or a diff tells of a school: other tests' schools come and go beside it."""
    ids = {*school.roster.people, *school.roster.classes}
    return [line for line in told["lines"] if line["about"] in ids]


async def let_stand(member, draft, **more):
    path = f"/v1/rosters/drafts/{draft['id']}/confirm"
    return await member.ok("POST", path, json={"confirmed": True, **more})


@pytest.mark.parametrize("form", ["oneroster12", "sds21"])
async def test_an_export_is_looked_at_then_stands(service_school: ServiceSchool, form: str) -> None:
    operator, school = await service_school.operator(), fresh()
    draft = await upload(operator, school, form, org=school.org)
    coming = [line["text"] for line in lines(draft, school) if line["change"] == "comes"]
    assert len(coming) == len(school.roster.people)
    listed = await operator.ok("GET", f"/v1/rosters/people?org={school.org}")
    assert listed["people"] == [], "nothing stands before the yes"
    made = await let_stand(operator, draft)
    assert made["orgs"] == [school.org]
    classes = (await operator.ok("GET", f"/v1/rosters/classes?org={school.org}"))["classes"]
    assert {one["id"] for one in classes} == set(school.roster.classes)
    pupils = await operator.ok("GET", f"/v1/rosters/people?org={school.org}&role=pupil")
    assert len(pupils["people"]) == pupils["total"] == 6
    assert all(one["user_id"] for one in pupils["people"]), "everybody has an account"
    again = await upload(operator, school, form, org=school.org)
    assert lines(again, school) == []


async def test_other_schools_stay_as_they_are(service_school: ServiceSchool) -> None:
    operator = await service_school.operator()
    vera = await service_school.person("Вера", "teacher", leads=["9b"])
    school = fresh(size=10)
    await let_stand(operator, await upload(operator, school, org=school.org))
    assert (await vera.ok("GET", "/v1/me"))["roles"] == [{"org": SCHOOL, "role": "teacher"}]


async def test_an_administrator_tells_of_the_own_school_only(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    teacher = await service_school.person("Вера", "teacher", teaches=["9b"])
    school = fresh(size=5)
    files = {"files": ("export.zip", zipped(export((school,), "oneroster12")))}
    refused = admin.refused
    assert await refused(403, "POST", UPLOADS, files=files) == "foreign_school"
    data = {"org": OTHER_SCHOOL}
    assert await refused(403, "POST", UPLOADS, files=files, data=data) == "foreign_school"
    assert await teacher.refused(403, "POST", UPLOADS, files=files) == "role_needed"
    operator = await service_school.operator()
    draft = await upload(operator, school, org=school.org)
    path = f"/v1/rosters/drafts/{draft['id']}"
    assert await refused(404, "GET", path) == "no_draft"
    assert await refused(404, "POST", f"{path}/confirm", json={}) == "no_draft"
    assert (await admin.ok("GET", "/v1/rosters/drafts"))["drafts"] == []
    await operator.ok("DELETE", path)


async def test_a_broken_export_is_refused_with_every_finding_and_nothing_changes(
    service_school: ServiceSchool,
) -> None:
    operator, school = await service_school.operator(), fresh(size=6)
    files = export((school,), "oneroster12")
    files["users.csv"] = files["users.csv"].replace(b"familyName", b"famlyName")
    answer = await operator.request(
        "POST", UPLOADS, files={"files": ("e.zip", zipped(files))}, data={"org": school.org}
    )
    assert answer.status_code == 422
    body = answer.json()
    assert body["code"] == "roster_refused"
    assert any("famlyName" in field["text"] for field in body["fields"])
    for junk in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 99):
        files_ = {"files": ("школа.zip", junk)}
        assert await operator.refused(422, "POST", UPLOADS, files=files_) == "roster_refused"


async def test_a_draft_that_others_overtook_is_not_confirmed(
    service_school: ServiceSchool,
) -> None:
    operator, one, other = await service_school.operator(), fresh(size=5), fresh(size=5)
    first = await upload(operator, one, org=one.org)
    await let_stand(operator, await upload(operator, other, org=other.org))
    path = f"/v1/rosters/drafts/{first['id']}/confirm"
    assert await operator.refused(409, "POST", path, json={}) == "draft_old"


async def test_of_two_who_confirm_at_the_same_moment_one_does(
    service_school: ServiceSchool,
) -> None:
    """The later one has not seen what the other let stand, and would undo it."""
    operator, one, other = await service_school.operator(), fresh(size=5), fresh(size=5)
    drafts = [await upload(operator, school, org=school.org) for school in (one, other)]
    answers = await asyncio.gather(
        *(
            operator.request(
                "POST", f"/v1/rosters/drafts/{draft['id']}/confirm", json={"confirmed": True}
            )
            for draft in (*drafts, drafts[0])
        )
    )
    assert sorted(answer.status_code for answer in answers)[0] == 200
    told = [answer.json().get("code") for answer in answers if answer.status_code != 200]
    assert len(told) == 2
    assert set(told) <= {"draft_old", "no_draft"}
    for school, answer in zip((one, other), answers[:2], strict=True):
        found = await operator.ok("GET", f"/v1/rosters/people?org={school.org}")
        listed = {person["id"] for person in found["people"]}
        stands = answer.status_code == 200 or (school is one and answers[2].status_code == 200)
        assert listed == (set(school.roster.people) if stands else set())


async def test_lists_in_a_workbook_go_in_and_ids_stay(service_school: ServiceSchool) -> None:
    operator, school = await service_school.operator(), fresh(size=8)
    draft = await upload(operator, school, "xlsx", org=school.org)
    await let_stand(operator, draft)
    found = await operator.ok("GET", f"/v1/rosters/people?org={school.org}")
    assert {one["id"] for one in found["people"]} == set(school.roster.people)
    text = "Кто;Куда\nОблаков Иван Иванович;9Я\n".encode("cp1251")
    more = {"files": {"files": ("ученики.csv", text)}}
    new = f"s{secrets.randbelow(10**8)}"
    answer = await operator.request(
        "POST",
        UPLOADS,
        **more,
        data={"org": new, "columns": '{"Кто": "full", "Куда": "class"}'},
    )
    assert answer.status_code == 201, answer.text
    coming = [line["text"] for line in answer.json()["lines"] if line["change"] == "comes"]
    assert "Облаков Иван Иванович: ученик, 9Я" in coming
    assert await operator.refused(422, "POST", UPLOADS, **more) == "roster_refused"
    bad = {"org": new, "columns": "[1]"}
    assert await operator.refused(422, "POST", UPLOADS, **more, data=bad) == "bad_columns"


async def test_a_ruling_holds_over_the_next_export_and_is_lifted(
    service_school: ServiceSchool,
) -> None:
    operator, school = await service_school.operator(), fresh(size=6)
    await let_stand(operator, await upload(operator, school, org=school.org))
    link = sorted(school.roster.guardianships, key=lambda one: (one.child, one.guardian))[0]
    body = {
        "org": school.org,
        "guardian": link.guardian,
        "child": link.child,
        "no_contact": True,
        "no_diary": False,
        "reason": "Решение суда",
    }
    nothing = body | {"no_contact": False}
    path = "/v1/rosters/rulings"
    assert await operator.refused(422, "POST", path, json=nothing) == "empty_ruling"
    stranger = body | {"guardian": "nobody"}
    assert await operator.refused(404, "POST", path, json=stranger) == "no_person"
    made = await operator.ok("POST", path, json=body)
    draft = await upload(operator, school, org=school.org)
    assert lines(draft, school) == [], "the export says nothing of it, and it stands"
    revisions = (await operator.ok("GET", "/v1/rosters/revisions"))["revisions"]
    assert revisions[0]["cause"] == "ruling"
    numbers = f"old={revisions[1]['number']}&new={revisions[0]['number']}"
    diff = await operator.ok("GET", f"/v1/rosters/revisions/diff?{numbers}")
    (line,) = lines(diff, school)
    assert line["text"].endswith(": без общения")
    admin = await service_school.person("Ольга", "admin")
    assert await admin.refused(404, "DELETE", f"{path}/{made['id']}") == "no_ruling"
    await operator.ok("DELETE", f"{path}/{made['id']}")
    revisions = (await operator.ok("GET", "/v1/rosters/revisions"))["revisions"]
    numbers = f"old={revisions[1]['number']}&new={revisions[0]['number']}"
    diff = await operator.ok("GET", f"/v1/rosters/revisions/diff?{numbers}")
    (line,) = lines(diff, school)
    assert line["text"].endswith("ограничений больше нет")
    log = (await operator.request("GET", "/v1/audit/export")).text
    assert all(action in log for action in ("ruling.made", "ruling.lifted", "roster.draft"))


async def test_two_ids_of_one_mother_become_one_and_two_again(
    service_school: ServiceSchool,
) -> None:
    operator = await service_school.operator()
    org = f"s{secrets.randbelow(10**8)}"
    mother = "Облакова Ия Ивановна"
    text = f"ФИО;Класс;Мать\nОблаков Иван;9Я;{mother}\nОблакова Анна;5Я;{mother}\n"
    files = {"files": ("ученики.csv", text.encode())}
    draft = await operator.ok("POST", UPLOADS, files=files, data={"org": org})
    (found,) = [one for one in draft["suggestions"] if one["name"] == mother]
    await let_stand(operator, draft)
    body = {"org": org, "kept": found["one"], "gone": found["other"]}
    made = await operator.ok("POST", "/v1/rosters/merges", json=body)
    parents = f"/v1/rosters/people?org={org}&role=parent"
    (one,) = (await operator.ok("GET", parents))["people"]
    assert one["related"] == ["Облаков Иван", "Облакова Анна"]
    again = await operator.ok("POST", UPLOADS, files=files, data={"org": org})
    assert not {found["one"], found["other"]} & {line["about"] for line in again["lines"]}
    await operator.ok("DELETE", f"/v1/rosters/merges/{made['id']}")
    assert len((await operator.ok("GET", parents))["people"]) == 2


async def test_teachers_see_colleagues_and_their_own_classes(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b-bio"])
    child = await service_school.person("Лучезар", "pupil", learns=["9b", "9b-bio"])
    small = await service_school.person("Петя", "pupil", learns=["2a"])
    head = await service_school.person("Директор", "admin")
    path = f"/v1/rosters/people?org={SCHOOL}"
    seen = {one["id"] for one in await pages(vera, path)}
    assert {vera.person, child.person, head.person} <= seen
    assert small.person not in seen
    assert small.person in {one["id"] for one in await pages(head, path)}
    assert await child.refused(403, "GET", path) == "role_needed"
    other = f"/v1/rosters/people?org={OTHER_SCHOOL}"
    assert await vera.refused(403, "GET", other) == "foreign_school"
    (found,) = (await head.ok("GET", f"{path}&q=лучезар&class_id=9b"))["people"][:1]
    assert found["classes"] == ["9b", "9b-bio"]


async def pages(member, path):
    found, after = [], 0
    while after is not None:
        page = await member.ok("GET", f"{path}&after={after}")
        found += page["people"]
        after = page["next"]
    return found


async def test_a_register_is_pulled_when_its_time_has_come(service_school: ServiceSchool) -> None:
    operator, school = await service_school.operator(), fresh(size=6)
    admin = await service_school.person("Ольга", "admin")
    # What other tests left to be removed would hold back a pull that nobody has confirmed.
    await operator.ok("POST", "/v1/sync", json={"confirmed": True})
    await synced(operator)
    register = Register([school])
    with serve(register) as address:
        body = {
            "org": school.org,
            "kind": "oneroster_rest",
            "url": address + base_of(register),
            "token_url": f"{address}/token",
            "client_id": CLIENT,
            "client_secret": SECRET,
            "every_hours": 24,
        }
        path = "/v1/rosters/sources"
        assert await admin.refused(403, "POST", path, json=body) == "operator_needed"
        made = await operator.ok("POST", path, json=body)
        assert SECRET not in str(made)
        people = f"/v1/rosters/people?org={school.org}&role=pupil"
        await eventually(
            lambda: operator.ok("GET", people), lambda found: len(found["people"]) == 6, seconds=100
        )
        *_, year = a_year(school, moments=0)  # no small change is sure to be seen in an export
        register.show([year.school], at="2099-01-01T00:00:00Z")
        draft = await operator.ok("POST", f"{path}/{made['id']}/pull")
        assert draft["counts"]
        assert date.fromisoformat(draft["revision"][:10])
    await operator.ok("DELETE", f"{path}/{made['id']}")


@pytest.mark.timeout(400)  # two whole syncs
async def test_an_export_becomes_chats_and_the_next_year_goes_on_in_them(
    service_school: ServiceSchool,
) -> None:
    operator, school = await service_school.operator(), fresh(size=6)
    home = next(
        one for one in school.roster.classes.values() if one.title == "9А" and not one.subject
    )
    await let_stand(operator, await upload(operator, school, org=school.org))
    await synced(operator)
    rooms = await chats_of(service_school, school.org)
    assert {"9А · класс", "9А · родители", "Учительская", "9А · биология"} <= rooms.keys()
    preview = await operator.ok("GET", "/v1/sync/preview")
    assert [one for one in preview["steps"] if one["org"] == school.org] == []
    await truncated(operator, school)
    *_, year = a_year(school, moments=1)
    draft = await upload(operator, year.school, org=school.org)
    assert [one["text"] for one in draft["successions"] if one["old"] == home.id] == ["9А → 10А"]
    await let_stand(operator, draft, carry_on=True)
    await synced(operator)
    later = await chats_of(service_school, school.org)
    assert later["10А · класс"] == rooms["9А · класс"], "the same chat under a new name"
    assert later["10А · биология"] == rooms["9А · биология"]
    assert "9А · класс" not in later


async def truncated(operator, school):
    """Half of the enrolments got lost on the way: that waits for a second yes."""
    pupils = sorted(g.person for g in school.roster.roles if g.role is Role.PUPIL)[:4]
    files = export((school,), "oneroster12")
    rows = files["enrollments.csv"].decode().splitlines()
    kept = [line for line in rows if not any(one in line for one in pupils)]
    files["enrollments.csv"] = "\n".join(kept).encode()
    packed = {"files": ("e.zip", zipped(files))}
    draft = await operator.ok("POST", UPLOADS, files=packed, data={"org": school.org})
    moves = [line["text"] for line in lines(draft, school) if line["change"] == "moves"]
    assert {text.split(" → ")[1] for text in moves} == {"без класса"}
    assert len(moves) == 4
    assert (draft["allowed"], "подтвердите" in draft["brake"]) == (False, True)
    path = f"/v1/rosters/drafts/{draft['id']}"
    assert await operator.refused(409, "POST", f"{path}/confirm", json={}) == "brake"
    assert (await operator.ok("GET", path))["id"] == draft["id"], "it still waits"


async def synced(operator):
    """Wait until the newest sync is over and went well."""
    status = await eventually(
        lambda: operator.ok("GET", "/v1/sync"),
        lambda told: told["runs"] and told["runs"][0]["ended_at"],
        seconds=140,
    )
    assert status["runs"][0]["state"] == "done", status["runs"][0]


async def chats_of(service_school, org):
    """The chats of a school on the homeserver: name → room id."""
    bot = await service_school._bot()
    found, start = {}, 0
    while start is not None:
        page = await bot.call("GET", f"/_synapse/admin/v1/rooms?limit=500&from={start}")
        for room in page["rooms"]:
            state = await bot.call("GET", f"/_synapse/admin/v1/rooms/{room['room_id']}/state")
            contents = {one["type"]: one["content"] for one in state["state"]}
            if contents.get("app.parta.room", {}).get("orgId") == org:
                found[room["name"]] = room["room_id"]
        start = page.get("next_batch")
    return found
