"""Whose lists name the logins of a register."""

import sqlalchemy as sa
from alembic import op

revision = "diary_005"
down_revision = "diary_004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("diary_register", sa.Column("logins_of", sa.String, nullable=True))
