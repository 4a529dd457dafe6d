"""The calls of one profile. Fulfils `facade.calls.Calls`."""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import uuid4

from app.domain.calls import (
    CallInfo,
    CallKind,
    CallRecord,
    DeviceKind,
    Ended,
    EndReason,
    IncomingCall,
    Outcome,
    RunningCall,
)
from app.domain.diff import Observable
from app.domain.errors import AppError
from app.domain.events import RoomDelta, SyncBatch
from app.domain.ids import DeviceId, EventId, RoomId, UserId
from app.domain.lessons import Attendance, LessonFacts, TodayLesson
from app.domain.rooms import RoomSummary
from app.domain.rtc import CALL_MEMBER, Decline, Reacted
from app.services.calls.bell import OVER, Bell
from app.services.calls.book import CallBook
from app.services.calls.call import Call
from app.services.calls.chats import CallChats
from app.services.calls.check import CheckedDevices
from app.services.calls.chosen import ChosenDevices
from app.services.calls.faces import Faces
from app.services.calls.history import History
from app.services.calls.lesson import (
    begin_today,
    lesson_here,
    lessons_today,
    register_of,
    start_lesson,
)
from app.services.calls.parts import CallParts
from app.services.calls.slot import CallSlot
from app.services.calls.token_service import TokenService
from app.services.facade import calls as facade
from app.services.ports.calls import CallMedia
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.tasks import TaskScope

_log = logging.getLogger(__name__)
RINGS_UP_TO = 10
"""Members of a group that is rung; a larger one gets a notice."""
TICK = 1.0
HANDS_AFTER = 1.0
"""Seconds in the call: a request for each person there would hold up the first pictures."""


