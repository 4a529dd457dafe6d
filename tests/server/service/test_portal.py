"""A number for the portal's page: the right one, for whoever holds the token, while it holds."""

from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

import httpx

from server.service.school.endpoints import school_year
from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import Member, ServiceSchool
from tests.helpers.settle import eventually


async def _number(address: str, *, origin: str = "https://portal.example") -> httpx.Response:
    async with httpx.AsyncClient(timeout=60, trust_env=False) as http:
        return await http.get(address, headers={"Origin": origin})


async def _waiting(school: ServiceSchool) -> tuple[Member, Member, str]:
    teacher = await school.person("Вера", "teacher", leads=["9b"])
    pupil = await school.person("Артём", "pupil", learns=["9b"])
    room = await school.bot_room(teacher)
    await school.bot_brings(room, pupil)
    return teacher, pupil, room


async def test_the_portal_reads_how_many_wait_and_nothing_else(
    service_school: ServiceSchool,
) -> None:
    teacher, pupil, room = await _waiting(service_school)
    before = await pupil.ok("GET", "/v1/portal/badge")
    assert before["address"] is None
    assert before["button"].startswith("parta://open?address=")
    address = (await pupil.ok("POST", "/v1/portal/badge"))["address"]
    for text in ("раз", "два", "три"):
        await teacher.matrix.text(room, text)
    answer = await eventually(
        lambda: _number(address), lambda one: one.json().get("unread", 0) >= 3
    )
    assert set(answer.json()) == {"unread"}
    assert answer.headers["access-control-allow-origin"] == "*"
    assert pupil.user_id not in address
    assert (await pupil.ok("GET", "/v1/portal/badge"))["address"] == address


async def test_a_token_ends_with_a_newer_one_with_revoking_and_with_leaving(
    service_school: ServiceSchool,
) -> None:
    _, pupil, _ = await _waiting(service_school)
    first = (await pupil.ok("POST", "/v1/portal/badge"))["address"]
    second = (await pupil.ok("POST", "/v1/portal/badge"))["address"]
    assert (await _number(first)).status_code == 404
    assert (await _number(second)).status_code == 200
    await pupil.ok("DELETE", "/v1/portal/badge")
    assert (await _number(second)).status_code == 404
    third = (await pupil.ok("POST", "/v1/portal/badge"))["address"]
    await service_school.dismiss(pupil)
    assert (await _number(third)).status_code == 404


async def test_a_token_that_somebody_made_up_opens_nothing(service_school: ServiceSchool) -> None:
    _, pupil, _ = await _waiting(service_school)
    other = await service_school.person("Илья", "pupil")
    mine = (await pupil.ok("POST", "/v1/portal/badge"))["address"]
    theirs = (await other.ok("POST", "/v1/portal/badge"))["address"]
    base, _, token = mine.partition("token=")
    theirs_id = theirs.partition("token=")[2].partition(".")[0]
    badge_id, _, signature = token.partition(".")
    changed = ("0" if signature[0] != "0" else "1") + signature[1:]
    for made_up in ("", ".", badge_id, f"{theirs_id}.{signature}", f"{badge_id}.{changed}"):
        assert (await _number(f"{base}token={made_up}")).status_code == 404, made_up
    async with httpx.AsyncClient(base_url=service_school.homeserver.service_url) as http:
        asked = await http.get("/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert asked.status_code == 401, "it opens the number alone"


async def test_a_stranger_has_no_number(service_school: ServiceSchool) -> None:
    stranger = await service_school.stranger()
    assert await stranger.refused(403, "POST", "/v1/portal/badge") == "not_in_roster"


async def test_the_staff_reads_the_school_year_and_how_many_are_here(
    service_school: ServiceSchool,
) -> None:
    teacher, pupil, _ = await _waiting(service_school)
    path = f"{CLIENT}/presence/{quote(pupil.user_id)}/status"
    await pupil.matrix.call("PUT", path, json={"presence": "online"})
    now = await teacher.ok("GET", "/v1/school/now")
    assert now["online"] >= 1
    assert now["school_year"] == school_year(datetime.now(ZoneInfo("Europe/Moscow")).date())
    assert await pupil.refused(403, "GET", "/v1/school/now") == "role_needed"


def test_a_school_year_begins_in_august() -> None:
    assert school_year(date(2026, 7, 31)) == "2025/2026"
    assert school_year(date(2026, 8, 1)) == "2026/2027"
