"""Words to be told of, in memory."""

from app.domain.diff import Observable
from app.domain.keywords import Keyword, new_keyword


class FakeKeywords:
    """`Keywords` over plain values; `error` is what the server says to every change."""

    def __init__(self) -> None:
        self.words: Observable[tuple[Keyword, ...]] = Observable(())
        self.error: Exception | None = None

    async def add(self, typed: str) -> None:
        keyword = new_keyword(typed)
        assert keyword is not None
        self._set((*self.words.value, keyword))

    async def remove(self, keyword: Keyword) -> None:
        self._set(tuple(one for one in self.words.value if one != keyword))

    def _set(self, words: tuple[Keyword, ...]) -> None:
        if self.error is not None:
            raise self.error
        self.words.set(words)
