"""Which outside identity is whose, and what is under way: codes, tickets, failed tries.

An outside identity is kept as a keyed hash: whoever gets a copy of the database learns no login and
no number of a document from it.
"""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class IdentityRow(Base):
    """An outside identity that opens a person's account.

    `source` is `person` (they proved both), `school` (the operator says so), `lists` (the school's
    lists do) or `declined`. `hint` is what the owner sees of it: «ku…va».
    """

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("provider", "key", "person"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    provider: Mapped[str]
    key: Mapped[str]
    person: Mapped[str] = mapped_column(index=True)
    source: Mapped[str]
    hint: Mapped[str]
    linked_by: Mapped[str]
    linked_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class IdentityOffer(Base):
    """Somebody came with an identity that is nobody's: the code binds it to their profile."""

    __tablename__ = "identity_offer"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    provider: Mapped[str]
    key: Mapped[str]
    hint: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(UtcTime)


class SignInTicket(Base):
    """A sign-in that the register has confirmed, for the homeserver to finish once."""

    __tablename__ = "sign_in_ticket"

    hash: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(UtcTime)


class SignInTry(Base):
    """A try that has not succeeded; `key` is a keyed hash of a login or of an address."""

    __tablename__ = "sign_in_try"
    __table_args__ = (Index(None, "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcTime)
