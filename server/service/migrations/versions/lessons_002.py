"""Lessons count their changes."""

import sqlalchemy as sa
from alembic import op

revision = "lessons_002"
down_revision = "lessons_001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("lesson", sa.Column("revision", sa.Integer, nullable=False, server_default="0"))