class CallService:
    """Who is in which call, what rings, the call this profile is in."""

    def __init__(
        self,
        *,
        me: UserId,
        device: DeviceId,
        api: MatrixApi,
        store: Store,
        media: CallMedia,
        slot: CallSlot,
        room: Callable[[RoomId], RoomSummary | None],
        clock: Clock,
        tasks: TaskScope,
        is_staff: Callable[[], bool] = lambda: False,
    ) -> None:
        self._is_staff = is_staff
        self._me, self._device = me, device
        self._api, self._store, self._media, self._slot = api, store, media, slot
        self._chats, self._clock, self._tasks = CallChats(room), clock, tasks
        self._book, self._history = CallBook(), History(store)
        self._faces = Faces(store, clock, tasks, on_news=self._refresh_all)
        self._bell = Bell(
            me,
            api=api,
            chats=self._chats,
            faces=self._faces,
            history=self._history,
            slot=slot,
            clock=clock,
            tasks=tasks,
        )
        self._tokens = TokenService(api, clock)
        self._chosen = ChosenDevices(media, store, clock, tasks)
        self._running: dict[RoomId, Observable[RunningCall | None]] = {}
        self._closing = False
        self.offered = self._tokens.offered
        self.devices = self._chosen.devices
        self.current: Observable[facade.Call | None] = Observable(None)
        self._call: Call | None = None
        self._before: Call | None = None
        self.incoming: Observable[IncomingCall | None] = self._bell.incoming
        self.missed: Observable[CallRecord | None] = self._bell.missed

    # -------------------------------------------------------------------------------------- life

    async def start_up(self) -> None:
        """Show what is stored; then keep in step."""
        for room_id, event in await self._store.room_states(CALL_MEMBER):
            self._book.take(room_id, [event])
        await self._chosen.load()
        self._refresh_all()
        self._tasks.start(self._keep_time(), name="calls by time")
        self._tasks.start(self._tokens.find(), name="call service")

    async def aclose(self) -> None:
        """The profile goes: leave its call."""
        self._closing = True
        if (call := self._call) is not None:
            await call.finish(EndReason.LEFT)
        if self._before is not None:
            await self._before.gone()

    # -------------------------------------------------------------------------- what sync brings

    def take_batch(self, batch: SyncBatch) -> None:
        """Take over one sync reply, after it was stored."""
        for delta in batch.rooms:
            self._take(delta)
        self._bell.show()

    def forget_room(self, room_id: RoomId) -> None:
        """The room was left."""
        if self._book.forget(room_id):
            self._refresh(room_id)

    def _take(self, delta: RoomDelta) -> None:
        room_id = delta.room_id
        events = (*delta.timeline, *delta.state)
        changed, reactions = self._book.take(room_id, events)
        old = delta.initial or delta.expanded
        self._meet(self._bell.take(room_id, delta.timeline, old=old))
        if changed or room_id in self._bell.rooms:
            self._refresh(room_id)
        for one in reactions:
            self._tell_reaction(room_id, one)

    def _refresh(self, room_id: RoomId) -> None:
        """Tell everybody who shows the call of a room."""
        members = self._book.members(room_id, self._clock.now())
        self._bell.look(room_id, members)
        if (running := self._running.get(room_id)) is not None:
            running.set(self._running_now(room_id))
        call = self._call
        if call is not None and call.info.room_id == room_id:
            call.take_members(members, self._book.hands(room_id, members))

    def _refresh_all(self) -> None:
        for room_id in {*self._book.rooms(), *self._running}:
            self._refresh(room_id)
        self._bell.show()

    def _tell_reaction(self, room_id: RoomId, one: Reacted) -> None:
        call = self._call
        if call is None or call.info.room_id != room_id:
            return
        for member in self._book.members(room_id, self._clock.now()):
            if member.event_id == one.membership and member.user_id == one.sender:
                call.take_reaction(member.identity, one.emoji)

    def _meet(self, declines: Sequence[Decline]) -> None:
        """Others refused: it ends a call between two."""
        call = self._call
        for one in declines:
            if call is not None and one.ring == call.ring and call.info.kind is CallKind.DIRECT:
                reason = EndReason.BUSY if one.busy else EndReason.DECLINED
                self._tasks.start(call.finish(reason))

    # ------------------------------------------------------------------------------------- calls

    async def decline(self, incoming: IncomingCall) -> None:
        """Refuse a ringing call on all my devices."""
        await self._bell.decline(incoming)

    def running(self, room_id: RoomId) -> Observable[RunningCall | None]:
        """The call that goes on in a chat."""
        if room_id not in self._running:
            self._running[room_id] = Observable(self._running_now(room_id))
        return self._running[room_id]

    def get_ready(self) -> None:
        """A call is offered to the person: what takes long to load is there when they come in."""
        self._tasks.start(self._media.get_ready(), name="calls get ready")

    async def start(self, room_id: RoomId, *, video: bool) -> Call:
        """Call: rings where nobody is there yet, else joins."""
        known = self._call
        if known is not None and known.info.room_id == room_id:
            return known
        if self.can_start_lesson(room_id):
            return await self.start_lesson(room_id)
        others = self._others(room_id)
        call = await self._enter(room_id, video=video, outcome=Outcome.OUTGOING)
        lesson = call.info.kind is CallKind.LESSON  # there the school rings
        if not lesson and not others and not self._others(room_id):
            await call.call_others(quietly=self._chats.members(room_id) > RINGS_UP_TO)
        return call

    async def accept(self, incoming: IncomingCall, *, video: bool) -> Call:
        """Take a ringing call."""
        self._bell.accept(incoming)
        return await self._enter(
            incoming.room_id, video=video, outcome=Outcome.INCOMING, key=incoming.key
        )

    def can_start_lesson(self, room_id: RoomId) -> bool:
        """Whether this person may teach here; whom the roster lets, the school service says."""
        return self._chats.kind(room_id) is CallKind.LESSON and self._is_staff()

    async def start_lesson(self, room_id: RoomId) -> Call:
        """Start a lesson in a class's chat, or come into the one that runs."""
        known = self._call
        if known is not None and known.info.room_id == room_id:
            return known
        facts = None
        if self.can_start_lesson(room_id):
            facts = await start_lesson(self._api.school, room_id)
        return await self._enter(room_id, video=True, outcome=Outcome.OUTGOING, lesson=facts)

    async def today(self) -> tuple[TodayLesson, ...]:
        """What this person teaches and learns today."""
        return await lessons_today(self._api.school)

    async def open_today(self, row: TodayLesson) -> Call:
        """Begin the lesson of a row, or come into it."""
        facts = None if row.opens else await begin_today(self._api.school, row)
        room_id = facts.room_id if facts is not None else row.room_id
        if room_id is None:
            raise AppError("no lesson to go into", user_text=OVER)
        known = self._call
        if known is not None and known.info.room_id == room_id:
            return known
        return await self._enter(room_id, video=row.leads, outcome=Outcome.OUTGOING, lesson=facts)

    async def register(self, lesson_id: str) -> tuple[Attendance, ...]:
        """The register of a lesson this person leads."""
        return await register_of(self._api.school, lesson_id)

    async def history(self, *, limit: int = 100) -> tuple[CallRecord, ...]:
        """Calls of this profile, newest first."""
        return await self._history.all(limit)

    async def _lesson_here(self, room_id: RoomId) -> LessonFacts | None:
        """The lesson that a call in a class's chat is, known before its window opens."""
        if self._chats.kind(room_id) is not CallKind.LESSON:
            return None
        try:
            return await lesson_here(self._api.school, room_id)
        except AppError as error:
            _log.info("not known whether there is a lesson: %s", error)
            return None

    async def _enter(
        self,
        room_id: RoomId,
        *,
        video: bool,
        outcome: Outcome,
        key: EventId | None = None,
        lesson: LessonFacts | None = None,
    ) -> Call:
        self._slot.take(self)
        try:
            if (before := self._call) is not None:
                await before.leave()
                self._slot.take(self)
            if self._before is not None:
                await self._before.gone()
            service_url = await self._tokens.url()
            info = CallInfo(room_id, self._chats.title(room_id), self._chats.kind(room_id), video)
            lesson = lesson or await self._lesson_here(room_id)
            parts = self._parts(service_url)
            call = Call(info, parts, on_end=self._on_end(outcome, key), lesson=lesson)
            self._call = call
            self.current.set(call)
        except BaseException:
            self._slot.give_back(self)
            raise
        self._refresh(room_id)
        await call.enter()
        self._refresh(room_id)
        await call.show_up(microphone=True, camera=video)
        self._tasks.start(self._find_hands(room_id), name="raised hands")
        return call

    def _parts(self, service_url: str) -> CallParts:
        return CallParts(
            api=self._api,
            media=self._media,
            use_devices=self._chosen.use,
            clock=self._clock,
            tasks=self._tasks,
            me=self._me,
            device=self._device,
            service_url=service_url,
            person=self._faces.person,
            school=self._api.school,
        )

    def _on_end(self, outcome: Outcome, key: EventId | None) -> Callable[[Call], None]:
        def ended(call: Call) -> None:
            if self._call is call:
                self._before, self._call = call, None
                self.current.set(None)
                self._slot.give_back(self)
            self._tasks.start(self._note_call(call, outcome, key), name="call history")

        return ended

    async def _note_call(self, call: Call, outcome: Outcome, key: EventId | None) -> None:
        state = call.state.value
        if isinstance(state, Ended) and state.reason is EndReason.REFUSED:
            return
        met = call.met
        length = self._clock.now() - call.started if met else None
        if not met and outcome is Outcome.OUTGOING:
            outcome = Outcome.NO_ANSWER
        other = self._chats.other(call.info.room_id)
        await self._history.note(
            CallRecord(
                key=key or call.ring or EventId(f"local {uuid4().hex}"),
                room_id=call.info.room_id,
                title=call.info.title,
                kind=call.info.kind,
                video=call.info.video,
                outcome=outcome,
                at=call.started,
                person=self._faces.person(other) if other is not None else None,
                duration=max(timedelta(), length) if length is not None else None,
            )
        )

    async def _find_hands(self, room_id: RoomId) -> None:
        """Hands that were up before we came hang on the memberships as reactions."""
        await self._clock.sleep(HANDS_AFTER)
        for member in self._book.members(room_id, self._clock.now()):
            try:
                page = await self._api.relations(
                    room_id, member.event_id, rel_type="m.annotation", token=None
                )
            except AppError as error:
                _log.info("hands that were up stay unseen: %s", error)
                return
            changed, _ = self._book.take(room_id, page.events)
            if changed:
                self._refresh(room_id)

    # ----------------------------------------------------------------------------------- devices

    async def choose_device(self, kind: DeviceKind, device_id: str | None) -> None:
        """Use another device from now on."""
        await self._chosen.choose(kind, device_id)

    async def check_devices(self) -> CheckedDevices:
        """Open microphone and camera to look at them before a call."""
        return await self._chosen.check()

    # -------------------------------------------------------------------------------------- rest

    async def _keep_time(self) -> None:
        """Rings end and places expire without an event."""
        while True:
            await self._clock.sleep(TICK)
            now = self._clock.now()
            for room_id in self._bell.rooms:
                self._refresh(room_id)
            self._bell.show()
            for room_id in self._book.expired(now):
                self._refresh(room_id)

    def _others(self, room_id: RoomId) -> bool:
        members = self._book.members(room_id, self._clock.now())
        return any(one.user_id != self._me for one in members)

    def _running_now(self, room_id: RoomId) -> RunningCall | None:
        members = self._book.members(room_id, self._clock.now())
        if not members:
            return None
        people = tuple(dict.fromkeys(self._faces.person(one.user_id) for one in members))
        return RunningCall(room_id, self._chats.kind(room_id), people, members[0].since)
