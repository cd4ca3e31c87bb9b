"""What the desk's rules matched when items were read."""

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A table beside the reports."""
    op.create_table(
        "rule_matches",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("known_at", UTCDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name=op.f("fk_rule_matches_item")),
        sa.PrimaryKeyConstraint("item", "rule", name=op.f("pk_rule_matches")),
    )
    op.create_index("ix_rule_matches_lane", "rule_matches", ["lane", "known_at"])
