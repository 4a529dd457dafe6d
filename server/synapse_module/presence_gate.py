"""Who sees when somebody was here (row F78): exact presence reaches only those who may see it.

Synapse tells everybody who shares a chat. We stand in front of the three functions all its ways
come through: the request about one person, the stream behind `/sync` and `/events`, and the states
that are added for people who have just come into a chat. What may be seen roughly is told by
`seen_resource` alone. The person's wish is account data of theirs, which every process reads.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from synapse.api.presence import UserPresenceState
from synapse.logging.context import current_context
from synapse.module_api import ModuleApi
from synapse.types import UserID

from server.school_core.sight import Lately, Sight, lately, own_wish
from server.synapse_module.school_book import SchoolBook

WISH = "app.parta.last_seen"
"""Account data of a person: who sees when they are here."""


class PresenceGate:
    """Hides exact presence from those who may not see it, and says to others what they may see."""

    def __init__(self, api: ModuleApi, book: SchoolBook, zone: ZoneInfo) -> None:
        self._book = book
        self._zone = zone
        self._store = api._hs.get_datastores().main
        self._presence = handler = api._hs.get_presence_handler()
        self._states, handler.get_states = handler.get_states, self._get_states
        self._shared, handler.is_visible = handler.is_visible, self._is_visible
        source = api._hs.get_event_sources().sources.presence
        self._news, source.get_new_events = source.get_new_events, self._get_new_events

    async def sight(self, who: str, whom: str) -> Sight:
        """How much an account may know of another with whom it shares a chat."""
        if who == whom:
            return Sight.EXACT
        day = await self._book.today()
        ruled = Sight.EXACT if day is None else day.sight(who, whom)
        if ruled is Sight.NONE:
            return ruled
        wish = await self._store.get_global_account_data_by_type_for_user(whom, WISH)
        return min(ruled, own_wish(wish and dict(wish)))

    async def seen(
        self, who: str, asked: Iterable[str]
    ) -> Mapping[str, UserPresenceState | Lately]:
        """What an account may know of others; those it may know nothing of are left out."""
        near = await self._store.get_users_who_share_room_with_user(who) | {who}
        people = [one for one in asked if one in near]
        states = await self._presence.current_state_for_users(people)
        now = datetime.now(self._zone)
        seen: dict[str, UserPresenceState | Lately] = {}
        for whom, state in states.items():
            allowed = await self.sight(who, whom)
            if allowed is Sight.EXACT:
                seen[whom] = state
            elif allowed is Sight.COARSE and state.last_active_ts:
                moment = datetime.fromtimestamp(state.last_active_ts / 1000, UTC)
                here = state.state == "online"
                seen[whom] = lately(now if here else moment.astimezone(self._zone), now)
        return seen

    async def online(self, who: str, people: Iterable[str]) -> int:
        """How many of these are here now, of those whom an account may see exactly."""
        states = await self._presence.current_state_for_users(people)
        here = [one for one, state in states.items() if state.state == "online"]
        return len(await self._exactly(who, here))

    async def _exactly(self, who: str, people: Iterable[str]) -> set[str]:
        return {one for one in people if await self.sight(who, one) is Sight.EXACT}

    async def _is_visible(self, observed_user: UserID, observer_user: UserID) -> bool:
        if not await self._shared(observed_user=observed_user, observer_user=observer_user):
            return False
        sight = await self.sight(observer_user.to_string(), observed_user.to_string())
        return sight is Sight.EXACT

    async def _get_new_events(
        self, user: UserID, *rest: Any, **named: Any
    ) -> tuple[list[UserPresenceState], int]:
        states, position = await self._news(user, *rest, **named)
        exactly = await self._exactly(user.to_string(), {state.user_id for state in states})
        return [state for state in states if state.user_id in exactly], position

    async def _get_states(self, target_user_ids: Iterable[str]) -> list[UserPresenceState]:
        states: list[UserPresenceState] = await self._states(target_user_ids)
        request = current_context().request
        # Synapse itself asks too, for itself: there is no request then.
        if request is None or request.requester is None:
            return states
        exactly = await self._exactly(request.requester, {state.user_id for state in states})
        # One for each is promised: who is hidden looks like somebody who never came.
        return [
            state if state.user_id in exactly else UserPresenceState.default(state.user_id)
            for state in states
        ]
