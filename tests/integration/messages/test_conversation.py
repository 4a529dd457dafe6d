"""What one person does here, another sees through plain requests, and the other way round."""

from typing import Any

from app.domain.content import RedactedContent
from app.domain.ids import EventId, RoomId
from app.domain.polls import PollAnswer, PollStart
from app.domain.timeline import SendState
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school_fixtures import FreshUser
from tests.integration.messages.conftest import Enter
from tests.integration.messages.messenger import until, until_there
from tests.unit.services_messages.world import Watcher, shown


async def found(user: MatrixUser, room_id: str, kind: str) -> Any:
    """The newest event of a kind that another one sent, as this person sees it."""

    async def look() -> Any:
        events = await user.messages(room_id)
        others = [e for e in events if e["type"] == kind and e["sender"] != user.user_id]
        return others[0] if others else None

    return await until_there(look)


async def test_a_message_is_one_row_from_echo_to_copy(fresh_user: FreshUser, enter: Enter) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    here = await enter(vera)
    timeline = await here.open(room_id)
    watcher = Watcher(timeline)
    key = await here.composer.send_text(RoomId(room_id), "Привет, **Олег**")
    assert timeline.items[-1].key == key
    await until(lambda: timeline.items[-1].status.state is SendState.SENT)
    event = await found(oleg, room_id, "m.room.message")
    assert event["content"]["formatted_body"] == "Привет, <strong>Олег</strong>"
    await oleg.text(room_id, "Привет!")
    await until(lambda: shown(timeline)[-1] == "Привет!")
    assert timeline.items[-2].key == key
    assert timeline.items[-2].event_id == event["event_id"]
    assert "Remove" not in watcher.kinds
    assert await here.store.outbox() == ()


