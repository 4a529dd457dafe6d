"""Consents."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "consents_001"
down_revision = None
branch_labels = ("consents",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "consent_text",
        sa.Column("document", sa.String, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("required", sa.Boolean, nullable=False),
        sa.Column("published_at", UtcTime, nullable=False),
    )
    op.create_table(
        "consent_word",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("person", sa.String, nullable=False, index=True),
        sa.Column("by_user", sa.String, nullable=False),
        sa.Column("given", sa.Boolean, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
    )
