"""Invitation links against the real homeserver: who makes them, who gets in, what they show."""

import asyncio
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import zxingcpp
from PIL import Image

from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import OTHER_SCHOOL, SCHOOL, Member, ServiceSchool

STAFF = ["teacher", "staff", "admin"]


async def _link(creator: Member, room: str, **more: Any) -> dict[str, Any]:
    link: dict[str, Any] = await creator.ok("POST", "/v1/links", json={"room_id": room, **more})
    return link


async def _joined(member: Member) -> list[str]:
    rooms: list[str] = (await member.matrix.call("GET", f"{CLIENT}/joined_rooms"))["joined_rooms"]
    return rooms


async def _managed(school: ServiceSchool, leader: Member, kind: str, **about: str) -> str:
    """A chat of the school, made by its bot as the reconciler does, with one leader inside."""
    content = {"kind": kind, "managed": True, "orgId": SCHOOL, **about}
    return await school.bot_room(
        leader, state=[{"type": "app.parta.room", "content": content}], name="Учительская"
    )


async def test_a_teacher_comes_by_a_link_for_staff_and_a_pupil_does_not(
    service_school: ServiceSchool,
) -> None:
    admin = await service_school.person("Ольга", "admin")
    teacher = await service_school.person("Вера", "teacher")
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    room = await _managed(service_school, admin, "staff")
    link = await _link(admin, room, roles=STAFF, max_uses=5)

    seen = await teacher.ok("POST", "/v1/links/preview", json={"token": link["token"]})
    assert (seen["room_name"], seen["may_join"], seen["inside"]) == ("Учительская", True, False)
    await teacher.ok("POST", "/v1/links/join", json={"token": link["token"]})
    assert room in await _joined(teacher)

    seen = await pupil.ok("POST", "/v1/links/preview", json={"token": link["token"]})
    assert (seen["room_name"], seen["may_join"]) == ("", False), "its name is for whom the link is"
    told = await pupil.request("POST", "/v1/links/join", json={"token": link["token"]})
    assert (told.status_code, told.json()["code"]) == (403, "link_roles")
    assert told.json()["text"] == (
        "Эта ссылка для администраторов школы, учителей, сотрудников. У вас в школе другая роль."
    )
    assert room not in await _joined(pupil)
    (listed,) = (await admin.ok("GET", "/v1/links", params={"room_id": room}))["links"]
    assert (listed["uses"], "token" in listed) == (1, False)


