"""How long what is no chat is kept, beside the periods of chats in the same decision."""

from datetime import timedelta

from sqlalchemy.orm import Session

from server.service.retention.tables import RetentionRow

RECORDINGS = "recordings"
RECORDINGS_KEPT = 30
"""Days that recordings of lessons are kept where the school did not decide: never for ever."""


def recordings_kept(session: Session, org: str) -> timedelta:
    """How long a school keeps recordings of lessons."""
    row = session.get(RetentionRow, org)
    days = row.days.get(RECORDINGS) if row is not None else None
    return timedelta(days=int(days) if days else RECORDINGS_KEPT)
