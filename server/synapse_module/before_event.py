"""The one place where we look at every event before it is made, with the chat as it then is.

Synapse's own callback for this, `check_event_allowed`, loads the whole state of the room for every
event: dear in a chat of a thousand. So we stand in front of it and fetch only the few state events
that a check asks for, which come from a cache. Callbacks of other modules are asked afterwards.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from synapse.events import EventBase
from synapse.events.snapshot import UnpersistedEventContextBase
from synapse.module_api import ModuleApi
from synapse.types.state import StateFilter

from server.school_core.powers import Powers

CREATE, POWER = "m.room.create", "m.room.power_levels"


class RoomBefore:
    """The state of a chat just before an event."""

    def __init__(self, store: Any, context: UnpersistedEventContextBase) -> None:
        self._store = store
        self._context = context

    async def contents(self, types: Iterable[str]) -> dict[str, Mapping[str, Any]]:
        """The contents of state events with an empty key, of those that are there."""
        found = await self.keyed((kind, "") for kind in types)
        return {kind: content for (kind, _), content in found.items()}

    async def keyed(
        self, keys: Iterable[tuple[str, str]]
    ) -> dict[tuple[str, str], Mapping[str, Any]]:
        """The contents of state events by type and key, of those that are there."""
        found = await self._events(list(keys))
        return {key: event.content for key, event in found.items()}

    async def content(self, kind: str) -> Mapping[str, Any] | None:
        """The content of one, None where it is not there."""
        return (await self.contents([kind])).get(kind)

    async def powers(self) -> Powers:
        """Who has how much power."""
        found = await self._events([(CREATE, ""), (POWER, "")])
        create, power = found.get((CREATE, "")), found.get((POWER, ""))
        return Powers(power.content if power is not None else {}, creators_of(create))

    async def creator(self) -> str | None:
        """Who made the chat."""
        create = (await self._events([(CREATE, "")])).get((CREATE, ""))
        return create.sender if create is not None else None

    async def of_type(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """All contents of a type by state key: this reads the whole state, so ask it seldom."""
        every = StateFilter.from_types([(kind, None)])
        ids = await self._context.get_prev_state_ids(every)
        wanted = {event_id for (type_, _), event_id in ids.items() if type_ == kind}
        events = await self._store.get_events(wanted)
        return {event.state_key: event.content for event in events.values()}

    async def _events(self, keys: list[tuple[str, str]]) -> dict[tuple[str, str], EventBase]:
        ids = await self._context.get_prev_state_ids(StateFilter.from_types(keys))
        # A chat that is just being made answers with all its state, whatever was asked for.
        wanted = {key: ids[key] for key in keys if key in ids}
        if not wanted:
            return {}
        events = await self._store.get_events(wanted.values())
        return {key: events[one] for key, one in wanted.items() if one in events}


Check = Callable[[EventBase, RoomBefore], Awaitable[None]]
"""Raises the refusal."""


class BeforeEvent:
    """Wraps the check of every event that is about to be made on this homeserver."""

    def __init__(self, api: ModuleApi) -> None:
        self._store = api._hs.get_datastores().main
        self._checks: list[Check] = []
        rules = api._hs.get_module_api_callbacks().third_party_event_rules
        self._others = rules.check_event_allowed
        rules.check_event_allowed = self._check

    def add(self, check: Check) -> None:
        """Ask this too."""
        self._checks.append(check)

    async def _check(
        self, event: EventBase, context: UnpersistedEventContextBase
    ) -> tuple[bool, dict[str, Any] | None]:
        room = RoomBefore(self._store, context)
        for check in self._checks:
            await check(event, room)
        result: tuple[bool, dict[str, Any] | None] = await self._others(event, context)
        return result


def creators_of(create: EventBase | None) -> frozenset[str]:
    """Those whose power has no end, by the event that made a chat (room version 12 on)."""
    if create is None or not create.room_version.msc4289_creator_power_enabled:
        return frozenset()
    return frozenset({create.sender, *create.content.get("additional_creators", ())})
