"""One call this profile is in: from the way in to its end. Fulfils `facade.calls.Call`."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from app.domain.call_line import (
    LineBroken,
    LineDown,
    LineEnd,
    LineEvent,
    LineMended,
    LineNotice,
    LinePictures,
    LineTold,
    Stations,
)
from app.domain.calls import (
    CallInfo,
    CallKind,
    CallState,
    Connecting,
    Ended,
    EndReason,
    Live,
    Participant,
    Pictures,
    Reaction,
    Reconnecting,
    Ringing,
    Waiting,
)
from app.domain.diff import Observable, ObservableList
from app.domain.errors import AppError, UserText
from app.domain.ids import EventId, ParticipantId
from app.domain.lessons import LessonFacts, Phase
from app.domain.parse.lessons import parse_lesson
from app.domain.rtc import (
    RING_LASTS,
    CallMember,
    CallTicket,
    HandRaised,
)
from app.services.calls.deeds import Deeds
from app.services.calls.gestures import Gestures
from app.services.calls.lesson import Lesson
from app.services.calls.membership import Membership
from app.services.calls.parts import CallParts
from app.services.calls.ringing import ring
from app.services.calls.roll import Roll
from app.services.calls.speakers import Speakers
from app.services.calls.travel import Travel
from app.services.facade import calls as facade
from app.services.tasks import TaskScope

_log = logging.getLogger(__name__)
PATIENCE = 6.0
"""Seconds in which LiveKit may mend its connection by itself."""
ELSEWHERE = UserText("Вы вошли в этот звонок в другом окне.")
UNREACHABLE = UserText("Соединение со звонком потеряно. Проверьте сеть и позвоните снова.")


class Call(Deeds):
    """From `enter()` to `Ended`; the service tells it of members and hands."""

    def __init__(
        self,
        info: CallInfo,
        parts: CallParts,
        *,
        on_end: Callable[["Call"], None],
        lesson: LessonFacts | None = None,
    ) -> None:
        self.info = info
        self.lesson: facade.Lesson | None = None
        self._lesson: Lesson | None = None
        self._parts, self._on_end = parts, on_end
        self.state: Observable[CallState] = Observable(Connecting())
        self._roll = Roll(parts.person)
        self._gestures = Gestures(parts.api, info.room_id, self._roll)
        self.participants: ObservableList[Participant] = self._roll.participants
        self.notice: Observable[UserText | None] = Observable(None)
        self.pictures: Observable[Pictures] = Observable(Pictures.SHOWN)
        self._speakers = Speakers(parts.clock)
        self.recent_speakers: Observable[tuple[ParticipantId, ...]] = self._speakers.recent
        self._travel = Travel(
            parts.clock,
            parts.tasks,
            ticket=self._ticket,
            broken=self._broken,
            arrived=self._arrived,
            refused=lambda why: self._finish_soon(EndReason.REFUSED, why),
            lost=lambda: self._finish_soon(EndReason.LOST, UNREACHABLE),
        )
        self._membership = Membership(
            parts.api, info.room_id, me=parts.me, device=parts.device, clock=parts.clock
        )
        self._way_in = TaskScope(lambda _: None)  # `enter` tells what they end with
        self._alive: asyncio.Task[None] | None = None
        self._going: asyncio.Task[None] | None = None
        self._listeners: list[Callable[[Reaction], None]] = []
        self._others_came = False
        self.started: datetime = parts.clock.now()
        self.ring: EventId | None = None
        if lesson is not None:
            self._begin_lesson(lesson)

    # ------------------------------------------------------------------------------- in and out

    async def enter(self) -> None:
        """Go in: the place in the room and the media server. Raises AppError and is `Ended`.

        Who leaves on the way is in nowhere: it returns then.
        """
        # Neither waits for the other: what a person waits for is the picture.
        ways = (
            self._way_in.start(self._take_place(), name="call place"),
            self._way_in.start(self._go_in(), name="call way in"),
        )
        try:
            ended, _ = await asyncio.wait(ways, return_when=asyncio.FIRST_EXCEPTION)
        except asyncio.CancelledError:
            await self.finish(EndReason.LEFT)
            raise
        for way in ended:
            error = None if way.cancelled() else way.exception()
            if isinstance(error, AppError):
                await self.finish(EndReason.REFUSED, error.user_text)
            if error is not None:
                raise error

    async def show_up(self, *, microphone: bool, camera: bool) -> None:
        """Be heard and seen from the beginning; what cannot be is a notice."""
        if isinstance(self.state.value, Ended):
            return
        if self._lesson is not None and not self._lesson.facts.leads:
            return  # the floor is the teacher's to give
        if microphone:
            await self._try(self.set_microphone(True))
        if camera:
            await self._try(self.set_camera(True))

    async def _go_in(self) -> None:
        opening = self._way_in.start(self._open_line(), name="call line")
        ticket = await self._ticket("")
        await opening
        await self._travel.enter(ticket)
        if isinstance(self.state.value, Connecting):
            self.started = self._parts.clock.now()
            self.state.set(Live(self.started))

    async def _take_place(self) -> None:
        await self._membership.join(self._parts.service_url, video=self.info.video)
        self._alive = self._parts.tasks.start(self._membership.keep(), name="call alive")

    async def _open_line(self) -> None:
        await self._parts.use_devices()
        self._travel.line = await self._parts.media.open_line(self._on_line)

    async def leave(self) -> None:
        """Leave; the call goes on for the others."""
        await self.finish(EndReason.LEFT)

    async def finish(self, reason: EndReason, detail: UserText | None = None) -> None:
        """End it for this person, whatever is under way; a second time is nothing."""
        if isinstance(self.state.value, Ended):
            return
        self.state.set(Ended(reason, detail))
        self._way_in.cancel()
        if self._alive is not None:
            self._alive.cancel()
        self._travel.stop()
        self._on_end(self)
        # Whatever happens to who called us, the place in the call is left.
        self._going = self._parts.tasks.start(self._go(), name="call ends")
        await asyncio.shield(self._going)

    async def gone(self) -> None:
        """Wait until nothing of it is left: its place in the room is the next call's too."""
        if self._going is not None:
            await asyncio.shield(self._going)

    async def _go(self) -> None:
        await self._way_in.aclose()
        try:
            await self._membership.leave()
        except AppError as error:
            _log.info("the place in the call ends by itself: %s", error)
        line, self._travel.line = self._travel.line, None
        if line is not None:
            await line.close()

    def _finish_soon(self, reason: EndReason, detail: UserText | None = None) -> None:
        self._parts.tasks.start(self.finish(reason, detail), name="call ends")

    async def _ticket(self, group: str) -> CallTicket:
        if group and self._lesson is not None:
            return await self._lesson.group_ticket(group)
        ticket = await self._parts.api.call_ticket(self._parts.service_url, self.info.room_id)
        await self._take_ticket(ticket)
        return ticket

    # ---------------------------------------------------------------------------------- a lesson

    async def _take_ticket(self, ticket: CallTicket) -> None:
        """See whether the call is a lesson, and whether one stands at its door."""
        facts = parse_lesson(ticket.lesson) if ticket.lesson is not None else None
        if facts is not None and (self._lesson is None or self._lesson.facts.id != facts.id):
            self._begin_lesson(replace(facts, enters=ticket.waits is None, why=ticket.waits))
        if self._lesson is not None:
            await self._lesson.ask_now()
        if ticket.waits is not None and not isinstance(self.state.value, Ended):
            self.state.set(Waiting(ticket.waits))

    def _begin_lesson(self, facts: LessonFacts) -> None:
        self.lesson = self._lesson = Lesson(
            facts,
            school=self._parts.school,
            me=self._parts.me,
            device=self._parts.device,
            person=self._parts.person,
            user_of=self._roll.user_of,
            go=self._travel.go_to,
            on_change=self._on_lesson,
            tasks=self._parts.tasks,
        )

    def _on_lesson(self) -> None:
        """Something in the lesson changed: the door may have opened, or all is over."""
        state, lesson = self.state.value, self._lesson
        if lesson is not None and lesson.facts.phase is Phase.ENDED:
            self._finish_soon(EndReason.ENDED_FOR_ALL)
            return
        if lesson is not None and isinstance(state, Waiting):
            if lesson.facts.enters:
                self.started = self._parts.clock.now()
                self.state.set(Live(self.started))
            elif lesson.facts.why is not None and lesson.facts.why != state.why:
                self.state.set(Waiting(lesson.facts.why))
        self._show()

    # --------------------------------------------------------------------------------- ringing

    async def call_others(self, *, quietly: bool) -> None:
        """Ask the others in, as the first one there does; a failure is no reason not to talk."""
        place, now = self._membership.event_id, self._parts.clock.now()
        if place is None or isinstance(self.state.value, Ended):
            return
        try:
            self.ring = await ring(self._parts.api, self.info, place, quietly=quietly, now=now)
        except AppError as error:
            _log.info("nobody is called: %s", error)
            return
        if not quietly and isinstance(self.state.value, Live) and not self._others_came:
            self.state.set(Ringing())
            self._parts.tasks.start(self._stop_ringing(), name="ringing")

    async def _stop_ringing(self) -> None:
        await self._parts.clock.sleep(RING_LASTS.total_seconds())
        if isinstance(self.state.value, Ringing):
            if self.info.kind is CallKind.DIRECT:
                await self.finish(EndReason.NO_ANSWER)
            else:
                self.state.set(Live(self.started))

    # -------------------------------------------------------------------- what the service tells

    def take_members(
        self, members: Sequence[CallMember], hands: Mapping[ParticipantId, HandRaised]
    ) -> None:
        """Who has a place in the call now, whose hand is up."""
        self._roll.members, self._roll.hands = tuple(members), hands
        self._show()
        others = any(member.user_id != self._parts.me for member in members)
        if others and not self._others_came:
            self._others_came = True
            if isinstance(self.state.value, Ringing):
                self.started = self._parts.clock.now()
                self.state.set(Live(self.started))
        elif not others and self._others_came and self.info.kind is CallKind.DIRECT:
            self._parts.tasks.start(self.finish(EndReason.LEFT))

    def take_reaction(self, identity: ParticipantId, emoji: str) -> None:
        """Somebody reacted."""
        for listener in tuple(self._listeners):
            listener(Reaction(identity, emoji))

    @property
    def met(self) -> bool:
        """Whether somebody else was in it too."""
        return self._others_came

    # ---------------------------------------------------------------------- what the engine tells

    def _on_line(self, event: LineEvent) -> None:
        if isinstance(self.state.value, Ended):
            return
        match event:
            case Stations(all=stations, speakers=speakers):
                self._roll.stations = stations
                self._speakers.heard([one for one in speakers if one != self._roll.own])
                self._show()
            case LineBroken():
                self._broken()
            case LineMended():
                if not self._travel.under_way:
                    self._arrived()
            case LineDown(why=why):
                self._down(why)
            case LineNotice(text=text):
                self.notice.set(text)
            case LinePictures(pictures=pictures):
                self.pictures.set(pictures)
            case LineTold(text=text):
                if self._lesson is not None:
                    self._lesson.take(text)

    def _broken(self) -> None:
        if isinstance(self.state.value, Live):
            self.state.set(Reconnecting(self.state.value.since))
            self._parts.tasks.start(self._lose_patience(), name="call patience")

    async def _lose_patience(self) -> None:
        """A room that the server has lost is not to be had with the old token: get a new one."""
        broken = self.state.value
        await self._parts.clock.sleep(PATIENCE)
        if self.state.value is broken:
            self._travel.come_back()

    def _arrived(self) -> None:
        if isinstance(self.state.value, Reconnecting):
            self.state.set(Live(self.state.value.since))

    def _down(self, why: LineEnd) -> None:
        if self._travel.under_way and why is not LineEnd.REPLACED:
            return  # the room that is being left; the way itself finds out what has ended
        if self._travel.group and self._lesson is not None and why is not LineEnd.REPLACED:
            # The group's room is gone; the lesson itself is where everybody is called back to.
            self._travel.group, why = "", LineEnd.LOST
            self._lesson.out_of_group()
        match why:
            case LineEnd.LOST:
                self._broken()
                self._travel.come_back()
            case LineEnd.REMOVED:
                self._finish_soon(EndReason.REMOVED)
            case LineEnd.ENDED_FOR_ALL:
                self._finish_soon(EndReason.ENDED_FOR_ALL)
            case LineEnd.REPLACED:
                self._finish_soon(EndReason.LEFT, ELSEWHERE)

    def _show(self) -> None:
        self._roll.show(self._lesson.facts if self._lesson is not None else None)

    def on_reaction(self, listener: Callable[[Reaction], None]) -> Callable[[], None]:
        """Hear of reactions."""
        self._listeners.append(listener)

        def forget() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return forget
