"""Announcements of a school as rows: who wrote them for whom, who has confirmed to have read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.school_core.notices import Addressees, Audience
from server.school_core.roster import ClassId, OrgId
from server.service.diary.tables import DiaryNotice, DiaryNoticeFile, DiaryNoticeRead

MOST = 100
OWN = "school:"
"""How the ids of the school's own begin; a register's begin otherwise."""


@dataclass(frozen=True, slots=True)
class BoardNotice:
    """An announcement of the school."""

    id: str
    to: Addressees
    title: str
    text: str
    author: str
    author_name: str
    posted_at: datetime
    due: date | None


def add(session: Session, notice: BoardNotice) -> None:
    """Keep a new one."""
    session.add(
        DiaryNotice(
            id=notice.id,
            org=notice.to.org,
            audience=notice.to.audience.value,
            classes=sorted(notice.to.classes),
            title=notice.title,
            text=notice.text,
            author=notice.author,
            author_name=notice.author_name,
            posted_at=notice.posted_at,
            due=notice.due,
        )
    )


def find(session: Session, notice: str) -> BoardNotice | None:
    """Return one by its id."""
    row = session.get(DiaryNotice, notice)
    return _notice(row) if row is not None else None


def remove(session: Session, notice: str) -> bool:
    """Forget one with its files and who has read it; False where it is gone already."""
    row = session.get(DiaryNotice, notice, with_for_update=True)
    if row is None:
        return False
    session.delete(row)
    for table in (DiaryNoticeFile, DiaryNoticeRead):
        session.execute(delete(table).where(table.notice == notice))
    return True


def of_schools(session: Session, orgs: Sequence[str]) -> tuple[BoardNotice, ...]:
    """Return those of some schools, newest first; far more than anybody is shown."""
    rows = session.scalars(
        select(DiaryNotice)
        .where(DiaryNotice.org.in_(orgs))
        .order_by(DiaryNotice.posted_at.desc())
        .limit(MOST * 10)
    )
    return tuple(map(_notice, rows))


def confirm(session: Session, notice: str, user_id: str, *, now: datetime) -> None:
    """Note that somebody has read one; a second time changes nothing."""
    if session.get(DiaryNoticeRead, (notice, user_id)) is None:
        session.add(DiaryNoticeRead(notice=notice, user_id=user_id, read_at=now))


def read_by(session: Session, user_id: str, notices: Sequence[str]) -> dict[str, datetime]:
    """Return which of these somebody has confirmed, and when."""
    rows = session.scalars(
        select(DiaryNoticeRead).where(
            DiaryNoticeRead.user_id == user_id, DiaryNoticeRead.notice.in_(notices)
        )
    )
    return {one.notice: one.read_at for one in rows}


def readers(session: Session, notice: str) -> dict[str, datetime]:
    """Return who has confirmed one, and when."""
    rows = session.scalars(select(DiaryNoticeRead).where(DiaryNoticeRead.notice == notice))
    return {one.user_id: one.read_at for one in rows}


def due_between(session: Session, first: date, last: date) -> tuple[BoardNotice, ...]:
    """Return those with a deadline within these days of which nobody was reminded yet."""
    rows = session.scalars(
        select(DiaryNotice).where(
            DiaryNotice.due >= first, DiaryNotice.due <= last, DiaryNotice.reminded_at.is_(None)
        )
    )
    return tuple(map(_notice, rows))


def note_reminded(session: Session, notice: str, *, now: datetime) -> bool:
    """Note that people were reminded; False where another process was first."""
    row = session.get(DiaryNotice, notice, with_for_update=True)
    if row is None or row.reminded_at is not None:
        return False
    row.reminded_at = now
    return True


def _notice(row: DiaryNotice) -> BoardNotice:
    classes = frozenset(ClassId(one) for one in row.classes)
    to = Addressees(OrgId(row.org), Audience(row.audience), classes)
    return BoardNotice(
        row.id, to, row.title, row.text, row.author, row.author_name, row.posted_at, row.due
    )
