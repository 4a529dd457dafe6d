"""Around the contact matrix of `tests/server/matrix`: doors, rulings, who is brought together."""

from urllib.parse import quote

import pytest

from tests.helpers.matrix_user import CLIENT
from tests.server.policy.conftest import Guarded
from tests.server.policy.probe import joined, put_state, refused, say
from tests.server.policy.test_writing import CALL


@pytest.mark.parametrize("name", ["artem", "alien", "spy", "papa"])
async def test_a_room_id_alone_opens_no_door(guarded: Guarded, name: str) -> None:
    person = guarded[name]
    room = await guarded["ivan"].create_room("Педсовет")
    managed = await guarded.managed("mixed", group="2a")
    had = await joined(person)
    for room_id in (room, managed):
        for path in (f"join/{quote(room_id)}", f"rooms/{quote(room_id)}/join"):
            answer = await person.request("POST", f"{CLIENT}/{path}", json={})
            assert answer.status_code == 403, answer.text
        answer = await person.request("POST", f"{CLIENT}/knock/{quote(room_id)}", json={})
        assert answer.status_code == 403, answer.text
        answer = await person.request("GET", f"{CLIENT}/rooms/{quote(room_id)}/messages?dir=b")
        assert answer.status_code == 403
    assert await joined(person) == had


async def test_a_restricted_chat_of_the_school_lets_in_its_own_class_alone(
    guarded: Guarded,
) -> None:
    everybody = ("artem", "petya")
    space = await guarded["service"].create_room(
        "Школа",
        members=tuple(guarded[name] for name in everybody),
        creation_content={"type": "m.space"},
    )
    rule = {
        "join_rule": "restricted",
        "allow": [{"type": "m.room_membership", "room_id": space}],
    }
    room = await guarded.managed(initial_state=[{"type": "m.room.join_rules", "content": rule}])
    await guarded["artem"].join(room)
    answer = await guarded["petya"].request("POST", f"{CLIENT}/join/{quote(room)}", json={})
    assert refused(answer)


async def test_one_knocks_at_the_chats_of_ones_own_class_alone(guarded: Guarded) -> None:
    rule = [{"type": "m.room.join_rules", "content": {"join_rule": "knock"}}]
    room = await guarded.managed("vera", initial_state=rule)
    for name, may in (("dasha", True), ("petya", False), ("mama", False), ("spy", False)):
        answer = await guarded[name].request("POST", f"{CLIENT}/knock/{quote(room)}", json={})
        assert answer.status_code == 200 if may else refused(answer, "not_invited"), name


async def test_an_invitation_dies_when_the_right_to_it_is_lost(guarded: Guarded) -> None:
    room = await guarded["vera"].create_room("Кружок")
    await guarded["vera"].invite(room, guarded["dasha"])
    document = guarded.document()
    enrolments = [e for e in document["enrolments"] if e["person"] != "vera"]
    await guarded.tell(revision="later", enrolments=enrolments)
    try:
        join = await guarded["dasha"].request("POST", f"{CLIENT}/join/{quote(room)}", json={})
        assert refused(join)
    finally:
        await guarded.tell()


async def test_a_direct_chat_ends_with_a_ruling(guarded: Guarded) -> None:
    mama, artem = guarded["mama"], guarded["artem"]
    room = await mama.create_room(members=(artem,), direct=True)
    await mama.text(room, "Как дела?")
    document = guarded.document()
    links = [link | {"no_contact": True} for link in document["guardianships"]]
    await guarded.tell(revision="ruling", guardianships=links)
    try:
        path = f"{CLIENT}/rooms/{quote(room)}/send/m.room.message/ruling"
        answer = await mama.request("PUT", path, json={"msgtype": "m.text", "body": "Ответь"})
        assert refused(answer)
        place = f"_{mama.user_id}_{mama.device_id}_m.call"
        for kind, content, key in (
            (CALL, {"application": "m.call", "call_id": ""}, place),
            ("m.room.name", {"name": "Позвони мне"}, ""),
            ("m.room.topic", {"topic": "Жду у школы в пять"}, ""),
        ):
            assert refused(await put_state(mama, room, kind, content, key), "contact_ended"), kind
        assert (await put_state(mama, room, CALL, {}, place)).status_code == 200, "going is free"
        newest = await artem.messages(room, limit=2)
        assert [e["content"]["body"] for e in newest if "body" in e["content"]] == ["Как дела?"]
    finally:
        await guarded.tell()


async def test_a_bot_that_came_to_count_a_poll_keeps_nobody_together(guarded: Guarded) -> None:
    """An anonymous poll brings the school's bot into whatever chat it is in."""
    mama, artem, dasha, bot = (guarded[name] for name in ("mama", "artem", "dasha", "service"))
    document = guarded.document()
    orgs = [one["id"] for one in document["orgs"]]
    with_bot = {
        "people": [*document["people"], {"id": "bot", "user_id": bot.user_id, "given": "Школа"}],
        "grants": [
            *document["grants"],
            *({"person": "bot", "org": one, "role": "bot"} for one in orgs),
        ],
    }
    await guarded.tell(revision="with-bot", **with_bot)
    pair = await mama.create_room(members=(artem,), direct=True)
    group = await artem.create_room("Друзья", members=(dasha,))
    for one, room in ((mama, pair), (artem, group)):
        await one.invite(room, bot)
        await bot.join(room)
        await one.text(room, "Голосуем")
    links = [link | {"no_contact": True} for link in document["guardianships"]]
    moved = [e for e in document["enrolments"] if e["person"] != "dasha"]
    await guarded.tell(revision="ruled", guardianships=links, enrolments=moved, **with_bot)
    try:
        for one, room in ((mama, pair), (artem, pair), (dasha, group), (artem, group)):
            assert refused(await say(one, room, "Ответь"), "contact_ended")
        assert pair in await joined(mama), "what was written before stays readable for two"
        note = await bot.create_room(members=(dasha,))
        assert (await say(dasha, note, "Спасибо")).status_code == 200, "the bot's own chat"
    finally:
        await guarded.tell()


async def test_a_pupil_cannot_bring_the_mother_and_a_classmate_together(guarded: Guarded) -> None:
    artem, dasha, mama = guarded["artem"], guarded["dasha"], guarded["mama"]
    had = await joined(artem)
    body = {"invite": [dasha.user_id, mama.user_id]}
    assert refused(await artem.request("POST", f"{CLIENT}/createRoom", json=body))
    assert await joined(artem) == had
    room = await artem.create_room("Друзья", members=(dasha,))
    path = f"{CLIENT}/rooms/{quote(room)}/invite"
    assert refused(await artem.request("POST", path, json={"user_id": mama.user_id}))


async def test_a_chat_of_staff_with_a_pupil_is_not_encrypted(guarded: Guarded) -> None:
    """Nobody could look after it: a complaint would show the school nothing."""
    vera, ivan, artem = guarded["vera"], guarded["ivan"], guarded["artem"]
    secret = {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
    had = await joined(vera)
    body = {"invite": [artem.user_id], "initial_state": [secret]}
    assert refused(await vera.request("POST", f"{CLIENT}/createRoom", json=body), "encryption")
    assert await joined(vera) == had
    plain = await vera.create_room(members=(artem,), direct=True)
    content = secret["content"]
    assert refused(await put_state(vera, plain, "m.room.encryption", content), "encryption")
    staff = await vera.create_room(members=(ivan,), initial_state=[secret])
    path = f"{CLIENT}/rooms/{quote(staff)}/invite"
    assert refused(await vera.request("POST", path, json={"user_id": artem.user_id}), "encryption")
