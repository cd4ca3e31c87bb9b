"""Metrics in the format of Prometheus, in a registry of our own.

Counters and histograms grow with each unit of work; gauges are set when the monitor is measured. No label holds what the news or a server
said: every one takes values that we know beforehand, anything else is counted as ``other``, so that strangers can't make series.
"""

import platform
from collections import Counter as Tally
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import singledispatchmethod
from typing import TypeVar

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from monitor.model.alerts import Level
from monitor.model.assessments import Coverage, State
from monitor.model.items import FailureKind, FeedCondition
from monitor.model.reports import LeftOut
from monitor.model.standing import CycleBeat, Standing
from monitor.model.work import (
    POLL_OUTCOMES,
    Assessed,
    Judged,
    Polled,
    Pruned,
    Pushed,
    PushOutcome,
    ReadBatch,
    Reloaded,
    Sent,
    Turned,
    Work,
)

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
MOST_BORDERS = 200
"""Borders that have series, the hottest first: with ``watch: all`` there may be thousands. Our choice: eleven series each, some 2,000 in all."""
_OTHER = "other"
Labels = TypeVar("Labels", bound=tuple[str, ...])
# Nothing asks when each series began, and telling it would nearly double them.
disable_created_metrics()  # type: ignore[no-untyped-call]
_FAST = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30)
"""Seconds: parsing, assessing and turns take milliseconds when all is well; thirty is what a fetch may take at most by default."""
_NETWORK = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_WAITING = (1, 2, 5, 10, 30, 60, 300, 900, 3600, 14400, 86400)
"""Seconds: two is the budget from receiving to handing over, the rest are quiet hours, digests and channels that are down."""


