"""Links and who came by them."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "links_001"
down_revision = None
branch_labels = ("links",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "link",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("token_hash", sa.String, nullable=False, unique=True),
        sa.Column("room_id", sa.String, nullable=False, index=True),
        sa.Column("room_name", sa.String, nullable=False),
        sa.Column("creator", sa.String, nullable=False),
        sa.Column("org", sa.String, nullable=False),
        sa.Column("roles", sa.String, nullable=False),
        sa.Column("history", sa.Boolean, nullable=False),
        sa.Column("max_uses", sa.Integer),
        sa.Column("created_at", UtcTime, nullable=False),
        sa.Column("expires_at", UtcTime),
        sa.Column("revoked_at", UtcTime),
    )
    op.create_table(
        "link_use",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("link_id", sa.String, sa.ForeignKey("link.id"), nullable=False),
        sa.Column("user_id", sa.String, nullable=False, index=True),
        sa.Column("used_at", UtcTime, nullable=False),
        sa.Column("joined_as", sa.String, nullable=False),
        sa.UniqueConstraint("link_id", "user_id"),
    )
