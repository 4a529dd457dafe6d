"""Any reply of a server gives values or one AppError, in bounded time."""

import contextlib
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import AppError, BadReply
from app.domain.events import SyncBatch
from app.domain.ids import DeviceId, EventId, MxcUri, RoomId, TransactionId, UserId
from app.domain.network import NetworkSettings
from app.domain.profiles import Tokens
from app.domain.server import SyncRequest
from app.net import wire
from app.net.client import MatrixClient, open_client
from app.net.login import LoginClient
from app.net.sync import parse_batch, request_body
from tests.unit.domain.hostile import ANY_JSON, EVENTS
from tests.unit.net.conftest import Written

relaxed = settings(
    deadline=None,
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ROOM = st.fixed_dictionaries(
    {},
    optional={
        "timeline": st.lists(EVENTS, max_size=2) | ANY_JSON,
        "required_state": st.lists(EVENTS, max_size=2) | ANY_JSON,
        "invite_state": st.lists(EVENTS, max_size=2) | ANY_JSON,
        "heroes": st.lists(ANY_JSON, max_size=2) | ANY_JSON,
        "name": ANY_JSON,
        "prev_batch": ANY_JSON,
        "bump_stamp": ANY_JSON,
    },
)
SYNC = st.fixed_dictionaries(
    {"pos": st.just("1/s1") | ANY_JSON, "rooms": st.dictionaries(st.text(), ROOM, max_size=2)},
    optional={
        "lists": ANY_JSON,
        "extensions": st.dictionaries(
            st.sampled_from(["account_data", "receipts", "typing", "to_device"]), ANY_JSON
        ),
    },
)


@relaxed
@given(SYNC | ANY_JSON)
def test_any_sync_reply_is_a_batch_or_one_error(reply: Any) -> None:
    with contextlib.suppress(AppError):
        batch = parse_batch(reply)
        assert isinstance(batch, SyncBatch)
        for room in batch.rooms:
            room.room_id.encode()
            assert all(event.event_id for event in (*room.state, *room.timeline))


@relaxed
@given(ANY_JSON)
def test_what_was_read_can_be_written_again(value: Any) -> None:
    text = json.dumps(value).encode()
    try:
        read = wire.loads(text)
    except BadReply:
        return  # a number of 400 digits and more
    wire.dumps(read).decode()
    json.dumps(read, ensure_ascii=False).encode()


@relaxed
@given(st.binary(max_size=60))
def test_any_bytes_are_json_or_a_bad_reply(body: bytes) -> None:
    with contextlib.suppress(BadReply):
        wire.loads(body)


async def run_everything(body: bytes, status: int, folder: Path) -> None:
    headers = {"content-type": "text/x"}
    transport = httpx.MockTransport(lambda _: httpx.Response(status, content=body, headers=headers))
    client: MatrixClient = await open_client(
        "https://hs.test",
        UserId("@a:b"),
        DeviceId("D"),
        tokens=Tokens("t", "r"),
        on_tokens=Written(),
        network=NetworkSettings(),
        transport=transport,
    )
    login = LoginClient(NetworkSettings(), transport=transport)
    room, event, user, uri = RoomId("!r"), EventId("$1"), UserId("@a:b"), MxcUri("mxc://a/b")
    calls = [
        client.sync(SyncRequest("1", 20, 1, 0)),
        client.unread_counts(),
        client.messages(room, None, backwards=True, limit=5),
        client.attachments(room, None, polls=False, limit=5),
        client.context(room, event, limit=5),
        client.event(room, event),
        client.relations(room, event, rel_type="m.replace", token=None),
        client.timestamp_to_event(room, datetime.now(UTC)),
        client.send(room, "m.room.message", {}, txn_id=TransactionId("t")),
        client.members(room),
        client.state(room, "m.room.name", state_key=""),
        client.last_seen([user]),
        client.online_count(room),
        client.profile(user),
        client.search_users("а", limit=5),
        client.search_messages("а", room_id=None, limit=5),
        client.create_room({}),
        client.join(room),
        client.upload_limit(),
        client.create_media(),
        client.devices(),
        client.delete_devices([DeviceId("D")], password="p"),
        client.set_room_push_rule(room, "none"),
        client.thumbnail(uri, folder / "t", width=1, height=1, crop=True),
        login.discover("a.ru"),
        login.login_password("https://a.ru", "u", password="p", device_id=None),
        client.logout(),
    ]
    for call in calls:
        with contextlib.suppress(AppError):
            await call
    await client.aclose()
    await login.aclose()


@settings(relaxed, max_examples=60)
@given(body=ANY_JSON | EVENTS, status=st.sampled_from([200, 200, 200, 400, 401, 403, 429, 500]))
async def test_any_reply_to_any_request_is_a_value_or_one_error(
    tmp_path: Path, body: Any, status: int
) -> None:
    await run_everything(json.dumps(body).encode(), status, tmp_path)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 5000 + b"1" + b"}" * 5000,
        b'{"pos":"1","rooms":' + b'{"a":' * 300 + b"1" + b"}" * 301,
        b'{"pos":NaN}',
        b'{"pos":"1","rooms":{"!r":{"bump_stamp":Infinity,"joined_count":-1}}}',
        b'{"pos":' + b"9" * 5000 + b"}",
        b'{"pos":"1","rooms":{"!\\ud800":{"name":"\\udfff"}}}',
        b'\xef\xbb\xbf{"pos":"1"}',
        b'{"pos":"\xff\xfe"}',
    ],
)
async def test_the_worst_bodies(tmp_path: Path, body: bytes) -> None:
    await run_everything(body, 200, tmp_path)


