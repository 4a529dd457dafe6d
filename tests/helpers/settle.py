"""Let the loop run until something is so, without sleeping for a guess."""

import asyncio
from collections.abc import Callable


async def until(is_so: Callable[[], object], *, turns: int = 400) -> None:
    """Run the loop until `is_so()`; fails where it does not become so."""
    for _ in range(turns):
        if is_so():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not become so")


async def turns(count: int = 5) -> None:
    """Run the loop a few turns."""
    for _ in range(count):
        await asyncio.sleep(0)
