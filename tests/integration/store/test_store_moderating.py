"""The desk's log: kept as it was written, once, and the border that it speaks of looks again, whoever is assessing it just now."""

from dataclasses import replace

from monitor.adapters.store import SqlStore
from monitor.model.moderation import Pin, PinnedField, Ruling, Verdict
from monitor.model.reports import Count, Party, PartyKind, PlacePoint
from monitor.pipeline.cases import Outcome
from monitor.pipeline.ports import NO_BORDER
from tests.support.store import LEASE, MINUTE, NOW, assessment, incident, read, report

RETRACTED = Ruling(
    id="r1", verdict=Verdict.RETRACT, border="EC-PE", by="amina", because="a gas leak", at=NOW, reports=("one#0",)
)


def test_a_log_comes_back_as_it_was_written(store: SqlStore) -> None:
    """In order of time, by border or whole; what a pin holds comes back as what it was."""
    pins = (
        Pin(field=PinnedField.KILLED, count=Count(low=1, best=2, high=3)),
        Pin(field=PinnedField.INITIATOR, party=Party(name="Peru", kind=PartyKind.GOVERNMENT, state="PE")),
        Pin(field=PinnedField.PLACE, place=PlacePoint(entity="tumbes", name="Tumbes", country="PE", precision=1)),
        Pin(field=PinnedField.STARTED_AT, moment=NOW),
        Pin(field=PinnedField.SEVERITY, number=0),
    )
    log = [
        replace(RETRACTED, id=f"p{n}", verdict=Verdict.PIN, pin=pin, at=NOW + n * MINUTE) for n, pin in enumerate(pins)
    ]
    homeless = replace(RETRACTED, id="h", border=None)
    for ruling in (homeless, *reversed(log)):
        store.record_ruling(ruling, now=NOW)
    assert store.rulings("EC-PE") == log
    assert store.rulings(NO_BORDER) == [homeless]
    assert {ruling.id for ruling in store.rulings()} == {"h", "p0", "p1", "p2", "p3", "p4"}
    assert store.case("EC-PE", now=NOW).rulings == tuple(log)


def test_a_ruling_makes_its_border_look_again_once(store: SqlStore) -> None:
    """Recorded twice it is there once, and dirties once."""
    store.record_ruling(RETRACTED, now=NOW)
    assert store.lease_dirty_border(now=NOW, lease=LEASE) == "EC-PE"
    case = store.case("EC-PE", now=NOW)
    assert store.record_outcome(Outcome(border="EC-PE", lease=case.lease, assessment=assessment()), now=NOW)
    store.record_ruling(RETRACTED, now=NOW)
    assert store.lease_dirty_border(now=NOW, lease=LEASE) is None
    assert store.rulings() == [RETRACTED]


def test_a_ruling_that_comes_while_another_program_assesses_is_not_lost(store: SqlStore, other: SqlStore) -> None:
    """The daemon has read its case before; what it writes leaves the border dirty, and the next look finds the ruling."""
    read(store, report("one#0"))
    assert store.lease_dirty_border(now=NOW, lease=LEASE) == "EC-PE"
    case = store.case("EC-PE", now=NOW)
    other.record_ruling(RETRACTED, now=NOW)
    found = (incident("one", reports=("one#0",)),)
    written = Outcome(border="EC-PE", lease=case.lease, assessment=assessment(), incidents=found)
    assert store.record_outcome(written, now=NOW)
    assert store.lease_dirty_border(now=NOW, lease=LEASE) == "EC-PE"
    assert store.case("EC-PE", now=NOW).rulings == (RETRACTED,)
