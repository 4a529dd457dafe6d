"""Who lets the portal see a number."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class PortalBadge(Base):
    """A person's number for the portal; gone with the row. `id` is half of the token."""

    __tablename__ = "portal_badge"

    user_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
