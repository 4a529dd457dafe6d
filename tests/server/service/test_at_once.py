"""Many at the same moment, on both databases: one vote each, no use too many, one chain."""

import asyncio
from collections import Counter
from datetime import UTC, datetime

from server.school_core.polls import Poll
from server.service.audit import repository as audit
from server.service.database import Database
from server.service.links import repository as links
from server.service.links.repository import Link
from server.service.migrations import upgrade
from server.service.polls import repository as polls
from tests.server.service.test_migrations import database

__all__ = ["database"]

_NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


async def test_a_person_votes_once_however_often_at_once(database: Database) -> None:
    upgrade(database.engine)
    poll = Poll("$poll", "!room", "@vera:school", frozenset({"a", "b"}), anonymous=True)
    await database.run(polls.note, [(poll, False, True)])
    ballots = [(f"@u{n % 8}:school", "ab"[n % 2]) for n in range(32)]
    answers = await asyncio.gather(
        *(database.run(polls.vote, "$poll", who, [what], now=_NOW) for who, what in ballots)
    )
    assert Counter(answers) == {"": 8, "voted": 24}
    totals = await database.run(polls.totals, "$poll")
    assert totals.voters == sum(totals.answers.values()) == 8


async def test_a_link_lets_in_no_more_than_it_says(database: Database) -> None:
    upgrade(database.engine)
    link = Link("l", "!r", "9Б", "@v:s", "14", frozenset(), False, 3, 0, _NOW, None, None)
    await database.run(links.add, link, "token-of-the-link")
    places = await asyncio.gather(
        *(database.run(links.reserve, "l", f"@u{n}:school", now=_NOW) for n in range(16))
    )
    assert Counter(places) == {True: 3, False: 13}


async def test_deeds_at_once_make_one_chain(database: Database) -> None:
    upgrade(database.engine)
    await asyncio.gather(
        *(
            database.run(audit.append, actor="service", action="test.deed", now=_NOW)
            for _ in range(40)
        )
    )
    whole = await database.run(audit.check)
    assert (whole.entries, whole.broken_at) == (40, None)
