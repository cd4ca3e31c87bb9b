"""The first schema."""

import sqlalchemy as sa
from alembic import op

from monitor.adapters.store.columns import UTCDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Everything is new."""
    _collecting()
    _reading()
    _assessing()
    _delivering()


def _collecting() -> None:
    op.create_table(
        "items",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("read_at", UTCDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_items_revision")),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
    )
    op.create_index(
        "ix_items_unread",
        "items",
        ["seen_at", "id"],
        sqlite_where=sa.text("read_at IS NULL"),
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.create_index("ix_items_url", "items", ["url"])
    op.create_table(
        "feed_states",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("next_due_at", UTCDateTime(), nullable=False),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("feed", name="pk_feed_states"),
    )
    op.create_index("ix_feed_states_next_due_at", "feed_states", ["next_due_at"])


def _reading() -> None:
    op.create_table(
        "readings",
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("left_out", sa.String(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_readings_item"),
        sa.PrimaryKeyConstraint("item", name="pk_readings"),
    )
    op.create_table(
        "reports",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("known_at", UTCDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["items.id"], name="fk_reports_item"),
        sa.PrimaryKeyConstraint("key", name="pk_reports"),
    )
    op.create_index("ix_reports_item", "reports", ["item"])
    op.create_index("ix_reports_lane", "reports", ["lane", "known_at"])


def _assessing() -> None:
    op.create_table(
        "borders",
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("dirty_mark", sa.Integer(), nullable=False),
        sa.Column("dirty_since", UTCDateTime(), nullable=True),
        sa.Column("lease", sa.String(), nullable=True),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.Column("next_check_at", UTCDateTime(), nullable=True),
        sa.Column("assessment", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("lane", name="pk_borders"),
    )
    op.create_index(
        "ix_borders_dirty",
        "borders",
        ["dirty_since"],
        sqlite_where=sa.text("dirty_since IS NOT NULL"),
        postgresql_where=sa.text("dirty_since IS NOT NULL"),
    )
    op.create_index("ix_borders_next_check_at", "borders", ["next_check_at"])
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("initiator", sa.String(), nullable=True),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name=op.f("ck_incidents_confidence")),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_index("ix_incidents_initiator", "incidents", ["initiator", "type"])
    op.create_index("ix_incidents_lane", "incidents", ["lane", "started_at"])
    op.create_index("ix_incidents_started_at", "incidents", ["started_at"])
    op.create_table(
        "redirects",
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("old", name="pk_redirects"),
    )
    op.create_index("ix_redirects_new", "redirects", ["new"])
    op.create_table(
        "firings",
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("lane", "position", name="pk_firings"),
    )
    op.create_table(
        "transitions",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("old", sa.String(), nullable=False),
        sa.Column("new", sa.String(), nullable=False),
        sa.Column("told_at", UTCDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_transitions"),
        sa.UniqueConstraint("lane", "at", "old", "new", name="uq_transitions_lane_at_old_new"),
    )
    op.create_table(
        "assessments",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("told_at", UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_assessments"),
    )
    op.create_index("ix_assessments_lane", "assessments", ["lane", "told_at"])


def _delivering() -> None:
    op.create_table(
        "alerts",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_alerts"),
        sa.UniqueConstraint("id", name="uq_alerts_id"),
    )
    op.create_index("ix_alerts_at", "alerts", ["at"])
    op.create_index("ix_alerts_lane", "alerts", ["lane", "at"])
    op.create_table(
        "deliveries",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("next_try_at", UTCDateTime(), nullable=True),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_reason", sa.Text(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("closed_at", UTCDateTime(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_deliveries_attempts")),
        sa.CheckConstraint(
            "state IN ('pending', 'claimed', 'delivered', 'dead', 'dropped')", name=op.f("ck_deliveries_state")
        ),
        sa.PrimaryKeyConstraint("sequence", name="pk_deliveries"),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_alert", "deliveries", ["alert"])
    op.create_index(
        "ix_deliveries_open",
        "deliveries",
        ["channel", "conversation", "sequence"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("ix_deliveries_state", "deliveries", ["state"])
    op.create_table(
        "attempts",
        sa.Column("delivery", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["delivery"], ["deliveries.key"], name="fk_attempts_delivery"),
        sa.PrimaryKeyConstraint("delivery", "number", name="pk_attempts"),
    )
