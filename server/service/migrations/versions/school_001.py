"""The roster that stands and the roles given beside it."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "school_001"
down_revision = None
branch_labels = ("school",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "school_document",
        sa.Column("slot", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("taken_at", UtcTime, nullable=False),
        sa.Column("changes", sa.Integer, nullable=False),
    )
    op.create_table(
        "school_given_role",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.String, nullable=False),
        sa.Column("org", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("family", sa.String, nullable=False),
        sa.Column("given", sa.String, nullable=False),
        sa.Column("middle", sa.String, nullable=False),
        sa.Column("born", sa.Date),
        sa.UniqueConstraint("user_id", "org", "role", "source"),
    )
