"""What no client may do in a lesson, tried with raw tokens, raw signalling and the SFU's own API.

Each attack is refused by a server, and each test shows that the allowed thing next to it works.
"""

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import jwt as pyjwt
import pytest

from server.school_core.lessons import EVERYTHING
from server.service.calls.requests import room_name
from server.service.calls.sfu import Sfu
from server.service.calls.tokens import LiveKitKeys, entry_token
from tests.helpers.call import SOURCES, Device, RawDevice, claims, soon, soon_so, twirp
from tests.helpers.service_school import SCHOOL
from tests.server.lessons.conftest import ClassRoom


class Attackers:
    """Raw clients, closed at the end."""

    def __init__(self) -> None:
        self._all: list[RawDevice] = []

    async def connect(self, device: Device) -> RawDevice:
        """Connect with the token a device was given."""
        raw = self.make(device.url, device.jwt)
        assert await raw.connect() == 101
        return raw

    def make(self, url: str, jwt: str) -> RawDevice:
        raw = RawDevice(url, jwt)
        self._all.append(raw)
        return raw

    async def aclose(self) -> None:
        for raw in self._all:
            await raw.aclose()


@pytest.fixture
async def attackers() -> AsyncIterator[Attackers]:
    made = Attackers()
    yield made
    await made.aclose()


async def published(sfu: Sfu, room: str, device: Device) -> set[str]:
    """What the SFU says somebody publishes."""
    found = [one for one in await sfu.participants(room) if one.identity == device.identity]
    return {source.value for one in found for source in one.publishes}


async def test_a_pupil_publishes_nothing_and_then_only_what_was_given(
    klass: ClassRoom, attackers: Attackers, sfu: Sfu
) -> None:
    lesson_id = await klass.lesson()
    vera = await klass.inside("vera")
    artem = klass.device("artem")
    await artem.get_token(klass.room_id)
    video = claims(artem.jwt)["video"]
    assert (video["canPublish"], video["canPublishSources"]) == (False, [])
    assert "roomRecord" not in video
    assert "roomRecord" not in claims(vera.jwt)["video"]
    raw = await attackers.connect(artem)
    assert {source: await raw.publish(source) for source in SOURCES} == dict.fromkeys(
        SOURCES, False
    )
    floor = f"/v1/lessons/{lesson_id}/floor"
    body: dict[str, Any] = {"user_id": artem.user_id, "sources": ["microphone"]}
    await vera.member.ok("PUT", floor, json=body)
    allowed = {source: await raw.publish(source) for source in SOURCES}
    assert allowed == dict.fromkeys(SOURCES, False) | {"microphone": True}
    await vera.member.ok("PUT", floor, json=body | {"sources": []})
    assert not await raw.publish("microphone")
    assert await published(sfu, room_name(klass.room_id), artem) == set()


async def test_a_muted_pupil_stays_muted_whatever_the_client_says(
    klass: ClassRoom, attackers: Attackers, sfu: Sfu
) -> None:
    lesson_id = await klass.lesson()
    vera, artem = await klass.inside("vera"), await klass.inside("artem")
    path = f"/v1/lessons/{lesson_id}"
    await vera.member.ok("PUT", f"{path}/floor", json={"sources": ["microphone", "camera"]})
    await soon(lambda: artem.may_publish)
    sid = await artem.publish("microphone")
    await artem.publish("camera")
    await soon(lambda: vera.gets(artem) == {"microphone", "camera"})
    await vera.member.ok("POST", f"{path}/silence", json={"sources": ["microphone"]})
    await soon(lambda: vera.gets(artem) == {"camera"})
    # The same pupil with a hostile client: unmute what was, publish anew.
    second = klass.device("artem", "SECOND")
    await second.get_token(klass.room_id)
    raw = await attackers.connect(second)
    await raw.say(mute={"sid": sid, "muted": False})
    assert not await raw.publish("microphone")
    assert await raw.publish("camera")
    assert await published(sfu, room_name(klass.room_id), artem) == {"camera"}


