"""The window grows until it holds every chat; then the loop polls."""

from app.domain.errors import UnknownPos
from app.domain.ids import RoomId
from app.domain.profiles import ConnectionPhase
from app.services.sync_loop import SAVING_LIMIT, SAVING_POLL_MS, SAVING_WINDOW
from tests.helpers.settle import turns
from tests.unit.services_core.world import World, chat, reply


async def test_the_window_grows_without_waiting_then_polls(world: World) -> None:
    world.server.say(*(reply(f"p{n}", count=250) for n in range(1, 5)))
    world.run()
    await world.asked(5)

    assert world.requests == [
        (None, 20, 0),
        ("p1", 120, 0),
        ("p2", 220, 0),
        ("p3", 250, 0),
        ("p4", 250, 30),
    ]
    assert world.phases == [
        ConnectionPhase.CONNECTING,
        ConnectionPhase.CATCHING_UP,
        ConnectionPhase.LIVE,
    ]


async def test_a_new_chat_widens_the_window_without_a_flicker(world: World) -> None:
    await world.live(chat("!a"))
    world.phases.clear()

    await world.say(reply("p2", chat("!b"), count=25))

    assert world.requests[-1] == ("p2", 25, 30)
    assert world.phases == []


async def test_the_next_start_goes_on_where_the_last_one_was(world: World) -> None:
    chats = [chat(f"!{n}") for n in range(30)]
    world.server.say(reply("p1", *chats[:20], count=30), reply("p2", *chats[20:], count=30))
    world.run()
    await world.asked(3)
    await world.restart()
    await world.asked(4)
    assert world.requests[-1] == ("p2", 30, 0)


async def test_a_batch_is_one_commit_of_diffs(world: World) -> None:
    await world.live(chat("!a", 1), chat("!b", 2), chat("!c", 3))
    batches: list[int] = []
    world.rooms.observe().subscribe(lambda diffs: batches.append(len(diffs)))

    await world.say(reply("p2", chat("!a", 9), chat("!b", 10), count=3))

    assert [room.name for room in world.rooms.observe()] == ["b", "a", "c"]
    assert batches == [1, 2]


async def test_counts_come_from_the_server_once_all_is_there(world: World) -> None:
    world.server.counts = {RoomId("!a"): (7, 1)}
    await world.live(chat("!a"))
    room = world.rooms.get(RoomId("!a"))
    assert room is not None and (room.unread, room.mentions) == (7, 1)
    await world.say(reply("p2"))
    assert len(world.server.asked("unread_counts")) == 1


async def test_the_open_chat_is_asked_for_in_depth(world: World) -> None:
    await world.live(chat("!a"))
    world.loop.open_rooms = (RoomId("!a"),)
    await world.say(reply("p2"))
    assert world.server.syncs[-1].open_rooms == ("!a",)


async def test_a_server_that_does_not_wait_is_not_asked_without_end(world: World) -> None:
    await world.live(chat("!a"))
    world.server.say(*(reply(f"p{n}") for n in range(2, 60)))
    assert await world.waits() == 1.0
    assert len(world.server.syncs) < 12
    world.clock.advance(1.0)
    await turns(50)
    assert await world.waits() == 2.0


async def test_while_traffic_is_saved_only_the_top_is_followed_and_polls_are_long(
    world: World,
) -> None:
    world.loop.saving = True
    world.server.say(*(reply(f"p{n}", count=250) for n in range(1, 5)))
    world.run()
    await world.asked(5)
    windows = [window for _, window, _ in world.requests]
    assert windows == [20, 120, 220, 250, SAVING_WINDOW], "all once, then the top"
    assert world.requests[-1][2] == SAVING_POLL_MS // 1000
    assert {one.timeline_limit for one in world.server.syncs} == {SAVING_LIMIT}

    await world.say(reply("p5", chat("!new"), count=251))
    assert world.requests[-1][1] == SAVING_WINDOW
    world.loop.saving = False
    await world.say(*(reply(f"p{n}", count=251) for n in range(6, 10)))
    assert [window for _, window, _ in world.requests[6:]] == [140, 240, 251, 251]
    assert world.connection.phase is ConnectionPhase.LIVE


async def test_after_an_expired_position_saving_asks_for_the_top_alone(world: World) -> None:
    world.loop.saving = True
    world.server.say(*(reply(f"p{n}", count=250) for n in range(1, 5)))
    world.run()
    await world.asked(5)
    await world.say(UnknownPos(status=400), reply("q1", count=250), reply("q2", count=250))
    assert [window for _, window, _ in world.requests[5:]] == [20, 40, 40]
    assert world.connection.phase is ConnectionPhase.LIVE
