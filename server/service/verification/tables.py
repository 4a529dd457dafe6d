"""Applications."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class ApplicationRow(Base):
    """One account's application; a person has one, which is written anew after a refusal.

    `proof_type` is the media type of the proof, '' while none is attached.
    """

    __tablename__ = "verification_application"

    id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(unique=True)
    org: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    family: Mapped[str]
    given: Mapped[str]
    middle: Mapped[str]
    born: Mapped[date | None]
    proof_type: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
