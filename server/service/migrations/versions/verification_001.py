"""Applications of teachers."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "verification_001"
down_revision = None
branch_labels = ("verification",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "verification_application",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("user_id", sa.String, nullable=False, unique=True),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("state", sa.String, nullable=False, index=True),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("family", sa.String, nullable=False),
        sa.Column("given", sa.String, nullable=False),
        sa.Column("middle", sa.String, nullable=False),
        sa.Column("born", sa.Date),
        sa.Column("proof_type", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.String, nullable=False),
        sa.Column("changed_at", UtcTime, nullable=False),
    )
