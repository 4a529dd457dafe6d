"""A poll's promises against people with curl: its end, its final votes, its options."""

import asyncio
import time
from typing import Any
from urllib.parse import quote

import httpx

from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.settle import eventually
from tests.server.policy.conftest import Guarded
from tests.server.policy.probe import refused, send

START = "org.matrix.msc3381.poll.start"
VOTE, END = "org.matrix.msc3381.poll.response", "org.matrix.msc3381.poll.end"


def question(*, most: int = 1, **rules: Any) -> dict[str, Any]:
    answers = [{"id": one, "org.matrix.msc1767.text": one} for one in ("a", "b", "c")]
    body = {"question": {"body": "Когда?"}, "answers": answers, "max_selections": most}
    return {START: body | {"app.parta.rules": rules}, "org.matrix.msc1767.text": "Когда?"}


def to(poll: str, *answers: str) -> dict[str, Any]:
    return {
        "m.relates_to": {"rel_type": "m.reference", "event_id": poll},
        VOTE: {"answers": list(answers)},
    }


async def vote(user: MatrixUser, room: str, poll: str, *answers: str) -> httpx.Response:
    return await send(user, room, VOTE, to(poll, *answers))


async def votes(user: MatrixUser, room: str, poll: str) -> list[list[str]]:
    """Every vote that is in the chat, oldest first."""
    path = f"/_matrix/client/v1/rooms/{quote(room)}/relations/{quote(poll)}/m.reference"
    chunk = (await user.call("GET", path, params={"dir": "f"}))["chunk"]
    return [event["content"][VOTE]["answers"] for event in chunk if event["type"] == VOTE]


async def test_polls_are_closed_by_their_author_and_voted_in_only_where_they_are(
    guarded: Guarded,
) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room("Кружок", members=(artem,))
    elsewhere = await vera.create_room("Другой", members=(artem,))
    poll = await vera.send(room, START, question())
    text = await vera.text(room, "просто сообщение")
    assert (await vote(artem, room, poll, "a")).status_code == 200
    assert (await vote(artem, room, poll, "b")).status_code == 200, "a vote may be changed"
    assert refused(await vote(artem, room, text, "a"), "no_poll")
    assert refused(await send(artem, room, VOTE, {"a": 1}), "no_poll")
    assert (await vote(artem, elsewhere, poll, "a")).status_code in (400, 403)
    end = {"m.relates_to": {"rel_type": "m.reference", "event_id": poll}, END: {}}
    assert refused(await send(artem, room, END, end), "poll_end")
    assert (await send(vera, room, END, end)).status_code == 200
    late = await vote(artem, room, poll, "a")
    assert refused(late, "poll_closed")
    assert late.json()["errcode"] == "APP.PARTA.POLL_CLOSED"
    assert await votes(vera, room, poll) == [["a"], ["b"]]


async def test_a_poll_with_a_time_limit_closes_by_itself(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room("Кружок", members=(artem,))
    closes_at = int(time.time() * 1000) + 1500
    poll = await vera.send(room, START, question(closes_at=closes_at))
    assert (await vote(artem, room, poll, "a")).status_code == 200
    answer = await eventually(
        lambda: vote(artem, room, poll, "b"), lambda answer: answer.status_code != 200, seconds=7
    )
    assert time.time() * 1000 >= closes_at
    assert answer.json()["errcode"] == "APP.PARTA.POLL_CLOSED"
    past = question(closes_at=1)
    assert refused(await send(vera, room, START, past), "poll_shape")


async def test_a_final_vote_is_final_even_when_it_is_deleted(guarded: Guarded) -> None:
    vera, artem, dasha = (guarded[name] for name in ("vera", "artem", "dasha"))
    room = await vera.create_room("Кружок", members=(artem, dasha))
    poll = await vera.send(room, START, question(no_revote=True))
    assert refused(await vote(artem, room, poll), "poll_empty")
    first = await vote(artem, room, poll, "a")
    assert first.status_code == 200
    again = await vote(artem, room, poll, "b")
    assert again.json()["errcode"] == "APP.PARTA.POLL_NO_REVOTE"
    await artem.redact(room, first.json()["event_id"])
    assert refused(await vote(artem, room, poll, "b"), "poll_no_revote")
    edit = to(poll, "b") | {
        "m.relates_to": {"rel_type": "m.replace", "event_id": first.json()["event_id"]}
    }
    assert refused(await send(artem, room, VOTE, edit))
    assert (await vote(dasha, room, poll, "c")).status_code == 200
    assert await votes(vera, room, poll) == [["c"]]


async def test_two_final_votes_at_the_same_moment_are_one(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room("Кружок", members=(artem,))
    poll = await vera.send(room, START, question(no_revote=True))
    answers = await asyncio.gather(*(vote(artem, room, poll, one) for one in "abcabc"))
    assert sorted(answer.status_code for answer in answers) == [200, *[403] * 5]
    assert len(await votes(vera, room, poll)) == 1


async def test_a_vote_chooses_what_there_is_and_not_too_much(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room("Кружок", members=(artem,))
    poll = await vera.send(room, START, question(most=2))
    assert refused(await vote(artem, room, poll, "a", "b", "c"), "poll_too_many")
    assert refused(await vote(artem, room, poll, "z"), "poll_unknown_answer")
    assert (await vote(artem, room, poll, "a", "b")).status_code == 200
    change = question(most=3) | {"m.relates_to": {"rel_type": "m.replace", "event_id": poll}}
    assert refused(await send(vera, room, START, change), "poll_edit")


async def test_an_anonymous_poll_takes_no_vote_that_others_could_read(guarded: Guarded) -> None:
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room("Кружок", members=(artem,))
    poll = await vera.send(room, START, question(anonymous=True))
    assert refused(await vote(artem, room, poll, "a"), "poll_anonymous")
    assert await votes(vera, room, poll) == []


async def test_a_lost_answer_does_not_cost_the_vote(guarded: Guarded) -> None:
    """The same request sent twice, as a client does after a lost answer, counts once."""
    vera, artem = guarded["vera"], guarded["artem"]
    room = await vera.create_room("Кружок", members=(artem,))
    poll = await vera.send(room, START, question(no_revote=True))
    path = f"{CLIENT}/rooms/{quote(room)}/send/{quote(VOTE)}/same-transaction"
    answers = [await artem.request("PUT", path, json=to(poll, "a")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
