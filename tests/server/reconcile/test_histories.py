"""Lives of small schools on a real homeserver end as the oracle says; the next sync is idle.

`PARTA_REAL_HISTORIES=20` tries as many; without it there are four, of six changes each.
"""

import os
from random import Random

from server.school_core.roster import Roster
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school import Homeserver
from tests.server.core.histories import Size, begin, go_on
from tests.server.core.oracle import Oracle
from tests.server.reconcile.hand import Hand, rooms_now

HISTORIES = int(os.environ.get("PARTA_REAL_HISTORIES", "4"))
SMALL = Size(classes=2, subjects=1, pupils=5, teachers=3)


async def test_histories(rosters_server: Homeserver) -> None:
    for seed in range(HISTORIES):
        bot = await rosters_server.new_user("Школа", admin=True)
        hand = Hand(rosters_server, bot, prefix=f"h{seed}-")
        try:
            await _live(hand, bot, Random(seed))
        finally:
            await hand.aclose()
            await bot.aclose()


async def _live(hand: Hand, bot: MatrixUser, rng: Random) -> None:
    oracle, first = Oracle(), begin(rng, SMALL)
    for roster in (first, *go_on(first, rng, changes=6)):
        oracle.after(roster)
        await hand.sync(roster)
    await assert_as_the_oracle_says(hand, bot, oracle)
    await assert_idle(hand, roster)


async def assert_as_the_oracle_says(hand: Hand, bot: MatrixUser, oracle: Oracle) -> None:
    found = {
        key: (room["name"], room["people"], room["listed_in"], room["archived"])
        for key, room in (await rooms_now(hand, bot)).items()
    }
    wanted = {
        key: (room.name, room.people, room.listed_in, room.archived)
        for key, room in oracle.rooms.items()
    }
    assert found == wanted
    for person, name in oracle.names.items():
        path = f"/_synapse/admin/v2/users/{hand.user_id(person)}"
        assert (await bot.call("GET", path))["displayname"] == name


async def assert_idle(hand: Hand, roster: Roster) -> None:
    before = hand.written()
    school = hand.school(roster)
    assert (await hand.draft(school)).steps == ()
    assert hand.written() == before
