"""Every cell of the contact matrix against sixteen ways to reach somebody, over plain HTTP.

What is forbidden is refused by a server; what is allowed works. Each test is one way and goes
through all cells of both schools; what went wrong anywhere is named at the end.
"""

import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import pytest_asyncio

from tests.helpers.matrix_user import CLIENT
from tests.helpers.school import Homeserver
from tests.helpers.service_school import Member
from tests.server.matrix import cells
from tests.server.matrix.cells import Pair
from tests.server.matrix.world import CHATS, HOMEROOM, ROLES, World, in_room
from tests.server.policy.probe import joined, put_state, refused
from tests.server.policy.test_poll_rules import END, VOTE, to

pytestmark = pytest.mark.asyncio(loop_scope="module")
PAIRS = cells.pairs()
Attack = Callable[[World, Pair, Member, Member], Awaitable[bool]]
"""Tries one way; says whether everything was as it must be."""
FAMILY = ("pupil", "parent")
ATTACKS: dict[str, Attack] = {}


def attack(function: Attack) -> Attack:
    ATTACKS[function.__name__] = function
    return function


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    assert os.environ.get("PARTA_LIVEKIT"), "PARTA_LIVEKIT is missing: ./check sets it"
    homeserver = Homeserver(tmp_path_factory.mktemp("matrix") / "school", "school", service=True)
    try:
        homeserver.start()
        here = World(homeserver)
        await here.move_in()
        yield here
        await here.aclose()
    finally:
        homeserver.stop()


@attack
async def create_room_with_invite(world: World, pair: Pair, one: Member, other: Member) -> bool:
    if pair.may:
        return bool((await world.shared(pair)).room in await joined(one.matrix))
    had = await joined(one.matrix)
    for body in (
        {"preset": "trusted_private_chat", "is_direct": True, "invite": [other.user_id]},
        {"preset": "private_chat", "name": "Кружок", "invite": [other.user_id]},
    ):
        if not refused(await one.matrix.request("POST", f"{CLIENT}/createRoom", json=body)):
            return False
    return await joined(one.matrix) == had


@attack
async def invite(world: World, pair: Pair, one: Member, other: Member) -> bool:
    room, body = world.secrets[one.user_id].room, {"user_id": other.user_id}
    answer = await one.matrix.request("POST", in_room(room, "invite"), json=body)
    if not pair.may:
        member = {"membership": "invite"}
        again = await put_state(one.matrix, room, "m.room.member", member, key=other.user_id)
        return refused(answer) and refused(again)
    await one.matrix.call("POST", in_room(room, "kick"), json=body)
    return answer.status_code == 200


@attack
async def join(world: World, pair: Pair, one: Member, other: Member) -> bool:
    room, had = quote(world.secrets[other.user_id].room), await joined(one.matrix)
    for path in (f"{CLIENT}/join/{room}", f"{CLIENT}/rooms/{room}/join"):
        if (await one.matrix.request("POST", path, json={})).status_code != 403:
            return False
    member = {"membership": "join"}
    answer = await put_state(one.matrix, world.secrets[other.user_id].room, "m.room.member", member,
                             key=one.user_id)  # fmt: skip
    return answer.status_code == 403 and await joined(one.matrix) == had


@attack
async def knock(world: World, pair: Pair, one: Member, other: Member) -> bool:
    room = quote(world.secrets[other.user_id].room)
    answer = await one.matrix.request("POST", f"{CLIENT}/knock/{room}", json={})
    return answer.status_code == 403


@attack
async def directory(world: World, pair: Pair, one: Member, other: Member) -> bool:
    for term in (other.matrix.name, other.matrix.localpart):
        body = {"search_term": term, "limit": 50}
        found = await one.matrix.call("POST", f"{CLIENT}/user_directory/search", json=body)
        if (other.user_id in {hit["user_id"] for hit in found["results"]}) is not pair.may:
            return False
    return True


async def _get(world: World, pair: Pair, one: Member, path: str) -> bool:
    """What is open to who shares a chat, and to nobody else."""
    if pair.may:
        await world.shared(pair)
    status = (await one.matrix.request("GET", f"{CLIENT}/{path}")).status_code
    return status == 200 if pair.may else status in (403, 404)


@attack
async def profile(world: World, pair: Pair, one: Member, other: Member) -> bool:
    return await _get(world, pair, one, f"profile/{quote(other.user_id)}")


