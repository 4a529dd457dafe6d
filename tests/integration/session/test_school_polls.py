"""Polls with promises, made in the app: the school's servers hold them with every client shut."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.content import PollContent
from app.domain.errors import ServerError
from app.domain.ids import RoomId
from app.domain.polls import PollAnswer, PollStart
from app.domain.timeline import TimelineItem
from app.services.facade.timeline import Timeline
from tests.helpers.service_school import ServiceSchool, _told, service_school, service_server
from tests.integration.session.conftest import Program, live, soon

__all__ = ["_told", "service_school", "service_server"]


def _poll(timeline: Timeline, question: str) -> TimelineItem | None:
    polls = [one for one in timeline.items if isinstance(one.content, PollContent)]
    return next((one for one in polls if _question(one) == question and one.event_id), None)


def _state(timeline: Timeline) -> TimelineItem:
    item = _poll(timeline, "Староста?")
    assert item is not None
    return item


def _question(item: TimelineItem) -> str:
    return item.content.poll.question if isinstance(item.content, PollContent) else ""


async def test_polls_made_in_the_app_keep_their_promises(
    program: Program, service_school: ServiceSchool
) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    room = RoomId(await vera.matrix.create_room("9Б"))
    session = await program.sign_in(vera.matrix)
    await live(session)
    timeline = await session.open_timeline(room)
    answers = (PollAnswer("a", "Да"), PollAnswer("b", "Нет"))
    await session.composer.send_poll(room, PollStart("Навсегда?", answers, final=True))
    over = datetime.now(UTC) + timedelta(seconds=5)
    await session.composer.send_poll(room, PollStart("Недолго?", answers, closes_at=over))
    await soon(lambda: _poll(timeline, "Навсегда?") and _poll(timeline, "Недолго?"))
    final = _poll(timeline, "Навсегда?")
    assert final is not None
    assert final.event_id is not None
    assert isinstance(final.content, PollContent)
    assert final.content.poll.final

    await session.composer.vote(room, final.event_id, ["a"])
    await soon(
        lambda: (one := _poll(timeline, "Навсегда?")) and one.poll and one.poll.count("a") == 1
    )
    path = f"/_matrix/client/v3/rooms/{room}/send/org.matrix.msc3381.poll.response/again"
    vote = {
        "m.relates_to": {"rel_type": "m.reference", "event_id": final.event_id},
        "org.matrix.msc3381.poll.response": {"answers": ["b"]},
    }
    again = await vera.matrix.request("PUT", path, json=vote)
    assert (again.status_code, again.json()["errcode"]) == (403, "APP.PARTA.POLL_NO_REVOTE")

    # Nobody ends this one: the service does when its time has come.
    await soon(lambda: (one := _poll(timeline, "Недолго?")) and one.poll and one.poll.closed)
    timeline.close()


async def test_an_anonymous_vote_goes_to_the_school_and_only_totals_come_back(
    program: Program, service_school: ServiceSchool
) -> None:
    vera = await service_school.person("Вера", "teacher", teaches=["9b"])
    pupils = [await service_school.person(f"У {n}", "pupil", learns=["9b"]) for n in range(3)]
    room = RoomId(await vera.matrix.create_room("9Б", members=tuple(p.matrix for p in pupils)))
    session = await program.sign_in(vera.matrix)
    await live(session)
    timeline = await session.open_timeline(room)
    answers = (PollAnswer("a", "Артём"), PollAnswer("b", "Дарья"))
    await session.composer.send_poll(room, PollStart("Староста?", answers, anonymous=True))
    await soon(lambda: _poll(timeline, "Староста?"))
    poll = _state(timeline)
    assert poll.event_id is not None

    # Whoever forges totals is no bot, and is not believed.
    forged = {
        "m.relates_to": {"rel_type": "m.reference", "event_id": poll.event_id},
        "app.parta.poll.tally": {"voters": 99, "answers": {"b": 99}, "closed": True},
    }
    await pupils[0].matrix.send(room, "app.parta.poll.tally", forged)
    await session.composer.vote(room, poll.event_id, ["a"])
    await soon(lambda: (one := _state(timeline)).poll and one.poll.voted)
    told = _state(timeline).poll
    assert told is not None
    assert (told.own, told.voters, told.closed) == (frozenset({"a"}), 0, False)
    with pytest.raises(ServerError) as refused:
        await session.composer.vote(room, poll.event_id, ["b"])
    assert "уже голосовали" in str(refused.value.user_text)

    at = {"room_id": room, "event_id": poll.event_id}
    for pupil, answer in zip(pupils[:2], "ab", strict=True):
        await pupil.ok("POST", "/v1/ballots/vote", json={**at, "answers": [answer]})
    await soon(lambda: (one := _state(timeline)).poll and one.poll.voters == 3)
    told = _state(timeline).poll
    assert told is not None
    assert (told.count("a"), told.count("b")) == (2, 1)
    assert await timeline.poll_voters(_state(timeline).key) == ()

    # The fourth vote is told only when the poll is ended.
    await pupils[2].ok("POST", "/v1/ballots/vote", json={**at, "answers": ["b"]})
    await session.composer.close_poll(room, poll.event_id)
    await soon(lambda: (one := _state(timeline)).poll and one.poll.closed and one.poll.voters == 4)
    told = _state(timeline).poll
    assert told is not None
    assert (told.count("a"), told.count("b")) == (2, 2)
    timeline.close()

    # After a restart the choice is still known here.
    await program.restart()
    timeline = await program.session().open_timeline(room)
    await soon(lambda: (one := _poll(timeline, "Староста?")) and one.poll and one.poll.own)
    timeline.close()
