"""Faults of the simulated register, each once: what real installations have been seen to do."""

from collections import defaultdict
from enum import Enum


class Fault(Enum):
    """What goes wrong with a request."""

    EXPIRED = "expired"
    """401: the session is gone; the cookie and `at` are worth nothing from now on."""
    CONFLICT = "conflict"
    """409 with a message, and the session is gone."""
    CRASH = "crash"
    """500."""
    SLOW = "slow"
    """No answer until `Faults.release`."""
    TRUNCATED = "truncated"
    """JSON that ends in the middle."""
    HTML = "html"
    """A page of the web server in place of JSON, with 200."""
    SALT = "salt"
    """A salt that is not the one the proof is compared with."""


class Faults:
    """What is to go wrong next, by the path of the call."""

    def __init__(self) -> None:
        self._next: dict[str, list[Fault]] = defaultdict(list)

    def plan(self, path: str, *faults: Fault) -> None:
        """Let the next calls of a path fail, in this order."""
        self._next[path].extend(faults)

    def take(self, path: str) -> Fault | None:
        """The fault of this call."""
        waiting = self._next.get(path)
        return waiting.pop(0) if waiting else None
