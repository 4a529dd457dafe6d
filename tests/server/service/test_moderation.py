"""Complaints against real servers: who sees them, who reads what was written, what is wiped."""

import json
from typing import Any
from urllib.parse import quote

from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import OTHER_SCHOOL, SCHOOL, Member, ServiceSchool


async def _report(who: Member, room: str, event: str, reason: str = "угрозы") -> None:
    path = f"{CLIENT}/rooms/{quote(room)}/report/{quote(event)}"
    await who.matrix.call("POST", path, json={"reason": reason})


async def _reports(admin: Member, room: str) -> list[dict[str, Any]]:
    found = (await admin.ok("GET", "/v1/reports"))["reports"]
    return [one for one in found if one["room_id"] == room]


async def _log(school: ServiceSchool, report: int) -> list[str]:
    # The whole log: other tests of the run write into it too, and the list comes in pages.
    exported = await (await school.operator()).request("GET", "/v1/audit/export")
    entries = [json.loads(line) for line in exported.text.splitlines()]
    return [
        one["action"]
        for one in entries
        if one["subject"] == str(report) and one["action"].startswith("report.")
    ]


async def test_two_administrators_look_and_nobody_else(service_school: ServiceSchool) -> None:
    make = service_school.person
    one, two, three = [await make(f"Завуч {n}", "admin") for n in (1, 2, 3)]
    vera = await make("Вера", "teacher", leads=["9b"])
    artem, dasha = [await make(f"Ученик {n}", "pupil", learns=["9b"]) for n in (1, 2)]
    stranger = await make("Чужой завуч", "admin", org=OTHER_SCHOOL)
    room = await artem.matrix.create_room("Друзья", members=(dasha.matrix,))
    await dasha.matrix.text(room, "секрет")
    event = await artem.matrix.text(room, "плохие слова")
    await dasha.matrix.text(room, "мне неприятно")
    await _report(dasha, room, event)

    (report,) = await _reports(one, room)
    assert (report["sender"], report["reporter"]) == (artem.user_id, dasha.user_id)
    assert "плохие слова" not in str(report)
    assert await _reports(stranger, room) == []
    here = f"/v1/reports/{report['id']}"
    for who in (vera, artem, dasha):
        assert await who.refused(403, "GET", "/v1/reports") == "role_needed"
        assert await who.refused(403, "GET", f"{here}/context") == "role_needed"
    for path in ("context", "look/agree", "wipe"):
        method = "GET" if path == "context" else "POST"
        assert await stranger.refused(404, method, f"{here}/{path}") == "no_report"

    assert await one.refused(403, "GET", f"{here}/context") == "look_not_agreed"
    assert await two.refused(409, "POST", f"{here}/look/agree") == "look_not_asked"
    await one.ok("POST", f"{here}/look", json={"why": "жалоба на угрозы"})
    assert await one.refused(403, "POST", f"{here}/look/agree") == "look_same"
    assert await one.refused(403, "GET", f"{here}/context") == "look_not_agreed"
    await two.ok("POST", f"{here}/look/agree")
    assert await three.refused(403, "GET", f"{here}/context") == "look_others"
    for who in (one, two):
        messages = (await who.ok("GET", f"{here}/context"))["messages"]
        assert [m["text"] for m in messages] == ["секрет", "плохие слова", "мне неприятно"]
        assert [m["reported"] for m in messages] == [False, True, False]

    await one.ok("POST", f"{here}/close", json={"decision": "беседа"})
    assert await one.refused(403, "GET", f"{here}/context") == "look_not_agreed"
    assert await _log(service_school, report["id"]) == [
        "report.look_asked",
        "report.look_agreed",
        "report.read",
        "report.read",
        "report.closed",
    ]


