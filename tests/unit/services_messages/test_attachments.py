"""The tabs of a chat's attachments: the server is asked as far back as the rows reach."""

import pytest

from app.domain.errors import Offline
from app.domain.ids import EventId
from app.services.timeline import OpenTimeline
from tests.unit.services_messages.fakes import ROOM
from tests.unit.services_messages.world import World

IMAGE = ("m.image",)


def picture(world: World, number: int) -> EventId:
    content = {"msgtype": "m.image", "body": f"{number}.png", "url": f"mxc://school/{number}"}
    return world.server.put(content)


async def ids(timeline: OpenTimeline, *, before: EventId | None = None, limit: int = 12):
    rows = await timeline.media(IMAGE, before=before, limit=limit)
    return [row.event_id for row in rows]


async def test_pictures_beyond_the_cache_come_from_the_server_in_order(world: World) -> None:
    pictures = []
    for number in range(30):
        pictures.append(picture(world, number))
        world.server.text("слово")
    pictures.reverse()
    await world.sync(limited=5)
    timeline = await world.open()

    assert await ids(timeline) == pictures[:12]
    assert len(world.server.asked("attachments")) == 2
    assert await ids(timeline, before=pictures[11]) == pictures[12:24]
    assert await ids(timeline, before=pictures[23]) == pictures[24:]
    assert await ids(timeline) == pictures[:12]
    assert len(world.server.asked("attachments")) == 3


async def test_an_old_picture_in_the_cache_does_not_hide_those_between(world: World) -> None:
    pictures = [picture(world, number) for number in range(25)]
    await world.sync(limited=2)
    await world.open(at=pictures[0])
    await world.messages.open_timeline(ROOM, pictures[0])
    timeline = await world.open()
    await timeline.jump_to(pictures[1])
    newest = pictures[::-1]
    assert await ids(timeline, limit=20) == newest[:20]


async def test_without_a_network_what_is_stored_is_shown(world: World) -> None:
    pictures = [picture(world, number) for number in range(20)]
    await world.sync(limited=3)
    timeline = await world.open()
    world.go_offline()
    assert await ids(timeline) == pictures[:-4:-1]
    world.go_online()
    assert await ids(timeline) == pictures[:7:-1]


async def test_without_a_network_nothing_stored_is_not_nothing_there(world: World) -> None:
    world.server.text("раз")
    await world.sync()
    timeline = await world.open()
    world.go_offline()
    with pytest.raises(Offline):
        await ids(timeline)
    world.go_online()
    assert await ids(timeline) == []


async def test_files_are_not_asked_for_where_polls_are_wanted(world: World) -> None:
    picture(world, 1)
    await world.sync()
    timeline = await world.open()
    assert await timeline.media(("poll",), limit=5) == ()
    assert world.server.asked("attachments") == [(ROOM, None, True)]
