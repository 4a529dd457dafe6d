"""The diary over HTTP: own children only, from the linked register and the school's gradebook."""

import io
import secrets
import sqlite3
import zipfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.demo import journal
from server.demo.gradebook import DemoGroup, gradebook_export
from server.demo.sgo.families import ARTEM, FAMILIES
from server.demo.sgo.faults import Fault
from server.service.diary import marks
from server.service.diary.notices import TEXT
from server.service.diary.values import Assignment
from tests.helpers.service_school import SCHOOL, Member, ServiceSchool
from tests.server.diary.register import RunningRegister, serve_register

PARENT = FAMILIES[0]
TODAY = datetime.now(ZoneInfo("Europe/Moscow")).date()
WEDNESDAY = date(TODAY.year - (date(TODAY.year, 11, 1) > TODAY), 10, 14)
MONDAY = WEDNESDAY - timedelta(days=WEDNESDAY.weekday())


@pytest.fixture(scope="module")
def sgo() -> Iterator[RunningRegister]:
    with serve_register(lambda: TODAY) as running:
        yield running


@dataclass
class Family:
    """Artem, his mother, a father whom a ruling keeps from the diary, and others around."""

    artem: Member
    mama: Member
    ruled: Member
    dasha: Member
    other_mama: Member
    vera: Member
    biologist: Member
    head: Member
    stranger: Member

    @property
    def path(self) -> str:
        """Artem's diary, linked to the register."""
        return f"/v1/diary/children/{self.artem.person}"

    @property
    def own(self) -> str:
        """Dasha's, which nobody links: it comes from the school."""
        return f"/v1/diary/children/{self.dasha.person}"


@pytest.fixture(scope="module")
def _family() -> dict[str, Member]:
    return {}


@pytest.fixture
async def family(
    service_school: ServiceSchool, _family: dict[str, Member]
) -> AsyncIterator[Family]:
    """People are made once; every test has its own connections."""
    if not _family:
        _family |= await _move_in(service_school)
    family = Family(**{name: member.again() for name, member in _family.items()})
    yield family
    for member in vars(family).values():
        await member.aclose()


async def _move_in(school: ServiceSchool) -> dict[str, Member]:
    artem = await school.person("Артём Кузнецов", "pupil", learns=["9b", "9b-bio"])
    dasha = await school.person("Дарья Иванова", "pupil", learns=["9b", "9b-bio"])
    return {
        "artem": artem,
        "dasha": dasha,
        "mama": await school.person("Елена Кузнецова", "parent", children=[artem]),
        "ruled": await school.person("Пётр Кузнецов", "parent", children=[artem], no_diary=True),
        "other_mama": await school.person("Анна Иванова", "parent", children=[dasha]),
        "vera": await school.person("Вера Вартанян", "teacher", leads=["9b"]),
        "biologist": await school.person("Павел Громов", "teacher", teaches=["9b-bio"]),
        "head": await school.person("Сергей Дорохов", "admin"),
        "stranger": await school.stranger(),
    }


@pytest.fixture
async def linked(family: Family, service_school: ServiceSchool, sgo: RunningRegister) -> Family:
    sgo.register.forget()
    operator = await service_school.operator()
    told = {"title": "Сетевой Город", "url": sgo.url, "school": PARENT.school}
    await operator.ok("PUT", "/v1/diary/registers/sgo", json=told)
    await family.mama.ok("PUT", f"{family.path}/link", json=_sign_in())
    return family


def _sign_in(**more: object) -> dict[str, object]:
    return {"register": "sgo", "login": PARENT.login, "password": PARENT.password, **more}


def _truth(begins: date, ends: date) -> dict[str, list[Assignment]]:
    found: dict[str, list[Assignment]] = {}
    for day in journal.days(begins, ends):
        for lesson in journal.lessons("9Б", day):
            for task in lesson.tasks:
                mark = journal.mark("artem", lesson, task, TODAY).value
                weight = journal.KINDS[task.kind][1]
                one = Assignment(str(task.id), task.kind, task.text, day, mark, weight)
                found.setdefault(lesson.subject, []).append(one)
    return found


# ------------------------------------------------------------------------------------- reading