def timeline(count: int, **content: Any) -> bytes:
    events = [
        {
            "type": "m.reaction",
            "sender": f"@u{n}:b",
            "event_id": f"${n}",
            "origin_server_ts": n,
            "content": {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$x", "key": "👍"}}
            | content,
        }
        for n in range(count)
    ]
    return json.dumps({"pos": "1", "rooms": {"!r": {"timeline": events}}}).encode()


def test_a_hundred_thousand_reactions_are_cut() -> None:
    body = timeline(100_000)
    assert len(body) > 10_000_000
    begun = time.perf_counter()
    batch = parse_batch(wire.loads(body))
    assert time.perf_counter() - begun < 60  # a quadratic parser would take hours
    assert len(batch.rooms[0].timeline) == 5_000


def test_ten_megabytes_in_one_message_take_little_time() -> None:
    raw = {"type": "m.room.message", "sender": "@a:b", "event_id": "$1"}
    content = {"msgtype": "m.text", "body": "<b>слово " * 600_000}
    body = json.dumps(
        {"pos": "1", "rooms": {"!r": {"timeline": [raw | {"content": content}]}}}
    ).encode()
    begun = time.perf_counter()
    batch = parse_batch(wire.loads(body))
    assert time.perf_counter() - begun < 60
    assert len(batch.rooms[0].timeline) == 1


def test_nesting_is_measured_outside_of_strings() -> None:
    brackets = json.dumps({"body": "[" * 5000 + '\\"[[' + "{" * 5000})
    assert wire.loads(brackets.encode())["body"].startswith("[[")
    assert wire.loads(b"[" * 200 + b"]" * 200)
    with pytest.raises(BadReply):
        wire.loads(b"[" * 201 + b"]" * 201)
    with pytest.raises(BadReply):
        wire.loads(b'[{"a":' * 101 + b"1" + b"}]" * 101)


def test_the_request_asks_for_a_window_and_for_what_is_open() -> None:
    body = request_body(SyncRequest("1", 120, 1, 0, open_rooms=(RoomId("!a"),)))
    assert body["lists"]["all"]["ranges"] == [[0, 119]]
    assert body["room_subscriptions"]["!a"]["timeline_limit"] == 30
    assert "to_device" not in body["extensions"]
