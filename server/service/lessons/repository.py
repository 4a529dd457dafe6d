"""Lessons in the database: every change of one is read, made and written in one transaction."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.school_core.attendance import Stay
from server.school_core.lessons import Phase
from server.service.lessons.board import Board
from server.service.lessons.lesson import EndReason, Lesson
from server.service.lessons.tables import LessonRow, SeatRow, StayRow

Change = Callable[[Lesson], Lesson]

MOST_SEATS = 40
"""Devices with which one person may come to one lesson; a browser is a new one each time."""
_ABOUT = timedelta(seconds=15)
_RUNNING = (Phase.WAITING.value, Phase.LIVE.value)


def add(session: Session, lesson: Lesson) -> None:
    """Write a new lesson."""
    row = LessonRow(id=lesson.id, created=lesson.created)
    _fill(row, lesson)
    session.add(row)


def get(session: Session, lesson_id: str) -> Lesson | None:
    """A lesson by its id."""
    row = session.get(LessonRow, lesson_id)
    return _value(row) if row else None


def change(session: Session, lesson_id: str, how: Change) -> Lesson | None:
    """Change a lesson by a pure function; gives it as it is then."""
    row = session.get(LessonRow, lesson_id, with_for_update=True)
    if row is None:
        return None
    before = _value(row)
    after = how(before)
    if after != before:
        if after.told_otherwise(before):
            after = replace(after, revision=before.revision + 1)
        _fill(row, after)
    return after


def running(session: Session, room_id: str) -> Lesson | None:
    """The lesson that goes on in a chat, if one does."""
    query = select(LessonRow).where(LessonRow.room_id == room_id, LessonRow.phase.in_(_RUNNING))
    row = session.scalars(query.order_by(LessonRow.created.desc())).first()
    return _value(row) if row else None


def planned(session: Session, room_id: str) -> tuple[Lesson, ...]:
    """The lessons of a chat that have not begun, the next one first."""
    query = select(LessonRow).where(
        LessonRow.room_id == room_id, LessonRow.phase == Phase.PLANNED.value
    )
    return tuple(_value(row) for row in session.scalars(query.order_by(LessonRow.due)))


def of_room(session: Session, room_id: str, *, limit: int = 50) -> tuple[Lesson, ...]:
    """The newest lessons of a chat, newest first."""
    query = select(LessonRow).where(LessonRow.room_id == room_id)
    rows = session.scalars(query.order_by(LessonRow.created.desc()).limit(limit))
    return tuple(_value(row) for row in rows)


def of_classes(
    session: Session, classes: Collection[str], begins: datetime, ends: datetime
) -> tuple[Lesson, ...]:
    """The lessons of some classes that are due, or were made, in a span, or go on; oldest first."""
    at = func.coalesce(LessonRow.due, LessonRow.created)
    within = LessonRow.phase.in_(_RUNNING) | ((at >= begins) & (at < ends))
    query = select(LessonRow).where(LessonRow.class_id.in_(classes), within)
    return tuple(_value(row) for row in session.scalars(query.order_by(LessonRow.created)))


def to_watch(session: Session) -> tuple[str, ...]:
    """Ids of the lessons that go on, and of those that ended but may have left rooms behind."""
    on = select(LessonRow.id).where(LessonRow.phase.in_(_RUNNING))
    left = select(LessonRow.id).where(
        LessonRow.phase == Phase.ENDED.value, LessonRow.closed.is_(False)
    )
    return tuple(session.scalars(on)) + tuple(session.scalars(left))


def of_sfu_room(session: Session, room: str) -> str | None:
    """The id of the running lesson to which a room on the SFU belongs."""
    on = select(LessonRow).where(LessonRow.phase.in_(_RUNNING))
    row = session.scalars(on.where(LessonRow.sfu_room == room)).first()
    if row is None:  # a breakout group's room, or none of ours
        row = next((one for one in session.scalars(on) if room in _value(one).rooms), None)
    return row.id if row else None


def seat(session: Session, lesson_id: str, identity: str, user_id: str) -> bool:
    """Note whose connection an identity will be; False where a person has used up their devices."""
    if session.get(SeatRow, (lesson_id, identity)) is None:
        own = select(func.count()).where(SeatRow.lesson_id == lesson_id, SeatRow.user_id == user_id)
        if (session.scalar(own) or 0) >= MOST_SEATS:
            return False
        session.add(SeatRow(lesson_id=lesson_id, identity=identity, user_id=user_id))
    return True


def seats(session: Session, lesson_id: str) -> Mapping[str, str]:
    """User ids by identity."""
    rows = session.scalars(select(SeatRow).where(SeatRow.lesson_id == lesson_id))
    return {row.identity: row.user_id for row in rows}


def stays(session: Session, lesson_id: str) -> Mapping[str, tuple[Stay, ...]]:
    """Everybody's connections by user id."""
    query = select(StayRow).where(StayRow.lesson_id == lesson_id).order_by(StayRow.joined)
    found: dict[str, tuple[Stay, ...]] = {}
    for row in session.scalars(query):
        found[row.user_id] = (*found.get(row.user_id, ()), Stay(row.joined, row.left))
    return found


