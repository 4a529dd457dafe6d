"""`python -m tests.server.reconcile.killed`: a sync that kills itself, for real, at some write.

Arguments: url, server name, token, bot, prefix, seed, changes, `--die-at N how`. How: `before` the
request is sent, `after` its answer, or `during`, while the homeserver works on it.
"""

import argparse
import asyncio
import os
import signal
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import httpx

from server.school_core.roster import Roster
from server.service.reconcile import executor
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school import Homeserver
from tests.server.core.histories import Size, begin, go_on
from tests.server.reconcile.hand import Hand

SMALL = Size(classes=2, subjects=1, pupils=4, teachers=2)


def roster_after(seed: int, changes: int) -> Roster:
    """The roster of a life after so many changes."""
    rng = Random(seed)
    first = begin(rng, SMALL)
    return [first, *go_on(first, rng, changes=changes)][-1]


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly(httpx.AsyncBaseTransport):
    """Kills the process at the nth write."""

    def __init__(self, inner: httpx.AsyncBaseTransport, at: int, how: str) -> None:
        self._inner, self._left, self._how = inner, at, how

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return await self._inner.handle_async_request(request)
        self._left -= 1
        doomed = self._left == 0
        if doomed and self._how == "before":
            die()
        if doomed and self._how == "during":
            asyncio.get_running_loop().call_later(0.004, die)
        answer = await self._inner.handle_async_request(request)
        if doomed:
            die()
        return answer


async def main(options: Any) -> None:
    server = SimpleNamespace(url=options.url, server_name=options.server_name)
    bot = MatrixUser(cast(Homeserver, server), options.bot, "Школа", access_token=options.token)
    hand = Hand(cast(Homeserver, server), bot, prefix=options.prefix)
    roster = roster_after(options.seed, options.changes)
    known = roster_after(options.seed, 0)
    hand.former = hand.school(known).accounts | {}
    transport = hand.requests._http._transport
    # Two chats a request, that there be many requests to die at.
    executor._MOST_EVENTS = 20
    hand.requests._http._transport = Deadly(transport, options.at, options.how)
    await hand.sync(roster)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("--url", "--server-name", "--token", "--bot", "--prefix", "--how"):
        parser.add_argument(name)
    for name in ("--seed", "--changes", "--at"):
        parser.add_argument(name, type=int)
    asyncio.run(main(parser.parse_args()))
