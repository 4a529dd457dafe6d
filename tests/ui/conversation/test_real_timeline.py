"""The view over the real timeline, cache and send queue; only the server is a fake."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.domain.timeline import SendState
from tests.ui.conversation.conftest import top_of
from tests.unit.services_messages.fakes import ROOM
from tests.unit.services_messages.world import World, say


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    world = await World(tmp_path).start()
    yield world
    await world.stop()


async def test_scrolling_back_reaches_the_first_message(world, show):
    for number in range(160):
        world.server.text(f"Сообщение {number}")
    await world.sync(limited=20)
    view = show(await world.open(ROOM))
    await world.quiet()
    for _ in range(60):
        before = next(
            view.stretch.items[p.unit.start].key
            for p in view.stretch.placed
            if p.y + p.layout.head >= 0
        )
        top = top_of(view, before)
        await world.quiet()
        assert abs(top_of(view, before) - top) < 1, "a page moved what was read"
        if view.timeline.at_start.value and view.stretch.offset() < 20:
            break
        view.scroll_by(-500)
    texts = [say(item) for item in view.stretch.items]
    assert [text for text in texts if text.startswith("Сообщение")] == [
        f"Сообщение {number}" for number in range(160)
    ]
    assert [item.key for item in view.stretch.items] == [i.key for i in view.timeline.items]
    view.set_timeline(None)


async def test_an_own_message_shows_at_once_and_keeps_its_place(world, show):
    world.server.text("Привет")
    await world.sync()
    view = show(await world.open(ROOM))
    await world.quiet()
    world.go_offline()
    key = await world.send("Моё")
    await world.quiet()
    place = view.place_of(key)
    assert view.item(key).status.state is not SendState.SENT
    assert place is not None
    world.go_online()
    await world.quiet()
    await world.sync()
    assert view.item(key).status.state is SendState.SENT
    after = view.place_of(key)  # the server has another clock, so the time may be wider
    assert (after.top(), after.right(), after.height()) == (
        place.top(),
        place.right(),
        place.height(),
    )
    view.set_timeline(None)


async def test_what_was_seen_is_read_on_the_server(world, show):
    last = [world.server.text(f"Сообщение {number}") for number in range(5)][-1]
    await world.sync()
    view = show(await world.open(ROOM))
    await world.quiet()
    assert [call[1] for call in world.server.asked("send_read")][-1:] == [last]
    view.set_timeline(None)
