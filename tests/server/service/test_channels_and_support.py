"""Channels, requests for help and the first ten steps, against the real homeserver."""

from typing import Any
from urllib.parse import quote

from server.service.support.service import MOST_A_DAY
from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import OTHER_SCHOOL, SCHOOL, Member, ServiceSchool
from tests.helpers.settle import eventually


async def test_in_a_channel_writers_write_and_subscribers_read_and_react(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    vera = await service_school.person("Вера", "teacher")
    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    foreign = await service_school.person("Пётр", "pupil", org=OTHER_SCHOOL, learns=["7v"])
    body = {"org": SCHOOL, "name": "Олимпиады", "subject": "Математика", "about": "Сроки"}
    assert await vera.refused(403, "POST", "/v1/channels", json=body) == "role_needed"
    room = (await admin.ok("POST", "/v1/channels", json=body))["room_id"]
    again = {**body, "name": "олимпиады"}
    assert await admin.refused(409, "POST", "/v1/channels", json=again) == "channel_twice"
    hidden = {**body, "name": "Методическая", "roles": ["teacher"]}
    closed = (await admin.ok("POST", "/v1/channels", json=hidden))["room_id"]
    first = await admin.matrix.text(room, "Школьный этап 15 октября")

    async def seen(member: Member) -> dict[str, bool]:
        found = (await member.ok("GET", "/v1/channels"))["channels"]
        ours = [one for one in found if one["room_id"] in {room, closed}]
        return {one["room_id"]: one["subscribed"] for one in ours}

    assert await seen(artem) == {room: False}
    assert await seen(vera) == {room: False, closed: False}
    assert await seen(foreign) == {}
    at = f"/v1/channels/{quote(room)}/subscription"
    assert await foreign.refused(404, "POST", at) == "not_found"
    await artem.ok("POST", at)
    await artem.ok("POST", at)  # twice is once
    assert await seen(artem) == {room: True}
    assert "Школьный этап 15 октября" in [
        one["content"].get("body") for one in await artem.matrix.messages(room)
    ]
    await artem.matrix.react(room, first, "👍")
    path = f"{CLIENT}/rooms/{quote(room)}/send/m.room.message/t1"
    message = {"msgtype": "m.text", "body": "и я"}
    assert (await artem.matrix.request("PUT", path, json=message)).status_code == 403

    writer = {"user_id": vera.user_id, "writes": True}
    await admin.ok("PUT", f"/v1/channels/{quote(room)}/writers", json=writer)
    await vera.matrix.text(room, "Пишу и я")

    async def writers() -> list[tuple[str, str]]:
        found = (await admin.ok("GET", f"/v1/channels/{quote(room)}/writers"))["writers"]
        return [(one["user_id"], one["name"]) for one in found]

    both = await writers()
    assert {account for account, _ in both} == {admin.user_id, vera.user_id}
    assert (vera.user_id, "Тестовая Вера") in both
    code = await vera.refused(403, "GET", f"/v1/channels/{quote(room)}/writers")
    assert code == "role_needed"
    await admin.ok("PUT", f"/v1/channels/{quote(room)}/writers", json=writer | {"writes": False})
    assert [account for account, _ in await writers()] == [admin.user_id]
    assert (await vera.matrix.request("PUT", path, json=message)).status_code == 403
    await artem.ok("DELETE", at)
    assert await seen(artem) == {room: False}
    await admin.ok("DELETE", f"/v1/channels/{quote(room)}")
    assert await seen(vera) == {closed: False}


async def test_who_left_the_school_or_lost_the_role_reads_a_channel_no_longer(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    vera = await service_school.person("Вера", "teacher")
    ivan = await service_school.person("Иван", "teacher", "parent")
    operator = await service_school.operator()
    body = {"org": SCHOOL, "name": "Для учителей", "roles": ["teacher"]}
    room = (await admin.ok("POST", "/v1/channels", json=body))["room_id"]
    for one in (vera, ivan, operator):
        await one.ok("POST", f"/v1/channels/{quote(room)}/subscription")
    await service_school.dismiss(vera)

    async def rooms(member: Member) -> list[str]:
        joined: list[str] = (await member.matrix.call("GET", f"{CLIENT}/joined_rooms"))[
            "joined_rooms"
        ]
        return joined

    await eventually(lambda: rooms(vera), lambda joined: room not in joined)
    for one in (admin, ivan, operator):
        assert room in await rooms(one)


async def test_a_request_for_help_becomes_a_chat_with_the_administrators(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    vera = await service_school.person("Вера", "teacher")
    other = await service_school.person("Иван", "teacher")
    ask = {"text": "Нет звука на уроке", "log": "GET /sync Bearer syt_dmVyYQ_secret\n200 OK"}
    ticket = await vera.ok("POST", "/v1/support", json=ask)
    room = ticket["room_id"]
    (message,) = [
        event for event in await admin.matrix.messages(room) if event["type"] == "m.room.message"
    ]
    assert (message["sender"], message["content"]["body"]) == (vera.user_id, ask["text"])
    await admin.matrix.text(room, "Проверьте наушники")
    at = f"/v1/support/{ticket['id']}"
    log = (await admin.request("GET", f"{at}/log")).text
    assert "secret" not in log and "200 OK" in log
    assert await vera.refused(403, "GET", f"{at}/log") == "role_needed"
    assert await other.refused(404, "POST", f"{at}/close") == "not_found"
    assert (await other.ok("GET", "/v1/support"))["tickets"] == []
    assert (await vera.ok("POST", f"{at}/close"))["closed_at"]
    stranger = await service_school.stranger()
    assert await stranger.refused(403, "POST", "/v1/support", json=ask) == "stranger"


async def test_a_request_sent_twice_is_one_and_nobody_floods_the_administrators(
    service_school: ServiceSchool,
) -> None:
    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    ask = {"text": "Не открывается дневник"}
    first = await artem.ok("POST", "/v1/support", json=ask)
    again = await artem.ok("POST", "/v1/support", json=ask)
    assert (again["id"], again["room_id"]) == (first["id"], first["room_id"])
    await artem.ok("POST", f"/v1/support/{first['id']}/close")
    anew = await artem.ok("POST", "/v1/support", json=ask)
    assert anew["id"] != first["id"], "the first is done with"
    for number in range(MOST_A_DAY - 2):
        await artem.ok("POST", "/v1/support", json={"text": f"Ещё {number}"})
    code = await artem.refused(429, "POST", "/v1/support", json={"text": "Одно лишнее"})
    assert code == "too_many_tickets"
    petya = await service_school.person("Петя", "pupil", learns=["9b"])
    await petya.ok("POST", "/v1/support", json=ask)


async def test_a_fresh_teacher_finds_ten_steps_and_those_done_elsewhere_ticked(
    service_school: ServiceSchool,
) -> None:
    fresh = await service_school.person("Вера", "teacher", teaches=["9b"])
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])

    async def done() -> list[str]:
        found = (await fresh.ok("GET", "/v1/onboarding"))["steps"]
        assert [one["number"] for one in found] == list(range(1, 11))
        return [one["code"] for one in found if one["done"]]

    # The roster has done these.
    assert await done() == ["install", "profile", "verify", "confirmed"]

    async def chat(kind: str, *members: Member, **about: str) -> str:
        content: dict[str, Any] = {"kind": kind, "managed": True, "orgId": SCHOOL, **about}
        state = [{"type": "app.parta.room", "content": content}]
        room = await service_school.bot_room(fresh, state=state, name=kind)
        for member in members:
            await service_school.bot_brings(room, member)
        return room

    await chat("staff")
    await chat("parents", classId="9b")
    subject = await chat("subject", classId="9b-bio")
    assert await done() == [
        *("install", "profile", "verify", "staff", "confirmed", "subjects", "parents"),
    ]
    await service_school.bot_brings(subject, pupil)
    for number in range(11):
        await fresh.matrix.text(subject, f"Задание {number}")
    assert await done() == [
        *("install", "profile", "verify", "staff", "confirmed"),
        *("subjects", "pupils", "parents", "talk"),
    ]
    head = await service_school.person("Ольга", "admin")
    steps = (await head.ok("GET", "/v1/onboarding"))["steps"]
    assert {one["code"] for one in steps if one["done"]} >= {"verify", "confirmed"}
    newcomer = await service_school.stranger("Новая")
    steps = (await newcomer.ok("GET", "/v1/onboarding"))["steps"]
    assert [one["code"] for one in steps if one["done"]] == ["install", "profile"]
