"""Whose second step is on, their printed codes, and what schools ask of their staff."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class SecondStepRow(Base):
    """An account's secret, sealed; `confirmed_at` is None until a code has proved it was read.

    `last_step` is the newest step of time whose code was taken: none works twice.
    """

    __tablename__ = "second_step"

    user_id: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    last_step: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime)


class PrintedCodeRow(Base):
    """A code on paper that was not used yet, as a keyed hash."""

    __tablename__ = "second_step_code"

    hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(index=True)


class SecondStepRule(Base):
    """Whether a school asks a second step of its staff."""

    __tablename__ = "second_step_rule"

    org: Mapped[str] = mapped_column(primary_key=True)
    staff: Mapped[bool]
