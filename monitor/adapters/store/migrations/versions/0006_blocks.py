"""Which reports have been judged together, so that only what is touched is judged again. Filled in when a border is next assessed, as a whole."""

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty columns: what has no block yet is judged anew."""
    op.add_column("reports", sa.Column("at", UTCDateTime(), nullable=True))
    op.add_column("reports", sa.Column("block", sa.String(), nullable=True))
    op.add_column("borders", sa.Column("settled", sa.String(), nullable=True))
    op.create_index("ix_reports_block", "reports", ["lane", "block"])
    op.create_index("ix_reports_at", "reports", ["lane", "at"])
    op.create_table(
        "stirred",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("block", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_stirred")),
    )
    op.create_index("ix_stirred_lane", "stirred", ["lane", "position"])
