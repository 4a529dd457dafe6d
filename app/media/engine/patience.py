"""Questions to the system's sound that are sometimes never answered: a driver that hangs, say."""

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import TypeVar

T = TypeVar("T")


async def answer(question: Callable[[], T], *, within: float = 8.0) -> T:
    """Ask on a thread of its own, for at most `within` seconds.

    Raises TimeoutError; the thread is left behind then and does not hold up the program's end.
    """
    return await asyncio.wait_for(asked(question), within)


def asked(question: Callable[[], T]) -> "asyncio.Future[T]":
    """Ask on a thread of its own; whoever stops waiting cancels the future."""
    loop = asyncio.get_running_loop()
    told: asyncio.Future[T] = loop.create_future()

    def tell(answer: Callable[[], None]) -> None:
        if not told.done():
            answer()

    def ask() -> None:
        try:
            answer = partial(told.set_result, question())
        except Exception as problem:  # boundary: the thread's entry
            answer = partial(told.set_exception, problem)
        if not loop.is_closed():
            loop.call_soon_threadsafe(tell, answer)

    threading.Thread(target=ask, name="sound-question", daemon=True).start()
    return told
