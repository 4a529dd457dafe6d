"""The real clock behind the `Clock` port."""

import asyncio
import time
from datetime import UTC, datetime


class SystemClock:
    """Time as the computer knows it."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that never jump back."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
