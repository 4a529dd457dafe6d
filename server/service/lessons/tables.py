"""Lessons, whose connection is whose, and who was there when."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime

_RUNNING = text("phase IN ('waiting', 'live')")


class LessonRow(Base):
    """A lesson. `board` is the JSON of `server.service.lessons.board.Board`.

    `due` … `due_until` is the hour of the timetable, where there is one; `begun` … `ended` the time
    with a teacher in it. `closed` says that its rooms on the SFU are known to be gone.
    """

    __tablename__ = "lesson"

    id: Mapped[str] = mapped_column(String, primary_key=True)
    room_id: Mapped[str] = mapped_column(String)
    sfu_room: Mapped[str] = mapped_column(String, index=True)
    org: Mapped[str] = mapped_column(String, index=True)
    class_id: Mapped[str] = mapped_column(String, index=True)
    title: Mapped[str] = mapped_column(String)
    journal_id: Mapped[str] = mapped_column(String)
    creator: Mapped[str] = mapped_column(String)
    teachers: Mapped[str] = mapped_column(Text)
    phase: Mapped[str] = mapped_column(String)
    board: Mapped[str] = mapped_column(Text)
    created: Mapped[datetime] = mapped_column(UtcTime)
    due: Mapped[datetime | None] = mapped_column(UtcTime)
    due_until: Mapped[datetime | None] = mapped_column(UtcTime)
    opened: Mapped[datetime | None] = mapped_column(UtcTime)
    begun: Mapped[datetime | None] = mapped_column(UtcTime)
    ended: Mapped[datetime | None] = mapped_column(UtcTime)
    end_reason: Mapped[str] = mapped_column(String)
    teacher_seen: Mapped[datetime | None] = mapped_column(UtcTime)
    event_id: Mapped[str] = mapped_column(String)
    announced: Mapped[str] = mapped_column(String)
    closed: Mapped[bool] = mapped_column(Boolean)
    revision: Mapped[int] = mapped_column(Integer, server_default="0")

    __table_args__ = (
        Index("ix_lesson_room_phase", "room_id", "phase"),
        # One lesson at a time in a chat, whatever two teachers do at the same moment.
        Index(
            "uq_lesson_running",
            "room_id",
            unique=True,
            sqlite_where=_RUNNING,
            postgresql_where=_RUNNING,
        ),
        Index("ix_lesson_phase_closed", "phase", "closed"),
    )


class SeatRow(Base):
    """Whose connection an identity on the SFU is; written when the token is given."""

    __tablename__ = "lesson_seat"

    lesson_id: Mapped[str] = mapped_column(ForeignKey("lesson.id"), primary_key=True)
    identity: Mapped[str] = mapped_column(String, primary_key=True)
    user_id: Mapped[str] = mapped_column(String)


class StayRow(Base):
    """One connection to a lesson, by the SFU's own id of it.

    `seen` is when it was last known to be there: where nobody saw it go, that is when it left.
    """

    __tablename__ = "lesson_stay"

    lesson_id: Mapped[str] = mapped_column(ForeignKey("lesson.id"), primary_key=True)
    sid: Mapped[str] = mapped_column(String, primary_key=True)
    user_id: Mapped[str] = mapped_column(String)
    joined: Mapped[datetime] = mapped_column(UtcTime)
    seen: Mapped[datetime] = mapped_column(UtcTime)
    left: Mapped[datetime | None] = mapped_column(UtcTime)