async def test_a_week_comes_from_the_familys_register(linked: Family) -> None:
    for reader in (linked.mama, linked.artem):
        week = await reader.ok("GET", f"{linked.path}/week", params={"day": str(WEDNESDAY)})
        assert week["monday"] == str(MONDAY)
        assert week["source"] == "Сетевой Город"
        marks_there = [
            (lesson["subject"], one["mark"])
            for day in week["days"]
            for lesson in day["lessons"]
            for one in lesson["assignments"]
        ]
        wanted = [
            (lesson.subject, journal.mark("artem", lesson, task, TODAY).value)
            for day in journal.days(MONDAY, MONDAY + timedelta(days=6))
            for lesson in journal.lessons("9Б", day)
            for task in lesson.tasks
        ]
        assert marks_there == wanted
        assert any(mark for _, mark in marks_there)


async def test_averages_absences_and_debts_are_those_of_the_journal(linked: Family) -> None:
    results = await linked.mama.ok("GET", f"{linked.path}/results")
    period = results["period"]
    assert len(results["periods"]) == 4
    begins, ends = date.fromisoformat(period["begins"]), date.fromisoformat(period["ends"])
    truth = _truth(begins, ends)
    shown = {one["subject"]: one["average"] for one in results["subjects"]}
    assert shown == {
        subject: None if (mean := marks.average(works)) is None else str(mean)
        for subject, works in truth.items()
    }
    absences = await linked.mama.ok("GET", f"{linked.path}/absences")
    assert {one["why"] for one in absences["absences"]} <= {"УП", "Б", "ОП"}
    codes = [one.mark for works in truth.values() for one in works if one.mark in {"УП", "Б", "ОП"}]
    assert len(absences["absences"]) == len(codes)
    homework = await linked.mama.ok("GET", f"{linked.path}/homework")
    assert all(date.fromisoformat(w["assignment"]["due"]) >= TODAY for w in homework["homework"])
    assert all(w["assignment"]["duty"] for w in homework["overdue"])


async def test_announcements_are_confirmed_once_and_files_come_through(linked: Family) -> None:
    path = f"{linked.path}/announcements"
    first = (await linked.mama.ok("GET", path))["announcements"][0]
    assert first["title"] == "Сверить электронные журналы!"
    assert first["read_at"] is None
    await linked.mama.ok("PUT", f"{path}/{first['id']}/read")
    once = (await linked.mama.ok("GET", path))["announcements"][0]["read_at"]
    await linked.mama.ok("PUT", f"{path}/{first['id']}/read")
    assert once is not None
    assert (await linked.mama.ok("GET", path))["announcements"][0]["read_at"] == once
    assert (await linked.artem.ok("GET", path))["announcements"][0]["read_at"] is None
    file = await linked.mama.request("GET", f"{path}/{first['id']}/attachments/9000")
    assert file.status_code == 200
    assert file.headers["content-disposition"] == "attachment; filename*=UTF-8''plan.txt"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert await linked.mama.refused(404, "GET", f"{path}/{first['id']}/attachments/9001")
    assert await linked.mama.refused(404, "PUT", f"{path}/register:0/read")


async def test_the_school_announces_and_sees_how_many_have_read(
    linked: Family, service_school: ServiceSchool
) -> None:
    body = {"org": SCHOOL, "title": "Субботник", "text": "В субботу в 10:00."}
    notice = (await linked.vera.ok("POST", "/v1/diary/announcements", json=body))["id"]
    await linked.mama.ok("PUT", f"{linked.path}/announcements/{notice}/read")
    readers = await linked.vera.ok("GET", f"/v1/diary/announcements/{notice}/readers")
    assert readers["read"] == 1
    # All but the author, and the father whom a ruling keeps from the diary.
    assert readers["people"] >= 6
    for other in (linked.mama, linked.artem):
        assert await other.refused(403, "POST", "/v1/diary/announcements", json=body)
        assert await other.refused(403, "GET", f"/v1/diary/announcements/{notice}/readers")
    foreign = body | {"org": "school-21"}
    code = await linked.vera.refused(403, "POST", "/v1/diary/announcements", json=foreign)
    assert code == "not_your_school"


