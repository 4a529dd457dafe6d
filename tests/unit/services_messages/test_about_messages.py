"""Edits, reactions, deletions and votes show at once and go through the same queue."""

import asyncio

import pytest

from app.domain.ids import EventId, ItemKey, UserId
from app.domain.polls import PollAnswer, PollStart
from app.domain.timeline import SendState
from app.services.contents import POLL_START, poll_start
from tests.unit.services_messages.fakes import ROOM
from tests.unit.services_messages.world import World, shown, states

ANN, BORIS = UserId("@ann:school"), UserId("@boris:school")


async def sent(world: World, text: str) -> EventId:
    await world.send(text)
    await world.quiet()
    await world.sync()
    return EventId(world.server.rooms[ROOM][-1]["event_id"])


async def test_an_edit_shows_at_once_and_stays(world: World) -> None:
    event_id = await sent(world, "было")
    timeline = await world.open()
    world.go_offline()
    await world.composer.edit(ROOM, event_id, "стало")
    assert (shown(timeline), timeline.items[0].edited) == (["стало"], True)
    assert states(timeline) == [SendState.QUEUED]
    world.go_online()
    await world.quiet()
    await world.sync()
    assert (shown(timeline), states(timeline)) == (["стало"], [SendState.SENT])
    assert len(await timeline.edits(timeline.items[0].key)) == 2


async def test_a_message_in_the_queue_is_changed_where_it_stands(world: World) -> None:
    world.go_offline()
    key = await world.send("было")
    await world.composer.edit(ROOM, EventId(key), "стало")
    assert await world.composer.source_text(ROOM, EventId(key)) == "стало"
    world.go_online()
    await world.quiet()
    assert world.server.bodies() == ["стало"]


async def test_an_edit_of_a_message_on_the_wire_waits_for_its_event(world: World) -> None:
    timeline = await world.open()
    world.server.hold = asyncio.Event()
    key = await world.send("было")
    await world.quiet()
    await world.composer.edit(ROOM, EventId(key), "стало")
    assert shown(timeline) == ["стало"]
    world.server.hold.set()
    await world.quiet()
    assert world.server.bodies() == ["было", "* стало"]
    edit = world.server.rooms[ROOM][1]["content"]["m.relates_to"]
    assert edit["event_id"] == world.server.rooms[ROOM][0]["event_id"]
    await world.sync()
    assert shown(timeline) == ["стало"]


async def test_a_change_calls_only_who_was_not_called_before(world: World) -> None:
    for user, name in ((ANN, "Анна"), (BORIS, "Борис")):
        joined = {"membership": "join", "displayname": name}
        world.server.put(joined, kind="m.room.member", sender=user, state_key=user)
    await world.sync()
    await world.send("@Анна, зайдите", mentions=[ANN], mention_room=True)
    await world.quiet()
    await world.sync()
    event_id = EventId(world.server.rooms[ROOM][-1]["event_id"])
    await world.composer.edit(ROOM, event_id, "@Анна, @Борис, зайдите!", mentions=[BORIS])
    await world.quiet()
    content = world.server.rooms[ROOM][-1]["content"]
    assert content["m.mentions"] == {"user_ids": [BORIS]}
    whole = {"user_ids": [ANN, BORIS], "room": True}
    assert content["m.new_content"]["m.mentions"] == whole