async def test_a_pupil_changes_nothing_about_anybody_by_signalling(
    klass: ClassRoom, attackers: Attackers, sfu: Sfu
) -> None:
    await klass.lesson()
    vera = await klass.inside("vera")
    sid = await vera.publish("microphone")
    artem = klass.device("artem")
    await artem.get_token(klass.room_id)
    raw = await attackers.connect(artem)
    room = room_name(klass.room_id)
    for request in (
        {"mute": {"sid": sid, "muted": True}},
        {"update_metadata": {"metadata": "учитель", "name": "Вера", "attributes": {"role": "t"}}},
        {"subscription_permission": {"all_participants": True}},
        {"publish_data_track_request": {"name": "x", "pub_handle": 1}},
        {"leave": {"action": 0, "can_reconnect": True}},
    ):
        if "leave" not in request:
            await raw.say(**request)
    people = {one.identity: one for one in await sfu.participants(room)}
    assert people[vera.identity].publishes
    assert people[vera.identity].grant == EVERYTHING
    await raw.hear("NOT_ALLOWED")


SERVER_API = [
    ("RoomService/ListRooms", {}),
    ("RoomService/CreateRoom", {"name": "own"}),
    ("RoomService/DeleteRoom", {"room": "{room}"}),
    ("RoomService/ListParticipants", {"room": "{room}"}),
    ("RoomService/GetParticipant", {"room": "{room}", "identity": "{teacher}"}),
    ("RoomService/RemoveParticipant", {"room": "{room}", "identity": "{teacher}"}),
    ("RoomService/MutePublishedTrack", {"room": "{room}", "identity": "{teacher}", "muted": True}),
    (
        "RoomService/UpdateParticipant",
        {"room": "{room}", "identity": "{me}", "permission": {"can_publish": True}},
    ),
    ("RoomService/UpdateParticipant", {"room": "{room}", "identity": "{me}", "metadata": "x"}),
    ("RoomService/UpdateSubscriptions", {"room": "{room}", "identity": "{me}", "subscribe": True}),
    ("RoomService/SendData", {"room": "{room}", "data": "eA==", "kind": "RELIABLE"}),
    ("RoomService/UpdateRoomMetadata", {"room": "{room}", "metadata": "x"}),
    ("RoomService/MoveParticipant", {"room": "{room}", "identity": "{me}"}),
    ("RoomService/ForwardParticipant", {"room": "{room}", "identity": "{me}"}),
    ("Egress/StartRoomCompositeEgress", {"room_name": "{room}"}),
    ("Egress/StartParticipantEgress", {"room_name": "{room}", "identity": "{teacher}"}),
    ("Egress/StartTrackCompositeEgress", {"room_name": "{room}", "audio_track_id": "TR_x"}),
    ("Egress/StartTrackEgress", {"room_name": "{room}", "track_id": "TR_x"}),
    ("Egress/StartWebEgress", {"url": "https://school.example/"}),
    ("Egress/UpdateLayout", {"egress_id": "EG_x", "layout": "grid"}),
    ("Egress/StopEgress", {"egress_id": "EG_x"}),
    ("Egress/ListEgress", {}),
    ("Ingress/CreateIngress", {"input_type": "RTMP_INPUT", "room_name": "{room}"}),
    ("AgentDispatchService/CreateDispatch", {"room": "{room}", "agent_name": "x"}),
]


async def test_no_token_of_a_client_opens_the_sfus_own_api(klass: ClassRoom) -> None:
    await klass.lesson()
    vera, artem = await klass.inside("vera"), await klass.inside("artem")
    names = {"room": room_name(klass.room_id), "teacher": vera.identity, "me": artem.identity}
    for device in (artem, vera):  # a teacher rules through the school, never at the SFU
        for method, body in SERVER_API:
            filled = {
                key: value.format(**names) if isinstance(value, str) else value
                for key, value in body.items()
            }
            status = await twirp(device.url, device.jwt, method, filled)
            assert status in (401, 403), f"{method}: {status}"
    assert await twirp(artem.url, "", "RoomService/ListRooms", {}) == 401
    assert {vera.ended, artem.ended} == {None}