class Metrics:
    """All that is measured. ``languages`` and ``channels`` are those that have labels; ``beats`` tells how the cycles do when asked.

    Not for several threads at once, but for :meth:`count`, which any may call.
    """

    def __init__(
        self,
        *,
        version: str,
        languages: Collection[str],
        channels: Iterable[str],
        beats: Callable[[], Mapping[str, CycleBeat]] = dict,
    ) -> None:
        self.registry = CollectorRegistry(auto_describe=True)
        self._languages = frozenset(languages)
        self._feeds: dict[str, FeedCondition] = {}
        self._standing: Standing | None = None
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        build = Info("border_monitor_build", "What runs.", registry=self.registry)
        build.info({"version": version, "python": platform.python_version()})
        self._make_collecting()
        self._make_reading()
        self._make_assessing()
        self._make_delivering(sorted(channels))
        self._make_turning()
        self.registry.register(_Now(beats, lambda: self._standing, self._feeds))

    def exposition(self) -> str:
        """Everything, in the text format 0.0.4."""
        return generate_latest(self.registry).decode()

    @property
    def conditions(self) -> Mapping[str, FeedCondition]:
        """How the feeds do, as far as was measured or told by polls."""
        return self._feeds.copy()

    def measure(self, standing: Standing) -> None:
        """Sets what is measured. Feeds that are no longer there are forgotten; of the others, what polls told since counts."""
        known = {feed: self._feeds.get(feed, condition) for feed, condition in standing.feeds.items()}
        self._feeds.clear()
        self._feeds.update(known)
        self._standing = standing

    @singledispatchmethod
    def count(self, work: Work) -> None:
        """Counts a unit of work."""
        raise NotImplementedError(type(work))

    @count.register
    def _(self, work: Polled) -> None:
        self._polls.labels(work.outcome).inc()
        self._poll_seconds.observe(work.seconds)
        self._bytes.inc(work.size)
        self._feeds[work.feed] = work.condition
        if work.parse_seconds is not None:
            self._parse_seconds.observe(work.parse_seconds)
        counts = {
            "new": work.items - work.revised,
            "revised": work.revised,
            "withdrawn": work.withdrawn,
            "restored": work.restored,
        }
        for kind, number in counts.items():
            self._items.labels(kind).inc(max(0, number))

    @count.register
    def _(self, work: Pushed) -> None:
        self._pushes.labels(work.outcome.value).inc()
        self._items.labels("pushed").inc(work.items)

    @count.register
    def _(self, work: ReadBatch) -> None:
        self._read.inc(work.items)
        self._read_failures.inc(work.failed)
        self._read_seconds.observe(work.seconds)
        for reason, number in work.left_out:
            self._left_out.labels(reason).inc(number)
        for language, number in work.languages:
            self._reports.labels(language if language in self._languages else _OTHER).inc(number)

    @count.register
    def _(self, work: Assessed) -> None:
        self._assessments.labels(work.judged.value).inc()
        self._assess_seconds.observe(work.seconds)
        self._incidents.inc(work.changed)
        for _alert, level in work.alerts:
            self._alerts.labels(level.value).inc()

    @count.register
    def _(self, work: Sent) -> None:
        self._deliveries.labels(work.channel, work.outcome).inc(len(work.deliveries))
        self._send_seconds.labels(work.channel).observe(work.seconds)
        if work.outcome == "delivered":
            self._waited.observe(work.waited)

    @count.register
    def _(self, work: Pruned) -> None:
        self._pruned.inc(work.items)

    @count.register
    def _(self, work: Reloaded) -> None:
        self._reloads.labels("refused" if work.problems else "taken").inc()
        self._refused.set(work.problems)

    @count.register
    def _(self, work: Turned) -> None:
        self._turns.labels(work.cycle, "failed" if work.failed else "good").inc()
        self._turn_seconds.labels(work.cycle).observe(work.seconds)

    def _make_collecting(self) -> None:
        self._polls = self._counter("polls", "Feeds asked, by what came of it.", "outcome")
        for outcome in (*POLL_OUTCOMES, *(kind.value for kind in FailureKind)):
            self._polls.labels(outcome)
        self._poll_seconds = self._histogram("poll_seconds", "How long servers took to answer or to fail.", _NETWORK)
        self._bytes = self._counter("feed_bytes", "Bytes of documents, decoded.")
        self._parse_seconds = self._histogram("parse_seconds", "How long documents took to parse, waiting included.")
        self._items = self._counter(
            "items", "Items that came (or were pushed), changed, went without a word, or came back.", "kind"
        )
        for kind in ("new", "revised", "withdrawn", "restored", "pushed"):
            self._items.labels(kind)
        self._pushes = self._counter("pushes", "What hubs sent, by what became of it.", "outcome")
        for became in PushOutcome:
            self._pushes.labels(became.value)

    def _make_reading(self) -> None:
        self._read = self._counter("items_read", "Items read.")
        self._read_failures = self._counter("reading_failures", "Items that a bug kept from being read.")
        self._read_seconds = self._histogram("read_seconds", "How long a batch took to read.")
        self._left_out = self._counter("items_left_out", "Items that made no incident, by why.", "reason")
        for reason in LeftOut:
            self._left_out.labels(reason.value)
        self._reports = self._counter("reports", "Reports read, by the language of their item.", "language")
        for language in (*sorted(self._languages), _OTHER):
            self._reports.labels(language)

    def _make_assessing(self) -> None:
        self._assessments = self._counter("assessments", "Borders assessed, by what came of it.", "outcome")
        for judged in Judged:
            self._assessments.labels(judged.value)
        self._assess_seconds = self._histogram("assess_seconds", "How long a border took to assess.")
        self._incidents = self._counter("incidents_written", "Incidents that were new or changed.")
        self._alerts = self._counter("alerts", "Alerts, by how loud.", "level")
        for level in Level:
            self._alerts.labels(level.value)

    def _make_delivering(self, channels: Iterable[str]) -> None:
        self._deliveries = self._counter("deliveries", "Deliveries tried, by what came of it.", "channel", "outcome")
        self._send_seconds = self._histogram("send_seconds", "How long a channel took.", _NETWORK, "channel")
        self._waited = self._histogram("delivery_wait_seconds", "From outbox to delivered.", _WAITING)
        for channel in channels:
            self._send_seconds.labels(channel)
            for outcome in ("delivered", "deferred", "ambiguous", "dead"):
                self._deliveries.labels(channel, outcome)

    def _make_turning(self) -> None:
        self._turns = self._counter("turns", "Turns of the cycles.", "cycle", "outcome")
        self._turn_seconds = self._histogram("turn_seconds", "How long a turn took.", _FAST, "cycle")
        self._pruned = self._counter("items_pruned", "Items that lost their old texts.")

        self._reloads = self._counter("reloads", "Times that other files were tried.", "outcome")
        for outcome in ("taken", "refused"):
            self._reloads.labels(outcome)
        self._refused = Gauge(
            "border_monitor_files_problems",
            "Problems for which the files are refused as they are; nought when they are in force.",
            registry=self.registry,
        )

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"border_monitor_{name}", says, labels, registry=self.registry)

    def _histogram(self, name: str, says: str, buckets: tuple[float, ...] = _FAST, *labels: str) -> Histogram:
        return Histogram(f"border_monitor_{name}", says, labels, buckets=buckets, registry=self.registry)


