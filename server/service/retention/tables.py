"""What each school decided, and when it was last carried out."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class RetentionRow(Base):
    """`days` by kind of chat; a kind that is not there is kept for ever. '' is the whole server."""

    __tablename__ = "retention"

    org: Mapped[str] = mapped_column(primary_key=True)
    days: Mapped[dict[str, Any]] = mapped_column(JSON)
    decided_by: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(UtcTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcTime)
