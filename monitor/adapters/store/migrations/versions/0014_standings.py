"""What is long about a border gets tables of its own, and what fired is there once."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OLD = ("assessment", "checkpoint", "settled_until")


def upgrade() -> None:
    """Every lease, and every mark that a border is dirty, wrote its assessment and its checkpoint anew."""
    op.drop_table("firings")
    standings, firings = _table("standings"), _table("firings")
    _table("checkpoints", sa.Column("until", UTCDateTime(), nullable=False))
    op.execute(
        "INSERT INTO checkpoints (lane, until, body) SELECT lane, settled_until, checkpoint FROM borders "
        "WHERE checkpoint IS NOT NULL AND settled_until IS NOT NULL"
    )
    _part(standings, firings)
    for column in _OLD:
        op.drop_column("borders", column)


def _table(name: str, *more: sa.Column[Any]) -> sa.Table:
    lane, body = sa.Column("lane", sa.String(), nullable=False), sa.Column("body", sa.Text(), nullable=False)
    return op.create_table(name, lane, *more, body, sa.PrimaryKeyConstraint("lane", name=op.f(f"pk_{name}")))


def _part(standings: sa.Table, firings: sa.Table) -> None:
    connection = op.get_bind()
    rows = sa.text("SELECT lane, assessment FROM borders WHERE assessment IS NOT NULL")
    for lane, body in connection.execute(rows).all():
        assessment = json.loads(body)
        fired = {"firings": assessment.pop("firings", [])}
        for table, part in ((standings, assessment), (firings, fired)):
            text = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
            connection.execute(table.insert().values(lane=lane, body=text))
