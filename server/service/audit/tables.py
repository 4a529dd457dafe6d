"""The chain of entries; triggers in the migration refuse changes and removals."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class AuditEntry(Base):
    """One deed. `details` is canonical JSON; `previous` and `hash` make the chain."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcTime)
    actor: Mapped[str]
    action: Mapped[str]
    org: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    details: Mapped[str] = mapped_column(Text)
    previous: Mapped[str]
    hash: Mapped[str]


class AuditHead(Base):
    """The newest entry's number and hash; whoever appends locks this row first. `slot` is 1."""

    __tablename__ = "audit_head"

    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str]
