"""Recordings in the database. What everybody in the lesson is told is written along with them."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from server.service.lessons import repository as lessons
from server.service.lessons.board import Recorded
from server.service.lessons.lesson import Lesson
from server.service.recordings.recording import OPEN, Recording, State
from server.service.recordings.tables import RecordingRow

_OPEN = [state.value for state in OPEN]
_NAMES = [one.name for one in fields(Recording)]


def get(session: Session, recording_id: str) -> Recording | None:
    """A recording by its id."""
    row = session.get(RecordingRow, recording_id)
    return _value(row) if row else None


def put(session: Session, one: Recording) -> None:
    """Write a recording, and into its lesson's board what those inside are told of it."""
    values = {name: getattr(one, name) for name in _NAMES} | {"state": one.state.value}
    session.merge(RecordingRow(**values))
    session.flush()
    lessons.change(session, one.lesson_id, lambda lesson: _told(lesson, one))


def drop(session: Session, one: Recording) -> None:
    """Forget a recording that never began."""
    session.execute(delete(RecordingRow).where(RecordingRow.id == one.id))
    lessons.change(session, one.lesson_id, lambda lesson: _recorded(lesson, None))


def open_of(session: Session, lesson_id: str) -> Recording | None:
    """The recording of a lesson that is on its way; there is one at most."""
    query = select(RecordingRow).where(RecordingRow.lesson_id == lesson_id)
    row = session.scalars(query.where(RecordingRow.state.in_(_OPEN))).first()
    return _value(row) if row else None


def count(session: Session, lesson_id: str) -> int:
    """How many recordings a lesson has had."""
    query = select(func.count()).where(RecordingRow.lesson_id == lesson_id)
    return session.scalar(query) or 0


def has_film(session: Session, lesson_id: str) -> bool:
    """Whether there is a file of a lesson."""
    query = select(RecordingRow.id).where(RecordingRow.lesson_id == lesson_id)
    return session.scalar(query.where(RecordingRow.state == State.READY.value).limit(1)) is not None


def on_the_way(session: Session) -> tuple[Recording, ...]:
    """Every recording that has not ended."""
    rows = session.scalars(select(RecordingRow).where(RecordingRow.state.in_(_OPEN)))
    return tuple(map(_value, rows))


def ready(
    session: Session, orgs: Collection[str] | None, *, lesson_id: str = ""
) -> tuple[tuple[Recording, Lesson], ...]:
    """The recordings with a file and their lessons, newest first; None: of every school."""
    query = select(RecordingRow).where(RecordingRow.state == State.READY.value)
    if orgs is not None:
        query = query.where(RecordingRow.org.in_(orgs))
    if lesson_id:
        query = query.where(RecordingRow.lesson_id == lesson_id)
    rows = session.scalars(query.order_by(RecordingRow.begins.desc()))
    found = ((_value(row), lessons.get(session, row.lesson_id)) for row in rows)
    return tuple((one, lesson) for one, lesson in found if lesson is not None)


def wanted(session: Session, names: Collection[str]) -> frozenset[str]:
    """Those of these ids whose recording has a file, or is on its way."""
    kept = [*_OPEN, State.READY.value]
    query = select(RecordingRow.id).where(RecordingRow.state.in_(kept))
    return frozenset(names) & frozenset(session.scalars(query))


def older(session: Session, org: str, before: datetime) -> tuple[Recording, ...]:
    """A school's recordings whose file is older than that."""
    query = select(RecordingRow).where(
        RecordingRow.org == org,
        RecordingRow.state == State.READY.value,
        RecordingRow.ended < before,
    )
    return tuple(map(_value, session.scalars(query)))


def orgs(session: Session) -> tuple[str, ...]:
    """The schools that have recordings with a file."""
    query = select(RecordingRow.org).where(RecordingRow.state == State.READY.value)
    return tuple(session.scalars(query.distinct()))


def _told(lesson: Lesson, one: Recording) -> Lesson:
    if one.state not in OPEN:
        after = _recorded(lesson, None) if lesson.board.recording else lesson
        if one.state is State.FAILED and lesson.board.recording:
            board = after.board.model_copy(update={"recording_failed": True})
            return replace(after, board=board)
        return after
    on = one.state in {State.RUNNING, State.STOPPING}
    return _recorded(lesson, Recorded(by=one.by, begins=one.begins, on=on))


def _recorded(lesson: Lesson, told: Recorded | None) -> Lesson:
    update = {"recording": told, "recording_failed": False}
    return replace(lesson, board=lesson.board.model_copy(update=update))


def _value(row: RecordingRow) -> Recording:
    values = {name: getattr(row, name) for name in _NAMES}
    return Recording(**values | {"state": State(row.state)})
