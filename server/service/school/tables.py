"""The roster as it stands, and roles the service gives beside it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class SchoolDocument(Base):
    """The one current roster, whole (`server.school_core.document`); `slot` is always 1.

    `changes` counts changes of `GivenRole` and `SchoolSwitches`, so that every picture of the
    school has its own name.
    """

    __tablename__ = "school_document"

    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[str]
    document: Mapped[str] = mapped_column(Text)
    taken_at: Mapped[datetime] = mapped_column(UtcTime)
    changes: Mapped[int] = mapped_column(default=0)


class GivenRole(Base):
    """A role somebody has beside the roster, a verified teacher say; `source` is who gave it.

    The name is needed where the roster does not know the account.
    """

    __tablename__ = "school_given_role"
    __table_args__ = (UniqueConstraint("user_id", "org", "role", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    org: Mapped[str]
    role: Mapped[str]
    source: Mapped[str]
    family: Mapped[str] = mapped_column(default="")
    given: Mapped[str] = mapped_column(default="")
    middle: Mapped[str] = mapped_column(default="")
    born: Mapped[date | None]


class SchoolSwitches(Base):
    """What a school's administrator decided (`ContactSwitches`), over what the roster says."""

    __tablename__ = "school_switches"

    org: Mapped[str] = mapped_column(primary_key=True)
    switches: Mapped[dict[str, Any]] = mapped_column(JSON)
