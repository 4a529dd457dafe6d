"""How one may write in a chat: hours, pace, files and links, calls, and what is supervised.

An ordinary message in an ordinary chat costs one look into a cache.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from synapse.events import EventBase
from synapse.module_api import ModuleApi

from server.school_core import conduct
from server.school_core.conduct import HOURS, SETTINGS, SHARING, SLOW
from server.school_core.events import CALL_MEMBERS, judge_call_start
from server.school_core.moderation import MUTED, judge_mute, judge_muted, mute_key
from server.school_core.powers import CALL_START, Powers, judge_supervisors_powers
from server.school_core.school import SchoolDay
from server.school_core.supervision import (
    ENCRYPTION,
    NOT_HIDDEN,
    SUPERVISED,
    judge_deletion,
    judge_mark,
    supervisors,
)
from server.school_core.verdict import Verdict, yes
from server.synapse_module.before_event import POWER, BeforeEvent, RoomBefore
from server.synapse_module.pace import Pace
from server.synapse_module.refusal import raise_refused
from server.synapse_module.school_book import SchoolBook

_PASS = yes("conduct")
_REDACTION = "m.room.redaction"
_LOOKED_AT = tuple((kind, "") for kind in (HOURS, SLOW, SHARING, SUPERVISED))


class ConductGate:
    """Checks what is about to be sent, with the chat's settings as they then are."""

    def __init__(
        self, api: ModuleApi, before: BeforeEvent, book: SchoolBook, zone: ZoneInfo
    ) -> None:
        self._book = book
        self._zone = zone
        self._store = api._hs.get_datastores().main
        self._clock = api._hs.get_clock()
        self._pace = Pace(api)
        before.add(self._check)

    async def _check(self, event: EventBase, room: RoomBefore) -> None:
        day = await self._book.today()
        if day is None:
            return
        if event.is_state():
            verdict = await self._judge_state(event, room)
        else:
            verdict = await self._judge_message(event, room, day)
        if not verdict.allowed and not await self._book.is_trusted(event.sender):
            raise_refused(verdict)

    # ------------------------------------------------------------------------------- state

    async def _judge_state(self, event: EventBase, room: RoomBefore) -> Verdict:
        if event.type in CALL_MEMBERS:
            return await self._judge_call(event, room)
        if event.type in SETTINGS:
            power = (await room.powers()).of(event.sender)
            return conduct.judge_setting(event.type, event.content, power)
        if event.type == MUTED:
            powers, whom = await room.powers(), f"@{event.state_key}"
            return judge_mute(
                event.content,
                power=powers.of(event.sender),
                their_power=powers.of(whom),
                now_ms=self._clock.time_msec(),
            )
        if event.type == ENCRYPTION and await room.content(SUPERVISED) is not None:
            return NOT_HIDDEN
        if event.type == SUPERVISED:
            marked = await room.content(SUPERVISED) is not None
            return judge_mark(event.content, marked=marked)
        if event.type == POWER:
            named = supervisors(await room.content(SUPERVISED))
            if named:
                before = await room.powers()
                after = Powers(event.content, before.creators)
                return judge_supervisors_powers(before, after, named)
        return _PASS

    async def _judge_call(self, event: EventBase, room: RoomBefore) -> Verdict:
        if not event.content:
            return _PASS
        powers = await room.powers()
        verdict = judge_call_start(event.sender, powers)
        if verdict.allowed:
            return verdict
        for kind in CALL_MEMBERS:
            if any((await room.of_type(kind)).values()):
                return _PASS
        return verdict

    # ---------------------------------------------------------------------------- messages

    async def _judge_message(self, event: EventBase, room: RoomBefore, day: SchoolDay) -> Verdict:
        mute = MUTED, mute_key(event.sender)
        found = await room.keyed([*_LOOKED_AT, mute])
        state = {kind: content for (kind, _), content in found.items()}
        if MUTED in state:
            verdict = judge_muted(state[MUTED], event.type, datetime.now(self._zone))
            if not verdict.allowed:
                return verdict
        if event.type == _REDACTION:
            return await self._judge_deletion(event, day) if SUPERVISED in state else _PASS
        if event.type == CALL_START:
            verdict = judge_call_start(event.sender, await room.powers())
            if not verdict.allowed:
                return verdict
        hours = conduct.read_hours(state.get(HOURS, {}))
        if hours is not None:
            staff, now = day.is_staff(event.sender), datetime.now(self._zone)
            verdict = conduct.judge_hours(hours, event.type, now, staff=staff)
            if not verdict.allowed:
                return verdict
        pupil = day.pupil_switches(event.sender)
        if SHARING in state or (pupil and conduct.binds(pupil)):
            power = (await room.powers()).of(event.sender) if SHARING in state else 0.0
            verdict = conduct.judge_sharing(
                state.get(SHARING, {}), event.type, event.content, power=power, pupil=pupil
            )
            if not verdict.allowed:
                return verdict
        return await self._judge_pace(event, room, conduct.read_pace(state.get(SLOW, {})))

    async def _judge_pace(self, event: EventBase, room: RoomBefore, seconds: int) -> Verdict:
        if not seconds or not conduct.counts_for_pace(event.type, event.content):
            return _PASS
        if conduct.exempt_from_pace((await room.powers()).of(event.sender)):
            return _PASS
        if await self._book.is_trusted(event.sender):
            return _PASS
        now_ms = self._clock.time_msec()
        wait = await self._pace.step(
            event.room_id, event.sender, pause_ms=seconds * 1000, now_ms=now_ms
        )
        return conduct.too_soon(wait) if wait else _PASS

    async def _judge_deletion(self, event: EventBase, day: SchoolDay) -> Verdict:
        target: Any = await self._store.get_event(event.redacts, allow_none=True)
        people = await self._store.get_number_joined_users_in_room(event.room_id)
        author = target.sender if target is not None else None
        staff = day.is_staff(event.sender)
        return judge_deletion(event.sender, author, people, staff=staff)
