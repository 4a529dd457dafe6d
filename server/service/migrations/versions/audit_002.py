"""The head of the chain is there from the start: two first entries at once must take turns."""

import sqlalchemy as sa
from alembic import op

revision = "audit_002"
down_revision = "audit_001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put the head in place where nobody has written yet."""
    head = sa.table(
        "audit_head", sa.column("slot"), sa.column("number"), sa.column("hash", sa.String)
    )
    there = op.get_bind().execute(sa.select(head.c.slot)).first()
    if there is None:
        op.bulk_insert(head, [{"slot": 1, "number": 0, "hash": "0" * 64}])
