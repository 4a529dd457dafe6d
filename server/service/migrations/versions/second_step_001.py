"""The second step of signing in."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "second_step_001"
down_revision = None
branch_labels = ("second_step",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "second_step",
        sa.Column("user_id", sa.String, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("last_step", sa.Integer, nullable=False),
        sa.Column("made_at", UtcTime, nullable=False),
        sa.Column("confirmed_at", UtcTime),
    )
    op.create_table(
        "second_step_code",
        sa.Column("hash", sa.String, primary_key=True),
        sa.Column("user_id", sa.String, nullable=False, index=True),
    )
    op.create_table(
        "second_step_rule",
        sa.Column("org", sa.String, primary_key=True),
        sa.Column("staff", sa.Boolean, nullable=False),
    )