class _Now(Collector):
    """What is read off when somebody looks: the cycles' beats and the last measurement. So nothing that is gone keeps its series."""

    def __init__(
        self,
        beats: Callable[[], Mapping[str, CycleBeat]],
        standing: Callable[[], Standing | None],
        feeds: dict[str, FeedCondition],
    ) -> None:
        self._beats, self._standing, self._feeds = beats, standing, feeds

    def describe(self) -> Iterator[Metric]:
        """Nothing: what there is depends on the moment."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Families of gauges."""
        yield from self._cycles()
        conditions: Tally[FeedCondition] = Tally(self._feeds.copy().values())
        yield _gauge(
            "feeds", "Feeds, by how they do.", {(each.value,): conditions[each] for each in FeedCondition}, "condition"
        )
        standing = self._standing()
        if standing is not None:
            yield from _stored(standing)
            yield from _borders(standing)

    def _cycles(self) -> Iterator[Metric]:
        beats = self._beats()
        failures = {(name,): beat.failures for name, beat in beats.items()}
        yield _gauge("cycle_failures", "Turns of a cycle that failed in a row.", failures, "cycle")
        ages = {(name,): beat.good_seconds_ago for name, beat in beats.items() if beat.good_seconds_ago is not None}
        yield _gauge("cycle_good_age_seconds", "How long ago a cycle last ended well.", ages, "cycle")


def _stored(standing: Standing) -> Iterator[Metric]:
    backlog = standing.backlog
    yield _gauge("measured_timestamp_seconds", "When the gauges were measured.", {(): standing.at.timestamp()})
    yield _gauge("unread_items", "Items not yet read.", {(): backlog.unread})
    yield _gauge("dirty_borders", "Borders that wait to be assessed.", {(): backlog.dirty})
    yield _gauge("outbox_messages", "Messages that are open.", {(): backlog.outbox})
    since = backlog.waiting_since
    age = max(0.0, (standing.at - since).total_seconds()) if since else 0.0
    yield _gauge("outbox_age_seconds", "Age of the oldest open message that isn't held back on purpose.", {(): age})
    yield _gauge("dead_letters", "Messages given up.", {(): backlog.dead})
    yield _gauge("stored", "What the database holds.", {(kind,): n for kind, n in standing.stored.items()}, "kind")
    if standing.database_bytes is not None:
        yield _gauge("database_bytes", "Size of the database's files.", {(): standing.database_bytes})


def _borders(standing: Standing) -> Iterator[Metric]:
    borders = standing.borders[:MOST_BORDERS]
    scores = {(border.border,): border.score for border in borders}
    yield _gauge("border_score", "Score of a border.", scores, "border")
    states = {(b.border, state.value): float(b.state is state) for b in borders for state in State}
    yield _gauge("border_state", "1 for the state in which a border is.", states, "border", "state")
    heard = {
        (b.border, side, each.value): float(how is each)
        for b in borders
        for side, how in b.coverage
        for each in Coverage
    }
    yield _gauge("border_coverage", "1 for how a side of a border is heard.", heard, "border", "side", "coverage")


def _gauge(name: str, says: str, values: Mapping[Labels, float], *labels: str) -> Metric:
    family = GaugeMetricFamily(f"border_monitor_{name}", says, labels=labels)
    for key, value in values.items():
        family.add_metric(key, value)
    return family
