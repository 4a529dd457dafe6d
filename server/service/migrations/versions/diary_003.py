"""Announcements of a school may carry files."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "diary_003"
down_revision = "diary_002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "diary_notice_file",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("notice", sa.String, nullable=False, index=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("made_at", UtcTime, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
