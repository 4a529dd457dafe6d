"""Calendars and news feeds."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "feeds_001"
down_revision = None
branch_labels = ("feeds",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "feed",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("raw", sa.LargeBinary, nullable=False),
        sa.Column("entries", sa.JSON, nullable=False),
        sa.Column("read_at", UtcTime, nullable=True),
        sa.Column("next_at", UtcTime, nullable=False, index=True),
        sa.Column("trouble", sa.Text, nullable=False),
    )
