"""What may be sent: mentions of everybody, calls, polls, and state, also in the school's chats.

Everything here looks at the type first, so that an ordinary message costs nothing.
"""

from collections.abc import Mapping
from typing import Any

from synapse.events import EventBase
from synapse.module_api import ModuleApi

from server.school_core import events, polls
from server.school_core.powers import CALL_START, Powers, judge_powers
from server.school_core.rooms import ROOM, is_managed, judge_managed_state, judge_state
from server.school_core.verdict import Verdict, yes
from server.synapse_module.before_event import CREATE, POWER, creators_of
from server.synapse_module.company import Company
from server.synapse_module.poll_store import PollStore
from server.synapse_module.refusal import Answer, answer
from server.synapse_module.school_book import SchoolBook

_PASS = yes("event")
_CALLS = frozenset({CALL_START, "m.rtc.notification"})


class EventGate:
    """The `check_event_for_spam` callback (it is not asked for membership)."""

    def __init__(self, api: ModuleApi, book: SchoolBook, company: Company) -> None:
        self._api = api
        self._book = book
        self._company = company
        self._clock = api._hs.get_clock()
        self._polls = PollStore(api)
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
            verdict = await self._judge_state(event)
            # A place in a call and a chat's name reach people as words do; going reaches nobody.
            if not verdict.allowed or not event.content:
                return verdict
        return await self._company.judge(event)

    async def _judge_form(self, event: EventBase) -> Verdict:
        content = event.content
        if event.type in events.CALL_MEMBERS and event.is_state():
            return events.judge_call_member(event.sender, event.state_key)
        if event.type in events.STICKY_CALL_MEMBERS:
            return events.judge_sticky_member(event.sender, content)
        if event.type in polls.POLL_STARTS:
            return polls.judge_start(content, now_ms=self._clock.time_msec())
        if event.type in polls.POLL_VOTES:
            return await self._judge_vote(event)
        if event.type in polls.POLL_ENDS:
            poll = await self._polls.poll(events.target_id(content, "m.reference"))
            return polls.judge_poll_end(event.sender, event.room_id, poll)
        if events.mentions_all(content) and event.type not in _CALLS:
            return await self._judge_mention(event)
        return _PASS

    async def _judge_vote(self, event: EventBase) -> Verdict:
        poll = await self._polls.poll(events.target_id(event.content, "m.reference"))
        ended = poll is not None and await self._polls.has_ended(poll.id)
        now_ms = self._clock.time_msec()
        verdict = polls.judge_vote(event.room_id, poll, event.content, now_ms=now_ms, ended=ended)
        if poll is None or not verdict.allowed or not poll.no_revote:
            return verdict
        first = await self._polls.claim(poll.id, event.sender, event.event_id, now_ms=now_ms)
        return verdict if first else polls.second_vote()

    async def _judge_mention(self, event: EventBase) -> Verdict:
        state = await self._api.get_room_state(event.room_id, [(CREATE, ""), (POWER, "")])
        power = state.get((POWER, ""))
        levels: Mapping[str, Any] = power.content if power is not None else {}
        return events.judge_mention(
            event.sender, Powers(levels, creators_of(state.get((CREATE, ""))))
        )

    async def _judge_state(self, event: EventBase) -> Verdict:
        day = await self._book.today()
        if day is None:
            return _PASS
        staff = day.is_staff(event.sender)
        verdict = judge_state(event.type, event.content, staff=staff)
        if verdict.allowed and event.type == POWER:
            verdict = judge_powers(event.content, staff_gives=staff, is_staff=day.is_staff)
        if verdict.allowed and not judge_managed_state(event.type).allowed:
            room = (await self._api.get_room_state(event.room_id, [(ROOM, "")])).get((ROOM, ""))
            if room is not None and is_managed(room.content):
                return judge_managed_state(event.type)
        return verdict
