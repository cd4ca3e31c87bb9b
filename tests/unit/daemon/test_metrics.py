"""What Prometheus is told: every unit of work counted, what is now measured, and no series that strangers make."""

from datetime import UTC, datetime, timedelta

from prometheus_client.parser import text_string_to_metric_families

from monitor.adapters.metrics import MOST_BORDERS, Metrics
from monitor.model.alerts import Level
from monitor.model.assessments import Assessment, Coverage, State
from monitor.model.items import FailureKind, FeedCondition, FetchFailure
from monitor.model.standing import Backlog, CycleBeat, Standing
from monitor.model.work import Assessed, Judged, Polled, Pruned, Pushed, PushOutcome, ReadBatch, Reloaded, Sent, Turned

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def metrics() -> Metrics:
    """Of a monitor that reads two languages and has two channels."""
    return Metrics(
        version="1.2.3",
        languages=("en", "fa"),
        channels=("desk", "mail"),
        beats=lambda: {"collect": CycleBeat(failures=2, good_seconds_ago=3.5), "judge": CycleBeat(failures=0, good_seconds_ago=None)},
    )  # fmt: skip


def values(made: Metrics) -> dict[str, float]:
    """Samples by name and labels, as Prometheus reads them."""
    found = {}
    for family in text_string_to_metric_families(made.exposition()):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[sample.name.removeprefix("border_monitor_") + (f"{{{labels}}}" if labels else "")] = sample.value
    return found


def standing(*borders: Assessment, **fields: object) -> Standing:
    """A measurement."""
    backlog = Backlog(unread=3, dirty=1, outbox=2, waiting_since=NOON - timedelta(seconds=90), dead=1)
    parts = {
        "at": NOON,
        "borders": borders,
        "feeds": {},
        "backlog": backlog,
        "stored": {"items": 7},
        "database_bytes": 4096,
    }
    return Standing(**(parts | fields))  # type: ignore[arg-type]  # fmt: skip


def test_every_unit_of_work_is_counted() -> None:
    """Each with what it brought and how long it took."""
    made = metrics()
    down = FetchFailure(kind=FailureKind.TIMEOUT)
    for work in (
        Polled(feed="a", seconds=0.2, size=1000, parse_seconds=0.01, items=3, revised=1, condition=FeedCondition.OK),
        Polled(feed="a", not_modified=True, condition=FeedCondition.OK),
        Polled(feed="b", failure=down, failures=1, condition=FeedCondition.FAILING),
        Pushed(feed="a", items=4),
        Pushed(feed="a", outcome=PushOutcome.FORGED),
        ReadBatch(items=3, reports=2, left_out=(("sport", 1),), languages=(("en", 2),), seconds=0.02),
        Assessed(border="IR-PK", state=State.TENSION, changed=2, alerts=(("a1", Level.WATCH),)),
        Assessed(border="IR-PK", judged=Judged.FAILED),
        Sent(channel="desk", deliveries=("k1", "k2"), outcome="delivered", waited=1.5),
        Sent(channel="mail", deliveries=("k3",), outcome="dead", reason="HTTP 404"),
        Pruned(items=9, before=NOON),
        Reloaded(problems=3),
        Turned(cycle="collect", seconds=0.1),
    ):
        made.count(work)
    found = values(made)
    expected = {
        "polls_total{outcome=new_items}": 1, "polls_total{outcome=not_modified}": 1, "polls_total{outcome=timeout}": 1,
        "feed_bytes_total": 1000, "items_total{kind=new}": 2, "items_total{kind=revised}": 1, "items_total{kind=pushed}": 4, "pushes_total{outcome=forged}": 1, "parse_seconds_count": 1,
        "items_read_total": 3, "items_left_out_total{reason=sport}": 1, "reports_total{language=en}": 2,
        "incidents_written_total": 2, "alerts_total{level=watch}": 1, "assessments_total{outcome=failed}": 1,
        "deliveries_total{channel=desk,outcome=delivered}": 2, "deliveries_total{channel=mail,outcome=dead}": 1,
        "delivery_wait_seconds_count": 1, "items_pruned_total": 9, "reloads_total{outcome=refused}": 1, "files_problems": 3, "turns_total{cycle=collect,outcome=good}": 1,
        "feeds{condition=ok}": 1, "feeds{condition=failing}": 1, "build_info{python=" + _python() + ",version=1.2.3}": 1,
    }  # fmt: skip
    assert {name: found.get(name) for name in expected} == expected


def _python() -> str:
    import platform

    return platform.python_version()


def test_the_moment_is_told_as_it_is() -> None:
    """Borders, backlog and cycles: what is gone has no series any more."""
    made = metrics()
    hot = Assessment(border="IR-PK", at=NOON, state=State.ESCALATION, score=61.5, coverage=(("IR", Coverage.LIVE), ("PK", Coverage.STALE)))  # fmt: skip
    made.measure(standing(hot))
    found = values(made)
    expected = {
        "border_score{border=IR-PK}": 61.5, "border_state{border=IR-PK,state=escalation}": 1,
        "border_state{border=IR-PK,state=calm}": 0, "border_coverage{border=IR-PK,coverage=stale,side=PK}": 1,
        "outbox_messages": 2, "outbox_age_seconds": 90, "dead_letters": 1, "unread_items": 3, "dirty_borders": 1,
        "database_bytes": 4096, "stored{kind=items}": 7, "cycle_failures{cycle=collect}": 2, "cycle_good_age_seconds{cycle=collect}": 3.5,
    }  # fmt: skip
    assert {name: found.get(name) for name in expected} == expected
    assert "cycle_good_age_seconds{cycle=judge}" not in found
    made.measure(standing(database_bytes=None))
    assert not [name for name in values(made) if name.startswith(("border_score", "database_bytes"))]


def test_strangers_make_no_series() -> None:
    """A language that a feed made up is another one; of thousands of borders the hottest have series."""
    made = metrics()
    before = len(values(made))
    for n in range(500):
        made.count(ReadBatch(items=1, reports=1, languages=((f"x-{n}", 1),)))
    found = values(made)
    assert len(found) == before
    assert found["reports_total{language=other}"] == 500
    borders = [Assessment(border=f"B{n}", at=NOON, state=State.CALM, score=float(-n)) for n in range(1000)]
    made.measure(standing(*borders))
    assert sum(name.startswith("border_score") for name in values(made)) == MOST_BORDERS


def test_feeds_are_known_by_their_last_poll_and_forgotten_when_they_go() -> None:
    """What a measurement took from the store before a poll doesn't undo the poll."""
    made = metrics()
    made.count(Polled(feed="a", condition=FeedCondition.OK))
    made.count(Polled(feed="gone", condition=FeedCondition.OK))
    made.measure(standing(feeds={"a": FeedCondition.NEW, "b": FeedCondition.STALE}))
    found = values(made)
    assert (found["feeds{condition=ok}"], found["feeds{condition=stale}"], found["feeds{condition=new}"]) == (1, 1, 0)
