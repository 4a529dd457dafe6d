"""Reading and writing the diary's tables; each function is one unit of work or a part of one."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from server.service.database import Base
from server.service.diary.gradebook import Gradebook, LineItem, Result, Slot
from server.service.diary.oneroster import Change, GradebookExport
from server.service.diary.tables import (
    DiaryKind,
    DiaryLineItem,
    DiaryLink,
    DiaryPeriod,
    DiaryRegister,
    DiaryResult,
    DiarySeen,
    DiarySlot,
)
from server.service.diary.values import Period

T = TypeVar("T")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Link:
    """A child's diary in a register."""

    child: str
    register: str
    student: int
    secret: bytes
    linked_by: str
    linked_at: datetime
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """An outside register."""

    id: str
    title: str
    url: str
    school: int
    logins_of: str | None = None


# --------------------------------------------------------------------------- the own gradebook


def kinds(session: Session, org: str) -> Mapping[str, tuple[str, float]]:
    """The categories a school has told, by id."""
    rows = session.scalars(select(DiaryKind).where(DiaryKind.org == org))
    return {row.id: (row.title, row.weight) for row in rows}


def take_export(session: Session, org: str, export: GradebookExport) -> frozenset[str]:
    """Write an export; return the pupils who have a mark that was not there before.

    The first export of a school is no news to anybody.
    """
    _take(
        session,
        DiaryKind,
        org,
        export.kinds,
        lambda one: {"id": one.id, "title": one.title, "weight": one.weight},
    )
    _take(
        session,
        DiaryPeriod,
        org,
        export.periods,
        lambda one: {"id": one.id, "title": one.title, "begins": one.begins, "ends": one.ends},
    )
    _take(
        session,
        DiaryLineItem,
        org,
        export.line_items,
        lambda one: {
            "id": one.id,
            "school_class": one.school_class,
            "title": one.title,
            "text": one.text,
            "due": one.due,
            "kind": one.kind,
            "weight": one.weight,
            "duty": one.duty,
            "lesson": one.lesson,
        },
    )
    known = dict(
        session.execute(
            select(DiaryResult.id, DiaryResult.mark).where(DiaryResult.org == org)
        ).all()
    )
    fresh = frozenset(
        one.student
        for one in export.results.rows
        if known and one.mark and known.get(one.id, "") != one.mark
    )
    _take(
        session,
        DiaryResult,
        org,
        export.results,
        lambda one: {
            "id": one.id,
            "line_item": one.line_item,
            "student": one.student,
            "mark": one.mark,
            "comment": one.comment,
        },
    )
    if export.slots.whole:
        session.execute(delete(DiarySlot).where(DiarySlot.org == org))
        _insert(
            session,
            DiarySlot,
            (
                {
                    "org": org,
                    "school_class": one.school_class,
                    "weekday": one.weekday,
                    "number": one.number,
                    "begins": one.begins,
                    "ends": one.ends,
                    "room": one.room,
                }
                for one in export.slots.rows
            ),
        )
    return fresh


def has_gradebook(session: Session, classes: Collection[str]) -> bool:
    """Whether the school has told anything about one of these classes."""
    for table in (DiaryLineItem, DiarySlot):
        if session.execute(
            select(table.school_class).where(table.school_class.in_(classes)).limit(1)
        ).first():
            return True
    return False


def gradebook(
    session: Session,
    classes: Collection[str],
    begins: date,
    ends: date,
    *,
    students: Collection[str],
) -> Gradebook:
    """What stands for some classes and pupils between two days, the timetable with it."""
    items = session.scalars(
        select(DiaryLineItem).where(
            DiaryLineItem.school_class.in_(classes),
            DiaryLineItem.due >= begins,
            DiaryLineItem.due <= ends,
        )
    )
    line_items = tuple(
        LineItem(
            one.id,
            one.school_class,
            one.title,
            one.due,
            one.kind,
            one.weight,
            one.text,
            one.duty,
            one.lesson,
        )
        for one in items
    )
    found = session.scalars(
        select(DiaryResult)
        .join(
            DiaryLineItem,
            (DiaryLineItem.id == DiaryResult.line_item) & (DiaryLineItem.org == DiaryResult.org),
        )
        .where(
            DiaryResult.student.in_(students),
            DiaryLineItem.school_class.in_(classes),
            DiaryLineItem.due >= begins,
            DiaryLineItem.due <= ends,
        )
    )
    results = tuple(
        Result(one.id, one.line_item, one.student, one.mark, one.comment) for one in found
    )
    rows = session.scalars(
        select(DiarySlot)
        .where(DiarySlot.school_class.in_(classes))
        .order_by(DiarySlot.weekday, DiarySlot.number, DiarySlot.number_of_row)
    )
    slots = tuple(
        Slot(one.school_class, one.weekday, one.number, one.begins, one.ends, one.room)
        for one in rows
    )
    return Gradebook(line_items, results, slots)