@attack
async def presence(world: World, pair: Pair, one: Member, other: Member) -> bool:
    """Exact presence: only of whom one may write to, and of the staff only among the staff."""
    if pair.may:
        await world.shared(pair)
    path = f"{CLIENT}/presence/{quote(other.user_id)}/status"
    status = (await one.matrix.request("GET", path)).status_code
    roles = [ROLES.get(name, "teacher") for name in (pair.who, pair.whom)]
    watched = roles[0] in FAMILY and roles[1] not in FAMILY
    return status == (200 if pair.may and not watched else 403)


@attack
async def to_device(world: World, pair: Pair, one: Member, other: Member) -> bool:
    if pair.may:
        await world.shared(pair)
    kind = f"app.parta.attack.{one.matrix._next_txn()}"
    body = {"messages": {other.user_id: {other.matrix.device_id: {"hello": "there"}}}}
    path = f"{CLIENT}/sendToDevice/{kind}/1"
    answer = await one.matrix.request("PUT", path, json=body)
    if not pair.may:
        return refused(answer, "stranger")
    # A filter of its own: Synapse answers equal requests from a cache.
    once = json.dumps({"room": {"rooms": []}, "presence": {"not_types": [kind]}})
    inbox = await other.matrix.call("GET", f"{CLIENT}/sync", params={"filter": once})
    return kind in {event["type"] for event in inbox.get("to_device", {}).get("events", ())}


@attack
async def call_token(world: World, pair: Pair, one: Member, other: Member) -> bool:
    path = f"{CLIENT}/user/{quote(one.user_id)}/openid/request_token"
    openid = await one.matrix.call("POST", path, json={})

    async def ask(room: str) -> tuple[httpx.Response, httpx.Response]:
        device = {"id": "m1", "claimed_user_id": one.user_id, "claimed_device_id": "D"}
        old = {"room": room, "openid_token": openid, "device_id": "D"}
        new = {"room_id": room, "slot_id": "m.call#ROOM", "openid_token": openid, "member": device}
        return (
            await one.request("POST", "/livekit/jwt/sfu/get", json=old),
            await one.request("POST", "/livekit/jwt/get_token", json=new),
        )

    foreign = await ask(world.secrets[other.user_id].room)
    if any(answer.status_code != 403 or "jwt" in answer.json() for answer in foreign):
        return False
    if not pair.may:
        return True
    return all(answer.json().get("jwt") for answer in await ask((await world.shared(pair)).room))


@attack
async def link(world: World, pair: Pair, one: Member, other: Member) -> bool:
    room = world.secrets[one.user_id].room
    made = await one.request("POST", "/v1/links", json={"room_id": room})
    if made.status_code != 201:
        # Whoever is no member of the school makes no links at all.
        return not pair.may and made.status_code in (401, 403)
    body = {"token": made.json()["token"]}
    answer = await other.request("POST", "/v1/links/join", json=body)
    inside = room in await joined(other.matrix)
    if inside:
        body = {"user_id": other.user_id}
        await one.matrix.call("POST", in_room(room, "kick"), json=body)
    if pair.may:
        return answer.is_success and inside
    return answer.status_code in (403, 410) and not inside


@attack
async def poll(world: World, pair: Pair, one: Member, other: Member) -> bool:
    secret, kind = world.secrets[other.user_id], quote(VOTE)
    path = in_room(secret.room, f"send/{kind}/{one.matrix._next_txn()}")
    foreign = await one.matrix.request("PUT", path, json=to(secret.poll, "a"))
    if foreign.status_code != 403 or not pair.may:
        return foreign.status_code == 403
    here = await world.shared(pair)
    vote = in_room(here.room, f"send/{kind}/{one.matrix._next_txn()}")
    end = in_room(here.room, f"send/{quote(END)}/{one.matrix._next_txn()}")
    closing = {"m.relates_to": {"rel_type": "m.reference", "event_id": here.poll}, END: {}}
    return (
        refused(await one.matrix.request("PUT", end, json=closing), "poll_end")
        and (await one.matrix.request("PUT", vote, json=to(here.poll, "a"))).status_code == 200
    )


@attack
async def power_levels(world: World, pair: Pair, one: Member, other: Member) -> bool:
    grab: dict[str, Any] = {"users": {one.user_id: 100}}
    rooms = [(one, world.secrets[other.user_id].room)]
    if pair.may:
        # The second did not make the shared chat.
        rooms.append((other, (await world.shared(pair)).room))
    for who, room in rooms:
        grab = {"users": {who.user_id: 100}}
        if (await put_state(who.matrix, room, "m.room.power_levels", grab)).status_code != 403:
            return False
    own = world.secrets[one.user_id].room
    topic = await put_state(one.matrix, own, "m.room.topic", {"topic": "о чём"})
    return topic.status_code == 200


