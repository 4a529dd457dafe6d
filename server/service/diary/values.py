"""A diary as every gradebook delivers it: days of lessons, each with its assignments.

The shape is that of the Russian registers: homework, tests and answers alike are assignments of a
lesson, and a mark stands on its assignment. Averages, absences and debts are derived from it in
`marks.py`, so that every gradebook counts alike.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an assignment or an announcement; `id` is the gradebook's own."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """Homework, a test, an answer. `mark` is as the register writes it («5», «4-», «Б»), or empty.

    `kind` is the register's name of it («Контрольная работа»); `duty` means that without this work
    no average is valid, so that past its day it is a debt.
    """

    id: str
    kind: str
    text: str
    due: date
    mark: str = ""
    weight: float = 1.0
    comment: str = ""
    duty: bool = False
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of a day. Times are the school's wall clock; None where the gradebook has none."""

    number: int
    subject: str
    begins: time | None = None
    ends: time | None = None
    room: str = ""
    teacher: str = ""
    """Person id where the gradebook knows it."""
    assignments: tuple[Assignment, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A school day with its lessons in order."""

    day: date
    lessons: tuple[Lesson, ...] = ()


@dataclass(frozen=True, slots=True)
class Debt:
    """An assignment past its day, with the subject it belongs to."""

    subject: str
    assignment: Assignment


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter, a half-year or a term; both days belong to it."""

    id: str
    title: str
    begins: date
    ends: date

    def holds(self, day: date) -> bool:
        """Whether a day belongs to it."""
        return self.begins <= day <= self.ends


@dataclass(frozen=True, slots=True)
class Announcement:
    """A notice of the school: plain text, whatever markup it came with."""

    id: str
    title: str
    text: str
    posted: datetime
    author: str = ""
    attachments: tuple[Attachment, ...] = field(default_factory=tuple)
    due: date | None = None
