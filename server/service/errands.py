"""Long work that somebody asked for: it goes on by itself while they look how far it is.

An errand lives as long as the service: after a restart it is forgotten and asked for again, so it
must be work that changes nothing until its end, or that may be done twice.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any

_log = logging.getLogger(__name__)

_KEPT = 64
"""How many errands are remembered; the oldest finished one goes first."""


@dataclass(slots=True)
class Errand:
    """How far some work is; `result` once it is done, `failed` where it broke off."""

    of: int
    done: int = 0
    result: Any = None
    failed: bool = False

    @property
    def running(self) -> bool:
        """Whether there is more to wait for."""
        return self.result is None and not self.failed


class Errands:
    """One errand at a time for each key."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Errand] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, key: Hashable) -> Errand | None:
        """The newest errand of a key."""
        return self._known.get(key)

    def begin(
        self, key: Hashable, work: Callable[[Errand], Awaitable[Any]], *, steps: int
    ) -> Errand:
        """Begin an errand, or give the one that is under way; `work` counts up its `done`."""
        known = self._known.pop(key, None)
        if known is None or not known.running:
            known = Errand(steps)
            task = asyncio.create_task(_carry_out(known, work))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._known[key] = known
        over = [one for one, errand in self._known.items() if not errand.running]
        for old in over[: max(0, len(self._known) - _KEPT)]:
            del self._known[old]
        return known

    async def aclose(self) -> None:
        """Break off whatever is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _carry_out(errand: Errand, work: Callable[[Errand], Awaitable[Any]]) -> None:
    try:
        errand.result = await work(errand)
    except Exception:  # boundary: the entry of an errand; who asked reads that it broke off
        errand.failed = True
        _log.exception("an errand broke off")
