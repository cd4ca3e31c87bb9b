"""Subscriptions at hubs."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No hub was asked yet."""
    op.create_table(
        "pushes",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed", name="pk_pushes"),
        sa.UniqueConstraint("token", name="uq_pushes_token"),
    )
