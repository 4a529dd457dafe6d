"""Sliding sync against a real homeserver."""

import asyncio

import pytest

from app.domain.content import MembershipContent, TextContent
from app.domain.errors import UnknownPos
from app.domain.events import SyncBatch
from app.domain.ids import RoomId, TransactionId
from app.domain.people import Role
from app.domain.server import SyncRequest
from tests.helpers.school_fixtures import FreshUser
from tests.integration.net.conftest import SignIn


def request(pos: str | None = None, *, window: int = 20, wait: int = 0, open_rooms=()):
    return SyncRequest(
        pos=pos, window=window, timeline_limit=5, timeout_ms=wait, open_rooms=tuple(open_rooms)
    )


def room_of(batch: SyncBatch, room_id: str):
    return next(room for room in batch.rooms if room.room_id == room_id)


async def test_a_chat_comes_with_name_state_and_messages(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room_id = await vera.create_room("7Б", members=(anna,), kind="class")
    await anna.text(room_id, "Привет")

    batch = await (await sign_in(vera)).sync(request())

    room = room_of(batch, room_id)
    assert (room.name, room.initial, room.joined_count) == ("7Б", True, 2)
    assert {"m.room.create", "m.room.power_levels", "app.parta.room"} <= {
        event.type for event in room.state
    }
    last = room.timeline[-1].content
    assert isinstance(last, TextContent) and last.body.text == "Привет"
    assert room.limited and room.prev_batch and room.bump_stamp
    assert batch.list_counts == {"all": 1}


async def test_a_message_wakes_the_long_poll(fresh_user: FreshUser, sign_in: SignIn) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    await school_teacher(anna)
    room_id = await vera.create_room(members=(anna,))
    client = await sign_in(vera)
    first = await client.sync(request())

    batch, event_id = await asyncio.gather(
        client.sync(request(first.pos, wait=20_000)), anna.text(room_id, "Слышно?")
    )

    event = room_of(batch, room_id).timeline[-1]
    assert (event.event_id, event.sender) == (event_id, anna.user_id)
    assert event.sender_role is Role.TEACHER


async def school_teacher(user) -> None:
    await user.server.set_role(user, "teacher")


async def test_typing_receipts_and_account_data_arrive(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room_id = RoomId(await vera.create_room(members=(anna,)))
    client = await sign_in(vera)
    event_id = await client.send(
        room_id, "m.room.message", {"msgtype": "m.text", "body": "а"}, txn_id=TransactionId("t")
    )
    await client.set_tag(room_id, "m.favourite", order=0.25)
    await client.set_account_data("m.marked_unread", {"unread": True}, room_id=room_id)
    await client.set_account_data("app.parta.test", {"a": 1})
    await anna.typing(room_id)
    await anna.read(room_id, event_id)

    batch = await client.sync(request())

    assert dict(batch.typing)[room_id] == (anna.user_id,)
    receipts = dict(batch.receipts)[room_id]
    assert [r.event_id for r in receipts if r.user_id == anna.user_id] == [event_id]
    assert ("app.parta.test", {"a": 1}) in batch.global_account_data
    of_room = {(room, kind): content for room, kind, content in batch.room_account_data}
    assert of_room[room_id, "m.tag"] == {"tags": {"m.favourite": {"order": 0.25}}}
    assert of_room[room_id, "m.marked_unread"] == {"unread": True}
    event = room_of(batch, room_id).timeline[-1]
    assert event.transaction_id == "t"


async def test_an_invite_shows_who_invites_and_where(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room_id = await vera.create_room("Поход")
    await vera.invite(room_id, anna)

    batch = await (await sign_in(anna)).sync(request())

    invite = room_of(batch, room_id).invite_state
    assert invite is not None
    mine = next(e for e in invite if e.type == "m.room.member" and e.state_key == anna.user_id)
    assert mine.sender == vera.user_id and isinstance(mine.content, MembershipContent)


async def test_a_chat_left_comes_once_more(fresh_user: FreshUser, sign_in: SignIn) -> None:
    vera = await fresh_user("Вера")
    room_id = RoomId(await vera.create_room())
    client = await sign_in(vera)
    first = await client.sync(request())
    await client.leave(room_id)

    room = room_of(await client.sync(request(first.pos)), room_id)

    assert [e.raw["content"]["membership"] for e in room.state if e.type == "m.room.member"] == [
        "leave"
    ]


async def test_the_window_grows_and_the_open_chat_gets_more(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera = await fresh_user("Вера")
    rooms = [RoomId(await vera.create_room(f"Чат {n}")) for n in range(4)]
    client = await sign_in(vera)

    first = await client.sync(request(window=2))
    second = await client.sync(request(first.pos, window=4, open_rooms=[rooms[0]]))

    assert {room.room_id for room in first.rooms} == set(rooms[2:])
    assert {room.room_id for room in second.rooms} == set(rooms[:2])
    assert len(room_of(second, rooms[0]).timeline) > 5


@pytest.mark.parametrize("pos", ["bogus", "999/s1_2_3_4_5_6_7_8_9_10_11"])
async def test_a_position_the_server_does_not_know_starts_over(
    pos: str, fresh_user: FreshUser, sign_in: SignIn
) -> None:
    client = await sign_in(await fresh_user("Вера"))
    with pytest.raises(UnknownPos):
        await client.sync(request(pos))


async def test_cancelling_a_poll_leaves_the_client_usable(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    client = await sign_in(await fresh_user("Вера"))
    first = await client.sync(request())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await client.sync(request(first.pos, wait=30_000))
    assert (await client.sync(request(first.pos))).pos


async def test_unread_counts_come_from_the_schools_module(
    fresh_user: FreshUser, sign_in: SignIn, personal_server
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room_id = await vera.create_room(members=(anna,))
    await anna.text(room_id, "раз")
    await anna.text(room_id, "два")

    assert await (await sign_in(vera)).unread_counts() == {room_id: (2, 0)}
    outside = await fresh_user("Мама", on=personal_server)
    assert await (await sign_in(outside)).unread_counts() is None