def periods(session: Session, org: str) -> tuple[Period, ...]:
    """The periods a school has told, in order."""
    rows = session.scalars(
        select(DiaryPeriod).where(DiaryPeriod.org == org).order_by(DiaryPeriod.begins)
    )
    return tuple(Period(one.id, one.title, one.begins, one.ends) for one in rows)


# ------------------------------------------------------------------------------------ registers


def registers(session: Session) -> tuple[Register, ...]:
    """Every register that families may link."""
    rows = session.scalars(select(DiaryRegister).order_by(DiaryRegister.title))
    return tuple(Register(one.id, one.title, one.url, one.school, one.logins_of) for one in rows)


def put_register(session: Session, register: Register) -> None:
    """Add or change a register."""
    session.merge(
        DiaryRegister(
            id=register.id,
            title=register.title,
            url=register.url,
            school=register.school,
            logins_of=register.logins_of,
        )
    )


def links(session: Session, children: Collection[str] | None = None) -> tuple[Link, ...]:
    """The links of some children, or all."""
    query = select(DiaryLink).order_by(DiaryLink.child)
    if children is not None:
        query = query.where(DiaryLink.child.in_(children))
    return tuple(
        Link(
            one.child,
            one.register,
            one.student,
            one.secret,
            one.linked_by,
            one.linked_at,
            one.refused,
        )
        for one in session.scalars(query)
    )


def put_link(session: Session, link: Link) -> None:
    """Link a child, in place of whatever was linked."""
    session.execute(delete(DiarySeen).where(DiarySeen.child == link.child))
    session.merge(
        DiaryLink(
            child=link.child,
            register=link.register,
            student=link.student,
            secret=link.secret,
            linked_by=link.linked_by,
            linked_at=link.linked_at,
            refused=link.refused,
        )
    )


def drop_link(session: Session, child: str) -> bool:
    """Forget the sign-in of a child's register; whether there was one."""
    session.execute(delete(DiarySeen).where(DiarySeen.child == child))
    row = session.get(DiaryLink, child)
    if row is not None:
        session.delete(row)
    return row is not None


def note_refusal(session: Session, child: str, text: str) -> None:
    """Remember that the register refused, so that nobody tries the same password again."""
    row = session.get(DiaryLink, child)
    if row is not None:
        row.refused = text


def see_works(session: Session, child: str, works: Collection[str]) -> bool:
    """Note which works have a mark; whether there is a new one since the last look."""
    row = session.get(DiarySeen, child)
    known = set(json.loads(row.works)) if row else set(works)
    session.merge(DiarySeen(child=child, works=json.dumps(sorted(works))))
    return bool(set(works) - known)


# -------------------------------------------------------------------------------------- helpers


def _take(
    session: Session,
    table: type[DiaryKind] | type[DiaryPeriod] | type[DiaryLineItem] | type[DiaryResult],
    org: str,
    change: Change[T],
    columns: Callable[[T], Mapping[str, object]],
) -> None:
    rows = [{"org": org, **columns(one)} for one in change.rows]
    if change.whole:
        session.execute(delete(table).where(table.org == org))
    else:
        gone = [*change.gone, *(str(row["id"]) for row in rows)]
        for ids in _chunks(gone):
            session.execute(delete(table).where(table.org == org, table.id.in_(ids)))
    _insert(session, table, rows)


def _insert(session: Session, table: type[Base], rows: Iterable[Mapping[str, object]]) -> None:
    rows = list(rows)
    if rows:
        session.execute(insert(table), rows)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
