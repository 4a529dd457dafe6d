"""Exact presence reaches only those who may see it, whatever door of Matrix they knock at."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.server.policy.conftest import Guarded

SEEN = "/_synapse/client/parta/seen"
ONLINE = "/_synapse/client/parta/online"
ONLY = json.dumps({"room": {"rooms": []}, "account_data": {"types": []}})


async def say(user: MatrixUser, state: str) -> None:
    path = f"{CLIENT}/presence/{quote(user.user_id)}/status"
    await user.call("PUT", path, json={"presence": state})


async def wish(user: MatrixUser, visible: str) -> None:
    path = f"{CLIENT}/user/{quote(user.user_id)}/account_data/app.parta.last_seen"
    await user.call("PUT", path, json={"visible": visible})


async def seen(who: MatrixUser, *whom: MatrixUser) -> list[Any]:
    """What is told of each: the exact state, a rough word, or None."""
    users = [one.user_id for one in whom]
    told = (await who.call("POST", SEEN, json={"users": users}))["seen"]
    found = [told.get(user, {}) for user in users]
    assert all("last_active_ago" not in one for one in found if "lately" in one)
    return [one.get("lately", one.get("presence")) for one in found]


def presences(answer: Any) -> dict[str, Any]:
    """Every presence event anywhere in an answer, by its user."""
    if isinstance(answer, list):
        return {user: one for part in answer for user, one in presences(part).items()}
    if not isinstance(answer, dict):
        return {}
    if answer.get("type") == "m.presence":
        content = answer["content"]
        return {answer.get("sender") or content["user_id"]: content}
    return {user: one for part in answer.values() for user, one in presences(part).items()}


async def everywhere(who: MatrixUser, whom: MatrixUser, move: Callable[[], Any]) -> list[Any]:
    """What each door says of somebody; `move` happens while the streams are watched."""
    once = f"{CLIENT}/sync?filter={quote(ONLY)}&set_presence=offline"
    first = await who.call("GET", once)
    before = await who.call("GET", f"{CLIENT}/initialSync?limit=1")
    room = await move()
    later = await who.call("GET", f"{once}&since={first['next_batch']}")
    events = await who.call("GET", f"{CLIENT}/events?from={quote(before['end'])}&timeout=0")
    one_room = await who.call("GET", f"{CLIENT}/rooms/{quote(room)}/initialSync?limit=1")
    status = await who.request("GET", f"{CLIENT}/presence/{quote(whom.user_id)}/status")
    doors = [first, before, later, events, one_room]
    told = [presences(door).get(whom.user_id) for door in doors]
    return [*told, status.json() if status.status_code == 200 else None]


async def test_a_pupil_never_gets_the_minute_at_which_a_teacher_is_here(guarded: Guarded) -> None:
    vera, ivan, artem = (guarded[name] for name in ("vera", "ivan", "artem"))
    await guarded.managed("vera", "ivan", "artem")
    await say(vera, "online")

    async def move() -> str:
        await say(vera, "unavailable")
        await say(vera, "online")
        return await guarded.managed("vera", "ivan", "artem")

    told = await everywhere(artem, vera, move)
    exact = [one for one in told if one and (one["presence"] != "offline" or len(one) > 2)]
    assert exact == [], "no door may say more than that she exists"
    colleague = await everywhere(ivan, vera, move)
    assert [one and one["presence"] for one in colleague] == ["online"] * 6
    assert await seen(artem, vera) == ["recently"]
    assert await seen(ivan, vera) == ["online"]


async def test_the_number_of_those_here_is_no_way_around(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room(members=(artem,), direct=True)
    await say(vera, "online")
    await say(artem, "online")
    path = f"{ONLINE}?room_id={quote(room)}"
    assert await artem.call("GET", path) == {"online": 1}, "oneself"
    assert await vera.call("GET", path) == {"online": 2}


async def test_parents_see_nothing_of_other_peoples_children(guarded: Guarded) -> None:
    mama, artem, dasha = (guarded[name] for name in ("mama", "artem", "dasha"))
    await guarded.managed("mama", "artem", "dasha", "vera")
    await say(artem, "online")
    await say(dasha, "online")
    assert await seen(mama, artem, dasha, guarded["spy"]) == ["online", None, None]
    await guarded.tell(revision="open", switches={"s14": {"pupils_to_parents": True}})
    assert await seen(mama, artem, dasha) == ["online", "recently"]
    await guarded.tell()


async def test_a_persons_own_wish_narrows_what_the_school_allows(guarded: Guarded) -> None:
    vera, ivan, artem = (guarded[name] for name in ("vera", "ivan", "artem"))
    await guarded.managed("vera", "ivan", "artem")
    await say(ivan, "online")
    path = f"{CLIENT}/presence/{quote(ivan.user_id)}/status"
    for visible, staff, pupil in (
        ("coarse", "recently", "recently"),
        ("nobody", None, None),
        ("whatever", None, None),
        ("exact", "online", "recently"),
    ):
        await wish(ivan, visible)
        assert await seen(vera, ivan) == [staff], visible
        assert await seen(artem, ivan) == [pupil], visible
        status = (await vera.request("GET", path)).status_code
        assert status == (200 if visible == "exact" else 403), visible
    assert await seen(ivan, ivan) == ["online"]


async def test_crooked_questions_are_refused(guarded: Guarded) -> None:
    artem = guarded["artem"]
    for body in ({}, {"users": "@vera"}, {"users": [1]}, {"users": ["@a:b"] * 101}):
        assert (await artem.request("POST", SEEN, json=body)).status_code == 400
    artem.access_token = "none"
    assert (await artem.request("POST", SEEN, json={"users": []})).status_code == 401
