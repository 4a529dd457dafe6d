"""Lessons, seats and stays."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "lessons_001"
down_revision = None
branch_labels = ("lessons",)
depends_on = None

_RUNNING = sa.text("phase IN ('waiting', 'live')")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "lesson",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("room_id", sa.String, nullable=False),
        sa.Column("sfu_room", sa.String, nullable=False, index=True),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("class_id", sa.String, nullable=False, index=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("journal_id", sa.String, nullable=False),
        sa.Column("creator", sa.String, nullable=False),
        sa.Column("teachers", sa.Text, nullable=False),
        sa.Column("phase", sa.String, nullable=False),
        sa.Column("board", sa.Text, nullable=False),
        sa.Column("created", UtcTime, nullable=False),
        sa.Column("due", UtcTime),
        sa.Column("due_until", UtcTime),
        sa.Column("opened", UtcTime),
        sa.Column("begun", UtcTime),
        sa.Column("ended", UtcTime),
        sa.Column("end_reason", sa.String, nullable=False),
        sa.Column("teacher_seen", UtcTime),
        sa.Column("event_id", sa.String, nullable=False),
        sa.Column("announced", sa.String, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
    )
    op.create_index("ix_lesson_room_phase", "lesson", ["room_id", "phase"])
    op.create_index("ix_lesson_phase_closed", "lesson", ["phase", "closed"])
    op.create_index(
        "uq_lesson_running",
        "lesson",
        ["room_id"],
        unique=True,
        sqlite_where=_RUNNING,
        postgresql_where=_RUNNING,
    )
    op.create_table(
        "lesson_seat",
        sa.Column("lesson_id", sa.String, sa.ForeignKey("lesson.id"), primary_key=True),
        sa.Column("identity", sa.String, primary_key=True),
        sa.Column("user_id", sa.String, nullable=False),
    )
    op.create_table(
        "lesson_stay",
        sa.Column("lesson_id", sa.String, sa.ForeignKey("lesson.id"), primary_key=True),
        sa.Column("sid", sa.String, primary_key=True),
        sa.Column("user_id", sa.String, nullable=False),
        sa.Column("joined", UtcTime, nullable=False),
        sa.Column("seen", UtcTime, nullable=False),
        sa.Column("left", UtcTime),
    )
