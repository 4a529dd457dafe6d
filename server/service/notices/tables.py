"""Notices that are not delivered yet."""

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base


class NoticeRow(Base):
    """A text for one account."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
