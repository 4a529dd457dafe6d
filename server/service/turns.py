"""One at a time for each key, and no more often than needed."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable


class Turns:
    """Runs work of which there must be one at a time, and which does the same whenever it runs.

    Who asks while it runs gets one more run, together with all others who asked meanwhile.
    """

    def __init__(self) -> None:
        self._locks: dict[Hashable, asyncio.Lock] = {}
        self._asked: dict[Hashable, int] = {}
        self._done: dict[Hashable, int] = {}

    async def run(self, key: Hashable, work: Callable[[], Awaitable[None]]) -> None:
        """Return when `work` has run from its beginning to its end after this call."""
        ticket = self._asked[key] = self._asked.get(key, 0) + 1
        async with self._locks.setdefault(key, asyncio.Lock()):
            if self._done.get(key, 0) >= ticket:
                return
            asked = self._asked[key]
            await work()
            self._done[key] = asked

    def forget(self, key: Hashable) -> None:
        """Drop a key nobody will ask for any more."""
        if (lock := self._locks.get(key)) is not None and not lock.locked():
            for kept in (self._locks, self._asked, self._done):
                kept.pop(key, None)
