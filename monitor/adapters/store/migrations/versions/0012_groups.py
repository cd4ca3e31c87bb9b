"""Deliveries that go out together, and what the other side calls the first message of a conversation."""

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What waits for a digest or the end of quiet hours went by its conversation; from now on by its group."""
    op.add_column("deliveries", sa.Column("group_key", sa.String(), nullable=True))
    op.execute("UPDATE deliveries SET group_key = conversation WHERE closed_at IS NULL AND conversation LIKE 'held/%'")
    for name, columns, condition in (
        ("ix_deliveries_group", ["channel", "group_key"], "closed_at IS NULL AND group_key IS NOT NULL"),
        ("ix_deliveries_group_sent", ["closed_at"], "closed_at IS NOT NULL AND group_key IS NOT NULL"),
    ):
        where = sa.text(condition)
        op.create_index(name, "deliveries", columns, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "threads",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "thread", name=op.f("pk_threads")),
    )