async def test_an_announcement_is_posted_once_and_taken_down_by_whom_it_belongs_to(
    linked: Family,
) -> None:
    place = "/v1/diary/announcements"
    body = {"org": SCHOOL, "title": "Субботник", "text": "В субботу.", "key": secrets.token_hex(8)}
    notice = (await linked.vera.ok("POST", place, json=body))["id"]
    assert (await linked.vera.ok("POST", place, json=body))["id"] == notice
    other = body | {"text": "В воскресенье."}
    assert await linked.vera.refused(409, "POST", place, json=other) == "posted_already"
    assert await linked.head.refused(409, "POST", place, json=body) == "posted_already"

    async def seen() -> list[str]:
        found = (await linked.mama.ok("GET", f"{linked.path}/announcements"))["announcements"]
        return [one["text"] for one in found if one["id"] == notice]

    assert await seen() == ["В субботу."]
    await linked.mama.ok("PUT", f"{linked.path}/announcements/{notice}/read")
    at = f"{place}/{notice}"
    assert await linked.biologist.refused(404, "DELETE", at) == "not_found"
    assert await linked.mama.refused(403, "DELETE", at)
    await linked.vera.ok("DELETE", at)
    assert await seen() == []
    assert await linked.vera.refused(404, "DELETE", at) == "not_found"
    assert await linked.mama.refused(404, "PUT", f"{linked.path}/announcements/{notice}/read")
    notice = (await linked.vera.ok("POST", place, json=body | {"key": None}))["id"]
    await linked.head.ok("DELETE", f"{place}/{notice}")
    assert await seen() == []


async def test_an_announcement_reaches_whom_it_is_for_and_says_who_has_not_read_it(
    linked: Family, service_school: ServiceSchool
) -> None:
    place = "/v1/diary/announcements"
    schools = (await linked.vera.ok("GET", f"{place}/addressees"))["schools"]
    assert [one["org"] for one in schools] == [SCHOOL]
    assert {"id": "9b", "title": "9Б"} in schools[0]["classes"]
    body = {"org": SCHOOL, "title": "Собрание", "text": "В среду в 18:00."}

    async def shown(member: Member, path: str) -> bool:
        found = (await member.ok("GET", path))["announcements"]
        return notice in {one["id"] for one in found}

    to = {"audience": "parents", "classes": ["9b"]}
    notice = (await linked.vera.ok("POST", place, json=body | to))["id"]
    mama, artem = f"{linked.path}/announcements", linked.artem
    assert await shown(linked.mama, mama)
    assert not await shown(artem, mama)
    assert await artem.refused(404, "PUT", f"{mama}/{notice}/read") == "not_found"
    assert not await shown(linked.biologist, place), "it is not for the staff"
    assert await linked.biologist.refused(404, "PUT", f"{place}/{notice}/read")
    await linked.mama.ok("PUT", f"{mama}/{notice}/read")
    told = await linked.head.ok("GET", f"{place}/{notice}/readers")
    readers = {one["name"]: one["read_at"] is not None for one in told["readers"]}
    assert (readers["Кузнецова Елена"], readers["Иванова Анна"]) == (True, False)
    assert "Кузнецов Пётр" not in readers, "a ruling keeps him from the diary"
    assert (told["read"], told["people"]) == (1, len(readers))

    staff = body | {"audience": "staff", "due": str(TODAY)}
    notice = (await linked.head.ok("POST", place, json=staff))["id"]
    assert not await shown(linked.mama, mama)
    assert await shown(linked.biologist, place)
    await linked.biologist.ok("PUT", f"{place}/{notice}/read")
    seen = (await linked.biologist.ok("GET", place))["announcements"]
    (mine,) = (one for one in seen if one["id"] == notice)
    assert (mine["read_at"] is not None, mine["mine"], mine["due"]) == (True, False, str(TODAY))
    assert await linked.biologist.refused(404, "GET", f"{place}/{notice}/readers")

    past = staff | {"due": str(TODAY - timedelta(days=2))}
    assert await linked.vera.refused(400, "POST", place, json=past) == "due_in_past"
    foreign = body | {"classes": ["nobody's"]}
    assert await linked.vera.refused(400, "POST", place, json=foreign) == "no_such_class"
    for nobody in (linked.mama, linked.artem, linked.stranger):
        assert await nobody.refused(403, "GET", place)
        assert await nobody.refused(403, "GET", f"{place}/addressees")
        assert await nobody.refused(403, "PUT", f"{place}/{notice}/read")


async def test_a_file_of_homework_belongs_to_its_assignment(linked: Family) -> None:
    files = await linked.mama.ok("GET", f"{linked.path}/assignments/123/attachments")
    assert files == [{"id": "123", "name": "task-123.txt"}]
    path = f"{linked.path}/assignments/123/attachments"
    assert (await linked.mama.request("GET", f"{path}/123")).text == "Задание 123\n" * 200
    assert await linked.mama.refused(404, "GET", f"{path}/124") == "not_found"


