"""Bodies of the diary of a child."""

from datetime import date, datetime, time
from decimal import Decimal

from pydantic import BaseModel

from server.service.diary.marks import Attendance
from server.service.schema import example


class GradebookBody(BaseModel):
    """Where a child's diary comes from. `problem` is a sentence when it cannot be read now."""

    title: str
    linked: bool
    problem: str = ""


class ChildBody(BaseModel):
    """A child whose diary the asker may read; `me` when it is the asker."""

    model_config = example(
        person="p-104", name="Кузнецов Артём", class_title="9Б", me=False, gradebook=None
    )

    person: str
    name: str
    class_title: str
    me: bool
    gradebook: GradebookBody | None


class AttachmentBody(BaseModel):
    """A file of an assignment or an announcement."""

    id: str
    name: str


class AssignmentBody(BaseModel):
    """Homework, a test, an answer; `mark` as the register writes it, '' without one."""

    id: str
    kind: str
    text: str
    due: date
    mark: str
    number: int | None
    weight: float
    comment: str
    duty: bool
    homework: bool
    attachments: list[AttachmentBody]


class LessonBody(BaseModel):
    """One lesson; `teacher` is an account one may write to, where the school knows it."""

    number: int
    subject: str
    begins: time | None
    ends: time | None
    room: str
    teacher: str
    teacher_name: str
    assignments: list[AssignmentBody]


class DayBody(BaseModel):
    """A school day."""

    day: date
    lessons: list[LessonBody]


class WorkBody(BaseModel):
    """A work with the subject it belongs to."""

    subject: str
    assignment: AssignmentBody


class WeekBody(BaseModel):
    """A week of a diary, and the tests that are to come."""

    model_config = example(
        monday="2026-11-16",
        source="Сетевой Город",
        fetched_at="2026-11-18T05:05:00Z",
        days=[],
        works=[],
    )

    monday: date
    source: str
    fetched_at: datetime
    days: list[DayBody]
    works: list[WorkBody]


class PeriodBody(BaseModel):
    """A quarter or a term."""

    id: str
    title: str
    begins: date
    ends: date


class MarkBody(BaseModel):
    """A mark with its day."""

    day: date
    assignment: AssignmentBody


class SubjectBody(BaseModel):
    """A subject over a period; `average` has two decimals."""

    subject: str
    average: Decimal | None
    marks: list[MarkBody]


class ResultsBody(BaseModel):
    """Marks and averages of a period, and which periods there are."""

    periods: list[PeriodBody]
    period: PeriodBody
    source: str
    fetched_at: datetime
    subjects: list[SubjectBody]


class HomeworkBody(BaseModel):
    """Homework to come, and required works that are past their day."""

    source: str
    fetched_at: datetime
    homework: list[WorkBody]
    overdue: list[WorkBody]


class AbsenceBody(BaseModel):
    """A lesson that was missed (`missed`), or come to late."""

    day: date
    number: int
    subject: str
    why: Attendance
    missed: bool


class AbsencesBody(BaseModel):
    """Absences of a period."""

    periods: list[PeriodBody]
    period: PeriodBody
    source: str
    fetched_at: datetime
    absences: list[AbsenceBody]
