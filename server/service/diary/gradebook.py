"""The school's own gradebook (OneRoster: line items and results) as the diary of a pupil.

OneRoster knows works and marks but no timetable: a lesson is where the school's timetable has one,
or where a work is due.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from server.service.diary.values import Assignment, Day, Lesson, Period

NO_NUMBER = 0


@dataclass(frozen=True, slots=True)
class LineItem:
    """A work of a class: homework, a test. `lesson` is its place in the day, 0 where unknown."""

    id: str
    school_class: str
    title: str
    due: date
    kind: str = ""
    weight: float = 1.0
    text: str = ""
    duty: bool = False
    lesson: int = NO_NUMBER


@dataclass(frozen=True, slots=True)
class Result:
    """What a pupil has for a work: the mark as it is written, or a special mark."""

    id: str
    line_item: str
    student: str
    mark: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """A lesson of the weekly timetable; `weekday` is 1 … 7, Monday first."""

    school_class: str
    weekday: int
    number: int
    begins: time | None = None
    ends: time | None = None
    room: str = ""


@dataclass(frozen=True, slots=True)
class Gradebook:
    """Everything a diary is made of, for some classes and days."""

    line_items: tuple[LineItem, ...] = ()
    results: tuple[Result, ...] = ()
    slots: tuple[Slot, ...] = ()
    periods: tuple[Period, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Group:
    """What a class teaches and who teaches it."""

    subject: str
    teacher: str = ""


def diary_days(
    gradebook: Gradebook,
    groups: Mapping[str, Group],
    begins: date,
    ends: date,
    *,
    student: str,
) -> tuple[Day, ...]:
    """Return the days of a pupil who learns in `groups`; days without lessons are left out."""
    marks = {one.line_item: one for one in gradebook.results if one.student == student}
    due: dict[tuple[date, str], list[LineItem]] = defaultdict(list)
    for item in gradebook.line_items:
        if item.school_class in groups and begins <= item.due <= ends:
            due[item.due, item.school_class].append(item)
    days = []
    for day in (begins + timedelta(days=n) for n in range((ends - begins).days + 1)):
        lessons = list(_lessons(day, gradebook.slots, groups, due, marks))
        if lessons:
            days.append(Day(day, tuple(lessons)))
    return tuple(days)


def _lessons(
    day: date,
    slots: Iterable[Slot],
    groups: Mapping[str, Group],
    due: Mapping[tuple[date, str], list[LineItem]],
    marks: Mapping[str, Result],
) -> Iterable[Lesson]:
    todays = sorted(
        (one for one in slots if one.weekday == day.isoweekday() and one.school_class in groups),
        key=lambda slot: slot.number,
    )
    planned = {one.school_class for one in todays}
    number = max((one.number for one in todays), default=0)
    told: set[str] = set()
    for slot in todays:
        # A double lesson shows a work once, in the hour the gradebook names or in the first.
        items = [
            item
            for item in due.get((day, slot.school_class), ())
            if item.id not in told and item.lesson in (NO_NUMBER, slot.number)
        ]
        told |= {item.id for item in items}
        group = groups[slot.school_class]
        yield Lesson(
            slot.number,
            group.subject,
            slot.begins,
            slot.ends,
            slot.room,
            group.teacher,
            tuple(_assignment(item, marks.get(item.id)) for item in items),
        )
    for school_class in sorted(groups, key=lambda one: (groups[one].subject, one)):
        items = [item for item in due.get((day, school_class), ()) if item.id not in told]
        if items:
            number += 1
            group = groups[school_class]
            place = items[0].lesson if school_class not in planned and items[0].lesson else number
            yield Lesson(
                place,
                group.subject,
                teacher=group.teacher,
                assignments=tuple(_assignment(item, marks.get(item.id)) for item in items),
            )


def _assignment(item: LineItem, result: Result | None) -> Assignment:
    return Assignment(
        item.id,
        item.kind or "Задание",
        # A title that only repeats the kind says nothing about the task.
        item.text or (item.title if item.title != item.kind else ""),
        item.due,
        result.mark if result else "",
        item.weight,
        result.comment if result else "",
        item.duty,
    )
