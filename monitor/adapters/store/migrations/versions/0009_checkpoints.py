"""Where the next assessment of a border may go on from. Filled in when it is next assessed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An empty column: a border without a checkpoint is assessed from its beginning."""
    op.add_column("borders", sa.Column("checkpoint", sa.Text(), nullable=True))
