"""Drafts and the person's other devices: told when the writing rests, the later one wins."""

from typing import Any

import pytest

from app.domain.errors import Forbidden, RateLimited
from app.domain.events import SyncBatch
from app.domain.ids import EventId, RoomId
from app.services.draft_sync import AT_LAST, DRAFT, FINGERS, LONGEST, REST
from app.services.facade.composer import Draft
from tests.unit.services_messages.fakes import OTHER, ROOM
from tests.unit.services_messages.world import World

EMPTY = Draft()


def told(world: World, room_id: RoomId = ROOM) -> list[str]:
    """The texts that the server was told, in order."""
    asked = world.server.asked("set_account_data")
    return [content.get("text", "") for kind, content, room in asked if room == room_id]


def stamp(world: World, seconds: float = 0) -> int:
    return int(world.clock.now().timestamp() * 1000 + seconds * 1000)


async def elsewhere(world: World, text: Any, *, after: float = 0.001, **more: Any) -> None:
    """Sync brings what another device wrote that many seconds from now."""
    content = {"text": text, "ts": stamp(world, after), **more}
    batch = SyncBatch("p", room_account_data=((ROOM, DRAFT, content),))
    await world.store.apply_sync(batch)
    world.updates.publish_batch(batch)
    await world.quiet()


async def rest(world: World, seconds: float = REST) -> None:
    await world.quiet()
    world.clock.advance(seconds)
    await world.quiet()


def write(world: World, text: str, room_id: RoomId = ROOM) -> None:
    world.composer.set_draft(room_id, Draft(text))


@pytest.fixture
def heard(world: World) -> list[RoomId]:
    """The chats whose draft came from elsewhere."""
    rooms: list[RoomId] = []
    world.composer.watch_drafts(rooms.append)
    return rooms


async def test_a_draft_is_told_once_when_the_writing_rests(world: World) -> None:
    for text in ("Д", "До", "Дор"):
        write(world, text)
        await rest(world, 1)
    assert told(world) == []
    await rest(world)
    await rest(world)
    assert told(world) == ["Дор"]
    await rest(world, 60)
    assert told(world) == ["Дор"]


async def test_who_writes_on_and_on_is_told_now_and_then(world: World) -> None:
    for number in range(int(AT_LAST * 2)):
        write(world, "а" * (number + 1))
        await rest(world, 1)
    assert 1 <= len(told(world)) <= 3


async def test_what_is_sent_at_once_tells_nothing(world: World) -> None:
    write(world, "Иду")
    await rest(world, 1)
    write(world, "")
    await rest(world)
    await rest(world)
    assert told(world) == []


async def test_a_sent_draft_is_told_as_empty(world: World) -> None:
    write(world, "Дорогие родители")
    await rest(world)
    await rest(world)
    write(world, "")
    await rest(world)
    await rest(world)
    assert told(world) == ["Дорогие родители", ""]
    assert await world.store.drafts() == {}


async def test_a_later_draft_of_another_device_is_taken_over(
    world: World, heard: list[RoomId]
) -> None:
    await elsewhere(world, "с другого", reply_to="$1")
    assert world.composer.draft(ROOM) == Draft("с другого", reply_to=EventId("$1"))
    assert heard == [ROOM]
    await rest(world, 60)
    assert told(world) == []
    await world.restart()
    assert world.composer.draft(ROOM).text == "с другого"
    await elsewhere(world, "")
    assert world.composer.draft(ROOM) == EMPTY


async def test_an_older_word_and_our_own_coming_back_change_nothing(
    world: World, heard: list[RoomId]
) -> None:
    await elsewhere(world, "новое")
    await elsewhere(world, "старое", after=-10)
    write(world, "моё")
    await rest(world)
    await rest(world)
    own = world.server.asked("set_account_data")[-1][1]
    await elsewhere(world, own["text"], after=(own["ts"] - stamp(world)) / 1000)
    assert world.composer.draft(ROOM).text == "моё"
    assert heard == [ROOM]


async def test_nothing_is_replaced_under_the_fingers_and_the_writer_wins(
    world: World, heard: list[RoomId]
) -> None:
    write(world, "пишу зд")
    await rest(world, 1)
    await elsewhere(world, "с другого", after=2)
    assert world.composer.draft(ROOM).text == "пишу зд"
    assert heard == []
    await rest(world)
    await rest(world)
    assert told(world) == ["пишу зд"]
    mine = world.server.asked("set_account_data")[-1][1]
    assert mine["ts"] > stamp(world, -REST * 2), "later than the other one"


async def test_an_emptied_draft_elsewhere_takes_away_only_what_it_knew(world: World) -> None:
    world.go_offline()
    write(world, "написано без сети")
    await rest(world, FINGERS * 2)
    await elsewhere(world, "", after=5)
    assert world.composer.draft(ROOM).text == "написано без сети"
    world.go_online()
    await rest(world)
    await rest(world)
    assert told(world) == ["написано без сети"]


async def test_what_was_written_or_emptied_offline_is_told_after_a_restart(world: World) -> None:
    write(world, "было")
    await rest(world)
    await rest(world)
    world.go_offline()
    write(world, "")
    write(world, "другой чат", OTHER)
    await rest(world, 60)
    await world.restart()
    world.go_online()
    await rest(world)
    await rest(world)
    assert told(world) == ["было", ""]
    assert told(world, OTHER) == ["другой чат"]


async def test_a_server_that_asks_to_wait_is_given_time(world: World) -> None:
    world.server.account_data_errors = [RateLimited(retry_after=7.0)]
    write(world, "текст")
    await rest(world)
    assert told(world) == ["текст"]
    await rest(world, 6)
    assert told(world) == ["текст"]
    await rest(world, 2)
    assert told(world) == ["текст", "текст"]


async def test_a_refused_draft_stays_here_and_is_tried_with_the_next_word(world: World) -> None:
    world.server.account_data_errors = [Forbidden(status=403)]
    write(world, "текст")
    await rest(world)
    await rest(world, 60)
    assert told(world) == ["текст"]
    assert world.composer.draft(ROOM).text == "текст"
    write(world, "текст!")
    await rest(world)
    await rest(world)
    assert told(world) == ["текст", "текст!"]


async def test_what_is_too_long_or_about_an_unsent_message_stays_here(world: World) -> None:
    write(world, "я" * (LONGEST + 1))
    world.composer.set_draft(OTHER, Draft("правка", edit=EventId("parta-1")))
    await rest(world)
    await rest(world, 60)
    assert told(world) == []
    assert told(world, OTHER) == []


@pytest.mark.parametrize(
    "content",
    [
        {"text": 5, "ts": 1e300},
        {"text": ["я"], "ts": "сейчас", "reply_to": {"a": 1}},
        {"text": "x" * 10_000_000, "ts": -5},
        {"ts": None},
        {},
    ],
)
async def test_account_data_of_any_kind_does_no_harm(world: World, content: Any) -> None:
    write(world, "моё")
    await rest(world)
    await rest(world, 60)
    batch = SyncBatch("p", room_account_data=((ROOM, DRAFT, content),))
    world.updates.publish_batch(batch)
    await world.quiet()
    assert world.composer.draft(ROOM).text == "моё"


async def test_a_clock_gone_wrong_elsewhere_does_not_win_for_ever(world: World) -> None:
    await elsewhere(world, "из будущего" + "!" * 30_000, after=3e9)
    assert len(world.composer.draft(ROOM).text) == LONGEST
    await rest(world, FINGERS)
    write(world, "сегодня")
    await rest(world)
    await rest(world)
    assert told(world) == ["сегодня"]
    assert world.composer.draft(ROOM).text == "сегодня"
