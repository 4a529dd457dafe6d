"""Ways around: events that are sent later or stick, other servers, names, the directory's limit."""

import asyncio
import sqlite3
import time
from typing import Any
from urllib.parse import quote

import pytest

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.server.policy.conftest import Guarded
from tests.server.policy.probe import joined, put_state, refused, say
from tests.server.policy.test_poll_rules import START, VOTE, question, to, votes
from tests.server.policy.test_writing import ALWAYS, CALL, RING, club

DELAYED = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events"


async def later(user: MatrixUser, path: str, body: dict[str, Any]) -> str:
    """Schedule an event that only its time would send."""
    params = {"org.matrix.msc4140.delay": "600000"}
    answer = await user.call("PUT", path, params=params, json=body)
    delay_id: str = answer["delay_id"]
    return delay_id


async def due(user: MatrixUser, delay_id: str) -> None:
    """Let it be due now; what is refused then is dropped, with whatever answer."""
    await user.request("POST", f"{DELAYED}/{delay_id}/send", json={})
    await user.request("POST", f"{DELAYED}/{delay_id}", json={"action": "send"})
    waiting = await user.call("GET", DELAYED)
    assert delay_id not in {one["delay_id"] for one in waiting.get("delayed_events", ())}


async def test_a_delayed_event_meets_the_rules_of_the_moment_it_is_sent(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await club(guarded)
    here = f"{CLIENT}/rooms/{quote(room)}"
    poll = await vera.send(room, START, question(no_revote=True))
    await artem.send(room, VOTE, to(poll, "a"))
    text = {"msgtype": "m.text", "body": "ночью"}
    everybody = {"msgtype": "m.text", "body": "@room", "m.mentions": {"room": True}}
    hers = f"_{vera.user_id}_D_m.call"
    attacks = [
        (f"{here}/send/m.room.message/d1", text),
        (f"{here}/send/m.room.message/d2", everybody),
        (f"{here}/send/{quote(VOTE)}/d3", to(poll, "b")),
        (f"{here}/state/{CALL}/{quote(hers)}", {"application": "m.call"}),
        (f"{here}/state/app.parta.room/", {"managed": False}),
        (f"{here}/state/m.room.member/{quote(artem.user_id)}", {"membership": "leave"}),
    ]
    scheduled = [await later(artem, path, body) for path, body in attacks]
    hours = ALWAYS | {"mode": "staff_only"}
    assert (await put_state(vera, room, "app.parta.hours", hours)).status_code == 200
    for delay_id in scheduled:
        await due(artem, delay_id)
    assert await votes(vera, room, poll) == [["a"]]
    bodies = [e["content"].get("body") for e in await vera.messages(room)]
    assert not {"ночью", "@room"} & set(bodies)
    assert (await vera.request("GET", f"{here}/state/{CALL}/{quote(hers)}")).status_code == 404
    assert (await vera.call("GET", f"{here}/state/app.parta.room/"))["managed"] is True
    assert room in await joined(artem)


async def test_a_sticky_event_meets_the_same_rules(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await club(guarded, levels={RING: 50})
    sticky = {"org.matrix.msc4354.sticky_duration_ms": "60000"}
    foreign = {"member": {"user_id": vera.user_id}, "slot_id": "m.call#ROOM"}
    for kind, body, code in (
        ("org.matrix.msc4143.rtc.member", foreign, "call_member"),
        (RING, {"notification_type": "ring"}, "call_start"),
    ):
        path = f"{CLIENT}/rooms/{quote(room)}/send/{quote(kind)}/{artem._next_txn()}"
        assert refused(await artem.request("PUT", path, params=sticky, json=body), code)


async def test_other_servers_are_not_reached_and_do_not_reach_us(guarded: Guarded) -> None:
    artem = guarded["artem"]
    had = await joined(artem)
    begun = time.monotonic()
    for path in (
        f"join/{quote('#club:elsewhere.example')}",
        f"join/{quote('!room:elsewhere.example')}?server_name=elsewhere.example",
        f"knock/{quote('#club:elsewhere.example')}",
    ):
        answer = await artem.request("POST", f"{CLIENT}/{path}", json={})
        assert answer.status_code in (403, 404, 502), answer.text
    room = await artem.create_room("Свой")
    away = {"user_id": "@friend:elsewhere.example"}
    invite = await artem.request("POST", f"{CLIENT}/rooms/{quote(room)}/invite", json=away)
    assert invite.status_code == 403, invite.text
    media = await artem.request("GET", "/_matrix/client/v1/media/download/elsewhere.example/abc")
    assert media.status_code in (403, 404, 502)
    assert time.monotonic() - begun < 10, "nobody was called"
    assert await joined(artem) - had == {room}
    for path in (
        "/_matrix/federation/v1/version",
        "/_matrix/federation/v1/publicRooms",
        f"/_matrix/federation/v1/query/profile?user_id={quote(artem.user_id)}",
        "/_matrix/key/v2/server",
        "/_synapse/replication/",
    ):
        assert (await artem.request("GET", path)).status_code == 404, path


async def test_third_parties_strangers_and_guests_stay_outside(guarded: Guarded) -> None:
    artem = guarded["artem"]
    room = await artem.create_room("Свой")
    mail = {
        "id_server": "id.example", "id_access_token": "t", "medium": "email",
        "address": "a@example.org",
    }  # fmt: skip
    answer = await artem.request("POST", f"{CLIENT}/rooms/{quote(room)}/invite", json=mail)
    assert answer.status_code == 403, answer.text
    token = {"client_secret": "secret", "email": "a@example.org", "send_attempt": 1}
    path = f"{CLIENT}/account/3pid/email/requestToken"
    assert (await artem.request("POST", path, json=token)).status_code in (400, 403)
    nobody = MatrixUser(guarded.homeserver, "@x:y", "")
    for path, body in (
        (f"{CLIENT}/register", {"username": "spy2", "password": "x"}),
        (f"{CLIENT}/register?kind=guest", {}),
    ):
        assert (await nobody.request("POST", path, json=body)).status_code in (401, 403), path
    for path in ("publicRooms", f"rooms/{quote(room)}/messages?dir=b", "sync"):
        assert (await nobody.request("GET", f"{CLIENT}/{path}")).status_code == 401, path
    rooms = await artem.call("GET", f"{CLIENT}/publicRooms")
    assert rooms["chunk"] == []
    await nobody.aclose()


@pytest.mark.parametrize("way", ["invite", "create"])
async def test_who_wants_no_invitations_gets_none(guarded: Guarded, way: str) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    path = f"{CLIENT}/user/{quote(artem.user_id)}/account_data/m.invite_permission_config"
    await artem.call("PUT", path, json={"default_action": "block"})
    try:
        if way == "create":
            body = {"invite": [artem.user_id]}
            answer = await vera.request("POST", f"{CLIENT}/createRoom", json=body)
        else:
            room = quote(await vera.create_room("Кружок"))
            body = {"user_id": artem.user_id}
            answer = await vera.request("POST", f"{CLIENT}/rooms/{room}/invite", json=body)
        assert answer.status_code == 403
        assert answer.json()["errcode"] == "M_INVITE_BLOCKED"
    finally:
        await artem.call("PUT", path, json={})


async def test_nobody_wears_another_name_in_one_chat(guarded: Guarded) -> None:
    artem, dasha = guarded["artem"], guarded["dasha"]
    room = await artem.create_room("Друзья", members=(dasha,))
    member = {"membership": "join", "displayname": "Директор"}
    answer = await put_state(artem, room, "m.room.member", member, key=artem.user_id)
    assert answer.status_code == 200
    members = await dasha.call("GET", f"{CLIENT}/rooms/{quote(room)}/joined_members")
    assert members["joined"][artem.user_id]["display_name"] == artem.name


async def test_names_are_those_of_the_roster(guarded: Guarded) -> None:
    artem, spy = guarded["artem"], guarded["spy"]
    for method, field in (("PUT", "displayname"), ("DELETE", "displayname")):
        path = f"{CLIENT}/profile/{quote(artem.user_id)}/{field}"
        answer = await artem.request(method, path, json={"displayname": "Директор"})
        assert refused(answer, "roster_name"), answer.text
    assert (await artem.call("GET", path))["displayname"] == artem.name
    foreign = f"{CLIENT}/profile/{quote(guarded['vera'].user_id)}/displayname"
    assert (await artem.request("PUT", foreign, json={"displayname": "x"})).status_code == 403
    admin = f"/_synapse/admin/v2/users/{quote(artem.user_id)}"
    for name in ("Артём Новый", artem.name):
        await guarded["service"].call("PUT", admin, json={"displayname": name})
    own = f"{CLIENT}/profile/{quote(spy.user_id)}/displayname"
    assert (await spy.request("PUT", own, json={"displayname": spy.name})).status_code == 200


async def test_an_account_of_the_school_is_closed_by_the_school(guarded: Guarded) -> None:
    artem = guarded["artem"]
    identifier = {"type": "m.id.user", "user": artem.localpart}
    auth = {"type": "m.login.password", "identifier": identifier, "password": artem.password}
    path = f"{CLIENT}/account/deactivate"
    first = await artem.request("POST", path, json={"erase": True})
    auth["session"] = first.json().get("session", "")
    answer = await artem.request("POST", path, json={"auth": auth, "erase": True})
    assert answer.status_code == 403, answer.text
    assert (await artem.call("GET", f"{CLIENT}/account/whoami"))["user_id"] == artem.user_id
    fresh = await guarded.homeserver.new_user("Гость")
    identifier["user"] = fresh.localpart
    first = await fresh.request("POST", path, json={})
    auth["session"] = first.json()["session"]
    assert (await fresh.request("POST", path, json={"auth": auth})).status_code == 200
    await fresh.aclose()


async def test_the_directory_finds_the_one_behind_many_strangers(guarded: Guarded) -> None:
    body = {"search_term": "У", "limit": 1}
    reach: set[str] = set()
    for name in ("artem", "petya"):
        found = await guarded[name].call("POST", f"{CLIENT}/user_directory/search", json=body)
        reach |= {hit["user_id"] for hit in found["results"]}
        assert len(found["results"]) == 1, "one is asked for, and one there is"
    assert reach <= {guarded[name].user_id for name in ("dasha", "vera", "ivan", "mixed", "katya")}


async def test_a_role_that_another_process_wrote_is_seen_within_five_seconds(
    guarded: Guarded,
) -> None:
    """The worker of a large school: it shares nothing with the one that wrote but the database."""
    spy = await guarded.homeserver.new_user("Новый")
    room = await spy.create_room("Заметки")
    event = f"{CLIENT}/rooms/{quote(room)}/event/{quote(await spy.text(room, 'Привет'))}"

    async def shown() -> object:
        return (await spy.call("GET", event))["unsigned"].get("app.parta.role")

    assert await shown() is None
    with sqlite3.connect(guarded.homeserver.data / "school/homeserver.db", timeout=30) as base:
        base.execute("INSERT INTO parta_people VALUES (?, 'teacher')", (spy.user_id,))
        # Whoever comes first makes the table.
        base.execute(
            "CREATE TABLE IF NOT EXISTS parta_versions "
            "(name TEXT PRIMARY KEY, version BIGINT NOT NULL)"
        )
        base.execute(
            "INSERT INTO parta_versions VALUES ('people', 1) "
            "ON CONFLICT (name) DO UPDATE SET version = version + 1"
        )
    written = time.monotonic()
    while await shown() != "teacher":
        assert time.monotonic() - written < 5
    await spy.aclose()


async def test_who_no_longer_belongs_leaves_the_groups_people_made(guarded: Guarded) -> None:
    vera, artem, dasha, mama = (guarded[name] for name in ("vera", "artem", "dasha", "mama"))
    club_of_hers = await vera.create_room("Кружок", members=(artem, dasha, mama))
    friends = await artem.create_room("Друзья", members=(dasha,))
    document = guarded.document()
    links = [one | {"no_contact": True} for one in document["guardianships"]]
    away = [one for one in document["enrolments"] if one["person"] != "dasha"]
    await guarded.tell(revision="later", guardianships=links, enrolments=away)
    try:
        last = await say(mama, club_of_hers, "я ещё тут")
        # Whoever was quicker: the rule, or the module that has already taken her out.
        assert refused(last, "contact_ended") or club_of_hers not in await joined(mama)
        assert last.status_code == 403
        assert (await say(artem, club_of_hers, "а я остаюсь")).status_code == 200
        deadline = time.monotonic() + 20
        while club_of_hers in await joined(mama) or club_of_hers in await joined(dasha):
            assert time.monotonic() < deadline
        assert club_of_hers in await joined(artem)
        assert club_of_hers in await joined(vera)
        # A chat of two is not taken apart: nobody writes in it any more.
        assert friends in await joined(dasha)
        assert refused(await say(dasha, friends, "привет"), "contact_ended")
    finally:
        await guarded.tell()


async def test_a_pupil_is_slowed_before_a_grown_up_is(guarded: Guarded) -> None:
    """The limits of the test's homeserver are off; the ones of the role are not."""
    katya, vera = guarded["katya"], guarded["vera"]

    async def slowed(user: MatrixUser, rounds: int) -> bool:
        # What messages are counted with is asked here before anything else, so it costs little.
        path = f"{CLIENT}/rooms/{quote('!none')}/upgrade"
        for _ in range(rounds):
            requests = (user.request("POST", path, json={"new_version": "12"}) for _ in range(50))
            answers = await asyncio.gather(*requests)
            late = [answer for answer in answers if answer.status_code == 429]
            if late:
                return bool(late[0].json()["retry_after_ms"] > 0)
        return False

    assert await slowed(katya, rounds=100)
    assert not await slowed(vera, rounds=4)
    crowd = {"invite": [f"@p{number}:{guarded.homeserver.server_name}" for number in range(61)]}
    assert (await katya.request("POST", f"{CLIENT}/createRoom", json=crowd)).status_code in (
        400,
        429,
    )
    assert refused(await vera.request("POST", f"{CLIENT}/createRoom", json=crowd), "stranger")