def note_present(
    session: Session, lesson_id: str, present: Mapping[str, tuple[str, datetime]], *, now: datetime
) -> None:
    """Note who is connected now: user id and time of joining by connection.

    Whoever was there before and is not named any more left when last seen.
    """
    open_rows = session.scalars(
        select(StayRow).where(StayRow.lesson_id == lesson_id, StayRow.left.is_(None))
    )
    known = {row.sid: row for row in open_rows}
    for sid, (user_id, joined) in present.items():
        if sid in known:
            known[sid].seen = now
        elif session.get(StayRow, (lesson_id, sid)) is None:
            session.add(
                StayRow(lesson_id=lesson_id, sid=sid, user_id=user_id, joined=joined, seen=now)
            )
    for sid, row in known.items():
        if sid not in present:
            row.left = row.seen


def note_over(session: Session, lesson_id: str, ended: datetime) -> None:
    """Close the register: whoever was seen until about the end was there until the end."""
    rows = session.scalars(
        select(StayRow).where(StayRow.lesson_id == lesson_id, StayRow.left.is_(None))
    )
    for row in rows:
        row.left = max(ended, row.joined) if ended - row.seen < _ABOUT else row.seen


def note_left(
    session: Session, lesson_id: str, sid: str, user_id: str, *, joined: datetime, at: datetime
) -> None:
    """Note that a connection ended, also one whose beginning nobody told us."""
    row = session.get(StayRow, (lesson_id, sid))
    if row is None:
        row = StayRow(lesson_id=lesson_id, sid=sid, user_id=user_id, joined=joined)
        session.add(row)
    row.seen = row.left = max(at, row.joined)


def _fill(row: LessonRow, lesson: Lesson) -> None:
    row.room_id, row.sfu_room = lesson.room_id, lesson.room
    row.org, row.class_id = lesson.org, lesson.class_id
    row.title, row.journal_id, row.creator = lesson.title, lesson.journal_id, lesson.creator
    row.teachers = json.dumps(sorted(lesson.teachers))
    row.phase, row.board = lesson.phase.value, lesson.board.model_dump_json()
    row.due, row.due_until = lesson.due, lesson.due_until
    row.opened, row.begun, row.ended = lesson.opened, lesson.begun, lesson.ended
    row.end_reason = lesson.end_reason.value if lesson.end_reason else ""
    row.teacher_seen, row.event_id = lesson.teacher_seen, lesson.event_id
    row.announced, row.closed = lesson.announced, lesson.closed
    row.revision = lesson.revision


def _value(row: LessonRow) -> Lesson:
    lesson = Lesson(
        id=row.id,
        room_id=row.room_id,
        org=row.org,
        class_id=row.class_id,
        title=row.title,
        creator=row.creator,
        phase=Phase(row.phase),
        created=row.created,
    )
    return replace(
        lesson,
        board=Board.model_validate_json(row.board),
        teachers=frozenset(json.loads(row.teachers)),
        journal_id=row.journal_id,
        due=row.due,
        due_until=row.due_until,
        opened=row.opened,
        begun=row.begun,
        ended=row.ended,
        end_reason=EndReason(row.end_reason) if row.end_reason else None,
        teacher_seen=row.teacher_seen,
        event_id=row.event_id,
        announced=row.announced,
        closed=row.closed,
        revision=row.revision,
    )