async def test_nobody_judges_in_their_own_cause(service_school: ServiceSchool) -> None:
    one = await service_school.person("Завуч", "admin")
    other = await service_school.person("Второй", "admin")
    room = await one.matrix.create_room("Администрация", members=(other.matrix,))
    event = await one.matrix.text(room, "я сам")
    await _report(other, room, event)
    assert await _reports(one, room) == []
    assert await _reports(other, room) == []
    third = await service_school.person("Третий", "admin")
    (report,) = await _reports(third, room)
    path = f"/v1/reports/{report['id']}/look"
    assert await one.refused(404, "POST", path, json={"why": "посмотреть"}) == "no_report"


async def _texts(who: Member, room: str) -> set[str]:
    found = [event["content"].get("body") for event in await who.matrix.messages(room)]
    return {text for text in found if text}


async def test_words_under_supervision_are_not_wiped_by_a_detour(
    service_school: ServiceSchool,
) -> None:
    """Wiping deletes in the author's name, which the homeserver takes for the author's own wish."""
    vera = await service_school.person("Вера", "teacher", leads=["9b"])
    artem, dasha = [
        await service_school.person(f"Ученик {n}", "pupil", learns=["9b"]) for n in (1, 2)
    ]
    path = "/v1/moderation/wipe"
    hers = await vera.matrix.create_room(members=(artem.matrix,), direct=True)
    await artem.matrix.text(hers, "Зачем вы это пишете?")
    body = {"room_id": hers, "user_id": artem.user_id}
    assert await vera.refused(403, "POST", path, json=body) == "supervised_words"
    his = await artem.matrix.create_room("Кружок", members=(vera.matrix, dasha.matrix))
    await vera.matrix.text(his, "Завтра в шесть")
    body = {"room_id": his, "user_id": vera.user_id}
    assert await artem.refused(403, "POST", path, json=body) == "supervised_words"
    assert "Зачем вы это пишете?" in await _texts(vera, hers)
    assert "Завтра в шесть" in await _texts(artem, his)
    group = await vera.matrix.create_room("Поход", members=(artem.matrix, dasha.matrix))
    await artem.matrix.text(group, "спам")
    await vera.ok("POST", path, json={"room_id": group, "user_id": artem.user_id})


