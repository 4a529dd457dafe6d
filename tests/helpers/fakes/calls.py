"""Calls without a network: synthetic people, whose state changes as that of real ones would."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.domain import calls as shown
from app.domain.calls import (
    ALL_SOURCES,
    NO_SOURCES,
    CallInfo,
    CallKind,
    CallRecord,
    CallState,
    CallStats,
    DeviceKind,
    Devices,
    Ended,
    EndReason,
    IncomingCall,
    Live,
    MediaDevice,
    Participant,
    Quality,
    Reaction,
    Ringing,
    RunningCall,
    Shareable,
    Source,
    TrackStats,
    VideoTrack,
)
from app.domain.diff import Observable, ObservableList
from app.domain.errors import AppError, Forbidden, UserText
from app.domain.ids import ParticipantId, RoomId, UserId
from app.domain.lessons import Attendance, LessonState, Phase, TodayLesson
from app.domain.people import Person, Role
from tests.helpers.fakes.lesson import FakeLesson
from tests.helpers.fakes.moment import NOW
from tests.helpers.fakes.people import person
from tests.helpers.fakes.pictures import FakeFeed, Pictures

PUPILS = (
    "Артём Кузнецов",
    "Дарья Иванова",
    "Илья Соколов",
    "Камила Искандарова",
    "Евгения Лазарева",
    "Максим Соловьёв",
    "Ирина Селиванова",
)
CLASS, DIRECT = RoomId("!9Б · класс"), RoomId("!Артём Кузнецов, 9Б")


class FakeCall:
    """A `Call` with synthetic people; `fps` > 0 lets their pictures move by the clock."""

    def __init__(self, info: CallInfo, people: Sequence[Participant], *, fps: float = 0) -> None:
        self.info, self.fps = info, fps
        self.state: Observable[CallState] = Observable(Live(NOW))
        self.participants: ObservableList[Participant] = ObservableList()
        self.participants.reset(list(people))
        self.participants.commit()
        self.recent_speakers: Observable[tuple[ParticipantId, ...]] = Observable(())
        self.notice: Observable[UserText | None] = Observable(None)
        self.pictures: Observable[shown.Pictures] = Observable(shown.Pictures.SHOWN)
        self.lesson: FakeLesson | None = None
        self.feeds: dict[VideoTrack, FakeFeed] = {}
        self.done: list[tuple[Any, ...]] = []
        self.error: AppError | None = None
        self.offered: tuple[Shareable, ...] = (
            Shareable("screen:0", "Экран 1"),
            Shareable("window:7", "Строение цветка — Презентация", is_window=True),
        )
        self.figures = CallStats(
            48.0, 0.4, 320.0, 2100.0, "udp", (TrackStats("Камера", Source.CAMERA, True, 310, 15),)
        )
        self._reactions: list[Callable[[Reaction], None]] = []

    @property
    def own(self) -> Participant:
        """This person."""
        return next(one for one in self.participants if one.own)

    # -------------------------------------------------------------------- what others do

    def change(self, identity: ParticipantId, **fields: Any) -> None:
        """Give a participant other values."""
        for index, one in enumerate(self.participants):
            if one.identity == identity:
                self.participants.update(index, replace(one, **fields))
        self.participants.commit()

    def join(self, one: Participant) -> None:
        """Somebody comes."""
        self.participants.insert(len(self.participants), [one])
        self.participants.commit()

    def drop(self, user_id: UserId) -> None:
        """Somebody goes."""
        for index in range(len(self.participants) - 1, -1, -1):
            if self.participants[index].person.user_id == user_id:
                self.participants.remove(index)
        self.participants.commit()

    def end(self, reason: EndReason) -> None:
        """The call is over."""
        self.state.set(Ended(reason))

    def reaction(self, reaction: Reaction) -> None:
        """Somebody reacts."""
        for listener in tuple(self._reactions):
            listener(reaction)

    # -------------------------------------------------------------------- the protocol

    def on_reaction(self, listener: Callable[[Reaction], None]) -> Callable[[], None]:
        self._reactions.append(listener)
        return lambda: self._reactions.remove(listener)

    async def set_microphone(self, on: bool) -> None:
        self._publish("set_microphone", on, Source.MICROPHONE)

    async def set_camera(self, on: bool) -> None:
        self._publish("set_camera", on, Source.CAMERA)

    async def set_sound_only(self, on: bool) -> None:
        self.done.append(("set_sound_only", on))
        self.pictures.set(shown.Pictures.OFF if on else shown.Pictures.SHOWN)

    async def shareables(self) -> tuple[Shareable, ...]:
        return self.offered

    async def start_screen(self, what: Shareable | None, *, sound: bool = False) -> None:
        self._publish("start_screen", True, Source.SCREEN)
        self.done[-1] = ("start_screen", what.id if what else None, sound)

    async def stop_screen(self) -> None:
        self._publish("stop_screen", False, Source.SCREEN)

    async def raise_hand(self, up: bool) -> None:
        self._note("raise_hand", up)
        self.change(self.own.identity, hand_since=NOW if up else None)

    async def react(self, emoji: str) -> None:
        self._note("react", emoji)
        self.reaction(Reaction(self.own.identity, emoji))

    def watch(self, track: VideoTrack, width: int, height: int) -> FakeFeed:
        pictures = Pictures(tone=sum(track.identity.encode()))
        feed = self.feeds[track] = FakeFeed(pictures, fps=self.fps)
        feed.sizes.append((width, height))
        feed.push()
        return feed

    async def stats(self) -> CallStats:
        return self.figures

    async def leave(self) -> None:
        self._note("leave")
        self.end(EndReason.LEFT)

    def _publish(self, name: str, on: bool, source: Source) -> None:
        self._note(name, on)
        own = self.own
        if on and source not in own.may_publish:
            raise Forbidden(status=403, user_text=UserText("Учитель ещё не дал вам слово."))
        published = own.publishing | {source} if on else own.publishing - {source}
        self.change(own.identity, publishing=published)

    def _note(self, *call: Any) -> None:
        if self.error is not None:
            raise self.error
        self.done.append(call)


class FakeDeviceCheck:
    """A `DeviceCheck` whose loudness a test sets."""

    def __init__(self) -> None:
        self.camera = FakeFeed(Pictures(tone=3))
        self.camera.push()
        self.problem: Observable[UserText | None] = Observable(None)
        self.loudness = 0.4
        self.done: list[tuple[Any, ...]] = []

    def level(self) -> float:
        return self.loudness

    async def play_test_sound(self) -> None:
        self.done.append(("play_test_sound",))

    async def loop_back(self, on: bool) -> None:
        self.done.append(("loop_back", on))

    async def close(self) -> None:
        self.done.append(("close",))


class FakeCalls:
    """`Calls` of a profile; `next` is the call that starting or accepting gives."""

    def __init__(self) -> None:
        self.offered = Observable(True)
        self.current: Observable[Any] = Observable(None)
        self.incoming: Observable[IncomingCall | None] = Observable(None)
        self.missed: Observable[CallRecord | None] = Observable(None)
        self.devices = Observable(
            Devices(
                (
                    MediaDevice(DeviceKind.MICROPHONE, "mic1", "Встроенный микрофон"),
                    MediaDevice(DeviceKind.MICROPHONE, "mic2", "Гарнитура"),
                    MediaDevice(DeviceKind.SPEAKER, "spk1", "Динамики"),
                    MediaDevice(DeviceKind.CAMERA, "cam1", "Веб-камера"),
                )
            )
        )
        self.next: FakeCall | None = None
        self.teaches = True
        self.ready = 0
        """How often it was asked to get ready."""
        self.rows: tuple[TodayLesson, ...] = ()
        self.lines: tuple[Attendance, ...] = ()
        self.records: tuple[CallRecord, ...] = ()
        self.done: list[tuple[Any, ...]] = []
        self.error: AppError | None = None
        self.check = FakeDeviceCheck()
        self._running: dict[RoomId, Observable[RunningCall | None]] = {}

    def running(self, room_id: RoomId) -> Observable[RunningCall | None]:
        return self._running.setdefault(room_id, Observable(None))

    def can_start_lesson(self, room_id: RoomId) -> bool:
        return self.teaches

    def get_ready(self) -> None:
        self.ready += 1

    async def start(self, room_id: RoomId, *, video: bool) -> FakeCall:
        self._note("start", room_id, video)
        call = self.next or make_call(room_id, video=video)
        call.state.set(Ringing())
        return self._enter(call)

    async def start_lesson(self, room_id: RoomId) -> FakeCall:
        self._note("start_lesson", room_id)
        return self._enter(self.next or make_lesson(room_id))

    async def today(self) -> tuple[TodayLesson, ...]:
        self._note("today")
        return self.rows

    async def open_today(self, row: TodayLesson) -> FakeCall:
        self._note("open_today", row)
        return self._enter(self.next or make_lesson(row.room_id or RoomId("!lesson")))

    async def register(self, lesson_id: str) -> tuple[Attendance, ...]:
        self._note("register", lesson_id)
        return self.lines

    async def accept(self, incoming: IncomingCall, *, video: bool) -> FakeCall:
        self._note("accept", incoming.key, video)
        self.incoming.set(None)
        return self._enter(self.next or make_call(incoming.room_id, video=video))

    async def decline(self, incoming: IncomingCall) -> None:
        self._note("decline", incoming.key)
        self.incoming.set(None)

    async def history(self, *, limit: int = 100) -> tuple[CallRecord, ...]:
        self._note("history")
        return self.records[:limit]

    async def choose_device(self, kind: DeviceKind, device_id: str | None) -> None:
        self._note("choose_device", kind, device_id)
        chosen = {k: v for k, v in self.devices.value.chosen.items() if k is not kind}
        if device_id is not None:
            chosen[kind] = device_id
        self.devices.set(replace(self.devices.value, chosen=chosen))

    async def check_devices(self) -> FakeDeviceCheck:
        self._note("check_devices")
        return self.check

    def _enter(self, call: FakeCall) -> FakeCall:
        self.current.set(call)
        return call

    def _note(self, *call: Any) -> None:
        if self.error is not None:
            raise self.error
        self.done.append(call)


def participant(name: str, role: Role = Role.PUPIL, **fields: Any) -> Participant:
    """A participant whose ids are made of the name."""
    someone = person(name, role)
    fields.setdefault("quality", Quality.GOOD)
    return Participant(ParticipantId(f"{someone.user_id}:DEVICE"), someone, **fields)


def vera(**fields: Any) -> Participant:
    """The teacher who holds the profile."""
    fields.setdefault("publishing", frozenset({Source.MICROPHONE}))
    return participant("Вера Вартанян", Role.TEACHER, own=True, **fields)


def pupils(count: int, **fields: Any) -> list[Participant]:
    """So many pupils: the mockup's first, then numbered ones."""
    names = [*PUPILS, *(f"Ученик {number}" for number in range(len(PUPILS) + 1, count + 1))]
    return [participant(name, **fields) for name in names[:count]]


