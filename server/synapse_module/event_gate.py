"""What may be sent: mentions of everybody, calls, polls, and state, also in the school's chats.

Everything here looks at the type first, so that an ordinary message costs nothing.
"""

from collections.abc import Mapping
from typing import Any

from synapse.events import EventBase
from synapse.module_api import ModuleApi

from server.school_core import events
from server.school_core.rooms import ROOM, is_managed, judge_managed_state, judge_state
from server.school_core.verdict import Verdict, no, yes
from server.synapse_module.refusal import Answer, answer
from server.synapse_module.school_book import SchoolBook

_PASS = yes("event")
_POWER, _CREATE = ("m.room.power_levels", ""), ("m.room.create", "")
_CALLS = frozenset({"org.matrix.msc4075.rtc.notification", "m.rtc.notification"})
_PAIR = 2
_APART = no("contact_ended", "Вам больше нельзя переписываться: так решила школа.")


class EventGate:
    """The `check_event_for_spam` callback (it is not asked for membership)."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._api = api
        self._book = book
        self._store = api._hs.get_datastores().main
        api.register_spam_checker_callbacks(check_event_for_spam=self._check)

    async def _check(self, event: EventBase) -> Answer:
        verdict = await self._judge(event)
        if verdict.allowed or await self._book.is_trusted(event.sender):
            return answer(_PASS)
        return answer(verdict)

    async def _judge(self, event: EventBase) -> Verdict:
        verdict = await self._judge_form(event)
        if not verdict.allowed:
            return verdict
        if event.is_state():
            return await self._judge_state(event)
        return await self._judge_pair(event)

    async def _judge_form(self, event: EventBase) -> Verdict:
        content = event.content
        if event.type in events.CALL_MEMBERS and event.is_state():
            return events.judge_call_member(event.sender, event.state_key)
        if event.type in events.STICKY_CALL_MEMBERS:
            return events.judge_sticky_member(event.sender, content)
        if event.type in events.POLL_VOTES:
            return events.judge_vote(event.room_id, await self._target(content))
        if event.type in events.POLL_ENDS:
            target = await self._target(content)
            return events.judge_poll_end(event.sender, event.room_id, target)
        if events.mentions_all(content) and event.type not in _CALLS:
            return await self._judge_mention(event)
        return _PASS

    async def _judge_mention(self, event: EventBase) -> Verdict:
        state = await self._api.get_room_state(event.room_id, [_POWER, _CREATE])
        create, power = state.get(_CREATE), state.get(_POWER)
        creators: frozenset[str] = frozenset()
        if create is not None and create.room_version.msc4289_creator_power_enabled:
            more = create.content.get("additional_creators", ())
            creators = frozenset({create.sender, *more})
        levels: Mapping[str, Any] = power.content if power is not None else {}
        return events.judge_mention(event.sender, levels, creators)

    async def _judge_state(self, event: EventBase) -> Verdict:
        day = await self._book.today()
        if day is None:
            return _PASS
        verdict = judge_state(event.type, event.content, staff=day.is_staff(event.sender))
        if verdict.allowed and not judge_managed_state(event.type).allowed:
            room = (await self._api.get_room_state(event.room_id, [(ROOM, "")])).get((ROOM, ""))
            if room is not None and is_managed(room.content):
                return judge_managed_state(event.type)
        return verdict

    async def _judge_pair(self, event: EventBase) -> Verdict:
        """A chat of two ends with the right to write to each other, a ruling of a court say."""
        if event.type == "m.room.redaction":
            return _PASS
        day = await self._book.today()
        if day is None:
            return _PASS
        if await self._store.get_number_joined_users_in_room(event.room_id) != _PAIR:
            return _PASS
        two = await self._store.get_users_in_room(event.room_id)
        other = next((one for one in two if one != event.sender), None)
        if other is None or day.may_talk(event.sender, other).allowed:
            return _PASS
        if await self._book.is_trusted(other):
            return _PASS
        room = (await self._api.get_room_state(event.room_id, [(ROOM, "")])).get((ROOM, ""))
        return _PASS if room is not None and is_managed(room.content) else _APART

    async def _target(self, content: Mapping[str, Any]) -> events.Target | None:
        event_id = events.target_id(content, "m.reference")
        found = await self._store.get_event(event_id, allow_none=True) if event_id else None
        return found and events.Target(found.room_id, found.type, found.sender)