async def test_leaders_wipe_what_somebody_wrote(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера", "teacher", leads=["9b"])
    artem, dasha = [
        await service_school.person(f"Ученик {n}", "pupil", learns=["9b"]) for n in (1, 2)
    ]
    content = {"kind": "class", "managed": True, "orgId": SCHOOL, "classId": "9b"}
    room = await service_school.bot_room(
        vera,
        state=[
            {"type": "app.parta.room", "content": content},
            {"type": "m.room.join_rules", "content": {"join_rule": "public"}},
        ],
    )
    for pupil in (artem, dasha):
        await pupil.matrix.join(room)
    for number in range(3):
        await artem.matrix.text(room, f"спам {number}")
    await dasha.matrix.text(room, "не спам")
    body = {"room_id": room, "user_id": artem.user_id}
    assert await dasha.refused(403, "POST", "/v1/moderation/wipe", json=body) == "wipe_power"
    hers = body | {"user_id": vera.user_id}
    assert await vera.refused(403, "POST", "/v1/moderation/wipe", json=hers) == "wipe_power"
    outside = await service_school.person("Чужая", "teacher", leads=["2a"])
    assert await outside.refused(404, "POST", "/v1/moderation/wipe", json=body) == "not_found"
    await vera.ok("POST", "/v1/moderation/wipe", json=body)
    for _ in range(200):
        if await _texts(vera, room) == {"не спам"}:
            return
    raise AssertionError(await _texts(vera, room))


async def _agreed(one: Member, two: Member, room: str) -> str:
    """The path of the room's report, which both may read now."""
    (report,) = await _reports(one, room)
    here = f"/v1/reports/{report['id']}"
    await one.ok("POST", f"{here}/look", json={"why": "жалоба на угрозы"})
    await two.ok("POST", f"{here}/look/agree")
    return here


async def test_a_person_is_reported_without_a_message(service_school: ServiceSchool) -> None:
    admin = await service_school.person("Завуч Первый", "admin")
    artem, dasha = [
        await service_school.person(f"{name} Тестова", "pupil", learns=["9b"])
        for name in ("Артём", "Дарья")
    ]
    path = "/_matrix/client/v3/users/{}/report"
    await dasha.matrix.call("POST", path.format(quote(artem.user_id)), json={"reason": "травля"})
    reports = (await admin.ok("GET", "/v1/reports"))["reports"]
    (report,) = [one for one in reports if one["reporter"] == dasha.user_id]
    assert report["id"] < 0
    assert (report["sender"], report["room_id"], report["reason"]) == (artem.user_id, "", "травля")
    assert report["names"][artem.user_id] == "Тестова Артём"
    here = f"/v1/reports/{report['id']}"
    assert await admin.refused(404, "GET", f"{here}/context") == "no_message"
    assert await admin.refused(404, "POST", f"{here}/wipe") == "no_message"
    closed = await admin.ok("POST", f"{here}/close", json={"decision": "Беседа с классом"})
    assert (closed["closed_by"], closed["decision"]) == (admin.user_id, "Беседа с классом")
    stranger = await service_school.person("Чужой", "admin", org=OTHER_SCHOOL)
    assert await stranger.refused(404, "POST", f"{here}/close", json={"decision": "нет"}) == (
        "no_report"
    )


async def test_two_delete_the_message_and_mute_in_the_schools_chat(
    service_school: ServiceSchool,
) -> None:
    make = service_school.person
    one, two, three = [await make(f"Завуч {n}", "admin") for n in (1, 2, 3)]
    vera = await make("Вера", "teacher", leads=["9b"])
    artem, dasha = [await make(f"Ученик {n}", "pupil", learns=["9b"]) for n in (1, 2)]
    room = await service_school.bot_room(vera)
    for pupil in (artem, dasha):
        await service_school.bot_brings(room, pupil)
    await artem.matrix.text(room, "доброе утро")
    event = await artem.matrix.text(room, "плохие слова")
    await _report(dasha, room, event)
    (report,) = await _reports(one, room)
    early = f"/v1/reports/{report['id']}"
    assert await one.refused(403, "POST", f"{early}/delete") == "look_not_agreed"
    here = await _agreed(one, two, room)
    assert await three.refused(403, "POST", f"{here}/delete") == "look_others"
    assert await three.refused(403, "POST", f"{here}/mute", json={"hours": 1}) == "look_others"
    await two.ok("POST", f"{here}/delete")
    assert await _texts(dasha, room) == {"доброе утро"}
    await one.ok("POST", f"{here}/mute", json={"hours": 24})
    path = f"{CLIENT}/rooms/{quote(room)}/send/m.room.message/muted"
    body = {"msgtype": "m.text", "body": "ещё"}
    refused = (await artem.matrix.request("PUT", path, json=body)).json()
    assert refused["app.parta.reason"] == "muted"
    await dasha.matrix.text(room, "тишина")
    assert await _log(service_school, report["id"]) == [
        "report.look_asked",
        "report.look_agreed",
        "report.deleted",
        "report.muted",
    ]


async def test_in_a_chat_of_people_nobody_is_muted_by_the_school(
    service_school: ServiceSchool,
) -> None:
    one, two = [await service_school.person(f"Завуч {n}", "admin") for n in (1, 2)]
    artem, dasha = [
        await service_school.person(f"Ученик {n}", "pupil", learns=["9b"]) for n in (1, 2)
    ]
    room = await artem.matrix.create_room("Друзья", members=(dasha.matrix,))
    await _report(dasha, room, await artem.matrix.text(room, "плохие слова"))
    here = await _agreed(one, two, room)
    assert await one.refused(409, "POST", f"{here}/mute", json={"hours": 2}) == "mute_not_here"