def make_call(
    room_id: RoomId = DIRECT,
    *,
    video: bool = True,
    people: Sequence[Participant] | None = None,
    fps: float = 0,
) -> FakeCall:
    """A call of two, or of these people."""
    seen = frozenset({Source.MICROPHONE, Source.CAMERA}) if video else {Source.MICROPHONE}
    others = people or [participant("Артём Кузнецов", publishing=frozenset(seen))]
    kind = CallKind.DIRECT if len(others) == 1 else CallKind.GROUP
    info = CallInfo(room_id, room_id.removeprefix("!"), kind, video)
    return FakeCall(info, [vera(publishing=frozenset(seen)), *others], fps=fps)


def make_lesson(
    room_id: RoomId = CLASS,
    *,
    leads: bool = True,
    count: int = 27,
    fps: float = 0,
    cameras: int = 0,
) -> FakeCall:
    """The mockup's lesson: 28 people, two hands up; `leads` False is a pupil's view of it."""
    minute = timedelta(minutes=1)
    people = pupils(count, may_publish=NO_SOURCES)
    people[0] = replace(
        people[0],
        hand_since=NOW,
        speaking=True,
        publishing=frozenset({Source.MICROPHONE}),
        may_publish=ALL_SOURCES,
    )
    people[1] = replace(people[1], hand_since=NOW + minute)
    for index in range(min(cameras, count)):
        one = people[index]
        people[index] = replace(one, publishing=one.publishing | {Source.CAMERA})
    teacher = replace(vera(), leads=True)
    if leads:
        everybody = [teacher, *people]
    else:
        me = replace(people[2], own=True)
        everybody = [me, replace(teacher, own=False), *people[:2], *people[3:]]
    call = FakeCall(CallInfo(room_id, "9Б · Биология", CallKind.LESSON, True), everybody, fps=fps)
    call.lesson = FakeLesson(call, LessonState(Phase.LIVE, leads))
    call.recent_speakers.set((people[0].identity,))
    return call


def ring(name: str = "Артём Кузнецов", *, video: bool = True) -> IncomingCall:
    """A call that rings."""
    from app.domain.ids import EventId

    return IncomingCall(EventId("$ring"), RoomId(f"!{name}"), name, person(name), video)


def missed(name: str, *, days_ago: int = 0, **fields: Any) -> CallRecord:
    """A line of the history."""
    from app.domain.calls import Outcome
    from app.domain.ids import EventId

    someone: Person = person(name)
    fields.setdefault("outcome", Outcome.MISSED)
    return CallRecord(
        EventId(f"${name}{days_ago}"),
        RoomId(f"!{name}"),
        name,
        CallKind.DIRECT,
        video=False,
        at=datetime.now(UTC) - timedelta(days=days_ago),
        person=someone,
        **fields,
    )
