"""Attacks on the shape of chats, on the school's own chats, and with single events."""

from typing import Any
from urllib.parse import quote

import pytest

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.server.policy.conftest import Guarded
from tests.server.policy.probe import joined, refused, send

CREATIONS: list[dict[str, Any]] = [
    {"preset": "public_chat"},
    {"visibility": "public"},
    {"room_version": "9", "power_level_content_override": {"users_default": "100"}},
    {"room_alias_name": "podval"},
    {"creation_content": {"predecessor": {"room_id": "!old", "event_id": "$old"}}},
    {"creation_content": {"additional_creators": ["@vera:x"]}},
    {"invite_3pid": [{"medium": "email", "address": "a@b.c"}]},
    {"initial_state": [{"type": "app.parta.room", "content": {"kind": "class", "managed": True}}]},
    {"initial_state": [{"type": "m.room.join_rules", "content": {"join_rule": "public"}}]},
    {"initial_state": [{"type": "m.room.join_rules", "content": {"join_rule": "knock"}}]},
    {"initial_state": [{"type": "m.room.guest_access", "content": {"guest_access": "can_join"}}]},
    {
        "initial_state": [
            {
                "type": "m.room.history_visibility",
                "content": {"history_visibility": "world_readable"},
            }
        ]
    },
    {"initial_state": [{"type": "m.room.third_party_invite", "state_key": "t", "content": {}}]},
    {"initial_state": [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1"}}]},
]


@pytest.mark.parametrize("config", CREATIONS, ids=lambda config: str(config)[:50])
async def test_a_chat_that_only_a_school_may_make_is_not_even_begun(
    guarded: Guarded, config: dict[str, Any]
) -> None:
    artem = guarded["artem"]
    had = await joined(artem)
    answer = await artem.request("POST", f"{CLIENT}/createRoom", json=config)
    assert answer.status_code in (400, 403), answer.text
    assert answer.status_code == 400 or refused(answer)
    assert await joined(artem) == had


STATES: list[tuple[str, str, dict[str, Any]]] = [
    ("app.parta.room", "", {"kind": "class", "managed": True}),
    ("m.room.join_rules", "", {"join_rule": "public"}),
    ("m.room.join_rules", "", {"join_rule": "knock"}),
    ("m.room.join_rules", "", {"join_rule": "restricted", "allow": []}),
    ("m.room.history_visibility", "", {"history_visibility": "world_readable"}),
    ("m.room.third_party_invite", "t", {"display_name": "x", "public_key": "x"}),
    ("m.room.tombstone", "", {"body": "", "replacement_room": "!x"}),
    ("m.room.encryption", "", {"algorithm": "m.megolm.v1.aes-sha2"}),
]


@pytest.mark.parametrize(("kind", "key", "content"), STATES)
async def test_nor_can_a_chat_of_ones_own_become_one(
    guarded: Guarded, kind: str, key: str, content: dict[str, Any]
) -> None:
    artem = guarded["artem"]
    room = quote(await artem.create_room("Свой"))
    path = f"{CLIENT}/rooms/{room}/state/{kind}"
    before = await artem.request("GET", f"{path}/{key}")
    assert refused(await artem.request("PUT", f"{path}/{key}", json=content))
    assert (await artem.request("GET", f"{path}/{key}")).json() == before.json()


async def test_aliases_the_open_list_and_upgrades_are_the_schools(guarded: Guarded) -> None:
    artem = guarded["artem"]
    room = await artem.create_room("Свой")
    alias = quote(f"#podval:{guarded.homeserver.server_name}")
    had = await joined(artem)
    for method, path, body in (
        ("PUT", f"{CLIENT}/directory/room/{alias}", {"room_id": room}),
        ("PUT", f"{CLIENT}/directory/list/room/{quote(room)}", {"visibility": "public"}),
        ("POST", f"{CLIENT}/rooms/{quote(room)}/upgrade", {"new_version": "12"}),
    ):
        assert refused(await artem.request(method, path, json=body)), path
    assert await joined(artem) == had
    assert (await artem.request("GET", f"{CLIENT}/directory/room/{alias}")).status_code == 404


async def test_nobody_leaves_or_empties_a_chat_of_the_school(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    powers = {"users": {vera.user_id: 100}}
    room = await guarded.managed("vera", "artem", power_level_content_override=powers)
    here = f"{CLIENT}/rooms/{quote(room)}"
    target = {"user_id": artem.user_id}
    own = f"{here}/state/m.room.member/{quote(artem.user_id)}"
    attacks: list[tuple[MatrixUser, str, str, dict[str, Any]]] = [
        (artem, "POST", f"{here}/leave", {}),
        (artem, "PUT", own, {"membership": "leave"}),
        (vera, "POST", f"{here}/kick", target),
        (vera, "POST", f"{here}/ban", target),
        (vera, "PUT", own, {"membership": "ban"}),
        (vera, "POST", f"{here}/invite", {"user_id": guarded["dasha"].user_id}),
        (vera, "PUT", f"{here}/state/m.room.power_levels/", powers),
        (vera, "PUT", f"{here}/state/m.room.join_rules/", {"join_rule": "invite", "a": 1}),
        (vera, "PUT", f"{here}/state/app.parta.room/", {"managed": False}),
    ]
    for user, method, path, body in attacks:
        answer = await user.request(method, path, json=body)
        assert refused(answer), f"{path}: {answer.text}"
    members = await artem.call("GET", f"{here}/joined_members")
    assert {vera.user_id, artem.user_id} < set(members["joined"])
    await guarded["service"].call("POST", f"{here}/kick", json=target)
    assert room not in await joined(artem)


async def test_one_may_leave_a_chat_that_is_nobodys_duty(guarded: Guarded) -> None:
    room = await guarded["vera"].create_room("Чаепитие", members=(guarded["ivan"],))
    await guarded["ivan"].leave(room)
    assert room not in await joined(guarded["ivan"])


async def test_powers_and_others_messages_are_out_of_reach(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room("Кружок", members=(artem,))
    said = await vera.text(room, "Домашнее задание: параграф 12")
    levels = {"users": {artem.user_id: 100}}
    path = f"{CLIENT}/rooms/{quote(room)}"
    for method, attack, body in (
        ("PUT", f"{path}/state/m.room.power_levels/", levels),
        ("PUT", f"{path}/redact/{quote(said)}/r1", {}),
        ("POST", f"{path}/kick", {"user_id": vera.user_id}),
    ):
        assert (await artem.request(method, attack, json=body)).status_code == 403
    left = await artem.call("GET", f"{path}/event/{quote(said)}")
    assert left["content"]["body"].startswith("Домашнее")
    await artem.redact(room, await artem.text(room, "ой"))


async def test_only_who_leads_mentions_everybody(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room("Кружок", members=(artem,))
    everybody = {"msgtype": "m.text", "body": "@room", "m.mentions": {"room": True}}
    assert refused(await send(artem, room, "m.room.message", everybody))
    assert (await send(vera, room, "m.room.message", everybody)).status_code == 200
    old = await vera.create_room("Старый", members=(artem,), room_version="11")
    assert refused(await send(artem, old, "m.room.message", everybody))
    assert (await send(vera, old, "m.room.message", everybody)).status_code == 200


async def test_a_place_in_a_call_is_ones_own(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    powers = {"events": {"org.matrix.msc3401.call.member": 0}}
    room = await vera.create_room(members=(artem,), power_level_content_override=powers)
    path = f"{CLIENT}/rooms/{quote(room)}/state/org.matrix.msc3401.call.member"
    mine, hers = f"_{artem.user_id}_D_m.call", f"_{vera.user_id}_D_m.call"
    content = {"application": "m.call"}
    assert (await artem.request("PUT", f"{path}/{quote(mine)}", json=content)).status_code == 200
    assert refused(await artem.request("PUT", f"{path}/{quote(hers)}", json=content))
    assert refused(await artem.request("PUT", f"{path}/", json=content))
    sticky = {"member": {"user_id": vera.user_id}, "slot_id": "m.call#ROOM"}
    assert refused(await send(artem, room, "org.matrix.msc4143.rtc.member", sticky))


@pytest.mark.parametrize(
    "body",
    [
        {"creation_content": []},
        {"creation_content": 1},
        {"power_level_content_override": "x"},
        {"power_level_content_override": {"users": 5}},
        {"power_level_content_override": {"users": {"@a:b": "100"}}},
        {"power_level_content_override": {"events": 5}},
        {"power_level_content_override": {"events": {"m.room.name": None}}},
        {"power_level_content_override": {"invite": 1.5}},
        {"power_level_content_override": {"notifications": {"room": True}}},
        {"room_version": ["12"]},
        {"initial_state": [{"type": "m.room.avatar"}]},
        {"initial_state": [{"type": "app.parta.supervised", "content": 5}]},
        {"initial_state": [{"type": "m.room.power_levels", "content": {"users": {"@a:b": "x"}}}]},
    ],
    ids=str,
)
async def test_of_a_chat_that_is_described_wrongly_nothing_stays(
    guarded: Guarded, body: dict[str, Any]
) -> None:
    artem = guarded["artem"]
    had = await joined(artem)
    answer = await artem.request("POST", f"{CLIENT}/createRoom", json=body)
    assert 400 <= answer.status_code < 500, answer.text
    assert await joined(artem) == had
    badges = "/_synapse/client/parta/badges"
    assert (await artem.request("GET", f"{badges}?since={10**30}")).status_code == 200
