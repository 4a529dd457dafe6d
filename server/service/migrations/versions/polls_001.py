"""Polls, who has voted, the count."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "polls_001"
down_revision = None
branch_labels = ("polls",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "poll",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("room_id", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("stable", sa.Boolean, nullable=False),
        sa.Column("anonymous", sa.Boolean, nullable=False),
        sa.Column("disclosed", sa.Boolean, nullable=False),
        sa.Column("most", sa.Integer, nullable=False),
        sa.Column("closes_at", UtcTime, index=True),
        sa.Column("closed_at", UtcTime, index=True),
        sa.Column("published", sa.JSON, nullable=False),
        sa.Column("published_voters", sa.Integer, nullable=False),
    )
    op.create_table(
        "poll_voter",
        sa.Column("poll_id", sa.String, sa.ForeignKey("poll.id"), primary_key=True),
        sa.Column("user_id", sa.String, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "poll_count",
        sa.Column("poll_id", sa.String, sa.ForeignKey("poll.id"), primary_key=True),
        sa.Column("answer", sa.String, primary_key=True),
        sa.Column("votes", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "poll_position",
        sa.Column("slot", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("position", sa.BigInteger, nullable=False),
    )
