"""How often one address may ask: a whole school may come from one, so it only stops a machine."""

from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

MOST_ASKED, SPAN = 600, timedelta(minutes=1)
_MOST_ADDRESSES = 10_000


class AddressLimit:
    """Counts in memory: what is asked here is public, and a restart may forget."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._asked: OrderedDict[str, deque[datetime]] = OrderedDict()

    def wait(self, address: str) -> float:
        """Count a request; seconds to wait before the next, 0 where it may go on."""
        now = self._now()
        asked = self._asked.setdefault(address, deque())
        self._asked.move_to_end(address)
        while len(self._asked) > _MOST_ADDRESSES:
            self._asked.popitem(last=False)
        while asked and now - asked[0] >= SPAN:
            asked.popleft()
        if len(asked) >= MOST_ASKED:
            return max(1.0, (asked[0] + SPAN - now).total_seconds())
        asked.append(now)
        return 0.0