# ------------------------------------------------------------------------------------- attacks

PLACES = (
    ("GET", "/week"),
    ("GET", "/results"),
    ("GET", "/absences"),
    ("GET", "/homework"),
    ("GET", "/announcements"),
    ("GET", "/assignments/123/attachments"),
    ("GET", "/assignments/123/attachments/123"),
    ("GET", "/announcements/register:500/attachments/9000"),
    ("PUT", "/announcements/register:500/read"),
    ("DELETE", "/link"),
)


async def test_nobody_else_opens_a_diary(linked: Family, service_school: ServiceSchool) -> None:
    attackers = {
        "another pupil of the class": (linked.dasha, "diary_not_yours"),
        "another parent": (linked.other_mama, "diary_not_yours"),
        "a guardian under a ruling": (linked.ruled, "diary_ruled_out"),
        "the class teacher": (linked.vera, "diary_not_yours"),
        "the head": (linked.head, "diary_not_yours"),
        "a stranger": (linked.stranger, "diary_not_yours"),
        "the operator": (await service_school.operator(), "diary_not_yours"),
    }
    for who, (member, code) in attackers.items():
        for method, place in PLACES:
            found = await member.refused(403, method, linked.path + place)
            assert found == code, f"{who}: {method} {place}"
        assert await member.refused(403, "PUT", f"{linked.path}/link", json=_sign_in()) == code
        children = await member.ok("GET", "/v1/diary/children")
        assert linked.artem.person not in {one["person"] for one in children}
    for method, place in PLACES:
        answer = await linked.mama.request(
            method, linked.path + place, headers={"Authorization": "Bearer wrong"}
        )
        assert answer.status_code == 401
    unknown = await linked.mama.refused(403, "GET", "/v1/diary/children/nobody/week")
    assert unknown == "diary_not_yours", "an id that is nobody's looks like another's child"


async def test_without_a_gradebook_the_way_out_is_said_and_a_leavers_diary_is_closed(
    service_school: ServiceSchool,
) -> None:
    child = await service_school.person("Ева Калинина", "pupil", learns=["2a"])
    mother = await service_school.person("Нина Калинина", "parent", children=[child])
    path = f"/v1/diary/children/{child.person}/week"
    (told,) = await mother.ok("GET", "/v1/diary/children")
    assert told["gradebook"] is None
    assert await mother.refused(404, "GET", path) == "no_gradebook"
    await service_school.dismiss(child)
    for reader in (mother, child):
        assert await reader.refused(403, "GET", path) == "diary_closed"
        assert await reader.ok("GET", "/v1/diary/children") == []


# ------------------------------------------------------------------------------------- linking


async def test_only_the_operator_names_hosts_and_only_hosts(
    family: Family, service_school: ServiceSchool
) -> None:
    operator = await service_school.operator()
    path = "/v1/diary/registers/evil"
    body = {"title": "Журнал", "url": "https://sgo.example", "school": 1}
    for other in (family.head, family.vera, family.mama, family.artem, family.stranger):
        assert await other.refused(403, "PUT", path, json=body) == "operator_needed"
    bad = ("file:///etc/passwd", "http://a@b", "http://a/b", "http://a:99999999", "ftp://a", "//a")
    for url in bad:
        assert await operator.refused(422, "PUT", path, json=body | {"url": url})
    for port in ("0", "1"):
        await operator.ok("PUT", path, json=body | {"url": f"http://127.0.0.1:{port}"})
        sign_in = _sign_in(register="evil")
        answer = await family.mama.refused(503, "PUT", f"{family.path}/link", json=sign_in)
        assert answer == "gradebook_down"


async def test_who_may_read_is_told_with_the_gradebook(linked: Family) -> None:
    (child,) = await linked.mama.ok("GET", "/v1/diary/children")
    assert child == {
        "person": linked.artem.person,
        "name": "Артём Кузнецов",
        "class_title": "9Б",
        "me": False,
        "gradebook": {"title": "Сетевой Город", "linked": True, "problem": ""},
    }
    (own,) = await linked.artem.ok("GET", "/v1/diary/children")
    assert own["me"] is True


