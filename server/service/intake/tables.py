"""Sources with what they last told, drafts that wait for a yes, what stood when, rulings."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class RosterSource(Base):
    """Where rosters come from. `org` is the school it speaks for, '' for all schools of its own.

    `kind` is a `SourceKind`; `settings` is JSON without secrets, `sealed` the secret in the vault's
    seal; `tables` is the last good pull (`kept.py`); `list_key` makes ids for lists without ids.
    """

    __tablename__ = "roster_source"

    id: Mapped[str] = mapped_column(primary_key=True)
    org: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    namespace: Mapped[str]
    settings: Mapped[str] = mapped_column(Text)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    list_key: Mapped[bytes] = mapped_column(LargeBinary)
    tables: Mapped[bytes | None] = mapped_column(LargeBinary)
    taken_at: Mapped[datetime | None] = mapped_column(UtcTime)
    every_hours: Mapped[int]
    next_at: Mapped[datetime | None] = mapped_column(UtcTime, index=True)
    trouble: Mapped[str] = mapped_column(Text)


class RosterDraft(Base):
    """A pull that nobody has said yes to. `base` is the revision it was compared with."""

    __tablename__ = "roster_draft"

    id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(ForeignKey("roster_source.id", ondelete="CASCADE"))
    org: Mapped[str] = mapped_column(index=True)
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    base: Mapped[str]
    tables: Mapped[bytes] = mapped_column(LargeBinary)
    report: Mapped[str] = mapped_column(Text)


class RosterRevision(Base):
    """A roster that was let stand; `orgs` are the schools it changed, with commas between."""

    __tablename__ = "roster_revision"

    number: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[str]
    orgs: Mapped[str]
    taken_by: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(UtcTime)
    cause: Mapped[str]
    summary: Mapped[str] = mapped_column(Text)
    document: Mapped[bytes] = mapped_column(LargeBinary)


class RosterRuling(Base):
    """What a court or the school ruled about a guardian and a child."""

    __tablename__ = "roster_ruling"
    __table_args__ = (UniqueConstraint("guardian", "child"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    org: Mapped[str] = mapped_column(index=True)
    guardian: Mapped[str]
    child: Mapped[str]
    no_contact: Mapped[bool]
    no_diary: Mapped[bool]
    reason: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class RosterMerge(Base):
    """Two ids that the school says are one human."""

    __tablename__ = "roster_merge"

    id: Mapped[str] = mapped_column(primary_key=True)
    org: Mapped[str] = mapped_column(index=True)
    kept: Mapped[str]
    gone: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcTime)
