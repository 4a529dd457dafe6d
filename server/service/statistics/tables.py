"""Snapshots of weeks as they were taken, and the chats that get the link."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class StatisticsWeek(Base):
    """A week that was counted. `revision` names the roster it was counted with."""

    __tablename__ = "statistics_week"

    week: Mapped[str] = mapped_column(primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(UtcTime)
    revision: Mapped[str]


class StatisticsOrg(Base):
    """One organisation in a week: sums alone, nothing about persons."""

    __tablename__ = "statistics_org"

    week: Mapped[str] = mapped_column(primary_key=True)
    org: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    parent: Mapped[str | None]
    level: Mapped[str]
    teachers: Mapped[int]
    active: Mapped[int]


class StatisticsRoom(Base):
    """The administrators' chat of a region (or of a school on its own), and what it was told."""

    __tablename__ = "statistics_room"

    org: Mapped[str] = mapped_column(primary_key=True)
    room_id: Mapped[str]
    posted_week: Mapped[str]
