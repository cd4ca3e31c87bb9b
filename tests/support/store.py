"""Values to store, short to write: each factory fills in what a test doesn't care about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.adapters.store import SqlStore
from monitor.model.alerts import Alert, Attempt, Delivery, Level, Reason
from monitor.model.assessments import Assessment, Firing, State, Transition
from monitor.model.incidents import Incident, Status
from monitor.model.items import FeedState, Item, PollRecord
from monitor.model.reports import ActClass, Mode, Party, PartyKind, Reading, Report
from monitor.model.times import Precision
from monitor.pipeline.cases import Outcome

NOW = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
LEASE = timedelta(minutes=1)
MINUTE = timedelta(minutes=1)


def item(name: str, **fields: Any) -> Item:
    """An item called so."""
    defaults = {
        "title": f"Title of {name}",
        "outlet": "gazette",
        "seen_at": NOW,
        "feed": "gazette-world",
        "content_hash": f"hash of {name}",
    }
    return Item(id=name, **{**defaults, **fields})


def poll(*items: Item, **fields: Any) -> PollRecord:
    """A poll that brought these items; the feed is due again in five minutes."""
    return PollRecord(
        state=FeedState(**{"feed": "gazette-world", "next_due_at": NOW + 5 * MINUTE, **fields}), items=items
    )


def report(key: str, **fields: Any) -> Report:
    """A report by its key, ``<item>#<n>``."""
    defaults = {
        "item": key.partition("#")[0],
        "event": "force_state.missile_strike",
        "act": ActClass.AIR,
        "mode": Mode.FACTUAL,
        "known_at": NOW,
        "outlet": "gazette",
        "events_grade": "B",
        "border": "EC-PE",
    }
    return Report(key=key, **{**defaults, **fields})


def reading(name: str, *reports: Report, **fields: Any) -> Reading:
    """What reading the item came to."""
    return Reading(item=name, **{"mode": Mode.FACTUAL, "reports": reports, **fields})


def incident(name: str, **fields: Any) -> Incident:
    """An incident called so, an act of ``by``."""
    by = fields.pop("by", "EC")
    defaults = {
        "border": "EC-PE",
        "event": "force_state.missile_strike",
        "act": ActClass.AIR,
        "status": Status.REPORTED,
        "confidence": 0.8,
        "severity": 4,
        "started_at": NOW,
        "precision": Precision.HOUR,
        "first_known_at": NOW,
        "last_known_at": NOW,
        "initiator": Party(name=by, kind=PartyKind.STATE_FORCES, state=by),
    }
    return Incident(id=name, **{**defaults, **fields})


def assessment(border: str = "EC-PE", **fields: Any) -> Assessment:
    """A calm border."""
    return Assessment(border=border, **{"at": NOW, "state": State.CALM, "score": 0.0, **fields})


def firing(code: str, **fields: Any) -> Firing:
    """A firing by its code."""
    defaults = {
        "border": "EC-PE",
        "at": NOW,
        "weight": 10.0,
        "half_life_days": 7.0,
        "confidence": 0.5,
        "because": "it was said",
    }
    return Firing(indicator="an_indicator", code=code, **{**defaults, **fields})


def transition(old: State, new: State, **fields: Any) -> Transition:
    """A change of state."""
    return Transition(old=old, new=new, **{"border": "EC-PE", "at": NOW, "score": 20.0, **fields})


def alert(name: str, **fields: Any) -> Alert:
    """An alert called so."""
    defaults = {
        "at": NOW,
        "border": "EC-PE",
        "level": Level.WATCH,
        "reason": Reason.NEW_INCIDENT,
        "headline": name,
        "conversation": "EC-PE",
    }
    return Alert(id=name, **{**defaults, **fields})


def delivery(name: str, **fields: Any) -> Delivery:
    """A message of an alert to the channel ``desk``."""
    defaults = {
        "alert": name,
        "channel": "desk",
        "conversation": "EC-PE",
        "title": name,
        "body": "text",
        "created_at": NOW,
    }
    return Delivery(key=f"{name}@{fields.get('channel', 'desk')}", **{**defaults, **fields})


def attempt(key: str, number: int = 1, **fields: Any) -> Attempt:
    """A try of a delivery that took a second."""
    defaults = {"started_at": NOW, "finished_at": NOW + timedelta(seconds=1), "outcome": "delivered"}
    return Attempt(delivery=key, number=number, **{**defaults, **fields})


def read(store: SqlStore, *reports: Report, now: datetime = NOW) -> None:
    """Stores the items of the reports, and that they were read to these."""
    names = sorted({each.item for each in reports})
    store.record_poll(poll(*(item(name) for name in names)))
    store.record_readings([reading(name, *(each for each in reports if each.item == name)) for name in names], now=now)


def assess(store: SqlStore, border: str = "EC-PE", *, now: datetime = NOW, **fields: Any) -> bool:
    """Marks the border dirty, leases it and writes an outcome with these fields; tells whether it was written."""
    name = f"mark-{border}-{now.isoformat()}"
    read(store, report(f"{name}#0", border=border, known_at=now), now=now)
    assert store.lease_dirty_border(now=now, lease=LEASE, only=[border]) == border
    case = store.case(border, now=now)
    return store.record_outcome(
        Outcome(border=border, lease=case.lease, **{"assessment": assessment(border), **fields}), now=now
    )


def post(store: SqlStore, *deliveries: Delivery, now: datetime = NOW) -> None:
    """Puts the deliveries into the outbox."""
    assert assess(store, now=now, deliveries=deliveries)
