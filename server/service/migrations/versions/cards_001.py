"""Sign-in cards."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "cards_001"
down_revision = None
branch_labels = ("cards",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "card",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("code_hash", sa.String, nullable=False, unique=True),
        sa.Column("user_id", sa.String, nullable=False, index=True),
        sa.Column("org", sa.String, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", UtcTime, nullable=False),
        sa.Column("expires_at", UtcTime, nullable=False),
        sa.Column("used_at", UtcTime),
        sa.Column("revoked_at", UtcTime),
    )
