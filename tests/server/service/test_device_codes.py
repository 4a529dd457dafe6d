"""A code for another device of one's own: once, for minutes, and the person is told."""

from urllib.parse import quote

from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import Member, ServiceSchool
from tests.helpers.settle import eventually
from tests.server.service.test_cards import _card, _enter


async def _read(member: Member) -> list[str]:
    texts = []
    for room in (await member.matrix.call("GET", f"{CLIENT}/joined_rooms"))["joined_rooms"]:
        path = f"{CLIENT}/rooms/{quote(room)}/messages?dir=b&limit=20"
        events = (await member.matrix.call("GET", path))["chunk"]
        texts += [event["content"].get("body", "") for event in events]
    return texts


async def test_a_code_brings_one_more_device_and_the_person_is_told(
    service_school: ServiceSchool,
) -> None:
    teacher = await service_school.person("Вера", "teacher", leads=["9b"])
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    first = await pupil.ok("POST", "/v1/cards/mine")
    second = await pupil.ok("POST", "/v1/cards/mine")
    assert (await _enter(service_school, first["code"])).status_code == 403, "a newer one ended it"
    entered = await _enter(service_school, second["code"])
    assert (entered.status_code, entered.json()["user_id"]) == (200, pupil.user_id)
    assert (await _enter(service_school, second["code"])).status_code == 403
    devices = (await pupil.matrix.call("GET", f"{CLIENT}/devices"))["devices"]
    ids = {one["device_id"] for one in devices}
    assert {entered.json()["device_id"], pupil.matrix.device_id} <= ids
    cards = (await teacher.ok("GET", "/v1/cards", params={"class_id": "9b"}))["people"]
    assert next(one for one in cards if one["person"] == pupil.person)["card"] is None
    told = "ещё одном устройстве"
    await eventually(
        lambda: _read(pupil), lambda texts: any(told in one for one in texts), seconds=90
    )


async def test_a_printed_card_stays_good_and_a_reset_ends_the_code(
    service_school: ServiceSchool,
) -> None:
    teacher = await service_school.person("Вера", "teacher", leads=["9b"])
    pupil = await service_school.person("Дарья", "pupil", learns=["9b"])
    chosen = {"class_id": "9b", "people": [pupil.person]}
    sheet = await teacher.request("POST", "/v1/cards/sheet", json=chosen)
    assert sheet.is_success
    code = (await pupil.ok("POST", "/v1/cards/mine"))["code"]
    shown = (await teacher.ok("GET", "/v1/cards", params={"class_id": "9b"}))["people"]
    assert next(one for one in shown if one["person"] == pupil.person)["card"] == "waiting"
    await _card(teacher, pupil)
    assert (await _enter(service_school, code)).status_code == 403


async def test_whoever_runs_the_server_needs_the_password(service_school: ServiceSchool) -> None:
    operator = await service_school.operator()
    assert await operator.refused(403, "POST", "/v1/cards/mine") == "operator"
