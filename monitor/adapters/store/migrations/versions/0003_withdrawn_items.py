"""When an outlet deleted an item without a word."""

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No item is withdrawn yet."""
    op.add_column("items", sa.Column("withdrawn_at", UTCDateTime(), nullable=True))
    op.create_index(
        "ix_items_withdrawn",
        "items",
        ["id"],
        sqlite_where=sa.text("withdrawn_at IS NOT NULL"),
        postgresql_where=sa.text("withdrawn_at IS NOT NULL"),
    )
