"""Values of the diary as bodies, and gradebook trouble as problems."""

from collections.abc import Mapping
from typing import NoReturn

from server.service.diary import marks
from server.service.diary.marks import HOMEWORK, SubjectResult, Work
from server.service.diary.schemas import (
    AssignmentBody,
    AttachmentBody,
    DayBody,
    LessonBody,
    MarkBody,
    PeriodBody,
    SubjectBody,
    WorkBody,
)
from server.service.diary.source import (
    GradebookError,
    GradebookRefused,
    NoGradebook,
)
from server.service.diary.values import Assignment, Attachment, Day, Debt, Period
from server.service.problems import Problem

Teacher = tuple[str, str]
"""(account, name) of a teacher one may write to."""


def gradebook_problem(error: GradebookError) -> NoReturn:
    """Raise what a client is told about a gradebook that did not answer."""
    match error:
        case NoGradebook():
            raise Problem(404, "no_gradebook", error.text) from None
        case GradebookRefused():
            raise Problem(409, "gradebook_refused", error.text) from None
        case _:
            raise Problem(503, "gradebook_down", error.text) from None


def attachment(one: Attachment) -> AttachmentBody:
    """A file."""
    return AttachmentBody(id=one.id, name=one.name)


def assignment(one: Assignment) -> AssignmentBody:
    """A work with its mark."""
    return AssignmentBody(
        id=one.id,
        kind=one.kind,
        text=one.text,
        due=one.due,
        mark=one.mark,
        number=marks.number_of(one.mark),
        weight=one.weight,
        comment=one.comment,
        duty=one.duty,
        homework=one.kind == HOMEWORK,
        attachments=[attachment(file) for file in one.attachments],
    )


def day(one: Day, teachers: Mapping[str, Teacher]) -> DayBody:
    """A day; `teachers` is by subject."""
    return DayBody(
        day=one.day,
        lessons=[
            LessonBody(
                number=lesson.number,
                subject=lesson.subject,
                begins=lesson.begins,
                ends=lesson.ends,
                room=lesson.room,
                teacher=teachers.get(lesson.subject, ("", ""))[0],
                teacher_name=teachers.get(lesson.subject, ("", ""))[1],
                assignments=[assignment(each) for each in lesson.assignments],
            )
            for lesson in one.lessons
        ],
    )


def period(one: Period) -> PeriodBody:
    """A period."""
    return PeriodBody(id=one.id, title=one.title, begins=one.begins, ends=one.ends)


def subject(one: SubjectResult) -> SubjectBody:
    """A subject over a period."""
    return SubjectBody(
        subject=one.subject,
        average=one.average,
        marks=[MarkBody(day=when, assignment=assignment(each)) for when, each in one.marks],
    )


def work(one: Work | Debt) -> WorkBody:
    """A work with its subject."""
    return WorkBody(subject=one.subject, assignment=assignment(one.assignment))