async def test_a_token_opens_its_own_room_for_its_own_time_and_nothing_else(
    klass: ClassRoom, attackers: Attackers, keys: LiveKitKeys
) -> None:
    await klass.lesson()
    await klass.inside("vera")
    artem = klass.device("artem")
    await artem.get_token(klass.room_id)
    good = claims(artem.jwt)
    assert good["exp"] - time.time() <= 600
    forged = {
        "another key": pyjwt.encode(good, "x" * 40, algorithm="HS256"),
        "no key": pyjwt.encode(good, "", algorithm="none"),
        "cut": artem.jwt[:-3] + "AAA",
        "expired": entry_token(
            keys,
            room=room_name(klass.room_id),
            identity=artem.identity,
            grant=EVERYTHING,
            seconds=-120,
        ),
        "a room that nobody opened": entry_token(
            keys, room="nowhere", identity=artem.identity, grant=EVERYTHING
        ),
    }
    for what, jwt in forged.items():
        assert await attackers.make(artem.url, jwt).connect() in (401, 404), what
    assert await attackers.make(artem.url, artem.jwt).connect() == 101


async def test_nobody_gets_a_token_in_anothers_name(klass: ClassRoom) -> None:
    await klass.lesson()
    vera, petya = klass.device("vera"), klass.device("petya")
    artem = klass.device("artem")
    server = artem.member.matrix.server
    matrix = artem.member.matrix
    path = f"/_matrix/client/v3/user/{artem.user_id}/openid/request_token"
    openid = await matrix.call("POST", path, json={})
    member = {"id": "m", "claimed_user_id": vera.user_id, "claimed_device_id": "D"}
    body = {
        "room_id": klass.room_id,
        "slot_id": "m.call#ROOM",
        "openid_token": openid,
        "member": member,
    }
    url = f"{server.service_url}/livekit/jwt/get_token"
    assert (await matrix._http.post(url, json=body)).status_code == 401
    member["claimed_user_id"] = artem.user_id
    assert (await matrix._http.post(url, json=body)).status_code == 200
    for wrong in (
        openid | {"access_token": "made-up"},
        openid | {"matrix_server_name": "elsewhere.example"},
    ):
        answer = await matrix._http.post(url, json=body | {"openid_token": wrong})
        assert (answer.status_code, answer.json()["errcode"]) == (401, "M_UNAUTHORIZED")
    # Nor may one ask for the token of somebody else at the homeserver.
    theirs = f"/_matrix/client/v3/user/{vera.user_id}/openid/request_token"
    assert (await petya.member.matrix.request("POST", theirs, json={})).status_code == 403


async def test_who_is_not_in_the_chat_gets_no_token(klass: ClassRoom) -> None:
    await klass.lesson()
    await klass.inside("vera")
    for name in ("petya", "mama", "ivan"):
        assert await klass.device(name).refused(klass.room_id) == "not_in_chat"
    answer = await klass.device("artem").ask("!no-such-room")
    assert answer.json()["app.parta.reason"] == "not_in_chat"
    await klass.inside("artem")


async def test_a_parent_who_was_put_into_the_chat_still_waits_for_the_teacher(
    klass: ClassRoom,
) -> None:
    klass.room_id = await klass.chat("vera", "artem", "mama")
    await klass.lesson()
    vera = await klass.inside("vera")
    await vera.publish("microphone")
    mama = klass.device("mama")
    answer = await mama.get_token(klass.room_id)
    assert answer["app.parta.waits"]["code"] == "lesson_not_admitted"
    assert not claims(mama.jwt)["video"]["canSubscribe"]
    await mama.join()
    artem = await klass.inside("artem")
    await soon(lambda: artem.gets(vera) == {"microphone"})
    assert not mama.gets(vera)


