"""Sessions."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "sessions_001"
down_revision = None
branch_labels = ("sessions",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String, primary_key=True),
        sa.Column("user_id", sa.String, nullable=False, index=True),
        sa.Column("operator", sa.Boolean, nullable=False),
        sa.Column("expires_at", UtcTime, nullable=False, index=True),
    )