async def test_reply_edit_reaction_and_deletion_reach_the_other_side(
    fresh_user: FreshUser, enter: Enter
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    question = await oleg.text(room_id, "Когда собрание?")
    here, room = await enter(vera), RoomId(room_id)
    timeline = await here.open(room_id)
    await until(lambda: shown(timeline)[-1] == "Когда собрание?")

    await here.composer.send_text(room, "В среду", reply_to=EventId(question))
    reply = await found(oleg, room_id, "m.room.message")
    assert reply["content"]["m.relates_to"]["m.in_reply_to"]["event_id"] == question
    quote = timeline.items[-1].quote
    assert quote is not None
    assert (quote.text, quote.missing) == ("Когда собрание?", False)

    await here.composer.edit(room, reply["event_id"], "В четверг")
    assert shown(timeline)[-1] == "В четверг"
    edit = await until_there(lambda: _newest_edit(oleg, room_id))
    assert edit["content"]["m.new_content"]["body"] == "В четверг"

    await here.composer.react(room, EventId(question), "👍")
    reaction = await found(oleg, room_id, "m.reaction")
    assert reaction["content"]["m.relates_to"]["key"] == "👍"
    await until(lambda: [r.mine for r in timeline.items[-2].reactions] == [True])
    await oleg.react(room_id, question, "👍")
    await until(lambda: [r.count for r in timeline.items[-2].reactions] == [2])
    await here.composer.react(room, EventId(question), "👍")
    await until(lambda: [(r.count, r.mine) for r in timeline.items[-2].reactions] == [(1, False)])

    await here.composer.delete(room, [timeline.items[-1].key])
    await until(lambda: isinstance(timeline.items[-1].content, RedactedContent))
    await until_there(lambda: _is_deleted(oleg, room_id, reply["event_id"]))
    await until_there(lambda: _is_empty(here))


async def test_a_poll_is_voted_on_and_closed(fresh_user: FreshUser, enter: Enter) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    here, room = await enter(vera), RoomId(room_id)
    timeline = await here.open(room_id)
    poll = PollStart("Куда едем?", (PollAnswer("a", "Музей"), PollAnswer("b", "Лес")))
    await here.composer.send_poll(room, poll)
    started = await found(oleg, room_id, "org.matrix.msc3381.poll.start")
    poll_id = EventId(started["event_id"])
    await here.composer.vote(room, poll_id, ["a"])
    await oleg.send(
        room_id,
        "org.matrix.msc3381.poll.response",
        {
            "m.relates_to": {"rel_type": "m.reference", "event_id": poll_id},
            "org.matrix.msc3381.poll.response": {"answers": ["b"]},
        },
    )
    await until(lambda: _count(timeline, "a") == _count(timeline, "b") == 1)
    await here.composer.vote(room, poll_id, ["b"])
    await until(lambda: (_count(timeline, "a"), _count(timeline, "b")) == (0, 2))
    voters = dict(await timeline.poll_voters(timeline.items[-1].key))
    assert sorted(person.name for person in voters["b"]) == ["Вера", "Олег"]
    await here.composer.close_poll(room, poll_id)
    await found(oleg, room_id, "org.matrix.msc3381.poll.end")
    await until(lambda: timeline.items[-1].poll is not None and timeline.items[-1].poll.closed)


async def test_reading_here_tells_the_server_and_others_see_it(
    fresh_user: FreshUser, enter: Enter
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    await oleg.text(room_id, "раз")
    last = await oleg.text(room_id, "два")
    here, there = await enter(vera), await enter(oleg)
    timeline, sent = await here.open(room_id), await there.open(room_id)
    await until(lambda: shown(timeline)[-1:] == ["два"])
    await timeline.mark_read(timeline.items[-1].key)
    await until(lambda: sent.items[-1].event_id == last and sent.items[-1].read_by == 1)
    assert [person.name for person in await sent.readers(sent.items[-1].key)] == ["Вера"]


async def test_members_come_from_the_server_the_first_time(
    fresh_user: FreshUser, enter: Enter
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    timeline = await (await enter(vera)).open(room_id)
    names = [member.person.name for member in await timeline.members()]
    assert sorted(names) == ["Вера", "Олег"]


async def test_attachments_and_polls_from_before_the_cache_are_found_on_the_server(
    fresh_user: FreshUser, enter: Enter
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    picture = {"msgtype": "m.image", "body": "a.png", "url": "mxc://school14.example/a"}
    old = await oleg.send(room_id, "m.room.message", picture)
    words = "org.matrix.msc1767.text"
    start = {
        "question": {words: "Кто?"},
        "answers": [{"id": "a", words: "Я"}, {"id": "b", words: "Не я"}],
    }
    poll = await oleg.send(
        room_id, "org.matrix.msc3381.poll.start", {"org.matrix.msc3381.poll.start": start}
    )
    for number in range(60):
        await oleg.text(room_id, f"№ {number}")
    timeline = await (await enter(vera)).open(room_id)
    assert old not in [item.event_id for item in timeline.items]
    assert [row.event_id for row in await timeline.media(("m.image",))] == [old]
    assert [row.event_id for row in await timeline.media(("poll",))] == [poll]


async def test_a_pin_is_seen_by_the_other(fresh_user: FreshUser, enter: Enter) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    event_id = await oleg.text(room_id, "Важное")
    here = await enter(vera)
    timeline = await here.open(room_id)
    await here.composer.pin_message(RoomId(room_id), EventId(event_id), pinned=True)
    await until(lambda: [str(i.event_id) for i in timeline.pinned] == [event_id])
    await until(lambda: any(i.pinned for i in timeline.items))


def _count(timeline: Any, answer: str) -> int:
    poll = timeline.items[-1].poll
    return poll.count(answer) if poll else -1


async def _newest_edit(user: MatrixUser, room_id: str) -> Any:
    events = await user.messages(room_id)
    return next((e for e in events if "m.new_content" in e["content"]), None)


async def _is_deleted(user: MatrixUser, room_id: str, event_id: str) -> bool:
    events = await user.messages(room_id)
    return any(e["event_id"] == event_id and not e["content"] for e in events)


async def _is_empty(here: Any) -> bool:
    return await here.store.outbox() == ()
