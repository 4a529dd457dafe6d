"""Waiting that ends early: seconds on the clock, or the connection coming back."""

import asyncio

from app.domain.diff import Observable
from app.domain.profiles import Connection, ConnectionPhase
from app.services.ports.clock import Clock
from app.services.tasks import TaskScope

_OUT = {ConnectionPhase.OFFLINE, ConnectionPhase.STOPPED}


class Patience:
    """Says whether sending makes sense now, and waits until it does."""

    def __init__(self, clock: Clock, connection: Observable[Connection], tasks: TaskScope) -> None:
        self._clock = clock
        self._connection = connection
        self._tasks = tasks
        self._waiting: set[asyncio.Future[None]] = set()
        self._phase = connection.value.phase
        self._stop = connection.subscribe(self._on_connection_changed)

    @property
    def online(self) -> bool:
        """Whether a request has a chance."""
        return self._connection.value.phase not in _OUT

    async def until_online(self) -> None:
        """Wait until the sync loop reaches the server."""
        while not self.online:
            await self._changed()

    async def pause(self, seconds: float | None) -> None:
        """Wait; a connection that comes back ends it early. None: only the connection does."""
        if seconds is None:
            await self._changed()
            return
        nap = self._tasks.start(self._clock.sleep(seconds))
        change = self._listen()
        try:
            await asyncio.wait({nap, change}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            nap.cancel()
            self._waiting.discard(change)
            change.cancel()

    def wake(self) -> None:
        """End every pause now."""
        for future in tuple(self._waiting):
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    def close(self) -> None:
        """Stop watching the connection."""
        self._stop()

    def _listen(self) -> asyncio.Future[None]:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        return future

    async def _changed(self) -> None:
        future = self._listen()
        try:
            await future
        finally:
            self._waiting.discard(future)

    def _on_connection_changed(self, connection: Connection) -> None:
        before, self._phase = self._phase, connection.phase
        came_back = before in _OUT or connection.phase is ConnectionPhase.LIVE
        if before is not connection.phase and came_back and connection.phase not in _OUT:
            self.wake()
