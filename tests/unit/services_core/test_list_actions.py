"""What can be done to a chat from the list: seen at once, taken back when refused."""

import asyncio
from datetime import timedelta

import pytest

from app.domain import account
from app.domain.errors import Forbidden
from app.domain.events import SyncBatch
from app.domain.ids import RoomId, UserId
from app.domain.rooms import MuteMode, RoomSummary
from tests.helpers.settle import until
from tests.unit.services_core.world import World, chat, reply

A, B, C = RoomId("!a"), RoomId("!b"), RoomId("!c")
BOB = UserId("@bob:school")


@pytest.fixture(autouse=True)
async def _three_chats(world: World) -> None:
    await world.live(chat("!a", 1), chat("!b", 2), chat("!c", 3))


def names(world: World) -> list[str]:
    return [room.name for room in world.rooms.observe()]


def room(world: World, room_id: RoomId) -> RoomSummary:
    found = world.rooms.get(room_id)
    assert found is not None
    return found


async def test_pinned_chats_stand_first_and_can_be_reordered(world: World) -> None:
    await world.rooms.pin(A, pinned=True)
    await world.rooms.pin(B, pinned=True)
    assert names(world) == ["b", "a", "c"]
    await world.rooms.move_pinned(B, 1)
    assert names(world) == ["a", "b", "c"]
    await world.rooms.pin(A, pinned=False)
    assert names(world) == ["b", "c", "a"]


async def test_pins_of_one_order_can_still_be_told_apart(world: World) -> None:
    tags = {"tags": {"m.favourite": {"order": 0.0}}}
    await world.say(SyncBatch("p2", room_account_data=tuple((r, "m.tag", tags) for r in (A, B, C))))
    assert names(world) == ["c", "b", "a"]
    await world.rooms.move_pinned(A, 0)
    assert names(world) == ["a", "c", "b"]
    await world.rooms.move_pinned(A, 1)
    assert names(world) == ["c", "a", "b"]


async def test_a_refused_pin_is_taken_back(world: World) -> None:
    world.server.refuses = Forbidden(status=403)
    seen: list[list[str]] = []
    world.rooms.observe().subscribe(lambda _: seen.append(names(world)))
    with pytest.raises(Forbidden):
        await world.rooms.pin(A, pinned=True)
    assert seen == [["c", "b", "a"], ["a", "c", "b"], ["c", "b", "a"]]


async def test_the_archive_hides_until_a_new_message(world: World) -> None:
    await world.rooms.archive(A, archived=True)
    assert names(world) == ["c", "b"]
    assert [one.name for one in world.rooms.observe("archive")] == ["a"]
    await world.rooms.unarchive([A])
    assert names(world) == ["c", "b", "a"]


async def test_a_muted_chat_stays_in_the_archive(world: World) -> None:
    await world.rooms.mute(A, MuteMode.NONE, until=None)
    await world.rooms.archive(A, archived=True)
    await world.rooms.unarchive([A])
    assert names(world) == ["c", "b"]


async def test_a_mute_by_time_ends_by_itself(world: World) -> None:
    until_then = world.clock.now() + timedelta(hours=1)
    await world.rooms.mute(A, MuteMode.NONE, until=until_then)
    assert (room(world, A).mute, room(world, A).muted_until) == (MuteMode.NONE, until_then)

    world.clock.advance(3599)
    await world.rooms.unmute_expired()
    assert room(world, A).mute is MuteMode.NONE
    world.clock.advance(1)
    await world.rooms.unmute_expired()

    assert (room(world, A).mute, room(world, A).muted_until) == (MuteMode.ALL, None)
    assert world.server.asked("push_rule") == [(A, "none"), (A, "all")]


async def test_a_refused_mute_leaves_no_trace(world: World) -> None:
    world.server.refuses = Forbidden(status=403)
    with pytest.raises(Forbidden):
        await world.rooms.mute(A, MuteMode.NONE, until=world.clock.now() + timedelta(hours=1))
    assert (room(world, A).mute, room(world, A).muted_until) == (MuteMode.ALL, None)


async def test_marked_unread_counts_until_it_is_read(world: World) -> None:
    await world.rooms.mark_unread(A, unread=True)
    assert world.rooms.unread.value == (1, False)
    assert [one.name for one in world.rooms.observe("unread")] == ["a"]
    await world.rooms.mark_unread(A, unread=False)
    assert world.rooms.unread.value == (0, False)


async def test_leaving_takes_the_chat_out_at_once(world: World) -> None:
    await world.rooms.leave(A)
    assert names(world) == ["c", "b"]
    assert world.server.asked("leave") == [(A,)]


async def test_two_clicks_make_one_direct_chat(world: World) -> None:
    first = asyncio.ensure_future(world.rooms.create_direct(BOB))
    second = asyncio.ensure_future(world.rooms.create_direct(BOB))
    await until(lambda: world.server.asked("set_account_data"))
    await world.say(reply("p2", chat("!made", 9), count=4))
    assert {await first, await second} == {RoomId("!made")}
    assert len(world.server.asked("create_room")) == 1
    direct = await world.store.account_data(account.DIRECT)
    assert direct == {BOB: ["!made"]}
    assert room(world, RoomId("!made")).direct_user == BOB


async def test_other_direct_chats_stay_in_the_list_of_them(world: World) -> None:
    await world.say(
        SyncBatch("p2", global_account_data=((account.DIRECT, {"@eve:school": ["!a"]}),))
    )
    making = asyncio.ensure_future(world.rooms.create_direct(BOB))
    await until(lambda: world.server.asked("set_account_data"))
    await world.say(reply("p3", chat("!made", 9), count=4))
    await making
    (written,) = world.server.asked("set_account_data")
    assert written[1] == {"@eve:school": ["!a"], BOB: ["!made"]}
