"""The diary over HTTP: own children only, from the register that a family has linked."""

from datetime import date, timedelta

from server.demo import journal
from server.demo.sgo.families import ARTEM
from server.demo.sgo.faults import Fault
from server.service.diary import marks
from server.service.diary.values import Assignment
from tests.helpers.service_school import ServiceSchool
from tests.server.diary.register import RunningRegister
from tests.server.service.diary_family import MONDAY, PARENT, TODAY, WEDNESDAY, Family, sign_in


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
        assert await member.refused(403, "PUT", f"{linked.path}/link", json=sign_in()) == code
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
        evil = sign_in(register="evil")
        answer = await family.mama.refused(503, "PUT", f"{family.path}/link", json=evil)
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
    wrong = sign_in(password="не тот")
    answer = await linked.mama.request("PUT", path, json=wrong)
    assert (answer.status_code, answer.json()["code"]) == (409, "gradebook_refused")
    assert "Неправильный пароль" in answer.json()["text"]
    (child,) = await linked.mama.ok("GET", "/v1/diary/children")
    assert child["gradebook"] is None or not child["gradebook"]["linked"]
    assert await linked.mama.refused(404, "PUT", path, json=sign_in(register="other"))
    assert await linked.mama.refused(404, "DELETE", path)


async def test_a_child_with_another_name_must_be_picked(
    service_school: ServiceSchool, linked: Family
) -> None:
    child = await service_school.person("Тимур Юсупов", "pupil", learns=["9b"])
    mother = await service_school.person("Роза Юсупова", "parent", children=[child])
    path = f"/v1/diary/children/{child.person}/link"
    answer = await mother.ok("PUT", path, json=sign_in())
    assert answer["linked"] is False
    assert [one["name"] for one in answer["students"]] == ["Кузнецов Артём", "Кузнецова Полина"]
    assert await mother.refused(404, "PUT", path, json=sign_in(student=1))
    picked = await mother.ok("PUT", path, json=sign_in(student=answer["students"][1]["id"]))
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
    wrong = sign_in(password="не тот пароль", login="кто-то")
    await linked.mama.refused(409, "PUT", f"{linked.path}/link", json=wrong)
    await linked.mama.refused(422, "PUT", f"{linked.path}/link", json=sign_in(student="x"))
    data = service_school.homeserver.data
    secrets = [PARENT.password, "не тот пароль", PARENT.login, ARTEM.name, str(ARTEM.student_id)]
    for file in (*data.rglob("*.log"), *(data / "service").glob("service.db*")):
        content = file.read_bytes()
        # The register's number of the child stands in the link; the rest stands nowhere.
        looked = secrets if file.suffix == ".log" else secrets[:3]
        assert [one for one in looked if one.encode() in content] == [], file.name
    assert (data / "service" / "vault.key").stat().st_mode & 0o777 == 0o600
