"""People of the school bear the names of its roster and stay as long as they are in it: nobody
plays the headmaster, nobody closes their account.

Synapse's `enable_set_displayname` would bind everybody on the server, guests of a school's roster
or not; so we stand in front of the function that sets a name.
"""

from typing import Any

from synapse.module_api import ModuleApi
from synapse.types import Requester, UserID

from server.school_core.verdict import no
from server.synapse_module.refusal import raise_refused
from server.synapse_module.school_book import SchoolBook

_NAMED = no("roster_name", "Имя в школе берётся из её списка: об ошибке скажите классному.")


class NameGate:
    """Wraps the setting of a display name; answers the callback for closing an account."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._book = book
        handler = api._hs.get_profile_handler()
        self._set = handler.set_displayname
        handler.set_displayname = self._set_own
        api.register_third_party_rules_callbacks(check_can_deactivate_user=self._may_close)

    async def _may_close(self, user: str, by_admin: bool) -> bool:
        day = await self._book.today()
        return by_admin or day is None or day.standing(user) is None

    async def _set_own(
        self, *, target_user: UserID, requester: Requester, by_admin: bool = False, **more: Any
    ) -> Any:
        day = await self._book.today()
        known = day is not None and day.standing(target_user.to_string()) is not None
        if known and not by_admin and not await self._book.is_trusted(requester.user.to_string()):
            raise_refused(_NAMED)
        return await self._set(
            target_user=target_user, requester=requester, by_admin=by_admin, **more
        )
