"""What the services need of time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Time, so that tests need none."""

    def now(self) -> datetime:
        """Aware UTC."""

    def monotonic(self) -> float:
        """Seconds that never jump back."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""
