"""The directory shows whom one may reach, and all of them.

Synapse filters what it has already cut at the asked limit: behind fifty strangers called Иван the
one classmate would be lost. So we ask it for many more and cut afterwards.
"""

from typing import Any

from synapse.module_api import ModuleApi, UserProfile

from server.synapse_module.school_book import SchoolBook

_MOST_FOUND = 5_000


class SearchGate:
    """Wraps the search and answers the callback that filters it."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._book = book
        handler = api._hs.get_user_directory_handler()
        self._find = handler.search_users
        handler.search_users = self._search
        api.register_spam_checker_callbacks(check_username_for_spam=self._hides)

    async def _search(self, user: str, term: str, limit: int) -> dict[str, Any]:
        bound = await self._book.today() is not None
        found = await self._find(user, term, _MOST_FOUND if bound else limit)
        reached = found["results"]
        return {"limited": found["limited"] or len(reached) > limit, "results": reached[:limit]}

    async def _hides(self, profile: UserProfile, searcher: str) -> bool:
        day = await self._book.today()
        if day is None or await self._book.is_trusted(searcher):
            return False
        return not day.contact(searcher, profile["user_id"]).allowed
