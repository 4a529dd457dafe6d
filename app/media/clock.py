"""Where a playback stands: a position that runs with the wall clock and is set right now and then.

Read from any thread.
"""

import threading
import time
from collections.abc import Callable


class MediaClock:
    """Position in seconds; runs at `speed` while `running`."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._position = 0.0
        self._since = now()
        self._speed = 1.0
        self._running = False

    @property
    def position(self) -> float:
        """Seconds from the start."""
        with self._lock:
            return self._at(self._now())

    def set(self, position: float) -> None:
        """Stand at `position` now."""
        with self._lock:
            self._position, self._since = max(0.0, position), self._now()

    def run(self, running: bool) -> None:
        """Go on, or stand still."""
        with self._lock:
            now = self._now()
            self._position, self._since = self._at(now), now
            self._running = running

    def set_speed(self, speed: float) -> None:
        """Run faster or slower from here on."""
        with self._lock:
            now = self._now()
            self._position, self._since = self._at(now), now
            self._speed = speed

    def until(self, position: float) -> float:
        """Seconds of wall time until `position` is reached; 0 where it has been."""
        with self._lock:
            return max(0.0, (position - self._at(self._now())) / self._speed)

    def _at(self, now: float) -> float:
        return self._position + ((now - self._since) * self._speed if self._running else 0.0)
