"""Recordings of lessons; the files themselves lie in a folder."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class RecordingRow(Base):
    """One recording; the fields are those of `server.service.recordings.recording.Recording`."""

    __tablename__ = "lesson_recording"

    id: Mapped[str] = mapped_column(String, primary_key=True)
    lesson_id: Mapped[str] = mapped_column(ForeignKey("lesson.id"), index=True)
    org: Mapped[str] = mapped_column(String)
    by: Mapped[str] = mapped_column("started_by", String)
    state: Mapped[str] = mapped_column(String)
    begins: Mapped[datetime] = mapped_column(UtcTime)
    began: Mapped[datetime | None] = mapped_column(UtcTime)
    ended: Mapped[datetime | None] = mapped_column(UtcTime)
    egress_id: Mapped[str] = mapped_column(String)
    seconds: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (Index("ix_lesson_recording_org_state", "org", "state"),)
