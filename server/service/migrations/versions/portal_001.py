"""Numbers for the portal."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "portal_001"
down_revision = None
branch_labels = ("portal",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "portal_badge",
        sa.Column("user_id", sa.String, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("made_at", UtcTime, nullable=False),
    )
