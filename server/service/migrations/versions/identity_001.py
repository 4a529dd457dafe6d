"""Outside identities and signing in by them."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "identity_001"
down_revision = None
branch_labels = ("identity",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "identity",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("provider", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("person", sa.String, nullable=False, index=True),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("hint", sa.String, nullable=False),
        sa.Column("linked_by", sa.String, nullable=False),
        sa.Column("linked_at", UtcTime, nullable=False),
        sa.Column("used_at", UtcTime),
        sa.UniqueConstraint("provider", "key", "person"),
    )
    op.create_table(
        "identity_offer",
        sa.Column("code_hash", sa.String, primary_key=True),
        sa.Column("provider", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("hint", sa.String, nullable=False),
        sa.Column("expires_at", UtcTime, nullable=False),
    )
    op.create_table(
        "sign_in_ticket",
        sa.Column("hash", sa.String, primary_key=True),
        sa.Column("user_id", sa.String, nullable=False),
        sa.Column("expires_at", UtcTime, nullable=False),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
    )
    op.create_index("ix_sign_in_try_key_at", "sign_in_try", ["key", "at"])
