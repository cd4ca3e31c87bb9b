"""What people answer to alerts: silences, acknowledgements, ratings."""

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables of their own: nothing that was there changes."""
    op.create_table(
        "silences",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silences")),
    )
    op.create_index("ix_silences_until", "silences", ["until"])
    for name in ("acknowledgements", "ratings"):
        op.create_table(
            name,
            sa.Column("alert", sa.String(), nullable=False),
            sa.Column("by", sa.String(), nullable=False),
            sa.Column("at", UTCDateTime(), nullable=False),
            sa.Column("body", sa.Text(), nullable=False),
            sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name=op.f(f"fk_{name}_alert")),
            sa.PrimaryKeyConstraint("alert", "by", name=op.f(f"pk_{name}")),
        )
