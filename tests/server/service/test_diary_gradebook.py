"""The school's own gradebook over HTTP: what it fills, who reads journals, who hears of marks."""

import io
import sqlite3
import zipfile
from datetime import timedelta

from server.demo.gradebook import DemoGroup, gradebook_export
from server.service.diary.notices import TEXT
from tests.helpers.service_school import SCHOOL, Member, ServiceSchool
from tests.server.service.diary_family import MONDAY, TODAY, WEDNESDAY, Family


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