async def test_a_wrong_password_is_said_and_nothing_is_kept(
    linked: Family, sgo: RunningRegister
) -> None:
    path = f"{linked.path}/link"
    await linked.mama.ok("DELETE", path)
    wrong = _sign_in(password="не тот")
    answer = await linked.mama.request("PUT", path, json=wrong)
    assert (answer.status_code, answer.json()["code"]) == (409, "gradebook_refused")
    assert "Неправильный пароль" in answer.json()["text"]
    (child,) = await linked.mama.ok("GET", "/v1/diary/children")
    assert child["gradebook"] is None or not child["gradebook"]["linked"]
    assert await linked.mama.refused(404, "PUT", path, json=_sign_in(register="other"))
    assert await linked.mama.refused(404, "DELETE", path)


async def test_a_child_with_another_name_must_be_picked(
    service_school: ServiceSchool, linked: Family
) -> None:
    child = await service_school.person("Тимур Юсупов", "pupil", learns=["9b"])
    mother = await service_school.person("Роза Юсупова", "parent", children=[child])
    path = f"/v1/diary/children/{child.person}/link"
    answer = await mother.ok("PUT", path, json=_sign_in())
    assert answer["linked"] is False
    assert [one["name"] for one in answer["students"]] == ["Кузнецов Артём", "Кузнецова Полина"]
    assert await mother.refused(404, "PUT", path, json=_sign_in(student=1))
    picked = await mother.ok("PUT", path, json=_sign_in(student=answer["students"][1]["id"]))
    assert picked == {"linked": True, "students": []}


async def test_the_register_away_or_speaking_nonsense_is_503_with_a_sentence(
    linked: Family, sgo: RunningRegister
) -> None:
    for fault in (Fault.CRASH, Fault.HTML, Fault.TRUNCATED):
        sgo.register.faults.plan("student/diary", fault)
        assert await linked.mama.refused(503, "GET", f"{linked.path}/week") == "gradebook_down"
    await linked.mama.ok("GET", f"{linked.path}/week")


async def test_the_familys_password_is_nowhere_in_the_clear(
    linked: Family, service_school: ServiceSchool
) -> None:
    await linked.mama.ok("GET", f"{linked.path}/week")
    wrong = _sign_in(password="не тот пароль", login="кто-то")
    await linked.mama.refused(409, "PUT", f"{linked.path}/link", json=wrong)
    await linked.mama.refused(422, "PUT", f"{linked.path}/link", json=_sign_in(student="x"))
    data = service_school.homeserver.data
    secrets = [PARENT.password, "не тот пароль", PARENT.login, ARTEM.name, str(ARTEM.student_id)]
    for file in (*data.rglob("*.log"), *(data / "service").glob("service.db*")):
        content = file.read_bytes()
        # The register's number of the child stands in the link; the rest stands nowhere.
        looked = secrets if file.suffix == ".log" else secrets[:3]
        assert [one for one in looked if one.encode() in content] == [], file.name
    assert (data / "service" / "vault.key").stat().st_mode & 0o777 == 0o600


# ---------------------------------------------------------------------- the school's gradebook


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def _export(family: Family) -> dict[str, bytes]:
    pupils = (family.artem.person, family.dasha.person)
    groups = [DemoGroup("9b-bio", "9Б", "Биология", pupils)]
    return gradebook_export(groups, begins=MONDAY - timedelta(days=14), today=TODAY)


async def test_the_schools_own_gradebook_fills_diary_and_journal(
    family: Family,
) -> None:
    export = _export(family)
    taken = await family.head.ok(
        "PUT", f"/v1/diary/gradebook/{SCHOOL}", params={"quiet": True}, content=_zip(export)
    )
    for name in ("line_items", "results"):
        rows = export[f"{name.replace('_', '')}.csv"].splitlines()
        assert taken[name] == len(rows) - 1 > 0
    week = await family.other_mama.ok("GET", f"{family.own}/week", params={"day": str(WEDNESDAY)})
    lessons = [lesson for day in week["days"] for lesson in day["lessons"]]
    assert week["source"] == "Журнал школы"
    assert {one["subject"] for one in lessons} == {"Биология"}
    assert {one["teacher"] for one in lessons} == {family.biologist.user_id}, "one of them writes"

    period = (await family.other_mama.ok("GET", f"{family.own}/results"))["period"]["id"]
    path = "/v1/diary/journal/9b-bio"
    for reader in (family.biologist, family.vera, family.head):
        table = await reader.ok("GET", path, params={"period": period})
        names = {row["person"]: row for row in table["rows"]}
        assert {family.artem.person, family.dasha.person} <= names.keys()
        mean = (await family.other_mama.ok("GET", f"{family.own}/results"))["subjects"][0][
            "average"
        ]
        assert names[family.dasha.person]["average"] == mean
    offered = await family.biologist.ok("GET", "/v1/diary/journal")
    assert [one["id"] for one in offered["groups"]] == ["9b-bio"]
    assert offered["groups"][0]["homeroom"] == "9Б"
    by_subject = await family.vera.ok("GET", "/v1/diary/journal", params={"subject": "биология"})
    assert [one["id"] for one in by_subject["groups"]] == ["9b-bio"]
    nothing = await family.vera.ok("GET", "/v1/diary/journal", params={"grade": 3})
    assert nothing["groups"] == []