async def test_an_answer_to_a_queued_message_finds_it_even_after_a_restart(world: World) -> None:
    world.go_offline()
    key = await world.send("вопрос")
    await world.send("ответ", reply_to=EventId(key))
    timeline = await world.open()
    quote = timeline.items[1].quote
    assert quote is not None
    assert quote.text == "вопрос"
    await world.restart()
    world.go_online()
    await world.quiet()
    question, answer = world.server.rooms[ROOM]
    assert answer["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == question["event_id"]


async def test_an_answer_to_a_message_that_was_taken_back_goes_alone(world: World) -> None:
    world.go_offline()
    key = await world.send("вопрос")
    await world.send("ответ", reply_to=EventId(key))
    await world.composer.delete(ROOM, [key])
    world.go_online()
    await world.quiet()
    assert world.server.bodies() == ["ответ"]
    assert "m.relates_to" not in world.server.rooms[ROOM][0]["content"]


async def test_a_reaction_counts_at_once_and_only_once(world: World) -> None:
    event_id = world.server.text("вопрос")
    await world.sync()
    timeline = await world.open()
    world.server.hold = asyncio.Event()
    reacting = asyncio.ensure_future(world.composer.react(ROOM, event_id, "👍"))
    await world.quiet()
    assert [(r.key, r.count, r.mine) for r in timeline.items[0].reactions] == [("👍", 1, True)]
    world.server.hold.set()
    await reacting
    await world.sync()
    assert [(r.key, r.count, r.mine) for r in timeline.items[0].reactions] == [("👍", 1, True)]


async def test_a_second_tap_takes_the_reaction_back(world: World) -> None:
    event_id = world.server.text("вопрос")
    await world.sync()
    timeline = await world.open()
    await world.composer.react(ROOM, event_id, "👍")
    await world.sync()
    await world.composer.react(ROOM, event_id, "👍")
    assert timeline.items[0].reactions == ()
    await world.sync()
    assert timeline.items[0].reactions == ()
    assert world.server.asked("redact")[0][1] == "$2"


@pytest.mark.parametrize("taps", [2, 4])
async def test_taps_offline_cancel_each_other_out(world: World, taps: int) -> None:
    event_id = world.server.text("вопрос")
    await world.sync()
    world.go_offline()
    for _ in range(taps):
        await world.composer.react(ROOM, event_id, "👍")
    assert await world.store.outbox() == ()


async def test_a_deleted_message_is_gone_at_once(world: World) -> None:
    event_id = await sent(world, "лишнее")
    timeline = await world.open()
    world.go_offline()
    await world.composer.delete(ROOM, [timeline.items[0].key])
    assert shown(timeline) == ["(удалено)"]
    world.go_online()
    await world.quiet()
    assert world.server.asked("redact")[0][1] == event_id
    await world.sync()
    assert shown(timeline) == ["(удалено)"]
    assert await world.store.outbox() == ()


async def test_a_queued_message_is_taken_back_instead(world: World) -> None:
    timeline = await world.open()
    world.go_offline()
    key = await world.send("не надо")
    await world.composer.delete(ROOM, [key])
    assert shown(timeline) == []
    world.go_online()
    await world.quiet()
    assert world.server.asked("send") == world.server.asked("redact") == []


async def test_a_message_taken_back_on_the_wire_is_deleted_when_it_arrives(world: World) -> None:
    timeline = await world.open()
    world.server.hold = asyncio.Event()
    key = await world.send("не надо")
    await world.quiet()
    await world.composer.delete(ROOM, [key])
    assert shown(timeline) == []
    world.server.hold.set()
    await world.sync()
    await world.quiet()
    assert world.server.asked("redact")[0][1] == "$1"
    await world.sync()
    assert shown(timeline) == ["(удалено)"]


async def test_a_poll_is_published_voted_on_and_closed(world: World) -> None:
    timeline = await world.open()
    poll = PollStart("Куда?", (PollAnswer("a", "Музей"), PollAnswer("b", "Лес")))
    key = await world.composer.send_poll(ROOM, poll)
    assert shown(timeline) == ["Куда?"]
    await world.quiet()
    await world.sync()
    poll_id = timeline.event_id(key)
    assert poll_id is not None
    world.go_offline()
    await world.composer.vote(ROOM, poll_id, ["a"])
    await world.composer.vote(ROOM, poll_id, ["b"])
    state = timeline.items[0].poll
    assert state is not None
    assert (state.count("a"), state.count("b"), state.voters) == (0, 1, 1)
    world.go_online()
    await world.quiet()
    await world.sync()
    votes = [r for r in world.server.asked("send") if "response" in r[1]]
    assert len(votes) == 1
    await world.composer.close_poll(ROOM, poll_id)
    assert timeline.items[0].poll is not None
    assert timeline.items[0].poll.closed
    await world.sync()
    state = timeline.items[0].poll
    assert state is not None
    assert (state.closed, state.count("b"), state.own) == (True, 1, {"b"})


async def test_an_anonymous_poll_is_known_as_one_before_the_sync_brings_it(world: World) -> None:
    answers = (PollAnswer("a", "Музей"), PollAnswer("b", "Лес"))
    timeline = await world.open()
    key = await world.composer.send_poll(ROOM, PollStart("Куда?", answers, anonymous=True))
    await world.quiet()
    poll_id = timeline.event_id(key)
    assert poll_id is not None
    world.server.school.answers["/v1/ballots/vote"] = {}
    await world.composer.vote(ROOM, poll_id, ["a"])
    # One that nobody here has seen is looked up.
    unseen = world.server.put(
        poll_start(PollStart("Кто?", answers, anonymous=True)), kind=POLL_START
    )
    await world.composer.vote(ROOM, unseen, ["b"])
    asked = [body["event_id"] for _, where, body in world.server.school.calls if "vote" in where]
    assert asked == [poll_id, unseen]
    assert not [r for r in world.server.asked("send") if "response" in r[1]]


async def test_unknown_rows_are_an_error_in_plain_words(world: World) -> None:
    from app.domain.errors import NotFound

    with pytest.raises(NotFound):
        await world.composer.edit(ROOM, EventId("$нет"), "текст")
    with pytest.raises(NotFound):
        await world.composer.source_text(ROOM, EventId("$нет"))
    await world.composer.delete(ROOM, [ItemKey("parta-нет")])
