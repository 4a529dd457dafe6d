"""Accounts of people, exceptions, successors of classes, runs and what they did."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "sync_001"
down_revision = None
branch_labels = ("sync",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sync_account",
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("user_id", sa.String, nullable=False, unique=True),
        sa.Column("left_on", sa.Date),
    )
    op.create_table(
        "sync_pin",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("inside", sa.Boolean, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
    )
    op.create_table(
        "sync_successor",
        sa.Column("old", sa.String, primary_key=True),
        sa.Column("new", sa.String, nullable=False),
    )
    op.create_table(
        "sync_run",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("asked_by", sa.String, nullable=False),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("stop", sa.Boolean, nullable=False),
        sa.Column("asked_at", UtcTime, nullable=False),
        sa.Column("started_at", UtcTime),
        sa.Column("seen_at", UtcTime),
        sa.Column("ended_at", UtcTime),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("planned", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False),
    )
    op.create_table(
        "sync_change",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("sync_run.id"), nullable=False, index=True),
        sa.Column("at", UtcTime, nullable=False, index=True),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("chat", sa.String, nullable=False),
        sa.Column("org", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
    )
