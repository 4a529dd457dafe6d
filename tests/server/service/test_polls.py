"""Anonymous ballots and polls that close by themselves, against the real homeserver."""

import sqlite3
import time
from collections import Counter
from typing import Any
from urllib.parse import quote

import pytest

from tests.helpers.service_school import Member, ServiceSchool
from tests.helpers.settle import eventually

START, END = "org.matrix.msc3381.poll.start", "org.matrix.msc3381.poll.end"
VOTE = "org.matrix.msc3381.poll.response"
TALLY = "app.parta.poll.tally"


def _poll(*, kind: str = "disclosed", most: int = 1, **rules: Any) -> dict[str, Any]:
    return {
        START: {
            "kind": f"org.matrix.msc3381.poll.{kind}",
            "max_selections": most,
            "question": {"org.matrix.msc1767.text": "Куда едем?"},
            "answers": [
                {"id": f"o{number}", "org.matrix.msc1767.text": text}
                for number, text in enumerate(("Музей", "Лес", "Театр"))
            ],
            "app.parta.rules": rules,
        },
        "org.matrix.msc1767.text": "Куда едем?",
    }


async def _pointing(member: Member, room: str, poll: str, kind: str) -> list[dict[str, Any]]:
    """Events of a type that point to a poll, oldest first."""
    path = f"/_matrix/client/v1/rooms/{quote(room)}/relations/{quote(poll)}/m.reference/{kind}"
    chunk: list[dict[str, Any]] = (await member.matrix.call("GET", path))["chunk"]
    return chunk[::-1]


async def _class_with_poll(
    school: ServiceSchool, pupils: int, **poll: Any
) -> tuple[Member, list[Member], str, str]:
    vera = await school.person("Вера", "teacher", teaches=["9b"])
    voters = [await school.person(f"У {n}", "pupil", learns=["9b"]) for n in range(pupils)]
    room = await vera.matrix.create_room("9Б", members=tuple(one.matrix for one in voters))
    event = await vera.matrix.send(room, START, _poll(**poll))
    return vera, voters, room, event


async def test_totals_come_from_the_bot_and_no_vote_is_an_event(
    service_school: ServiceSchool,
) -> None:
    vera, pupils, room, poll = await _class_with_poll(service_school, 4, anonymous=True)
    at = {"room_id": room, "event_id": poll}
    # Votes as events would have names on them: the homeserver refuses them.
    named = {
        "m.relates_to": {"rel_type": "m.reference", "event_id": poll},
        VOTE: {"answers": ["o0"]},
    }
    with pytest.raises(AssertionError, match="poll_anonymous"):
        await pupils[0].matrix.send(room, VOTE, named)

    for pupil, answer in zip(pupils[:2], ("o0", "o1"), strict=True):
        await pupil.ok("POST", "/v1/ballots/vote", json={**at, "answers": [answer]})
    # Two votes tell nothing to anybody yet, not even by the API.
    told = await vera.ok("GET", "/v1/ballots", params=at)
    assert (told["voters"], told["answers"], told["voted"]) == (0, {}, False)
    assert (await pupils[0].ok("GET", "/v1/ballots", params=at))["voted"] is True
    assert await _pointing(vera, room, poll, TALLY) == []

    await pupils[2].ok("POST", "/v1/ballots/vote", json={**at, "answers": ["o1"]})

    async def tallies() -> list[dict[str, Any]]:
        return await _pointing(vera, room, poll, TALLY)

    (tally,) = await eventually(tallies, bool)
    assert tally["sender"] == f"@parta-school:{vera.matrix.server.server_name}"
    assert tally["unsigned"]["app.parta.role"] == "bot"
    assert tally["content"][TALLY] == {
        "voters": 3,
        "answers": {"o0": 1, "o1": 2, "o2": 0},
        "closed": False,
    }
    told = await vera.ok("GET", "/v1/ballots", params=at)
    assert (told["voters"], told["answers"]) == (3, {"o0": 1, "o1": 2, "o2": 0})
    kinds = Counter(event["type"] for event in await vera.matrix.messages(room))
    assert kinds[VOTE] == 0

    # The author ends it: the fourth vote comes too late, or was counted in the last totals.
    await vera.matrix.send(
        room,
        END,
        {"m.relates_to": {"rel_type": "m.reference", "event_id": poll}, END: {}},
    )
    late = {**at, "answers": ["o0"]}
    assert await pupils[3].refused(410, "POST", "/v1/ballots/vote", json=late) == "poll_closed"
    assert (await tallies())[-1]["content"][TALLY]["closed"] is True


