"""What the UI sees of words to be told of."""

from typing import Protocol

from app.domain.diff import Observable
from app.domain.keywords import Keyword


class Keywords(Protocol):
    """Words that make a message as loud as a mention: the same on all devices of the person."""

    words: Observable[tuple[Keyword, ...]]

    async def add(self, typed: str) -> None:
        """Tell me of messages with this word; `*` and `?` stand for letters."""

    async def remove(self, keyword: Keyword) -> None:
        """Tell me of this word no more."""
