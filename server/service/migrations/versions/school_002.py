"""What each school decides for itself."""

import sqlalchemy as sa
from alembic import op

revision = "school_002"
down_revision = "school_001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "school_switches",
        sa.Column("org", sa.String, primary_key=True),
        sa.Column("switches", sa.JSON, nullable=False),
    )
