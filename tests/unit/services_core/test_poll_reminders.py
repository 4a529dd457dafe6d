"""Which polls one is reminded of: those about to close, not voted in, each once."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.events import Event, RoomDelta
from app.domain.ids import RoomId
from app.domain.rooms import MuteMode
from app.services.poll_reminders import PollReminder, PollReminders
from tests.unit.services_core.world import World, chat, reply
from tests.unit.services_messages.fakes import BOB, ME, parsed

A = RoomId("!a")
START = "org.matrix.msc3381.poll.start"
HOUR = 3600


def poll(world: World, name: str, *, closes_in: float, asked_before: float = 0.0) -> Event:
    now = world.clock.now().timestamp()
    body: dict[str, Any] = {
        "kind": "org.matrix.msc3381.poll.disclosed",
        "question": {"org.matrix.msc1767.text": f"{name}?"},
        "answers": [{"id": "a", "org.matrix.msc1767.text": "Да"}],
        "app.parta.rules": {"closes_at": int((now + closes_in) * 1000)},
    }
    return parsed(
        {
            "event_id": f"${name}",
            "type": START,
            "sender": BOB,
            "origin_server_ts": int((now - asked_before) * 1000),
            "content": {START: body},
        }
    )


def vote(world: World, of: str) -> Event:
    return parsed(
        {
            "event_id": f"$vote-{of}",
            "type": "org.matrix.msc3381.poll.response",
            "sender": ME,
            "origin_server_ts": int(world.clock.now().timestamp() * 1000),
            "content": {
                "m.relates_to": {"rel_type": "m.reference", "event_id": f"${of}"},
                "org.matrix.msc3381.poll.response": {"answers": ["a"]},
            },
        }
    )


@pytest.fixture
async def told(world: World) -> list[PollReminder]:
    await world.live(chat("!a", name="9Б"))
    return []


def reminders(world: World, told: list[PollReminder]) -> PollReminders:
    made = PollReminders(world.store, world.clock, world.rooms.get)
    made.due.subscribe(lambda one: told.append(one) if one is not None else None)
    return made


async def test_a_poll_is_reminded_of_once_in_its_last_hour(
    world: World, told: list[PollReminder]
) -> None:
    asked = (
        poll(world, "Куда", closes_in=5 * HOUR),
        poll(world, "Позже", closes_in=48 * HOUR),
        poll(world, "Мигом", closes_in=4.5 * HOUR, asked_before=0),
        poll(world, "Отвечено", closes_in=4.5 * HOUR),
        poll(world, "Прошло", closes_in=-HOUR, asked_before=9 * HOUR),
    )
    timeline = (*asked, vote(world, "Отвечено"))
    await world.say(reply("p2", RoomDelta(A, timeline=timeline, num_live=6, bump_stamp=2)))
    looks = reminders(world, told)
    await looks.look()
    assert told == [], "there is time enough"
    world.clock.advance(4.2 * HOUR)
    await looks.look()
    assert {one.question for one in told} == {"Куда?", "Мигом?"}
    assert told[0].room_name == "9Б"
    await looks.look()
    await reminders(world, told).look()
    assert len(told) == 2, "not again, nor after a restart"


async def test_short_polls_and_silent_chats_are_left_alone(
    world: World, told: list[PollReminder]
) -> None:
    short = poll(world, "Сейчас", closes_in=0.5 * HOUR)
    await world.say(reply("p2", RoomDelta(A, timeline=(short,), num_live=1, bump_stamp=2)))
    looks = reminders(world, told)
    await looks.look()
    assert told == [], "it was just asked"
    long = poll(world, "Ужин", closes_in=0.5 * HOUR, asked_before=20 * HOUR)
    await world.say(reply("p3", RoomDelta(A, timeline=(long,), num_live=1, bump_stamp=3)))
    summary = world.rooms.get(A)
    assert summary is not None
    muted = replace(summary, mute=MuteMode.NONE)
    silent = PollReminders(world.store, world.clock, lambda _: muted)
    silent.due.subscribe(lambda one: told.append(one) if one is not None else None)
    await silent.look()
    assert told == []
    await looks.look()
    assert [one.question for one in told] == ["Ужин?"]
