"""Which messages make a notification, and what it says."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.events import RoomDelta
from app.domain.ids import ProfileId, RoomId
from app.services.facade.profiles import Notification
from app.services.notifications import Notifications, notifications_of
from tests.unit.services_core.world import World, chat, reply
from tests.unit.services_messages.fakes import BOB, ME, parsed

A = RoomId("!a")


def message(number: int, *, sender: str = BOB, **content: Any) -> RoomDelta:
    raw = {
        "event_id": f"${number}",
        "type": "m.room.message",
        "sender": sender,
        "origin_server_ts": 1_790_000_000_000 + number,
        "content": {"msgtype": "m.text", "body": "Где все?", **content},
    }
    return RoomDelta(A, timeline=(parsed(raw),), num_live=1, bump_stamp=number)


@pytest.fixture
async def heard(tmp_path: Path, world: World) -> AsyncIterator[list[Notification]]:
    found: list[Notification] = []
    world.updates.subscribe(
        lambda applied: found.extend(
            notifications_of(
                applied,
                profile_id=ProfileId("p"),
                room=world.rooms.get,
                looked_at=looked_at[0],
            )
        )
    )
    looked_at: list[RoomId | None] = [None]
    world.look = lambda room: looked_at.__setitem__(0, room)  # type: ignore[attr-defined]
    await world.live(chat("!a", joined_count=3))
    yield found


async def test_a_message_of_another_person_notifies(
    world: World, heard: list[Notification]
) -> None:
    await world.say(reply("p2", message(1)))
    assert [(one.title, one.body, one.event_id) for one in heard] == [("a", "bob: Где все?", "$1")]


async def test_my_own_message_does_not(world: World, heard: list[Notification]) -> None:
    await world.say(reply("p2", message(1, sender=ME)))
    assert heard == []


async def test_the_chat_i_look_at_does_not(world: World, heard: list[Notification]) -> None:
    world.look(A)  # type: ignore[attr-defined]
    await world.say(reply("p2", message(1)))
    assert heard == []


async def test_a_photo_without_words_is_called_one(world: World, heard: list[Notification]) -> None:
    await world.say(
        reply("p2", message(1, msgtype="m.image", body="a.png", url="mxc://school/abc"))
    )
    assert [one.body for one in heard] == ["bob: Фотография"]


async def test_a_message_that_comes_twice_notifies_once(
    world: World, heard: list[Notification]
) -> None:
    await world.say(reply("p2", message(1)), reply("p3", message(1)))
    assert len(heard) == 1


def test_who_unsubscribes_hears_nothing_more() -> None:
    hub, found = Notifications(), list[Notification]()
    stop = hub.subscribe(found.append)
    one = Notification(ProfileId("p"), A, None, "т", "б", None)
    hub.publish(one)
    stop()
    stop()
    hub.publish(one)
    assert found == [one]
