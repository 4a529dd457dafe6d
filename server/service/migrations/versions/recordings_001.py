"""Recordings of lessons."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "recordings_001"
down_revision = None
branch_labels = ("recordings",)
depends_on = "lessons_001"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "lesson_recording",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("lesson_id", sa.String, sa.ForeignKey("lesson.id"), nullable=False, index=True),
        sa.Column("org", sa.String, nullable=False),
        sa.Column("started_by", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("begins", UtcTime, nullable=False),
        sa.Column("began", UtcTime),
        sa.Column("ended", UtcTime),
        sa.Column("egress_id", sa.String, nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_lesson_recording_org_state", "lesson_recording", ["org", "state"])
