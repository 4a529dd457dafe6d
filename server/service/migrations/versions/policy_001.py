"""The policy for clients."""

import sqlalchemy as sa
from alembic import op

revision = "policy_001"
down_revision = None
branch_labels = ("policy",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "client_policy",
        sa.Column("slot", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("policy", sa.JSON, nullable=False),
    )
