"""A message is on the screen at once and turns into the server's copy without being replaced."""

import asyncio

from app.domain.timeline import SendState
from tests.unit.services_messages.fakes import ROOM
from tests.unit.services_messages.world import Watcher, World, shown, states


async def test_the_echo_stands_before_anything_is_waited_for(world: World) -> None:
    timeline = await world.open()
    sending = asyncio.ensure_future(world.send("привет"))
    await asyncio.sleep(0)  # the task has run up to its first wait; no disk, no network yet
    assert shown(timeline) == ["привет"]
    assert states(timeline) == [SendState.QUEUED]
    await sending


async def test_one_row_from_echo_to_the_servers_copy(world: World) -> None:
    world.server.text("до")
    await world.sync()
    timeline = await world.open()
    watcher = Watcher(timeline)
    key = await world.send("привет")
    await world.quiet()
    assert states(timeline)[-1] is SendState.SENT
    await world.sync()
    assert shown(timeline) == ["до", "привет"]
    assert timeline.items[1].key == key
    assert timeline.items[1].event_id == "$2"
    assert watcher.kinds.count("Insert") == 1
    assert "Remove" not in watcher.kinds
    assert "Reset" not in watcher.kinds
    assert await world.store.outbox() == ()


async def test_sync_may_be_faster_than_the_answer(world: World) -> None:
    timeline = await world.open()
    watcher = Watcher(timeline)
    world.server.hold = asyncio.Event()
    key = await world.send("привет")
    await world.quiet()
    await world.sync()
    assert [item.key for item in timeline.items] == [key]
    world.server.hold.set()
    await world.quiet()
    assert [item.key for item in timeline.items] == [key]
    assert "Remove" not in watcher.kinds
    assert await world.store.outbox() == ()
    assert world.server.bodies() == ["привет"]


async def test_messages_of_others_stand_above_what_is_on_its_way(world: World) -> None:
    timeline = await world.open()
    watcher = Watcher(timeline)
    world.go_offline()
    await world.send("моё")
    world.server.text("чужое")
    await world.sync()
    assert shown(timeline) == ["чужое", "моё"]
    world.go_online()
    await world.quiet()
    await world.sync()
    assert shown(timeline) == ["чужое", "моё"]
    assert "Remove" not in watcher.kinds


async def test_a_row_moves_where_the_server_put_it(world: World) -> None:
    timeline = await world.open()
    watcher = Watcher(timeline)
    world.server.hold = asyncio.Event()
    await world.send("первое")
    await world.quiet()
    await world.composer.send_text(ROOM, "второе")
    world.server.text("чужое")
    await world.sync()
    assert shown(timeline) == ["первое", "чужое", "второе"]
    world.server.hold.set()
    await world.quiet()
    await world.sync()
    assert shown(timeline) == ["первое", "чужое", "второе"]
    assert "Remove" not in watcher.kinds


async def test_two_windows_of_one_chat_show_the_same(world: World) -> None:
    first, second = await world.open(), await world.open()
    await world.send("привет")
    assert shown(first) == shown(second) == ["привет"]
    first.close()
    await world.quiet()
    await world.sync()
    assert states(second) == [SendState.SENT]
    second.close()
