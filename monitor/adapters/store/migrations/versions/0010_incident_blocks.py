"""Which incidents a case needs: by the block of their reports, by when they were last heard of, and strikes by when they began.

Blocks are filled in when a border is next judged, as a whole.
"""

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty columns and indexes; what was settled before is in doubt."""
    op.add_column("incidents", sa.Column("block", sa.String(), nullable=True))
    op.create_index("ix_incidents_block", "incidents", ["lane", "block"])
    op.drop_index("ix_incidents_initiator", table_name="incidents")
    op.create_index("ix_incidents_initiator", "incidents", ["initiator", "type", "started_at"])
    op.create_index("ix_incident_facts_known_in", "incident_facts", ["lane", "known_at"])
    op.add_column("borders", sa.Column("settled_until", UTCDateTime(), nullable=True))
    op.execute("UPDATE borders SET settled = NULL, checkpoint = NULL")