async def test_revoked_expired_and_used_up_links_are_dead_at_once(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    pupils = [await service_school.person(f"Ученик {n}", "pupil", learns=["9b"]) for n in (1, 2)]
    room = await vera.matrix.create_room("Кружок")
    body = {"room_id": room}

    revoked = await _link(vera, room)
    await vera.ok("DELETE", f"/v1/links/{revoked['id']}")
    token = {"token": revoked["token"]}
    assert await pupils[0].refused(410, "POST", "/v1/links/join", json=token) == "link_gone"
    assert (await pupils[0].request("GET", f"/j/{revoked['token']}")).status_code == 410
    assert (await vera.ok("GET", "/v1/links", params=body))["links"] == []

    once = {"token": (await _link(vera, room, max_uses=1))["token"]}
    await pupils[0].ok("POST", "/v1/links/join", json=once)
    assert await pupils[1].refused(410, "POST", "/v1/links/join", json=once) == "link_gone"

    soon = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    late = {"room_id": room, "expires_at": soon}
    assert await vera.refused(400, "POST", "/v1/links", json=late) == "expires_in_past"
    made_up = {"token": "A" * 22}
    assert await vera.refused(404, "POST", "/v1/links/join", json=made_up) == "no_link"


async def test_a_link_reaches_nobody_whom_its_creator_could_not_invite(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    foreign = await service_school.person("Пётр", "pupil", org=OTHER_SCHOOL, learns=["7v"])
    stranger = await service_school.stranger()
    room = await vera.matrix.create_room("Кружок")
    token = {"token": (await _link(vera, room))["token"]}
    assert await foreign.refused(403, "POST", "/v1/links/join", json=token) == "stranger"
    assert await stranger.refused(403, "POST", "/v1/links/join", json=token) == "stranger"
    # Nobody's place was used up by that.
    (link,) = (await vera.ok("GET", "/v1/links", params={"room_id": room}))["links"]
    assert link["uses"] == 0


async def test_a_chat_of_another_class_does_not_open_even_with_the_right_role(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher", leads=["9b"])
    own = await service_school.person("Артём", "pupil", learns=["9b"])
    other = await service_school.person("Даша", "pupil", learns=["2a"])
    room = await _managed(service_school, vera, "class", classId="9b")
    assert await vera.refused(400, "POST", "/v1/links", json={"room_id": room}) == "roles_needed"
    token = {"token": (await _link(vera, room, roles=["pupil"]))["token"]}
    assert await other.refused(403, "POST", "/v1/links/join", json=token) == "link_not_yours"
    await own.ok("POST", "/v1/links/join", json=token)
    # A pupil inside makes no links: the school decides who is in.
    made = {"room_id": room, "roles": ["pupil"]}
    assert await own.refused(403, "POST", "/v1/links", json=made) == "link_managed"


async def test_links_die_with_the_right_of_their_creator(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    room = await vera.matrix.create_room("Кружок")
    token = {"token": (await _link(vera, room))["token"]}
    await vera.matrix.leave(room)
    assert await artem.refused(410, "POST", "/v1/links/join", json=token) == "link_gone"


async def test_only_members_with_the_power_to_invite_make_links(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    outside = await service_school.person("Иван", "teacher")
    levels = {"power_level_content_override": {"invite": 50}}
    room = await vera.matrix.create_room("Кружок", members=(artem.matrix,), **levels)
    assert await artem.refused(403, "POST", "/v1/links", json={"room_id": room}) == "link_power"
    assert await outside.refused(404, "POST", "/v1/links", json={"room_id": room}) == "not_found"
    link = await _link(vera, room)
    assert await artem.refused(404, "DELETE", f"/v1/links/{link['id']}") == "not_found"


async def test_a_newcomer_sees_the_last_250_messages_only_where_the_link_says_so(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    closed = {
        "initial_state": [
            {"type": "m.room.history_visibility", "content": {"history_visibility": "joined"}}
        ]
    }
    room = await vera.matrix.create_room("Кружок", **closed)
    numbers = list(range(255))
    while numbers:
        batch, numbers = numbers[:25], numbers[25:]
        await asyncio.gather(*(vera.matrix.text(room, f"№ {number}") for number in batch))
    gone = await vera.matrix.text(room, "удалённое")
    await vera.matrix.redact(room, gone)
    window = {"params": {"room_id": room}}
    with_it = {"token": (await _link(vera, room, history=True))["token"]}
    without = {"token": (await _link(vera, room))["token"]}

    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    assert await artem.refused(404, "GET", "/v1/links/window", **window) == "not_found"
    await artem.ok("POST", "/v1/links/join", json=with_it)
    await vera.matrix.text(room, "после прихода")
    events = (await artem.ok("GET", "/v1/links/window", **window))["events"]
    everything = [
        event["event_id"]
        for event in await vera.matrix.messages(room, limit=1000)
        if event["content"].get("body", "").startswith("№")
    ]
    assert [event["event_id"] for event in events] == everything[:250][::-1]
    # Matrix itself shows nothing from before.
    plain = await artem.matrix.messages(room)
    assert not {event["event_id"] for event in plain} & set(everything)

    dasha = await service_school.person("Даша", "pupil", learns=["9b"])
    await dasha.ok("POST", "/v1/links/join", json=without)
    assert await dasha.refused(404, "GET", "/v1/links/window", **window) == "no_window"
    await artem.matrix.leave(room)
    assert await artem.refused(404, "GET", "/v1/links/window", **window) == "not_found"


async def test_a_preview_of_the_link_tells_the_school_and_a_number_and_nobodys_name(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера Вартанян", "teacher", teaches=["9b"])
    artem = await service_school.person("Артём Кузнецов", "pupil", learns=["9b"])
    room = await vera.matrix.create_room("Артём и олимпиада", members=(artem.matrix,))
    link = await _link(vera, room)
    async with httpx.AsyncClient(
        base_url=service_school.homeserver.service_url, timeout=60
    ) as browser:
        page = (await browser.get(f"/j/{link['token']}")).text
        told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
        assert told["title"] == "Приглашение в школьный чат"
        assert told["description"].startswith("Школа № 14, Самара. Участников: 2.")
        assert (told["url"], told["type"]) == (link["url"], "website")
        for private in ("Артём", "олимпиада", "Вера", vera.matrix.localpart, room):
            assert private not in page
        await vera.ok("DELETE", f"/v1/links/{link['id']}")
        gone = await browser.get(f"/j/{link['token']}")
        assert gone.status_code == 410 and "og:" not in gone.text


async def test_the_page_the_code_and_the_sheet_lead_to_the_link_and_tell_no_chat_name(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    room = await vera.matrix.create_room("Кружок 9Б")
    link = await _link(vera, room)
    async with httpx.AsyncClient(
        base_url=service_school.homeserver.service_url, timeout=60
    ) as browser:
        page = await browser.get(f"/j/{link['token']}")
        assert "Школа № 14, Самара" in page.text and "Кружок" not in page.text
        assert f"parta://join?{urlencode({'address': link['url']})}" in page.text
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
        png = (await browser.get(link["qr_png"])).content
        assert [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))] == [
            link["url"]
        ]
        svg = await browser.get(link["qr_svg"])
        assert svg.headers["Content-Type"] == "image/svg+xml" and "<svg" in svg.text
        pdf = (await browser.get(link["sheet_pdf"])).content
        assert pdf.startswith(b"%PDF") and len(pdf) > 5_000
