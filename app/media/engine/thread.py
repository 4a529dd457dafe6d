"""The media thread: LiveKit's objects live on its loop; their wake-ups cost the screen nothing."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")
_log = logging.getLogger(__name__)


class MediaThread:
    """A thread with a plain asyncio loop; owns every coroutine that runs there."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._running: set[Future[Any]] = set()
        self._thread = threading.Thread(target=self._run, name="media", daemon=True)
        self._thread.start()

    async def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine there and wait for it here; cancelling here cancels it there."""
        return await asyncio.wrap_future(self.launch(work))

    def start(self, work: Coroutine[Any, Any, Any]) -> Future[Any]:
        """Run a coroutine there and forget it; what it fails with is logged. From any thread."""
        future = self.launch(work)
        future.add_done_callback(_report)
        return future

    def soon(self, action: Callable[[], object]) -> None:
        """Call something there; after the end of the thread nothing happens."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(action)

    def close(self, *, wait: float = 5.0) -> None:
        """End what still runs, then the thread."""
        for future in tuple(self._running):
            future.cancel()
        self.soon(self.loop.stop)
        self._thread.join(wait)

    def launch(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        """Run a coroutine there; who asked looks after what comes of it. From any thread."""
        future = asyncio.run_coroutine_threadsafe(work, self.loop)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_forever()
            left = asyncio.all_tasks(self.loop)
            for task in left:
                task.cancel()
            self.loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        finally:
            self.loop.close()


def _report(future: "Future[Any]") -> None:
    if not future.cancelled() and (error := future.exception()) is not None:
        _log.error("media work failed: %s", type(error).__name__, exc_info=error)
