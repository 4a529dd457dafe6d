"""What was done about a report; the report itself stays with the homeserver."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from server.service.database import Base, UtcTime


class ReportCase(Base):
    """Who asked to look, who agreed, how it ended. No text of anybody's message stands here."""

    __tablename__ = "report_case"

    report: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asked_by: Mapped[str | None]
    asked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    why: Mapped[str] = mapped_column(default="")
    agreed_by: Mapped[str | None]
    agreed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    closed_by: Mapped[str | None]
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    decision: Mapped[str] = mapped_column(default="")