async def test_journals_are_for_the_teachers_of_the_class(
    family: Family, service_school: ServiceSchool
) -> None:
    colleague = await service_school.person("Нина Лебедева", "teacher", teaches=["2a"])
    foreign = await service_school.person("Иван Кургин", "admin", org="school-21")
    for who in (colleague, foreign):
        for group in ("9b", "9b-bio"):
            code = await who.refused(403, "GET", f"/v1/diary/journal/{group}")
            assert code == "journal_not_yours"
    for who in (family.artem, family.mama, family.stranger):
        assert await who.refused(403, "GET", "/v1/diary/journal/9b-bio") == "role_needed"
    assert await family.vera.refused(404, "GET", "/v1/diary/journal/nothing") == "not_found"
    code = await foreign.refused(403, "PUT", f"/v1/diary/gradebook/{SCHOOL}", content=b"")
    assert code == "not_your_school"
    assert await family.vera.refused(403, "PUT", f"/v1/diary/gradebook/{SCHOOL}", content=b"")


async def test_a_broken_export_changes_nothing(
    family: Family,
) -> None:
    path = f"/v1/diary/gradebook/{SCHOOL}"
    good = _export(family)
    await family.head.ok("PUT", path, params={"quiet": True}, content=_zip(good))
    before = await family.other_mama.ok("GET", f"{family.own}/results")
    broken = [
        good | {"results.csv": b"sourcedId,student\n1,2\n"},
        good | {"lineitems.csv": good["lineitems.csv"].replace(b"9b-bio", b"7v")},
        good | {"categories.csv": b"sourcedId,title\nk,\xd0\xa2\nk,\xd0\x9a\n"},
        {"orgs.csv": b"sourcedId\n"},
    ]
    for files in broken:
        assert await family.head.refused(400, "PUT", path, content=_zip(files))
    assert await family.head.refused(400, "PUT", path, content=b"no zip")
    after = await family.other_mama.ok("GET", f"{family.own}/results")
    assert after["subjects"] == before["subjects"]


async def test_a_new_mark_is_told_without_the_mark(
    family: Family,
) -> None:
    path = f"/v1/diary/gradebook/{SCHOOL}"
    export = _export(family)
    await family.head.ok("PUT", path, params={"quiet": True}, content=_zip(export))
    item = export["lineitems.csv"].decode().splitlines()[1].split(",")[0]
    delta = {
        "manifest.csv": b"propertyName,value\nfile.results,delta\n",
        "results.csv": (
            "sourcedId,lineItemSourcedId,studentSourcedId,score,comment\n"
            f"fresh-{family.dasha.person},{item},{family.dasha.person},2,Не готов\n"
        ).encode(),
    }
    await family.head.ok("PUT", path, content=_zip(delta))
    assert await _told(family.other_mama) == [TEXT]
    assert await _told(family.dasha) == [TEXT]
    for other in (family.ruled, family.mama, family.artem, family.vera):
        assert await _told(other) == []


async def _told(member: Member) -> list[str]:
    """What the school's bot has written to somebody."""
    joined = await member.matrix.call("GET", "/_matrix/client/v3/joined_rooms")
    return [
        event["content"]["body"]
        for room in joined["joined_rooms"]
        for event in await member.matrix.messages(room)
        if event["type"] == "m.room.message"
    ]


async def test_no_message_of_the_homeserver_holds_anything_of_the_diary(
    linked: Family, service_school: ServiceSchool
) -> None:
    await linked.mama.ok("GET", f"{linked.path}/week", params={"day": str(WEDNESDAY)})
    (path,) = service_school.homeserver.data.glob("school/*.db")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        rows = [row[0] for row in database.execute("SELECT json FROM event_json")]
    words = ("Алгебра", "§14", "Домашнее задание", "Контрольная работа")
    assert rows
    assert [one for one in rows if any(word in one for word in words)] == []
