"""The catalogue of channels."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "channels_001"
down_revision = None
branch_labels = ("channels",)
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "channel",
        sa.Column("room_id", sa.String, primary_key=True),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("roles", sa.String, nullable=False),
        sa.Column("made_at", UtcTime, nullable=False),
    )
