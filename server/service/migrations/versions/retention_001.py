"""How long schools keep their chats."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "retention_001"
down_revision = None
branch_labels = ("retention",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "retention",
        sa.Column("org", sa.String, primary_key=True),
        sa.Column("days", sa.JSON, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.Column("decided_at", UtcTime, nullable=False),
        sa.Column("done_at", UtcTime),
    )
