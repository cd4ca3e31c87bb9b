"""The secrets that hubs sign with are no longer stored: subscriptions are made anew."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was subscribed with a stored secret is forgotten; the hubs are asked again at the next turn."""
    op.execute("DELETE FROM pushes")
