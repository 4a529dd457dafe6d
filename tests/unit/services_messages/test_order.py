"""Messages leave in the order they were written, one at a time in each chat."""

import asyncio

from tests.unit.services_messages.fakes import OTHER, ROOM, refused
from tests.unit.services_messages.world import World, shown


async def test_twenty_messages_arrive_in_order_and_one_at_a_time(world: World) -> None:
    texts = [f"№ {number}" for number in range(20)]
    for text in texts:
        await world.send(text)
    await world.quiet()
    assert world.server.bodies() == texts
    assert world.server.most_in_flight == 1


async def test_a_chat_does_not_wait_for_another(world: World) -> None:
    world.server.hold = asyncio.Event()
    await world.composer.send_text(ROOM, "сюда")
    await world.composer.send_text(OTHER, "туда")
    await world.quiet()
    assert world.server.bodies(ROOM) == ["сюда"]
    assert world.server.bodies(OTHER) == ["туда"]
    world.server.hold.set()


async def test_a_refused_message_blocks_nobody_behind_it(world: World) -> None:
    timeline = await world.open()
    world.server.errors = [refused()]
    await world.send("нельзя")
    await world.send("можно")
    await world.quiet()
    assert world.server.bodies() == ["можно"]
    assert shown(timeline) == ["нельзя", "можно"]
