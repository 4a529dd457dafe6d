"""Calendars and news feeds of schools, with what was read in them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class FeedRow(Base):
    """A feed. `url` is '' for a file that was given; `raw` is what was read last.

    `entries` are what is told: events or links as JSON.
    """

    __tablename__ = "feed"

    id: Mapped[str] = mapped_column(primary_key=True)
    org: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    title: Mapped[str]
    url: Mapped[str] = mapped_column(Text)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    entries: Mapped[list[Any]] = mapped_column(JSON)
    read_at: Mapped[datetime | None] = mapped_column(UtcTime)
    next_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    trouble: Mapped[str] = mapped_column(Text)
