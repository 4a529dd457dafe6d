"""How people may write: quiet hours, slow mode, files and links, calls, supervised chats."""

import time
from typing import Any
from urllib.parse import quote

import pytest

from server.school_core.moderation import MUTED
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.server.policy.conftest import Guarded
from tests.server.policy.probe import joined, put_state, refused, say, send

ALWAYS = {"weekdays": [1, 2, 3, 4, 5, 6, 7], "from": "00:00", "to": "00:00"}
RING, CALL = "org.matrix.msc4075.rtc.notification", "org.matrix.msc3401.call.member"


async def club(guarded: Guarded, *, levels: dict[str, int] | None = None) -> str:
    """A chat of the school with its class teacher in the lead."""
    vera = guarded["vera"]
    powers: dict[str, Any] = {"users": {vera.user_id: 100}, "events": {CALL: 0} | (levels or {})}
    return await guarded.managed("vera", "artem", "dasha", power_level_content_override=powers)


async def test_quiet_hours(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await club(guarded)
    said = await artem.text(room, "пока можно")
    hours = ALWAYS | {"mode": "staff_only"}
    assert refused(await put_state(artem, room, "app.parta.hours", hours))
    assert refused(await put_state(vera, room, "app.parta.hours", {"mode": "?"}), "setting_shape")
    assert (await put_state(vera, room, "app.parta.hours", hours)).status_code == 200
    assert refused(await say(artem, room, "ночью"), "quiet_hours")
    assert refused(await send(artem, room, "m.sticker", {"body": "x", "url": "mxc://a/b"}))
    assert refused(await send(artem, room, RING, {"notification_type": "ring"}), "quiet_hours")
    assert (await say(vera, room, "завтра экскурсия")).status_code == 200
    await artem.react(room, said, "👍")
    await artem.redact(room, said)
    closed = ALWAYS | {"mode": "read_only"}
    assert (await put_state(vera, room, "app.parta.hours", closed)).status_code == 200
    assert refused(await say(vera, room, "и я молчу"), "quiet_hours")
    await guarded["service"].join(room)
    await guarded["service"].text(room, "школа говорит всегда")
    assert (await put_state(vera, room, "app.parta.hours", {})).status_code == 200
    assert (await say(artem, room, "утро")).status_code == 200


async def test_slow_mode(guarded: Guarded) -> None:
    vera, artem, dasha = (guarded[name] for name in ("vera", "artem", "dasha"))
    room = await club(guarded)
    assert (await put_state(vera, room, "app.parta.slow", {"seconds": 3600})).status_code == 200
    first = await say(artem, room, "раз")
    assert first.status_code == 200
    assert refused(await say(artem, room, "два"), "slow_mode")
    await artem.edit(room, first.json()["event_id"], "раз!")
    await artem.react(room, first.json()["event_id"], "👍")
    assert (await say(dasha, room, "у каждого свой черёд")).status_code == 200
    for text in ("ведущий", "не ждёт"):
        assert (await say(vera, room, text)).status_code == 200
    assert (await put_state(vera, room, "app.parta.slow", {})).status_code == 200
    assert (await say(artem, room, "два")).status_code == 200


async def test_files_and_links(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await club(guarded)
    limits = {"files": 50, "links": 100}
    assert (await put_state(vera, room, "app.parta.sharing", limits)).status_code == 200
    uri = await artem.upload(b"cat", mime="image/png")
    picture = {"msgtype": "m.image", "body": "кот.png", "url": uri}
    said = await artem.text(room, "просто слова")
    assert refused(await send(artem, room, "m.room.message", picture), "files_off")
    assert refused(await say(artem, room, "https://example.org"), "links_off")
    change = {
        "m.relates_to": {"rel_type": "m.replace", "event_id": said},
        "m.new_content": {"msgtype": "m.text", "body": "https://example.org"},
    }
    assert refused(await say(artem, room, "* правка", **change), "links_off")
    assert (await say(vera, room, "https://example.org")).status_code == 200


async def test_the_school_can_switch_files_and_links_of_pupils_off(guarded: Guarded) -> None:
    artem, dasha, vera = (guarded[name] for name in ("artem", "dasha", "vera"))
    room = await artem.create_room("Друзья", members=(dasha,))
    switches = {"s14": {"pupil_files": False, "pupil_links": False}}
    await guarded.tell(revision="strict", switches=switches)
    try:
        assert refused(await say(artem, room, "vk.com/club1"), "links_off")
        file = {"msgtype": "m.file", "body": "x", "url": "mxc://a/b"}
        assert refused(await send(artem, room, "m.room.message", file), "files_off")
        assert (await say(artem, room, "слова можно")).status_code == 200
        club_room = await club(guarded)
        assert (await say(vera, club_room, "https://example.org")).status_code == 200
    finally:
        await guarded.tell()


async def test_the_school_can_switch_forwarding_by_pupils_off(guarded: Guarded) -> None:
    artem, dasha, vera = (guarded[name] for name in ("artem", "dasha", "vera"))
    room = await artem.create_room("Друзья", members=(dasha,))
    copy = {"app.parta.forwarded_from": "Вера"}
    await guarded.tell(revision="kept", switches={"s14": {"pupil_forwards": False}})
    try:
        assert refused(await say(artem, room, "завтра контрольная", **copy), "forwards_off")
        assert (await say(artem, room, "своими словами можно")).status_code == 200
        club_room = await club(guarded)
        assert (await say(vera, club_room, "завтра контрольная", **copy)).status_code == 200
    finally:
        await guarded.tell()


async def place(user: MatrixUser, room: str, content: dict[str, Any]) -> Any:
    return await put_state(user, room, CALL, content, key=f"_{user.user_id}_D_m.call")


async def test_who_starts_calls_and_who_joins_them(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await club(guarded, levels={RING: 50})
    here = {"application": "m.call"}
    assert refused(await place(artem, room, here), "call_start")
    assert refused(await send(artem, room, RING, {"notification_type": "ring"}), "call_start")
    assert (await place(vera, room, here)).status_code == 200
    assert (await place(artem, room, here)).status_code == 200, "joining goes on"
    assert (await place(vera, room, {})).status_code == 200
    assert (await place(artem, room, {})).status_code == 200
    assert refused(await place(artem, room, here), "call_start")


async def test_muted_for_some_hours(guarded: Guarded) -> None:
    vera, artem, dasha = (guarded[name] for name in ("vera", "artem", "dasha"))
    room = await club(guarded)
    now = int(time.time() * 1000)
    mute, his = {"until": now + 3_600_000}, artem.user_id.removeprefix("@")
    for who, whom in ((dasha, his), (artem, vera.user_id.removeprefix("@"))):
        assert (await put_state(who, room, MUTED, mute, key=whom)).status_code == 403
    for wrong in ({"until": now - 1}, {"until": now * 2}, {"until": "x"}):
        assert refused(await put_state(vera, room, MUTED, wrong, key=his), "mute_shape")
    said = await artem.text(room, "ещё можно")
    assert (await put_state(vera, room, MUTED, mute, key=his)).status_code == 200
    assert refused(await say(artem, room, "а теперь нет"), "muted")
    reaction = {"m.relates_to": {"rel_type": "m.annotation", "event_id": said, "key": "👎"}}
    assert refused(await send(artem, room, "m.reaction", reaction), "muted")
    assert (await put_state(artem, room, MUTED, {}, key=his)).status_code == 403
    await artem.redact(room, said)
    assert (await say(dasha, room, "меня не касается")).status_code == 200
    soon = {"until": int(time.time() * 1000) + 800}
    assert (await put_state(vera, room, MUTED, soon, key=his)).status_code == 200
    answer = await say(artem, room, "жду")
    while answer.status_code == 403:
        assert time.time() * 1000 < soon["until"] + 5000
        answer = await say(artem, room, "жду")
    assert time.time() * 1000 >= soon["until"]


async def supervised(user: MatrixUser, room: str) -> bool:
    path = f"{CLIENT}/rooms/{quote(room)}/state/app.parta.supervised/"
    return (await user.request("GET", path)).status_code == 200


@pytest.mark.parametrize(("who", "whom", "marked"), [
    ("vera", "artem", True), ("artem", "vera", True), ("vera", "ivan", False),
    ("artem", "dasha", False), ("mama", "vera", False),
])  # fmt: skip
async def test_chats_of_staff_and_pupils_carry_the_mark(
    guarded: Guarded, who: str, whom: str, marked: bool
) -> None:
    one, other = guarded[who], guarded[whom]
    at_once = await one.create_room(members=(other,), direct=True, preset="trusted_private_chat")
    later = await one.create_room("Потом")
    assert not await supervised(one, later)
    await one.invite(later, other)
    for room in (at_once, later):
        assert await supervised(one, room) is marked


async def test_nobody_takes_the_mark_away_or_what_was_said_under_it(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    for maker, other in ((vera, artem), (artem, vera)):
        room = await maker.create_room(members=(other,), direct=True, preset="trusted_private_chat")
        said = await other.text(room, "это должно остаться")
        path = f"{CLIENT}/rooms/{quote(room)}/redact/{quote(said)}/1"
        answer = await maker.request("PUT", path, json={})
        assert refused(answer, "supervised_words"), answer.text
        for content in ({}, {"supervised": False}, {"supervised": True}):
            answer = await put_state(maker, room, "app.parta.supervised", content)
            assert refused(answer, "supervised"), answer.text
        await other.redact(room, said)


async def test_a_supervisor_stays(guarded: Guarded) -> None:
    vera, artem, head = (guarded[name] for name in ("vera", "artem", "head"))
    mark = {"supervised": True, "supervisors": [head.user_id]}
    powers = {"users": {vera.user_id: 100, head.user_id: 100}}
    room = await guarded["service"].create_room(
        "Кружок",
        members=(vera, artem, head),
        initial_state=[{"type": "app.parta.supervised", "content": mark}],
        power_level_content_override=powers,
    )
    here = f"{CLIENT}/rooms/{quote(room)}"
    lowered = powers | {"users": {vera.user_id: 100}}
    assert refused(await head.request("POST", f"{here}/leave", json={}), "supervisor")
    for verb in ("kick", "ban"):
        body = {"user_id": head.user_id}
        assert (await vera.request("POST", f"{here}/{verb}", json=body)).status_code == 403
    assert refused(await put_state(head, room, "m.room.power_levels", lowered), "supervisor")
    assert refused(await put_state(vera, room, "app.parta.supervised", {}), "supervised")
    assert room in await joined(head)


async def test_a_grown_ups_chat_is_not_handed_to_a_child(guarded: Guarded) -> None:
    vera, artem, dasha = (guarded[name] for name in ("vera", "artem", "dasha"))
    powers = {"users": {artem.user_id: 100}}
    body = {"invite": [artem.user_id], "power_level_content_override": powers}
    assert refused(await vera.request("POST", f"{CLIENT}/createRoom", json=body), "power_cap")
    room = await vera.create_room("Кружок", members=(artem,))
    path = f"{CLIENT}/rooms/{quote(room)}/state/m.room.power_levels/"
    levels = await vera.call("GET", path)
    for change, code in (
        (powers, "power_cap"),
        ({"users_default": 50}, "power_everybody"),
        ({"redact": 0}, "power_everybody"),
    ):
        answer = await put_state(vera, room, "m.room.power_levels", levels | change)
        assert refused(answer, code), answer.text
    helper = levels | {"users": {artem.user_id: 50}}
    assert (await put_state(vera, room, "m.room.power_levels", helper)).status_code == 200
    among = await artem.create_room("Друзья", members=(dasha,))
    levels = await artem.call("GET", path.replace(quote(room), quote(among)))
    equal = levels | {"users": {dasha.user_id: 100}}
    assert (await put_state(artem, among, "m.room.power_levels", equal)).status_code == 200