async def test_who_was_removed_stays_outside_until_admitted(
    klass: ClassRoom, attackers: Attackers, sfu: Sfu
) -> None:
    lesson_id = await klass.lesson()
    vera, artem = await klass.inside("vera"), await klass.inside("artem")
    await klass["vera"].ok(
        "POST", f"/v1/lessons/{lesson_id}/remove", json={"user_id": artem.user_id}
    )
    await soon(lambda: artem.ended is not None)
    assert await klass.device("artem", "NEW").refused(klass.room_id) == "lesson_removed"
    # The token from before is still signed: whoever comes with it is sent away at once.
    raw = attackers.make(artem.url, artem.jwt)
    assert await raw.connect() == 101
    assert not await raw.publish("microphone")

    async def alone() -> bool:
        people = await sfu.participants(room_name(klass.room_id))
        return [one.identity for one in people] == [vera.identity]

    await soon_so(alone)
    body = {"users": [artem.user_id]}
    await klass["vera"].ok("POST", f"/v1/lessons/{lesson_id}/admit", json=body)
    await klass.inside("artem", "NEW")


async def test_after_the_end_nobody_stays_and_nobody_comes_back(
    klass: ClassRoom, attackers: Attackers
) -> None:
    lesson_id = await klass.lesson()
    vera, artem = await klass.inside("vera"), await klass.inside("artem")
    await klass["vera"].ok("POST", f"/v1/lessons/{lesson_id}/end")
    await soon(lambda: artem.ended is not None and vera.ended is not None)
    for device in (artem, vera):
        assert await attackers.make(device.url, device.jwt).connect() == 404
    assert await klass.device("artem").refused(klass.room_id) == "class_call_no_lesson"


CONTROLS: list[tuple[str, str, Any]] = [
    ("PUT", "floor", {"sources": ["microphone"]}),
    ("POST", "silence", {}),
    ("POST", "admit", {"users": ["@a:b"]}),
    ("POST", "remove", {"user_id": "@a:b"}),
    ("PUT", "lock", {"locked": True}),
    ("PUT", "hand", {"up": False, "user_id": "@a:b"}),
    ("PUT", "timer", {"until": None}),
    ("POST", "question", {"text": "?", "options": ["а", "б"]}),
    ("POST", "question/close", None),
    ("PUT", "groups", {"groups": [{"name": "1", "members": []}]}),
    ("PUT", "groups/notice", {"text": "!"}),
    ("DELETE", "groups", None),
    ("POST", "teachers", {"user_id": "@a:b"}),
    ("POST", "start", None),
    ("POST", "end", None),
    ("GET", "attendance", None),
    ("GET", "attendance.csv", None),
]
RECORD: tuple[str, str, Any] = ("PUT", "recording", {"on": True})
"""Nothing to record with is installed here: see tests/server/recordings."""


async def test_only_who_teaches_the_class_or_heads_the_school_controls(klass: ClassRoom) -> None:
    lesson_id = await klass.lesson()
    for name in ("artem", "petya", "mama", "ivan"):
        for method, deed, body in [*CONTROLS, RECORD]:
            path = f"/v1/lessons/{lesson_id}/{deed}"
            code = await klass[name].refused(403, method, path, json=body)
            assert code == "lesson_not_leading", f"{name} {deed}"
        plan = {"room_id": klass.room_id}
        code = await klass[name].refused(403, "POST", "/v1/lessons", json=plan)
        assert code == "lesson_not_leading"
    stranger = await klass.school.stranger()
    for method, deed, body in [*CONTROLS, RECORD]:
        await stranger.refused(403, method, f"/v1/lessons/{lesson_id}/{deed}", json=body)
    for name in ("zoya", "head"):
        for method, deed, body in CONTROLS[:-3]:
            await klass[name].ok(method, f"/v1/lessons/{lesson_id}/{deed}", json=body)
        method, deed, body = RECORD
        path = f"/v1/lessons/{lesson_id}/{deed}"
        code = await klass[name].refused(404, method, path, json=body)
        assert code == "recording_not_installed"
        assert not (await klass.state(lesson_id, by=name))["recording_offered"]
    switches = f"/v1/school/{SCHOOL}/switches"
    stands = await klass["head"].ok("GET", switches)
    wished = stands | {"lesson_recordings": True}
    code = await klass["head"].refused(409, "PUT", switches, json=wished)
    assert code == "recording_not_installed"
    await klass["head"].ok("POST", f"/v1/lessons/{lesson_id}/end")
    assert (await klass["zoya"].request("GET", f"/v1/lessons/{lesson_id}/attendance.csv")).text


