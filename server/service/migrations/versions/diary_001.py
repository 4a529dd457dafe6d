"""The diary: the school's gradebook, linked registers, announcements."""

import sqlalchemy as sa
from alembic import op

from server.service.database import UtcTime

revision = "diary_001"
down_revision = None
branch_labels = ("diary",)
depends_on = None


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, primary_key=key, nullable=False)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "diary_period",
        _text("org", key=True),
        _text("id", key=True),
        _text("title"),
        sa.Column("begins", sa.Date, nullable=False),
        sa.Column("ends", sa.Date, nullable=False),
    )
    op.create_table(
        "diary_kind",
        _text("org", key=True),
        _text("id", key=True),
        _text("title"),
        sa.Column("weight", sa.Double, nullable=False),
    )
    op.create_table(
        "diary_line_item",
        _text("org", key=True),
        _text("id", key=True),
        _text("school_class"),
        _text("title"),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        _text("kind"),
        sa.Column("weight", sa.Double, nullable=False),
        sa.Column("duty", sa.Boolean, nullable=False),
        sa.Column("lesson", sa.Integer, nullable=False),
        sa.Index("ix_diary_line_item_school_class_due", "school_class", "due"),
    )
    op.create_table(
        "diary_result",
        _text("org", key=True),
        _text("id", key=True),
        _text("line_item"),
        _text("student"),
        _text("mark"),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Index("ix_diary_result_line_item", "line_item"),
        sa.Index("ix_diary_result_student", "student"),
    )
    op.create_table(
        "diary_slot",
        sa.Column("number_of_row", sa.Integer, primary_key=True),
        _text("org"),
        _text("school_class"),
        sa.Column("weekday", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("begins", sa.Time),
        sa.Column("ends", sa.Time),
        _text("room"),
        sa.Index("ix_diary_slot_org", "org"),
        sa.Index("ix_diary_slot_school_class", "school_class"),
    )
    op.create_table(
        "diary_register",
        _text("id", key=True),
        _text("title"),
        _text("url"),
        sa.Column("school", sa.Integer, nullable=False),
    )
    op.create_table(
        "diary_link",
        _text("child", key=True),
        _text("register"),
        sa.Column("student", sa.Integer, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        _text("linked_by"),
        sa.Column("linked_at", UtcTime, nullable=False),
        _text("refused"),
    )
    op.create_table(
        "diary_seen", _text("child", key=True), sa.Column("works", sa.Text, nullable=False)
    )
    op.create_table(
        "diary_notice",
        _text("id", key=True),
        _text("org"),
        _text("title"),
        sa.Column("text", sa.Text, nullable=False),
        _text("author"),
        _text("author_name"),
        sa.Column("posted_at", UtcTime, nullable=False),
        sa.Index("ix_diary_notice_org", "org"),
    )
    op.create_table(
        "diary_notice_read",
        _text("notice", key=True),
        _text("user_id", key=True),
        sa.Column("read_at", UtcTime, nullable=False),
    )
