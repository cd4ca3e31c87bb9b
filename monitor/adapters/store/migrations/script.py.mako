"""${message}."""

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Say what becomes of rows that exist already. Alter tables with ``op.batch_alter_table``; raise SHIPPED.head in schema.py."""
    ${upgrades if upgrades else "pass"}