async def test_a_named_substitute_leads_and_a_dismissed_teacher_does_not(klass: ClassRoom) -> None:
    klass.people["ivan"] = await klass.school.person("Иван Сменный", "teacher")
    klass.room_id = await klass.chat("vera", "artem", "ivan")
    lesson_id = await klass.lesson()
    path = f"/v1/lessons/{lesson_id}"
    body = {"user_id": klass["ivan"].user_id}
    await klass["vera"].ok("POST", f"{path}/teachers", json=body)
    await klass.inside("ivan")
    assert (await klass.state(lesson_id, by="ivan"))["place"] == "leads"
    await klass.school.dismiss(klass["ivan"])
    code = await klass["ivan"].refused(403, "PUT", f"{path}/lock", json={"locked": True})
    assert code == "lesson_not_leading"
    assert (await klass.device("ivan", "NEW").get_token(klass.room_id))["app.parta.waits"]


async def test_a_lesson_is_hidden_from_other_classes_and_its_groups_from_each_other(
    klass: ClassRoom,
) -> None:
    lesson_id = await klass.lesson()
    await klass.inside("vera")
    path = f"/v1/lessons/{lesson_id}"
    for name in ("petya", "mama", "ivan"):
        assert await klass[name].refused(403, "GET", path) == "not_in_chat"
        body = {"up": True}
        assert await klass[name].refused(403, "PUT", f"{path}/hand", json=body) == "not_in_chat"
    groups = [
        {"name": "1", "members": [klass["artem"].user_id]},
        {"name": "2", "members": [klass["dasha"].user_id]},
    ]
    state = await klass["vera"].ok("PUT", f"{path}/groups", json={"groups": groups})
    first, second = (one["key"] for one in state["groups"])
    device = {"device_id": "DEVICE"}
    enter = f"{path}/groups/{{}}/enter"
    await klass["artem"].ok("POST", enter.format(first), json=device)
    assert await klass["artem"].refused(404, "POST", enter.format(second), json=device)
    assert await klass["petya"].refused(404, "POST", enter.format(first), json=device)
    await klass["vera"].ok("POST", enter.format(second), json=device)


async def test_a_stranger_to_the_sfu_who_guesses_an_identity_is_sent_away(
    klass: ClassRoom, attackers: Attackers, keys: LiveKitKeys, sfu: Sfu
) -> None:
    """Even with a signed token: who has no seat in the lesson does not stay."""
    await klass.lesson()
    vera = await klass.inside("vera")
    jwt = entry_token(
        keys,
        room=room_name(klass.room_id),
        identity="@nobody:x:D",
        grant=replace(EVERYTHING, sources=frozenset()),
    )
    assert await attackers.make(vera.url, jwt).connect() == 101

    async def alone() -> bool:
        people = await sfu.participants(room_name(klass.room_id))
        return [one.identity for one in people] == [vera.identity]

    await soon_so(alone)


async def test_a_webhook_that_our_sfu_did_not_sign_changes_nothing(klass: ClassRoom) -> None:
    lesson_id = await klass.lesson()
    artem = await klass.inside("artem")
    http = artem.member.matrix._http
    url = f"{artem.member.matrix.server.service_url}/livekit/webhook"
    body = {
        "event": "participant_joined",
        "room": {"name": room_name(klass.room_id)},
        "participant": {"identity": f"{klass['vera'].user_id}:D", "sid": "PA_forged"},
    }
    for headers in ({}, {"Authorization": artem.jwt}, {"Authorization": "x"}):
        answer = await http.post(url, json=body, headers=headers)
        assert answer.status_code == 401, answer.text
    assert (await klass.state(lesson_id))["phase"] == "waiting"
