"""Announcements say whom they are for and until when something is to be done."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "diary_002"
down_revision = "diary_001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what stands was for everybody."""
    audience = sa.Column("audience", sa.String, nullable=False, server_default="everyone")
    classes = sa.Column("classes", sa.JSON, nullable=False, server_default="[]")
    op.add_column("diary_notice", audience)
    op.add_column("diary_notice", classes)
    op.add_column("diary_notice", sa.Column("due", sa.Date))
    op.add_column("diary_notice", sa.Column("reminded_at", UtcTime))
