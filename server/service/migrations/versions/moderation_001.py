"""Moderation."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "moderation_001"
down_revision = None
branch_labels = ("moderation",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "report_case",
        sa.Column("report", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("asked_by", sa.String),
        sa.Column("asked_at", UtcTime),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("agreed_by", sa.String),
        sa.Column("agreed_at", UtcTime),
        sa.Column("closed_by", sa.String),
        sa.Column("closed_at", UtcTime),
        sa.Column("decision", sa.String, nullable=False),
    )
