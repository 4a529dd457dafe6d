"""Bodies of the journal of a group, for staff."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from server.service.diary.schemas import PeriodBody


class GroupBody(BaseModel):
    """A class or subject group whose journal the asker may read."""

    id: str
    title: str
    homeroom: str
    subject: str
    teachers: list[str]
    grade: int | None


class GroupsBody(BaseModel):
    """What the filters of the journal offer; `current` is the period of today."""

    groups: list[GroupBody]
    periods: list[PeriodBody]
    current: str


class JournalCell(BaseModel):
    """A mark in the journal."""

    work: str
    mark: str
    comment: str


class JournalRow(BaseModel):
    """A pupil's row; `average` has two decimals."""

    person: str
    name: str
    average: Decimal | None
    cells: list[JournalCell]


class JournalColumn(BaseModel):
    """A work of the class."""

    work: str
    day: date
    kind: str
    text: str
    weight: float


class JournalBody(BaseModel):
    """The journal of a group over a period."""

    group: GroupBody
    period: PeriodBody
    columns: list[JournalColumn]
    rows: list[JournalRow]


class TakenBody(BaseModel):
    """A gradebook export that was taken."""

    line_items: int
    results: int
    slots: int
    periods: int
