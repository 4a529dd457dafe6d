"""The contact matrix over raw HTTP: what is forbidden is refused and leaves nothing behind."""

from urllib.parse import quote

import pytest

from tests.helpers.school import CLIENT
from tests.server.policy.conftest import Guarded
from tests.server.policy.probe import invites, joined, refused

# who, whom, may
CELLS = [
    ("vera", "ivan", True),
    ("vera", "artem", True),
    ("vera", "mama", True),
    ("head", "petya", True),
    ("ivan", "dasha", False),
    ("ivan", "olga", False),
    ("vera", "petya", False),
    ("artem", "vera", True),
    ("artem", "dasha", True),
    ("artem", "mama", True),
    ("artem", "head", False),
    ("artem", "petya", False),
    ("artem", "papa", False),
    ("artem", "olga", False),
    ("petya", "katya", False),
    ("mama", "vera", True),
    ("mama", "head", True),
    ("mama", "artem", True),
    ("mama", "dasha", False),
    ("mama", "olga", False),
    ("papa", "artem", False),
    ("papa", "vera", False),
    ("alien", "artem", False),
    ("nobody", "vera", False),
    ("spy", "artem", False),
    ("vera", "spy", False),
]


@pytest.mark.parametrize(("who", "whom", "may"), CELLS)
async def test_every_way_to_invite(guarded: Guarded, who: str, whom: str, may: bool) -> None:
    one, other = guarded[who], guarded[whom]
    had, waiting = await joined(one), await invites(other)

    create = {"preset": "trusted_private_chat", "is_direct": True, "invite": [other.user_id]}
    created = await one.request("POST", f"{CLIENT}/createRoom", json=create)
    assert (created.status_code == 200) if may else refused(created), created.text
    if not may:
        assert await joined(one) == had, "no half-made room stays"

    room = quote(await one.create_room("Свой чат"))
    attempts = [
        ("POST", f"{CLIENT}/rooms/{room}/invite", {"user_id": other.user_id}),
        (
            "PUT",
            f"{CLIENT}/rooms/{room}/state/m.room.member/{quote(other.user_id)}",
            {"membership": "invite"},
        ),
    ]
    for method, path, body in attempts:
        answer = await one.request(method, path, json=body)
        assert (answer.status_code == 200) if may else refused(answer), answer.text
    new = await invites(other) - waiting
    assert len(new) == (2 if may else 0)
    for room_id in new:
        answer = await other.request("POST", f"{CLIENT}/join/{quote(room_id)}", json={})
        assert answer.status_code == 200


@pytest.mark.parametrize(("who", "whom", "may"), CELLS)
async def test_the_directory_shows_who_may_be_reached(
    guarded: Guarded, who: str, whom: str, may: bool
) -> None:
    one, other = guarded[who], guarded[whom]
    for term in (other.name, other.localpart):
        body = {"search_term": term, "limit": 50}
        answer = await one.call("POST", f"{CLIENT}/user_directory/search", json=body)
        assert (other.user_id in {hit["user_id"] for hit in answer["results"]}) is may


@pytest.mark.parametrize(("who", "whom"), [("papa", "dasha"), ("alien", "petya"), ("spy", "katya")])
async def test_profile_and_presence_of_who_is_out_of_reach_stay_hidden(
    guarded: Guarded, who: str, whom: str
) -> None:
    target = quote(guarded[whom].user_id)
    for path in (f"profile/{target}", f"profile/{target}/displayname", f"presence/{target}/status"):
        answer = await guarded[who].request("GET", f"{CLIENT}/{path}")
        assert answer.status_code in (403, 404), answer.text


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
        assert [e["content"]["body"] for e in await artem.messages(room, limit=1)] == ["Как дела?"]
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
