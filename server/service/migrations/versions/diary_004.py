"""What of a school's register is opened in the browser."""

import sqlalchemy as sa
from alembic import op

revision = "diary_004"
down_revision = "diary_003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "diary_register_menu",
        sa.Column("org", sa.String, primary_key=True),
        sa.Column("base", sa.String, nullable=False),
        sa.Column("entries", sa.JSON, nullable=False),
        sa.Column("families", sa.Boolean, nullable=False),
    )
