"""The catalogue."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class ChannelRow(Base):
    """A channel of a school. `roles` are names with commas between, '' for everybody."""

    __tablename__ = "channel"

    room_id: Mapped[str] = mapped_column(primary_key=True)
    org: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    about: Mapped[str] = mapped_column(Text)
    subject: Mapped[str]
    roles: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcTime)
