"""A child's diary as the school service tells it: lessons, marks, homework, absences."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import Enum

from app.domain.ids import PersonId, UserId


@dataclass(frozen=True, slots=True)
class Child:
    """Somebody whose diary I may read. `source` is '' while no gradebook is linked.

    `problem` is a sentence of the gradebook when it does not let us in.
    """

    person: PersonId
    name: str
    class_title: str = ""
    me: bool = False
    source: str = ""
    linked: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a task."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Homework, a test, an answer. `number` is the mark as a number, None for «Б», «УП»…"""

    id: str
    kind: str
    text: str
    due: date
    mark: str = ""
    number: int | None = None
    weight: float = 1.0
    comment: str = ""
    duty: bool = False
    homework: bool = False
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson; `teacher` is an account one may write to, where the school knows it."""

    number: int
    subject: str
    begins: time | None = None
    ends: time | None = None
    room: str = ""
    teacher: UserId | None = None
    teacher_name: str = ""
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A school day."""

    day: date
    lessons: tuple[Lesson, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """A work with the subject it belongs to."""

    subject: str
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class Week:
    """A week, and the tests that are to come."""

    monday: date
    source: str
    fetched_at: datetime
    days: tuple[Day, ...] = ()
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter or a term."""

    id: str
    title: str
    begins: date
    ends: date


@dataclass(frozen=True, slots=True)
class SubjectResult:
    """A subject over a period: marks with their days, and the weighted average."""

    subject: str
    average: float | None = None
    marks: tuple[tuple[date, Assignment], ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """Marks and averages of a period."""

    periods: tuple[Period, ...]
    period: Period
    subjects: tuple[SubjectResult, ...] = ()


class Attendance(Enum):
    """Why a pupil was not there, by the codes of the registers."""

    EXCUSED = "УП"
    ILL = "Б"
    TRUANT = "НП"
    ABSENT = "ОТ"
    LATE = "ОП"
    RELEASED = "ОСВ"


@dataclass(frozen=True, slots=True)
class Absence:
    """A lesson that was missed, or come to late."""

    day: date
    number: int
    subject: str
    why: Attendance
    missed: bool


@dataclass(frozen=True, slots=True)
class Absences:
    """Absences of a period."""

    periods: tuple[Period, ...]
    period: Period
    absences: tuple[Absence, ...] = ()


@dataclass(frozen=True, slots=True)
class Homework:
    """Homework to come, and required works that are past their day."""

    homework: tuple[Work, ...] = ()
    overdue: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """A notice of the school; `read_at` is when I confirmed it."""

    id: str
    title: str
    text: str
    author: str
    posted_at: datetime
    read_at: datetime | None = None
    attachments: tuple[Attachment, ...] = field(default_factory=tuple)
    due: date | None = None


@dataclass(frozen=True, slots=True)
class JournalGroup:
    """A class or subject group whose journal I may read; teachers by name."""

    id: str
    title: str
    subject: str = ""
    teachers: tuple[str, ...] = ()
    grade: int | None = None


@dataclass(frozen=True, slots=True)
class JournalGroups:
    """What the filters of the journal offer; `current` is the period of today."""

    groups: tuple[JournalGroup, ...] = ()
    periods: tuple[Period, ...] = ()
    current: str = ""


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of a group over a period: each pupil with marks and average.

    `works` are what was given, by day; marks in `rows` name them by id.
    """

    title: str
    period: Period
    rows: tuple[SubjectResult, ...] = ()
    works: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """An outside gradebook that a family may link."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class LinkOutcome:
    """Linked; or the account has several children and `students` says which (id, name)."""

    linked: bool
    students: tuple[tuple[int, str], ...] = ()
