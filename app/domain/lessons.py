"""A lesson's call as the school service describes it: door, floor, question, groups, register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import Enum

from app.domain.calls import NO_SOURCES, Sources
from app.domain.errors import UserText
from app.domain.ids import RoomId, UserId
from app.domain.people import Person


class Phase(Enum):
    """Where a lesson is: nobody there, pupils at the door, a teacher in it, over."""

    PLANNED = "planned"
    WAITING = "waiting"
    LIVE = "live"
    ENDED = "ended"


class Recording(Enum):
    """Whether the lesson is recorded; OFF may start it, NOT_OFFERED has no button.

    SOON: everybody is told, and in some seconds it is ON.
    """

    NOT_OFFERED = "not offered"
    OFF = "off"
    SOON = "soon"
    ON = "on"


@dataclass(frozen=True, slots=True)
class Question:
    """A quick question. `totals` are known to the teacher at once, to pupils when it is closed."""

    id: str
    text: str
    options: tuple[str, ...]
    open: bool = True
    totals: tuple[int, ...] | None = None
    mine: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A breakout group; `key` is "" for one that is being planned."""

    key: str
    name: str
    members: frozenset[UserId]


@dataclass(frozen=True, slots=True)
class LessonState:
    """Everything decided in a lesson, and this person's place in it.

    `leads`: this person is a teacher of it. `floor` is what every pupil may publish. `door` are
    those who wait to be let in (only who leads sees them). `group` is the one this person is in.
    `recorder` is who started the recording; `recording_failed`: the last one broke off.
    """

    phase: Phase = Phase.PLANNED
    leads: bool = False
    locked: bool = False
    floor: Sources = NO_SOURCES
    door: tuple[Person, ...] = ()
    recording: Recording = Recording.NOT_OFFERED
    recorder: Person | None = None
    recording_failed: bool = False
    timer_until: datetime | None = None
    question: Question | None = None
    groups: tuple[Group, ...] = ()
    groups_until: datetime | None = None
    group: Group | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """What the school service says of a lesson. `leads`, `enters` and `why` are about me.

    `teachers` and `waiting` are accounts that are there; a waiting one has to be admitted.
    `revision` grows with every change, on whichever way it comes. `recording_offered` is about me;
    `recorder` is who started the recording: it goes on (`recorded`), or will in some seconds.
    """

    id: str
    room_id: RoomId | None = None
    title: str = ""
    phase: Phase = Phase.PLANNED
    leads: bool = False
    enters: bool = False
    why: UserText | None = None
    locked: bool = False
    floor: Sources = NO_SOURCES
    hands: Mapping[UserId, datetime] = field(default_factory=dict)
    question: Question | None = None
    timer_until: datetime | None = None
    groups: tuple[Group, ...] = ()
    groups_until: datetime | None = None
    notice: str = ""
    waiting: tuple[UserId, ...] = ()
    teachers: frozenset[UserId] = frozenset()
    revision: int = 0
    recording_offered: bool = False
    recorder: UserId | None = None
    recorded: bool = False
    recording_failed: bool = False

    @property
    def recording(self) -> Recording:
        """Where the recording is, for me."""
        if self.recorder is not None:
            return Recording.ON if self.recorded else Recording.SOON
        return Recording.OFF if self.recording_offered else Recording.NOT_OFFERED

    def group_of(self, user_id: UserId) -> Group | None:
        """The group a person was put into."""
        return next((group for group in self.groups if user_id in group.members), None)


@dataclass(frozen=True, slots=True)
class TodayLesson:
    """A row of the day: an hour of the timetable, or a class without one (`number` 0).

    `lesson_id` and `room_id` are those of the lesson that was begun from it, '' and None before.
    `opens`: one can go in now. `came` of `expected` is known to who leads, once it has begun, as
    is whether there is a recording of it (`recorded`).
    """

    class_id: str
    title: str
    subject: str
    row: str = ""
    number: int = 0
    begins: time | None = None
    ends: time | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    room: str = ""
    leads: bool = False
    lesson_id: str = ""
    room_id: RoomId | None = None
    opens: bool = False
    came: int | None = None
    expected: int = 0
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class Attendance:
    """One line of the register. `late` and `left_early` are by the lesson's times, or None."""

    person: Person
    expected: bool
    joined: datetime | None = None
    left: datetime | None = None
    total: timedelta = timedelta()
    late: timedelta | None = None
    left_early: timedelta | None = None
    here: bool = False
