"""What is counted from a diary: averages, absences, debts, works to come. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from server.service.diary.values import Assignment, Day, Debt, Lesson, Period

HOMEWORK = "Домашнее задание"
_IN_CLASS = frozenset({HOMEWORK, "Ответ на уроке", "Работа на уроке", "Срез знаний"})
_MARK = re.compile(r"^([1-5])\s*([+-]?)$")


class Attendance(Enum):
    """Why a pupil was not there, by the codes of the registers."""

    EXCUSED = "УП"
    ILL = "Б"
    TRUANT = "НП"
    ABSENT = "ОТ"
    LATE = "ОП"
    RELEASED = "ОСВ"

    @property
    def missed(self) -> bool:
        """Whether the lesson was missed; who came late or sat it out was there."""
        return self not in {Attendance.LATE, Attendance.RELEASED}


@dataclass(frozen=True, slots=True)
class SubjectResult:
    """One subject over a stretch of days. `average` has two decimals, None without marks."""

    subject: str
    marks: tuple[tuple[date, Assignment], ...]
    average: Decimal | None


@dataclass(frozen=True, slots=True)
class Absence:
    """A lesson that was missed, or come to late."""

    day: date
    number: int
    subject: str
    why: Attendance


@dataclass(frozen=True, slots=True)
class Work:
    """A test or project that is still to come."""

    subject: str
    assignment: Assignment


def number_of(mark: str) -> int | None:
    """Return the number of a five-point mark («4-» is a four); None for anything else."""
    found = _MARK.match(mark.strip())
    return int(found[1]) if found else None


def attendance_of(mark: str) -> Attendance | None:
    """Return what a special mark says about attendance."""
    try:
        return Attendance(mark.strip().upper())
    except ValueError:
        return None


def average(marked: Iterable[Assignment]) -> Decimal | None:
    """Return the weighted average to two decimals, halves up; None where nothing counts."""
    total = weights = Decimal(0)
    for one in marked:
        number = number_of(one.mark)
        if number is not None and one.weight > 0:
            weight = Decimal(str(one.weight))
            total += number * weight
            weights += weight
    if not weights:
        return None
    return (total / weights).quantize(Decimal("0.01"), ROUND_HALF_UP)


def results(days: Iterable[Day]) -> tuple[SubjectResult, ...]:
    """Return the marks and the average of every subject that was taught, by name."""
    found: dict[str, list[tuple[date, Assignment]]] = defaultdict(list)
    for day, lesson in _lessons(days):
        found[lesson.subject] += (
            (day, one) for one in lesson.assignments if number_of(one.mark) is not None
        )
    return tuple(
        SubjectResult(subject, tuple(marks), average(one for _, one in marks))
        for subject, marks in sorted(found.items())
    )


def absences(days: Iterable[Day]) -> tuple[Absence, ...]:
    """Return every lesson with a special mark, one entry a lesson."""
    return tuple(
        Absence(day, lesson.number, lesson.subject, why)
        for day, lesson in _lessons(days)
        if (why := _attendance(lesson)) is not None
    )


def debts(days: Iterable[Day], today: date) -> tuple[Debt, ...]:
    """Return the required works whose day has passed without a mark, oldest first."""
    found = (
        Debt(lesson.subject, one)
        for _, lesson in _lessons(days)
        for one in lesson.assignments
        if one.duty and not one.mark and one.due < today
    )
    return tuple(sorted(found, key=lambda debt: (debt.assignment.due, debt.subject)))


def works_to_come(days: Iterable[Day], today: date) -> tuple[Work, ...]:
    """Return the tests and projects from today on, soonest first; homework is none."""
    found = (
        Work(lesson.subject, one)
        for _, lesson in _lessons(days)
        for one in lesson.assignments
        if one.kind not in _IN_CLASS and not one.mark and one.due >= today
    )
    return tuple(sorted(found, key=lambda work: (work.assignment.due, work.subject)))


def quarters(today: date) -> tuple[Period, ...]:
    """Return the four quarters of the school year around a day, where the school told none."""
    year = today.year if today.month >= 8 else today.year - 1
    spans = (
        (date(year, 9, 1), date(year, 10, 31)),
        (date(year, 11, 1), date(year, 12, 31)),
        (date(year + 1, 1, 1), date(year + 1, 3, 31)),
        (date(year + 1, 4, 1), date(year + 1, 5, 31)),
    )
    return tuple(
        Period(f"{year}-q{number}", f"{number} четверть", *span)
        for number, span in enumerate(spans, 1)
    )


def period_at(periods: Iterable[Period], day: date) -> Period | None:
    """Return the shortest period that holds a day, else the last that began before it."""
    known = sorted(periods, key=lambda period: period.begins)
    inside = [period for period in known if period.holds(day)]
    if inside:
        return min(inside, key=lambda period: period.ends - period.begins)
    before = [period for period in known if period.begins <= day]
    return before[-1] if before else (known[0] if known else None)


def _lessons(days: Iterable[Day]) -> Iterator[tuple[date, Lesson]]:
    for day in sorted(days, key=lambda day: day.day):
        for lesson in day.lessons:
            yield day.day, lesson


def _attendance(lesson: Lesson) -> Attendance | None:
    codes = (attendance_of(one.mark) for one in lesson.assignments)
    return next((code for code in codes if code is not None), None)
