"""The tables. A row holds the value as JSON in ``body`` plus the columns that are asked for; rows never leave this package.

Open work is always ``<something>_at IS NULL``, so that partial indexes over open work stay small for ever and serve both databases
(SQLite uses a partial index only when its condition stands in the query literally).
"""

from monitor.adapters.store.tables.borders import (
    AssessmentRow,
    BorderRow,
    CheckpointRow,
    FiringsRow,
    StandingRow,
    TransitionRow,
)
from monitor.adapters.store.tables.incidents import (
    DERIVED,
    FactsRow,
    IncidentRow,
    PointRow,
    RedirectRow,
    RulingRow,
    WordsRow,
)
from monitor.adapters.store.tables.news import (
    FeedStateRow,
    ItemRow,
    PushRow,
    ReadingRow,
    ReportRow,
    RuleMatchRow,
    StirredRow,
)
from monitor.adapters.store.tables.row import Row
from monitor.adapters.store.tables.telling import (
    OPEN,
    AcknowledgementRow,
    AlertRow,
    AttemptRow,
    ConditionRow,
    DeliveryRow,
    RatingRow,
    SilenceRow,
    ThreadRow,
)

__all__ = [
    "DERIVED",
    "OPEN",
    "AcknowledgementRow",
    "AlertRow",
    "AssessmentRow",
    "AttemptRow",
    "BorderRow",
    "CheckpointRow",
    "ConditionRow",
    "DeliveryRow",
    "FactsRow",
    "FeedStateRow",
    "FiringsRow",
    "IncidentRow",
    "ItemRow",
    "PointRow",
    "PushRow",
    "RatingRow",
    "ReadingRow",
    "RedirectRow",
    "ReportRow",
    "Row",
    "RuleMatchRow",
    "RulingRow",
    "SilenceRow",
    "StandingRow",
    "StirredRow",
    "ThreadRow",
    "TransitionRow",
    "WordsRow",
]
