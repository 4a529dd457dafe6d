"""A chain of events in one room, stored in one transaction.

It is what Synapse does when it fills an upgraded room (`create_and_send_new_client_events`), with
one thing more and one less. The state before and after each event is put into its cache: SQLite
would otherwise be asked for it link by link, which for ninety joins takes three times as long as
all the rest. And nobody's notification rules are asked: the school tells class teachers itself what
it changed, and by the rules everybody has from the start no such event notifies anybody.
"""

from collections.abc import Sequence
from typing import Any

from synapse.events.snapshot import UnpersistedEventContext
from synapse.module_api import ModuleApi
from synapse.types import Requester, UserID
from synapse.types.state import StateFilter

Json = dict[str, Any]


class Chain:
    """Sends events that are known to be new, allowed and of this server."""

    def __init__(self, api: ModuleApi) -> None:
        self._store = api._hs.get_datastores().main
        self._states = api._hs.get_datastores().state
        self._storage = api._hs.get_storage_controllers().state
        self._events = api._hs.get_event_creation_handler()
        rules = self._events._bulk_push_rule_evaluator
        self._silent: set[str] = set()
        self._ask_rules, rules.action_for_events_by_user = (
            rules.action_for_events_by_user,
            self._ask_rules_of_others,
        )

    async def send(self, requester: Requester, room_id: str, events: Sequence[Json]) -> None:
        """Store all of them or none, each after the one before, and tell everybody concerned."""
        newest = await self._store.get_forward_extremities_for_room(room_id)
        before, group, depth, _ = max(newest, key=lambda extremity: extremity[2])
        depth += 1
        state = dict(await self._storage.get_state_ids_for_group(group))
        made, states = [], []
        for content in events:
            event, context = await self._events.create_event(
                requester,
                content,
                prev_event_ids=[before],
                depth=depth,
                state_map=dict(state),
                for_batch=True,
            )
            made.append((event, context))
            before, depth = event.event_id, event.depth + 1
            state[event.type, event.state_key] = event.event_id
            states.append(dict(state))
        stored = await UnpersistedEventContext.batch_persist_unpersisted_contexts(
            made, room_id, group, self._states
        )
        self._states._insert_into_cache(
            {
                context.state_group: after
                for (_, context), after in zip(stored, states, strict=True)
            },
            StateFilter.all(),
            cache_seq_num_members=self._states._state_group_members_cache.sequence,
            cache_seq_num_non_members=self._states._state_group_cache.sequence,
        )
        concerned = [
            UserID.from_string(event.state_key) for event, _ in stored if event.type == _MEMBER
        ]
        silent = {event.event_id for event, _ in stored}
        self._silent |= silent
        try:
            await self._events.handle_new_client_event(
                requester, stored, ratelimit=False, extra_users=concerned
            )
        finally:
            self._silent -= silent

    async def _ask_rules_of_others(self, events: list[Any]) -> None:
        others = [pair for pair in events if pair[0].event_id not in self._silent]
        if others:
            await self._ask_rules(others)


_MEMBER = "m.room.member"
