"""Sources of rosters, drafts, revisions, rulings and merges."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "intake_001"
down_revision = None
branch_labels = ("intake",)
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "roster_source",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("namespace", sa.String, nullable=False),
        sa.Column("settings", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("list_key", sa.LargeBinary, nullable=False),
        sa.Column("tables", sa.LargeBinary),
        sa.Column("taken_at", UtcTime),
        sa.Column("every_hours", sa.Integer, nullable=False),
        sa.Column("next_at", UtcTime, index=True),
        sa.Column("trouble", sa.Text, nullable=False),
    )
    op.create_table(
        "roster_draft",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column(
            "source",
            sa.String,
            sa.ForeignKey("roster_source.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", UtcTime, nullable=False),
        sa.Column("base", sa.String, nullable=False),
        sa.Column("tables", sa.LargeBinary, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
    )
    op.create_table(
        "roster_revision",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("orgs", sa.String, nullable=False),
        sa.Column("taken_by", sa.String, nullable=False),
        sa.Column("taken_at", UtcTime, nullable=False),
        sa.Column("cause", sa.String, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "roster_ruling",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("guardian", sa.String, nullable=False),
        sa.Column("child", sa.String, nullable=False),
        sa.Column("no_contact", sa.Boolean, nullable=False),
        sa.Column("no_diary", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", UtcTime, nullable=False),
        sa.UniqueConstraint("guardian", "child"),
    )
    op.create_table(
        "roster_merge",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("org", sa.String, nullable=False, index=True),
        sa.Column("kept", sa.String, nullable=False),
        sa.Column("gone", sa.String, nullable=False, unique=True),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", UtcTime, nullable=False),
    )
