"""Tickets."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class TicketRow(Base):
    """A request. `room_id` is '' until its chat is made."""

    __tablename__ = "support_ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    org: Mapped[str] = mapped_column(index=True)
    user_id: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    room_id: Mapped[str]
    has_log: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
