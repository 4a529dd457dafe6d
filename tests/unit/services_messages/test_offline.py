"""Without a network the queue waits; with one each message lands exactly once."""

import asyncio

from app.domain.errors import RateLimited
from app.domain.timeline import SendState
from tests.unit.services_messages.world import World, shown, states


async def test_messages_wait_for_the_network_and_go_by_themselves(world: World) -> None:
    timeline = await world.open()
    world.go_offline()
    await world.send("раз")
    await world.send("два")
    await world.quiet()
    assert states(timeline) == [SendState.QUEUED, SendState.QUEUED]
    assert world.server.asked("send") == []
    world.go_online()
    await world.quiet()
    assert world.server.bodies() == ["раз", "два"]


async def test_a_lost_answer_does_not_double_a_message(world: World) -> None:
    timeline = await world.open()
    world.server.loses_answers = True
    await world.send("один раз")
    await world.quiet()
    assert states(timeline) == [SendState.QUEUED]
    world.server.loses_answers = False
    world.clock.advance(1)
    await world.quiet()
    await world.sync()
    assert len(world.server.asked("send")) == 2
    assert world.server.bodies() == ["один раз"]
    assert states(timeline) == [SendState.SENT]


async def test_tries_come_ever_more_slowly(world: World) -> None:
    world.server.offline = True  # the sync loop has not noticed
    await world.send("когда-нибудь")
    waits = []
    for _ in range(9):
        await world.quiet()
        waits.append(max(world.clock.naps))
        world.clock.advance(waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_the_server_says_how_long_to_wait(world: World) -> None:
    world.server.errors = [RateLimited(retry_after=7.5)]
    await world.send("терпение")
    await world.quiet()
    assert world.clock.naps == [7.5]
    world.clock.advance(7.5)
    await world.quiet()
    assert world.server.bodies() == ["терпение"]


async def test_a_connection_that_comes_back_ends_the_wait(world: World) -> None:
    world.server.offline = True
    await world.send("скорее")
    await world.quiet()
    world.go_offline()
    world.go_online()
    await world.quiet()
    assert world.server.bodies() == ["скорее"]


async def test_days_offline_and_restarts_lose_and_double_nothing(world: World) -> None:
    world.server.loses_answers = True
    await world.send("первое")
    await world.quiet()
    world.go_offline()
    await world.send("второе")
    await world.restart()
    await world.send("третье")
    await world.restart()
    world.server.loses_answers = False
    world.go_online()
    await world.quiet()
    assert world.server.bodies() == ["первое", "второе", "третье"]
    timeline = await world.open()
    await world.sync()
    assert states(timeline) == [SendState.SENT] * 3
    assert await world.store.outbox() == ()


async def test_sent_but_not_synced_is_not_sent_again_after_a_restart(world: World) -> None:
    await world.send("ушло")
    await world.quiet()
    await world.restart()
    timeline = await world.open()
    await asyncio.sleep(0)
    assert states(timeline) == [SendState.SENT]
    await world.quiet()
    assert len(world.server.asked("send")) == 1
    await world.sync()
    assert len(timeline.items) == 1


async def test_an_empty_cache_is_filled_by_itself_and_offline_is_no_error(world: World) -> None:
    world.server.text("раньше")
    world.go_offline()
    timeline = await world.open()
    assert len(timeline.items) == 0
    world.go_online()
    again = await world.open()
    assert shown(again) == ["раньше"]
    assert again.at_start.value
