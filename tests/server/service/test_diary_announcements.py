"""Announcements over HTTP: the register's, the school's own, who has read them."""

import secrets
from datetime import timedelta

from tests.helpers.service_school import SCHOOL, Member, ServiceSchool
from tests.server.service.diary_family import TODAY, Family


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
