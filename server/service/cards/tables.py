"""Cards as they were made."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class CardRow(Base):
    """A card. It opens an account until it is used, revoked or out of date."""

    __tablename__ = "card"

    id: Mapped[str] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[str] = mapped_column(index=True)
    org: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
