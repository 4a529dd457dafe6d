"""Bodies of lessons. Sources are LiveKit's words: microphone, camera, screen_share, …"""

from datetime import datetime, time
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from server.school_core.lessons import Phase, Place, Source

Id = Annotated[str, StringConstraints(min_length=1, max_length=255)]
UserId = Annotated[str, StringConstraints(pattern=r"^@[^:\s]+:\S+$", max_length=255)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]

_ROOM = "!abc"


def _example(**fields: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [fields]})


class PlanBody(BaseModel):
    """A lesson to be made in the chat of a class or subject; `start` opens it at once.

    The chat itself is named, or the class (from the timetable or a row of the journal), whose chat
    the asker is in.
    """

    model_config = _example(room_id=_ROOM, title="Биология", start=True)

    room_id: Annotated[str, StringConstraints(max_length=255)] = ""
    class_id: Annotated[str, StringConstraints(max_length=255)] = ""
    title: Title = ""
    journal_id: Annotated[str, StringConstraints(max_length=255)] = ""
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    teachers: Annotated[list[UserId], Field(max_length=20)] = []
    start: bool = True

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.room_id) == bool(self.class_id):
            raise ValueError("room_id or class_id")
        return self


class SourcesBody(BaseModel):
    """What may be published from now on, and nothing else. No `user_id` means every pupil."""

    model_config = _example(user_id="@artem:school.example", sources=["microphone", "camera"])

    user_id: UserId | None = None
    sources: Annotated[list[Source], Field(max_length=4)]


class SilenceBody(BaseModel):
    """Sources to take from all pupils at once."""

    model_config = _example(sources=["microphone"])

    sources: Annotated[list[Source], Field(min_length=1, max_length=4)] = [Source.MICROPHONE]


class PeopleBody(BaseModel):
    """People a deed is about."""

    model_config = _example(users=["@artem:school.example"])

    users: Annotated[list[UserId], Field(min_length=1, max_length=200)]


class PersonBody(BaseModel):
    """The person a deed is about."""

    model_config = _example(user_id="@artem:school.example")

    user_id: UserId


class HandBody(BaseModel):
    """A hand up or down; a teacher may lower another's by naming them."""

    model_config = _example(up=True)

    up: bool
    user_id: UserId | None = None


class LockBody(BaseModel):
    """Whether nobody new comes in."""

    model_config = _example(locked=True)

    locked: bool


class TimerBody(BaseModel):
    """When the clock everybody sees runs out; null takes it away."""

    model_config = _example(until="2026-11-26T10:15:00+03:00")

    until: AwareDatetime | None


class QuestionBody(BaseModel):
    """A quick question."""

    model_config = _example(text="Что делит клетка первым?", options=["ядро", "мембрану"])

    text: Line
    options: Annotated[list[Line], Field(min_length=2, max_length=6)]


class AnswerBody(BaseModel):
    """The number of an option of the open question, from 0."""

    model_config = _example(question="q1", option=1)

    question: Id
    option: Annotated[int, Field(ge=0, le=5)]


class GroupPlan(BaseModel):
    """A breakout group to be."""

    name: Line
    members: Annotated[list[UserId], Field(max_length=100)]


class GroupsBody(BaseModel):
    """Breakout groups; `until` calls everybody back by itself."""

    model_config = _example(
        groups=[{"name": "Группа 1", "members": ["@artem:school.example"]}], until=None
    )

    groups: Annotated[list[GroupPlan], Field(min_length=1, max_length=30)]
    until: AwareDatetime | None = None


class NoticeBody(BaseModel):
    """A message to all groups; an empty one takes it away."""

    model_config = _example(text="Осталось две минуты")

    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class DeviceBody(BaseModel):
    """The device that is to be connected."""

    model_config = _example(device_id="ABCDEF")

    device_id: Id


class TokenBody(BaseModel):
    """Where and with what to connect to the SFU."""

    url: str
    jwt: str


class QuestionState(BaseModel):
    """The question. `totals` for who leads and, once it is closed, for all; `mine` is my answer."""

    id: str
    text: str
    options: list[str]
    open: bool
    answered: int
    totals: list[int] | None
    mine: int | None


class GroupState(BaseModel):
    """A breakout group."""

    key: str
    name: str
    members: list[str]


class RecordingState(BaseModel):
    """The lesson is being recorded (`on`), or will be at `begins`; `by` started it."""

    by: str
    begins: datetime
    on: bool


class HandState(BaseModel):
    """A raised hand."""

    user_id: str
    at: datetime


class DoorState(BaseModel):
    """Whether the asker may come in now; `text` is a sentence for them where not."""

    state: Literal["enters", "waits", "refused"]
    code: str = ""
    text: str = ""


class LessonBody(BaseModel):
    """A lesson as the asker may see it. `waiting` are those whom who leads has to admit.

    `revision` grows with every change; the lesson's metadata on the SFU has it too.
    `recording_offered`: the asker may record it.
    """

    id: str
    room_id: str
    class_id: str
    title: str
    journal_id: str
    phase: Phase
    starts_at: datetime | None
    ends_at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    place: Place
    door: DoorState
    locked: bool
    floor: list[Source]
    given: dict[str, list[Source]]
    hands: list[HandState]
    question: QuestionState | None
    timer_until: datetime | None
    groups: list[GroupState]
    groups_until: datetime | None
    notice: str
    revision: int
    waiting: list[str] = []
    recording: RecordingState | None = None
    recording_failed: bool = False
    recording_offered: bool = False


class LessonsBody(BaseModel):
    """Lessons of a chat, newest first."""

    lessons: list[LessonBody]


class HereBody(BaseModel):
    """A chat and lessons: whether the asker leads them here, and the one that goes on."""

    leads: bool
    lesson: LessonBody | None


class TodayLesson(BaseModel):
    """The lesson of a row. `opens`: one can go in now.

    How many came and whether there is a recording (`recorded`), for who leads alone.
    """

    id: str
    room_id: str
    phase: Phase
    opens: bool
    came: int | None
    expected: int | None
    recorded: bool = False


class TodayRow(BaseModel):
    """An hour of the timetable, or a class without one (`number` 0).

    `begins` and `ends` are by the school's clock, `starts_at` and `ends_at` the same moments.
    """

    class_id: str
    title: str
    subject: str
    journal_id: str
    number: int
    begins: time | None
    ends: time | None
    starts_at: datetime | None
    ends_at: datetime | None
    room: str
    leads: bool
    lesson: TodayLesson | None


class TodayBody(BaseModel):
    """The day of somebody who teaches or learns."""

    rows: list[TodayRow]


class AttendanceLine(BaseModel):
    """One person in the register. `expected`: on the class list. No `joined`: was not there."""

    user_id: str | None
    person: str | None
    name: str
    place: Place
    expected: bool
    joined: datetime | None
    left: datetime | None
    here: bool
    present_seconds: int
    late_minutes: int


class AttendanceBody(BaseModel):
    """The register of a lesson, by name."""

    lesson_id: str
    begun_at: datetime | None
    ended_at: datetime | None
    lines: list[AttendanceLine]
