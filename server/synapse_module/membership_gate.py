"""Nobody but the school takes people out of the school's chats.

Leaving, kicking and banning have one callback, `check_event_allowed`, before which Synapse loads
the whole state of the room for every event: dear in a chat of a thousand. So we stand in front of
it and look at membership alone, with the two state events that matter. Callbacks of other modules
are asked afterwards as ever.
"""

from typing import Any

from synapse.events import EventBase
from synapse.events.snapshot import UnpersistedEventContextBase
from synapse.module_api import ModuleApi

from server.school_core.rooms import ROOM, is_managed
from server.school_core.verdict import no
from server.synapse_module.refusal import raise_refused
from server.synapse_module.school_book import SchoolBook

_STAYS = no("managed_room", "Кто в этом чате, решает школа: выйти и исключить из него нельзя.")
_KNOCK = no("not_invited", "В этот чат можно войти только по приглашению.")


class MembershipGate:
    """Wraps the check of every event that is about to be made."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._book = book
        self._store = api._hs.get_datastores().main
        rules = api._hs.get_module_api_callbacks().third_party_event_rules
        self._others = rules.check_event_allowed
        rules.check_event_allowed = self._check

    async def _check(
        self, event: EventBase, context: UnpersistedEventContextBase
    ) -> tuple[bool, dict[str, Any] | None]:
        if event.type == "m.room.member":
            await self._check_membership(event, context)
        result: tuple[bool, dict[str, Any] | None] = await self._others(event, context)
        return result

    async def _check_membership(
        self, event: EventBase, context: UnpersistedEventContextBase
    ) -> None:
        if event.content.get("membership") not in ("leave", "ban", "knock"):
            return
        day = await self._book.today()
        if day is None or await self._book.is_trusted(event.sender):
            return
        state = await context.get_prev_state_ids()
        room_id = state.get((ROOM, ""))
        room = await self._store.get_event(room_id) if room_id else None
        managed = room is not None and is_managed(room.content)
        if event.content["membership"] == "knock":
            if not managed:
                raise_refused(_KNOCK)
        # Who is no longer in the school may go: their account is being closed.
        elif managed and day.standing(event.sender) is not None:
            raise_refused(_STAYS)
