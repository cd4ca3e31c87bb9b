"""What incidents are asked by: facts, points and words, the words with a full-text index. Filled in after the migration (``facts.fill``)."""

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = ("words", "initiator", "target", "place")

# An index over another table's content must be told what stood there.
_GONE = (
    "INSERT INTO incident_search(incident_search, rowid, words, initiator, target, place) "
    "VALUES ('delete', old.number, old.words, old.initiator, old.target, old.place);"
)
_COME = (
    "INSERT INTO incident_search(rowid, words, initiator, target, place) "
    "VALUES (new.number, new.words, new.initiator, new.target, new.place);"
)


def upgrade() -> None:
    """Derived tables, empty."""
    _facts()
    _points()
    _words()
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_incident_words_search", "incident_words", _COLUMNS, postgresql_using="gin")
    else:
        _fts5()


def _facts() -> None:
    op.create_table(
        "incident_facts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("incident", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("subtype", sa.String(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("known_at", UTCDateTime(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("killed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name="fk_incident_facts_incident", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_incident_facts"),
        sa.UniqueConstraint("incident", name="uq_incident_facts_incident"),
    )
    op.create_index("ix_incident_facts_started_at", "incident_facts", ["started_at"])
    op.create_index("ix_incident_facts_lane", "incident_facts", ["lane", "started_at"])
    op.create_index("ix_incident_facts_known_at", "incident_facts", ["known_at"])


def _points() -> None:
    op.create_table(
        "incident_points",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("z", sa.Float(), nullable=False),
        _of_facts("incident_points"),
        sa.PrimaryKeyConstraint("number", "position", name="pk_incident_points"),
    )
    op.create_index("ix_incident_points_z", "incident_points", ["z", "y", "x"])


def _words() -> None:
    op.create_table(
        "incident_words",
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        *(sa.Column(name, Words(), nullable=False) for name in _COLUMNS),
        _of_facts("incident_words"),
        sa.PrimaryKeyConstraint("number", name="pk_incident_words"),
    )


def _of_facts(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["number"], ["incident_facts.number"], name=f"fk_{table}_number", ondelete="CASCADE")


def _fts5() -> None:
    # The words are folded and set apart already, so that nothing but the blanks between them may separate (hence all other categories).
    names = ", ".join(_COLUMNS)
    op.execute(
        f"CREATE VIRTUAL TABLE incident_search USING fts5({names}, content='incident_words', content_rowid='number', "
        """tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'")"""
    )
    for event, statements in (("INSERT", _COME), ("DELETE", _GONE), ("UPDATE", _GONE + _COME)):
        op.execute(
            f"CREATE TRIGGER incident_words_{event.lower()} AFTER {event} ON incident_words BEGIN {statements} END"
        )
