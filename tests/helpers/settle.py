"""Let the loop run until something is so, without sleeping for a guess."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def until(is_so: Callable[[], object], *, turns: int = 400) -> None:
    """Run the loop until `is_so()`; fails where it does not become so."""
    for _ in range(turns):
        if is_so():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not become so")


async def eventually(
    ask: Callable[[], Awaitable[T]], is_so: Callable[[T], object], *, seconds: float = 30
) -> T:
    """Ask servers until the answer is so, and give it; fails where it does not become so."""
    deadline = time.monotonic() + seconds
    while not is_so(answer := await ask()):
        assert time.monotonic() < deadline, f"it did not become so: {answer!r}"
        await asyncio.sleep(0.1)
    return answer


async def turns(count: int = 5) -> None:
    """Run the loop a few turns."""
    for _ in range(count):
        await asyncio.sleep(0)
