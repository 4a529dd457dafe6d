"""kill -9 of the reconciler at many steps, and of the homeserver under it: run again, same end."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import tests
from server.school_core.plan import Step
from server.service.homeserver import HomeserverDown
from server.service.reconcile.sync import carry_out
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school import Homeserver
from tests.server.core.oracle import Oracle
from tests.server.reconcile.hand import Hand, Quiet
from tests.server.reconcile.killed import roster_after
from tests.server.reconcile.test_histories import assert_as_the_oracle_says, assert_idle

SEED, CHANGES = 6, 14
ROOT = Path(tests.__file__).resolve().parent.parent


async def test_a_sync_that_is_killed_again_and_again_ends_the_same(
    rosters_server: Homeserver, hand: Hand, bot: MatrixUser
) -> None:
    oracle = Oracle()
    for changes, every in ((0, (8, 12, 10)), (CHANGES, (3, 2, 4))):
        oracle.after(roster_after(SEED, changes))
        kills = 0
        deaths = cycle(zip(every, ("before", "during", "after"), strict=True))
        while await _run(hand, bot, changes, *next(deaths)) == -signal.SIGKILL:
            kills += 1
        assert kills >= 3, "it was killed at several steps"
        hand.former |= hand.school(roster_after(SEED, changes)).accounts
        await assert_as_the_oracle_says(hand, bot, oracle)
    await assert_idle(hand, roster_after(SEED, CHANGES))


async def _run(hand: Hand, bot: MatrixUser, changes: int, at: int, how: str) -> int:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.server.reconcile.killed"),
        *("--url", bot.server.url, "--server-name", bot.server.server_name),
        *("--token", bot.access_token, "--bot", bot.user_id, "--prefix", hand.prefix),
        *("--seed", str(SEED), "--changes", str(changes), "--at", str(at), "--how", how),
        cwd=ROOT,
    )
    code = await process.wait()
    assert code in (0, -signal.SIGKILL)
    return code


class Killing(Quiet):
    """Kills the homeserver once, after so many steps."""

    def __init__(self, server: Homeserver, after: int) -> None:
        super().__init__()
        self._server, self._left = server, after

    async def did(self, steps: Sequence[Step]) -> None:
        self._left -= len(steps)
        if self._left <= 0 < self._left + len(steps):
            os.kill(self._server.pid, signal.SIGKILL)


async def test_a_homeserver_that_is_killed_under_a_sync(
    rosters_server: Homeserver, hand: Hand, bot: MatrixUser
) -> None:
    roster, oracle = roster_after(SEED + 1, 0), Oracle()
    oracle.after(roster)
    school = hand.school(roster)
    await hand.tell(school)
    for after in (20, 32):
        made = await hand.draft(school)
        assert len(made.steps) > after or after > 20
        try:
            await carry_out(hand.requests, made, Killing(rosters_server, after))
        except HomeserverDown:
            rosters_server.wait_ready()
        await hand.requests.wait_up()
    await hand.sync(roster)
    await assert_as_the_oracle_says(hand, bot, oracle)
    await assert_idle(hand, roster)
