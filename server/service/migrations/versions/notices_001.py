"""Notices that are not delivered yet."""

import sqlalchemy as sa
from alembic import op

revision = "notices_001"
down_revision = None
branch_labels = ("notices",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
