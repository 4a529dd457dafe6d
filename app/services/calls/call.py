"""One call this profile is in: from the way in to its end. Fulfils `facade.Call`."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from app.domain.call_line import (
    LineBroken,
    LineDown,
    LineEnd,
    LineEvent,
    LineMended,
    LineNotice,
    LineTold,
    Station,
    Stations,
)
from app.domain.calls import (
    CallInfo,
    CallKind,
    CallState,
    CallStats,
    Connecting,
    Ended,
    EndReason,
    Live,
    Participant,
    Reaction,
    Reconnecting,
    Ringing,
    Shareable,
    VideoTrack,
    Waiting,
)
from app.domain.diff import Observable, ObservableList
from app.domain.errors import AppError, UserText
from app.domain.ids import DeviceId, EventId, ParticipantId, TransactionId, UserId
from app.domain.lessons import LessonFacts
from app.domain.parse.lessons import parse_lesson
from app.domain.people import Person
from app.domain.rtc import (
    HAND,
    NOTIFICATION,
    REACTION,
    RING_LASTS,
    SLOT,
    CallMember,
    CallTicket,
    HandRaised,
)
from app.services import call_facade as facade
from app.services.call_facade import VideoFeed
from app.services.call_ports import CallLine, CallMedia
from app.services.calls.lesson import Lesson, SchoolRequests
from app.services.calls.membership import Membership
from app.services.calls.speakers import Speakers
from app.services.ports import Clock, MatrixApi
from app.services.tasks import TaskScope

_log = logging.getLogger(__name__)
GIVE_UP_AFTER = 120.0
"""Seconds in which a lost connection may come back."""
PATIENCE = 6.0
"""Seconds in which LiveKit may mend its connection by itself."""
RETRY_WAITS = (0.5, 1.0, 2.0, 4.0, 8.0)
STICKY_MORE_MS = 20_000
ELSEWHERE = UserText("Вы вошли в этот звонок в другом окне.")
UNREACHABLE = UserText("Соединение со звонком потеряно. Проверьте сеть и позвоните снова.")


class CallParts:
    """What a call needs; the service of the profile brings it."""

    def __init__(
        self,
        *,
        api: MatrixApi,
        media: CallMedia,
        clock: Clock,
        tasks: TaskScope,
        me: UserId,
        device: DeviceId,
        service_url: str,
        person: Callable[[UserId], Person],
        school: SchoolRequests,
    ) -> None:
        self.api, self.media, self.clock, self.tasks = api, media, clock, tasks
        self.me, self.device, self.service_url = me, device, service_url
        self.person, self.school = person, school


class Call:
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
        self._group = ""
        self._parts, self._on_end = parts, on_end
        self.state: Observable[CallState] = Observable(Connecting())
        self.participants: ObservableList[Participant] = ObservableList()
        self.notice: Observable[UserText | None] = Observable(None)
        self._speakers = Speakers(parts.clock)
        self.recent_speakers: Observable[tuple[ParticipantId, ...]] = self._speakers.recent
        self._line: CallLine | None = None
        self._membership = Membership(
            parts.api, info.room_id, me=parts.me, device=parts.device, clock=parts.clock
        )
        self._alive: asyncio.Task[None] | None = None
        self._coming_back: asyncio.Task[None] | None = None
        self._going: asyncio.Task[None] | None = None
        self._stations: tuple[Station, ...] = ()
        self._members: tuple[CallMember, ...] = ()
        self._hands: Mapping[ParticipantId, HandRaised] = {}
        self._listeners: list[Callable[[Reaction], None]] = []
        self._others_came = False
        self.started: datetime = parts.clock.now()
        self.ring: EventId | None = None
        if lesson is not None:
            self._begin_lesson(lesson)

    # ------------------------------------------------------------------------------- in and out

    async def enter(self, *, microphone: bool, camera: bool) -> None:
        """Go in: the place in the room, then the media server. Raises AppError and is `Ended`."""
        try:
            self._line = await self._parts.media.open_line(self._on_line)
            # The place and the token do not wait for each other: joining is half as long.
            _, ticket = await asyncio.gather(
                self._membership.join(self._parts.service_url, video=self.info.video),
                self._ticket(),
            )
            self._alive = self._parts.tasks.start(self._membership.keep(), name="call alive")
            await self._line.connect(ticket.url, ticket.token)
        except AppError as error:
            await self.finish(EndReason.REFUSED, error.user_text)
            raise
        except asyncio.CancelledError:
            await self.finish(EndReason.LEFT)
            raise
        if isinstance(self.state.value, Connecting):
            self.started = self._parts.clock.now()
            self.state.set(Live(self.started))
        if self._lesson is not None and not self._lesson.facts.leads:
            return  # the floor is the teacher's to give
        if microphone:
            await self._try(self.set_microphone(True))
        if camera:
            await self._try(self.set_camera(True))

    async def leave(self) -> None:
        """Leave; the call goes on for the others."""
        await self.finish(EndReason.LEFT)

    async def finish(self, reason: EndReason, detail: UserText | None = None) -> None:
        """End it for this person, whatever is under way; a second time is nothing."""
        if isinstance(self.state.value, Ended):
            return
        self.state.set(Ended(reason, detail))
        for task in (self._alive, self._coming_back):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
        self._on_end(self)
        # Whatever happens to who called us, the place in the call is left.
        self._going = self._parts.tasks.start(self._go(), name="call ends")
        await asyncio.shield(self._going)

    async def gone(self) -> None:
        """Wait until nothing of it is left: its place in the room is the next call's too."""
        if self._going is not None:
            await asyncio.shield(self._going)

    async def _go(self) -> None:
        try:
            await self._membership.leave()
        except AppError as error:
            _log.info("the place in the call ends by itself: %s", error)
        line, self._line = self._line, None
        if line is not None:
            await line.close()

    async def _ticket(self) -> CallTicket:
        if self._group and self._lesson is not None:
            return await self._lesson.group_ticket(self._group)
        ticket = await self._parts.api.call_ticket(self._parts.service_url, self.info.room_id)
        await self._take_ticket(ticket)
        return ticket

    async def _connect(self) -> None:
        ticket = await self._ticket()
        if self._line is not None:
            await self._line.connect(ticket.url, ticket.token)

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
            user_of=self._user_of,
            go=self._go_to_group,
            on_change=self._on_lesson,
            tasks=self._parts.tasks,
        )

    def _on_lesson(self) -> None:
        """Something in the lesson changed: the door may have opened."""
        state, lesson = self.state.value, self._lesson
        if lesson is not None and isinstance(state, Waiting):
            if lesson.facts.enters:
                self.started = self._parts.clock.now()
                self.state.set(Live(self.started))
            elif lesson.facts.why is not None and lesson.facts.why != state.why:
                self.state.set(Waiting(lesson.facts.why))
        self._show()

    def _go_to_group(self, key: str) -> None:
        """Go over into a group's room, or back with ""."""
        if key != self._group:
            self._group = key
            self._parts.tasks.start(self._go_over(), name="lesson group")

    async def _go_over(self) -> None:
        try:
            await self._connect()
        except AppError as error:
            _log.info("the way into the group did not work: %s", error)
            self._down(LineEnd.LOST)

    def _user_of(self, identity: ParticipantId) -> UserId:
        known = {member.identity: member.user_id for member in self._members}
        return known.get(identity, user_of(identity))

    # --------------------------------------------------------------------------------- ringing

    async def call_others(self, *, quietly: bool) -> None:
        """Ask the others in, as the first one there does; a failure is no reason not to talk."""
        assert self._membership.event_id is not None
        now = self._parts.clock.now()
        lasts = int(RING_LASTS.total_seconds() * 1000)
        content = {
            "slot_id": SLOT,
            "msc4354_sticky_key": SLOT,
            "m.mentions": {"user_ids": [], "room": True},
            "notification_type": "notification" if quietly else "ring",
            "m.relates_to": {"rel_type": "m.reference", "event_id": self._membership.event_id},
            "sender_ts": int(now.timestamp() * 1000),
            "lifetime": lasts,
            "m.call.intent": "video" if self.info.video else "audio",
        }
        try:
            self.ring = await self._parts.api.send_sticky(
                self.info.room_id,
                NOTIFICATION,
                content,
                txn_id=TransactionId(uuid4().hex),
                lasts_ms=lasts + STICKY_MORE_MS,
            )
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
        self._members, self._hands = tuple(members), hands
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
                self._stations = stations
                own = next((one.identity for one in stations if one.own), None)
                self._speakers.heard([one for one in speakers if one != own])
                self._show()
            case LineBroken():
                self._broken()
            case LineMended():
                if isinstance(self.state.value, Reconnecting) and self._coming_back is None:
                    self.state.set(Live(self.state.value.since))
            case LineDown(why=why):
                self._down(why)
            case LineNotice(text=text):
                self.notice.set(text)
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
            self._start_coming_back()

    def _start_coming_back(self) -> None:
        if self._coming_back is None:
            self._coming_back = self._parts.tasks.start(self._come_back(), name="call back")

    def _down(self, why: LineEnd) -> None:
        if self._group and self._lesson is not None and why is not LineEnd.REPLACED:
            # The group's room is gone; the lesson itself is where everybody is called back to.
            self._group, why = "", LineEnd.LOST
            self._lesson.out_of_group()
        match why:
            case LineEnd.LOST:
                self._broken()
                self._start_coming_back()
            case LineEnd.REMOVED:
                self._parts.tasks.start(self.finish(EndReason.REMOVED))
            case LineEnd.ENDED_FOR_ALL:
                self._parts.tasks.start(self.finish(EndReason.ENDED_FOR_ALL))
            case LineEnd.REPLACED:
                self._parts.tasks.start(self.finish(EndReason.LEFT, ELSEWHERE))

    async def _come_back(self) -> None:
        """Get a new token and go in again, for two minutes."""
        clock = self._parts.clock
        until, tries = clock.monotonic() + GIVE_UP_AFTER, 0
        try:
            while clock.monotonic() < until:
                await clock.sleep(RETRY_WAITS[min(tries, len(RETRY_WAITS) - 1)])
                tries += 1
                try:
                    await self._connect()
                except AppError as error:
                    _log.info("the call is not back yet: %s", error)
                    continue
                if isinstance(self.state.value, Reconnecting):
                    self.state.set(Live(self.state.value.since))
                return
        finally:
            self._coming_back = None
        await self.finish(EndReason.LOST, UNREACHABLE)

    # --------------------------------------------------------------------------------- the screen

    def _show(self) -> None:
        """Bring the list of participants up to date with as few diffs as possible."""
        wanted = self._everybody()
        shown = {one.identity for one in wanted}
        for index in range(len(self.participants) - 1, -1, -1):
            if self.participants[index].identity not in shown:
                self.participants.remove(index)
        for index, one in enumerate(wanted):
            there = [each.identity for each in self.participants]
            if one.identity not in there:
                self.participants.insert(index, [one])
            else:
                at = there.index(one.identity)
                if at == index:
                    self.participants.update(index, one)
                else:
                    self.participants.move(at, index, one)
        self.participants.commit()

    def _everybody(self) -> list[Participant]:
        members = {member.identity: member for member in self._members}
        stations = {station.identity: station for station in self._stations}
        own = next((one.identity for one in self._stations if one.own), None)
        order = [own] if own is not None else []
        door = set(self._lesson.facts.waiting) if self._lesson is not None else set()
        others = (one for one in (*members, *stations) if one != own)
        order += [one for one in others if self._user_of(one) not in door]
        return [
            self._participant(identity, members.get(identity), stations.get(identity))
            for identity in dict.fromkeys(order)
        ]

    def _participant(
        self, identity: ParticipantId, member: CallMember | None, station: Station | None
    ) -> Participant:
        user_id = member.user_id if member is not None else user_of(identity)
        hand = self._hands.get(identity)
        here = station or Station(identity)
        facts = self._lesson.facts if self._lesson is not None else None
        raised = facts.hands.get(user_id) if facts is not None else None
        return Participant(
            identity=identity,
            person=self._parts.person(user_id),
            own=here.own,
            publishing=here.publishing,
            may_publish=here.may_publish,
            speaking=here.speaking,
            leads=facts is not None and user_id in facts.teachers,
            hand_since=raised or (hand.at if hand is not None else None),
            quality=here.quality,
        )

    def on_reaction(self, listener: Callable[[Reaction], None]) -> Callable[[], None]:
        """Hear of reactions."""
        self._listeners.append(listener)

        def forget() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return forget

    # ---------------------------------------------------------------------------------- actions

    async def set_microphone(self, on: bool) -> None:
        """Speak, or be silent."""
        await self._there().set_microphone(on)

    async def set_camera(self, on: bool) -> None:
        """Be seen, or not."""
        await self._there().set_camera(on)

    async def shareables(self) -> tuple[Shareable, ...]:
        """Screens and windows."""
        return await self._parts.media.shareables()

    async def start_screen(self, what: Shareable | None, *, sound: bool = False) -> None:
        """Show a screen or window."""
        await self._there().start_screen(what, sound=sound)

    async def stop_screen(self) -> None:
        """Show no screen any more."""
        await self._there().stop_screen()

    async def raise_hand(self, up: bool) -> None:
        """Raise my hand, or take it down."""
        if self._lesson is not None:
            await self._lesson.raise_hand(up)
            return
        membership = self._membership.event_id
        own = next((one for one in self._members if one.event_id == membership), None)
        hand = self._hands.get(own.identity) if own is not None else None
        txn = TransactionId(uuid4().hex)
        if up and hand is None and membership is not None:
            relation = {"rel_type": "m.annotation", "event_id": membership, "key": HAND}
            await self._parts.api.send(
                self.info.room_id, "m.reaction", {"m.relates_to": relation}, txn_id=txn
            )
        elif not up and hand is not None:
            await self._parts.api.redact(self.info.room_id, hand.event_id, txn_id=txn, reason="")

    async def react(self, emoji: str) -> None:
        """Send a reaction that is seen for some seconds."""
        if self._membership.event_id is None:
            return
        content = {
            "m.relates_to": {"rel_type": "m.reference", "event_id": self._membership.event_id},
            "emoji": emoji,
            "name": "generic",
        }
        txn = TransactionId(uuid4().hex)
        await self._parts.api.send(self.info.room_id, REACTION, content, txn_id=txn)

    def watch(self, track: VideoTrack, width: int, height: int) -> VideoFeed:
        """Look at a picture."""
        return self._there().watch(track, width, height)

    async def stats(self) -> CallStats:
        """Figures of this moment."""
        return await self._line.stats() if self._line is not None else CallStats()

    def _there(self) -> CallLine:
        if self._line is None:
            raise AppError("the call is over", user_text=UserText("Звонок уже завершён."))
        return self._line

    async def _try(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except AppError as error:
            self.notice.set(error.user_text)


def user_of(identity: ParticipantId) -> UserId:
    """The person of a connection of whose place nothing is known yet: `@user:server:DEVICE`."""
    return UserId(identity.rpartition(":")[0] or identity)