async def test_totals_come_when_the_author_ends_a_poll_though_nobody_asks(
    service_school: ServiceSchool,
) -> None:
    vera, pupils, room, poll = await _class_with_poll(service_school, 2, anonymous=True)
    body = {"room_id": room, "event_id": poll, "answers": ["o1"]}
    await pupils[0].ok("POST", "/v1/ballots/vote", json=body)
    points = {"m.relates_to": {"rel_type": "m.reference", "event_id": poll}, END: {}}
    with pytest.raises(AssertionError, match="poll_end"):
        await pupils[1].matrix.send(room, END, points)
    await vera.matrix.send(room, END, points)

    async def tallies() -> list[dict[str, Any]]:
        return await _pointing(vera, room, poll, TALLY)

    (tally,) = await eventually(tallies, bool)
    assert tally["content"][TALLY] == {
        "voters": 1,
        "answers": {"o0": 0, "o1": 1, "o2": 0},
        "closed": True,
    }
    ends = await _pointing(vera, room, poll, END)
    assert [one["sender"] for one in ends] == [vera.user_id], "it is not ended twice"
    assert await pupils[1].refused(410, "POST", "/v1/ballots/vote", json=body) == "poll_closed"


async def test_one_vote_each_and_only_what_the_poll_offers(service_school: ServiceSchool) -> None:
    _, (one, two), room, poll = await _class_with_poll(service_school, 2, anonymous=True, most=2)
    at = {"room_id": room, "event_id": poll}
    path = "/v1/ballots/vote"
    wrong = {**at, "answers": ["o0", "o1", "o2"]}
    assert await one.refused(400, "POST", path, json=wrong) == "poll_too_many"
    unknown = {**at, "answers": ["нет"]}
    assert await one.refused(400, "POST", path, json=unknown) == "poll_unknown_answer"
    await one.refused(422, "POST", path, json={**at, "answers": []})
    both = {**at, "answers": ["o0", "o2"]}
    await one.ok("POST", path, json=both)
    assert await one.refused(409, "POST", path, json=both) == "poll_no_revote"
    assert (await two.ok("GET", "/v1/ballots", params=at))["voted"] is False
    outside = await service_school.person("Иван", "teacher")
    assert await outside.refused(404, "POST", path, json=both) == "not_found"
    public = await one.matrix.send(room, START, _poll())
    other = {"room_id": room, "event_id": public, "answers": ["o0"]}
    assert await one.refused(404, "POST", path, json=other) == "no_poll"
    # An event of one chat is no key to another.
    elsewhere = await one.matrix.create_room("Другой")
    moved = {**both, "room_id": elsewhere}
    assert await one.refused(404, "POST", path, json=moved) == "no_poll"


async def test_the_database_keeps_who_voted_apart_from_what_was_chosen(
    service_school: ServiceSchool,
) -> None:
    """The file on disk: names in the order of names, counts in the order of answers, no times."""
    _, pupils, room, poll = await _class_with_poll(service_school, 2, anonymous=True)
    voters = sorted(pupils, key=lambda one: one.user_id, reverse=True)
    for pupil, answer in zip(voters, ("o2", "o0"), strict=True):
        body = {"room_id": room, "event_id": poll, "answers": [answer]}
        await pupil.ok("POST", "/v1/ballots/vote", json=body)
    file = service_school.homeserver.data / "service/service.db"
    with sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True) as database:
        for table, columns in (
            ("poll_voter", ["poll_id", "user_id"]),
            ("poll_count", ["poll_id", "answer", "votes"]),
        ):
            named = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            assert named == columns
            with pytest.raises(sqlite3.OperationalError, match="no such column"):
                database.execute(f"SELECT rowid FROM {table}")
        stored = database.execute("SELECT user_id FROM poll_voter WHERE poll_id = ?", (poll,))
        assert [row[0] for row in stored] == sorted(one.user_id for one in pupils)
        log = database.execute("SELECT actor || subject || details FROM audit_entry").fetchall()
        assert not [row for row in log if poll in row[0]]


async def test_a_poll_closes_in_time_with_every_client_shut_and_the_service_restarted(
    service_school: ServiceSchool,
) -> None:
    school, server = service_school, service_school.homeserver
    vera, (artem,), room, _ = await _class_with_poll(school, 1)
    closes_at = int(time.time() * 1000) + 8_000
    poll = await vera.matrix.send(room, START, _poll(anonymous=True, closes_at=closes_at))
    body = {"room_id": room, "event_id": poll, "answers": ["o1"]}
    await artem.ok("POST", "/v1/ballots/vote", json=body)
    public = await vera.matrix.send(room, START, _poll(closes_at=closes_at))
    server.stop()  # everything: nobody's client, no service, no homeserver
    server.start()

    async def ends() -> list[dict[str, Any]]:
        return [
            *await _pointing(vera, room, poll, END),
            *await _pointing(vera, room, public, END),
        ]

    both = await eventually(ends, lambda found: len(found) == 2, seconds=60)
    # In the author's name, so that every client believes it.
    assert {event["sender"] for event in both} == {vera.user_id}
    assert all(event["origin_server_ts"] >= closes_at for event in both)
    tally = (await _pointing(vera, room, poll, TALLY))[-1]["content"][TALLY]
    assert tally == {"voters": 1, "answers": {"o0": 0, "o1": 1, "o2": 0}, "closed": True}
    assert await artem.refused(410, "POST", "/v1/ballots/vote", json=body) == "poll_closed"
