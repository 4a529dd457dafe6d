"""Texts in their versions, and what was said to them."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class ConsentText(Base):
    """One version of a document; `required` ones must be agreed to before anything else."""

    __tablename__ = "consent_text"

    document: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    required: Mapped[bool]
    published_at: Mapped[datetime] = mapped_column(UtcTime)


class ConsentWord(Base):
    """Somebody's word about a version: `given` or taken back. `person` is whom it is about."""

    __tablename__ = "consent_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str]
    version: Mapped[int]
    person: Mapped[str] = mapped_column(index=True)
    by_user: Mapped[str]
    given: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcTime)
