"""How fast one may act, by role, below the homeserver's own limits.

Synapse asks the callback for invitations only; the limiters of messages, new chats and complaints
are of the same kind and are told to ask it too.
"""

from synapse.module_api import ModuleApi
from synapse.module_api.callbacks.ratelimit_callbacks import RatelimitOverride

from server.school_core.limits import rate
from server.synapse_module.school_book import SchoolBook


class RateGate:
    """The ratelimit callback."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._book = book
        api.register_ratelimit_callbacks(get_ratelimit_override_for_user=self._override)
        asked = api._hs.get_module_api_callbacks().ratelimit
        for limiter in (
            api._hs.get_request_ratelimiter().request_ratelimiter,
            api._hs.get_room_creation_handler().creation_ratelimiter,
            api._hs.get_reports_handler()._reports_ratelimiter,
        ):
            limiter._ratelimit_callbacks = asked

    async def _override(self, user: str, limiter: str) -> RatelimitOverride | None:
        day = await self._book.today()
        if day is None or await self._book.is_trusted(user):
            return None
        wanted = rate(day.roles(user), limiter)
        return None if wanted is None else RatelimitOverride(wanted.per_second, wanted.burst)