@attack
async def redaction(world: World, pair: Pair, one: Member, other: Member) -> bool:
    secret = world.secrets[other.user_id]
    path = in_room(secret.room, f"redact/{quote(secret.said)}/{one.matrix._next_txn()}")
    if (await one.matrix.request("PUT", path, json={})).status_code != 403:
        return False
    event = await other.matrix.call("GET", in_room(secret.room, f"event/{quote(secret.said)}"))
    if event["content"].get("body") != "только для своих" or not pair.may:
        return event["content"].get("body") == "только для своих"
    here = await world.shared(pair)
    mine = await one.matrix.text(here.room, "ой")
    path = in_room(here.room, f"redact/{quote(mine)}/{other.matrix._next_txn()}")
    foreign = await other.matrix.request("PUT", path, json={})
    await one.matrix.redact(here.room, mine)
    return foreign.status_code == 403


@attack
async def room_upgrade(world: World, pair: Pair, one: Member, other: Member) -> bool:
    rooms = [world.secrets[other.user_id].room, world.secrets[one.user_id].room]
    if pair.may:
        rooms.append((await world.shared(pair)).room)
    had = await joined(one.matrix)
    for room in rooms:
        body = {"new_version": "12", "additional_creators": [one.user_id]}
        answer = await one.matrix.request("POST", in_room(room, "upgrade"), json=body)
        if answer.status_code != 403:
            return False
    return await joined(one.matrix) == had


@attack
async def media_by_id(world: World, pair: Pair, one: Member, other: Member) -> bool:
    async def status(media: str) -> set[int]:
        size = {"width": "32", "height": "32", "method": "scale"}
        found = {
            (await one.matrix.request("GET", f"/_matrix/client/v1/media/{kind}/{media}", params=p))
            .status_code
            for kind, p in (("download", {}), ("thumbnail", size))
        }  # fmt: skip
        old = await one.matrix.request("GET", f"/_matrix/media/v3/download/{media}")
        assert old.status_code == 404, "the way without a sign-in is closed"
        return found

    if await status(world.secrets[other.user_id].media) != {403}:
        return False
    if not pair.may:
        return True
    media = (await world.shared(pair)).media
    answer = await one.matrix.request("GET", f"/_matrix/client/v1/media/download/{media}")
    return answer.status_code == 200


@attack
async def restricted_join(world: World, pair: Pair, one: Member, other: Member) -> bool:
    room = await world.class_chat(pair)
    if room is None:
        return True
    answer = await one.matrix.request("POST", f"{CLIENT}/join/{quote(room)}", json={})
    if pair.who not in CHATS[HOMEROOM[pair.whom]]:
        return refused(answer, "not_invited")
    body = {"user_id": one.user_id}
    await world.operator.matrix.call("POST", in_room(room, "kick"), json=body)
    return answer.status_code == 200


WAYS = {
    "invite", "create_room_with_invite", "join", "knock", "restricted_join", "directory", "profile",
    "presence", "to_device", "call_token", "link", "poll", "power_levels", "redaction",
    "room_upgrade", "media_by_id",
}  # fmt: skip


async def test_no_cell_and_no_way_is_forgotten() -> None:
    table = cells.table()
    assert len(table) == 24
    assert {(pair.row, pair.column) for pair in PAIRS} == set(table)
    for cell, words in table.items():
        answers = {pair.may for pair in PAIRS if (pair.row, pair.column) == cell}
        whole = {"yes": {True}, "supervised": {True}, "no": {False}}.get(words, {True, False})
        # A "yes" to the parents of one's class has a "no" to those of another beside it.
        assert answers >= whole, (cell, words)
        assert words != "no" or answers == {False}, cell
    assert set(ATTACKS) == WAYS
    assert len(WAYS) == 16


@pytest.mark.parametrize("way", ATTACKS)
async def test_every_cell(world: World, way: str) -> None:
    wrong = []
    for pair in PAIRS:
        one, other = world.two(pair)
        if not await ATTACKS[way](world, pair, one, other):
            wrong.append(f"{'allowed' if pair.may else 'forbidden'} {pair}")
    assert not wrong, f"{way}:\n" + "\n".join(wrong)
