"""Requests for help."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "support_001"
down_revision = None
branch_labels = ("support",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "support_ticket",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("user_id", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("room_id", sa.String, nullable=False),
        sa.Column("has_log", sa.Boolean, nullable=False),
        sa.Column("made_at", UtcTime, nullable=False),
        sa.Column("closed_at", UtcTime),
    )
