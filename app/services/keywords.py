"""The notification words of a profile: push rules on the server, so that all devices agree."""

import asyncio

from app.domain.account import PUSH_RULES
from app.domain.diff import Observable
from app.domain.errors import AppError
from app.domain.keywords import MOST_WORDS, Keyword, new_keyword, read_keywords, with_keyword
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.updates import Updates


class NotAWord(AppError):
    """What was typed has no letter or digit in it."""

    default_text = "Напишите слово: одних звёздочек и знаков мало."


class TooManyWords(AppError):
    """There is no room for one more word."""

    default_text = "Больше 50 слов не поместится: уберите какое-нибудь."


class KeywordService:
    """Fulfils `facade.keywords.Keywords`."""

    def __init__(self, api: MatrixApi, store: Store, *, updates: Updates) -> None:
        self._api, self._store, self._updates = api, store, updates
        self._writing = asyncio.Lock()
        self.words: Observable[tuple[Keyword, ...]] = Observable(())

    async def load(self) -> None:
        """Take over the rules as last stored."""
        self.words.set(read_keywords(await self._store.account_data(PUSH_RULES) or {}))

    async def add(self, typed: str) -> None:
        """Tell me of messages with this word; one that is there already stays as it is."""
        keyword = new_keyword(typed)
        if keyword is None:
            raise NotAWord
        if any(one.pattern.lower() == keyword.pattern.lower() for one in self.words.value):
            return
        if len(self.words.value) >= MOST_WORDS:
            raise TooManyWords
        await self._change(keyword, on=True)

    async def remove(self, keyword: Keyword) -> None:
        """Tell me of this word no more."""
        await self._change(keyword, on=False)

    async def _change(self, keyword: Keyword, *, on: bool) -> None:
        """Write one rule; what the app counts by follows when the server has taken it."""
        async with self._writing:
            await self._api.set_keyword(keyword.rule_id, keyword.pattern if on else None)
            before = await self._store.account_data(PUSH_RULES) or {}
            changed = with_keyword(before, keyword, on=on)
            self._updates.publish(await self._store.put_account_data(PUSH_RULES, changed))
            await self.load()
