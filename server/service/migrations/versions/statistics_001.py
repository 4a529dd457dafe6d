"""Weekly statistics."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "statistics_001"
down_revision = None
branch_labels = ("statistics",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "statistics_week",
        sa.Column("week", sa.String, primary_key=True, nullable=False),
        sa.Column("taken_at", UtcTime, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
    )
    op.create_table(
        "statistics_org",
        sa.Column("week", sa.String, primary_key=True, nullable=False),
        sa.Column("org", sa.String, primary_key=True, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("parent", sa.String),
        sa.Column("level", sa.String, nullable=False),
        sa.Column("teachers", sa.Integer, nullable=False),
        sa.Column("active", sa.Integer, nullable=False),
    )
    op.create_table(
        "statistics_room",
        sa.Column("org", sa.String, primary_key=True, nullable=False),
        sa.Column("room_id", sa.String, nullable=False),
        sa.Column("posted_week", sa.String, nullable=False),
    )
