"""How often a feed brings something, and how often it is worth asking.

Decides the rhythm out of when items came out, and the interval between polls out of the rhythm. Doesn't know of failures, nor of what the
publisher wishes: that is for :mod:`monitor.feeds.schedule`.
"""

import statistics
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.model.assessments import Assessment, State, Trend
from monitor.model.items import FeedState, Item
from monitor.model.outlets import Feed
from monitor.model.times import Precision

TIMES_KEPT = 16
"""Enough for a median that one odd day doesn't move, few enough to follow a feed that livens up within hours."""
FEWEST_GAPS = 3
"""With fewer there is no rhythm yet, and the configured interval stays."""
POLLS_PER_ITEM = 4
"""Polls in the usual time between two items: an item waits an eighth of that time on average."""
SLOWEST_FACTOR, SLOWEST = 4, timedelta(minutes=30)
"""The slowest interval where none is configured: four times the quickest, and no more than half an hour, because news of war may stand in
a feed that is silent for weeks."""
HOT_FACTOR, SHORTEST = 0.5, timedelta(minutes=1)
"""A feed of a border that is getting hotter is asked twice as often as its quickest, and never more than once a minute."""
LONGEST_REMEMBERED = timedelta(days=14)
"""A feed that was dead for a year may be silent for two weeks without being missed, not for a year."""
FORGOTTEN_BY_HALF = timedelta(days=7)
"""The longest silence counts half as much after a week, so that each weekend renews it and a holiday wears off."""


def interval(feed: Feed, state: FeedState, *, hot: bool = False) -> timedelta:
    """The wait between two polls that go well."""
    if hot:
        return max(feed.poll_every * HOT_FACTOR, SHORTEST)
    usual = rhythm(state.item_times)
    if usual is None:
        return feed.poll_every
    return min(max(feed.poll_every, usual / POLLS_PER_ITEM), slowest(feed))


def because(feed: Feed, state: FeedState) -> str:
    """Why the interval is what it is, in words."""
    usual = rhythm(state.item_times)
    if usual is None:
        return "no rhythm is known yet: as often as configured"
    if usual / POLLS_PER_ITEM < feed.poll_every:
        return "it brings something more often than it may be asked: as often as configured"
    if usual / POLLS_PER_ITEM > slowest(feed):
        return "it seldom brings anything: at its slowest"
    return "a quarter of the usual time between two of its items"


def is_heating(assessment: Assessment) -> bool:
    """Whether the feeds of a border should be asked more often: it is in the upper states, or on its way there."""
    rising = assessment.state is State.TENSION and assessment.trend is Trend.UP
    return rising or assessment.state in (State.CONFRONTATION, State.ESCALATION)


def slowest(feed: Feed) -> timedelta:
    """The longest interval of a feed that answers well."""
    chosen = feed.slowest or min(feed.poll_every * SLOWEST_FACTOR, SLOWEST)
    return max(chosen, feed.poll_every)


def rhythm(times: Sequence[datetime]) -> timedelta | None:
    """The usual time between two items (``times`` newest first), or between the last ones when that is shorter; None when unknown."""
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(times)]
    if len(gaps) < FEWEST_GAPS:
        return None
    return timedelta(seconds=min(statistics.median(gaps), statistics.median(gaps[:FEWEST_GAPS])))


def came_out(items: Iterable[Item], fresh: Iterable[Item], *, now: datetime) -> tuple[datetime, ...]:
    """When the items of a document came out; those without an exact time came out now, if they are ``fresh``."""
    exact = {min(item.published_at, now) for item in items if item.published_at is not None and _is_exact(item)}
    return tuple(exact | ({now} if any(not _is_exact(item) for item in fresh) else set()))


def _is_exact(item: Item) -> bool:
    return item.published_at is not None and item.published_precision is Precision.MINUTE


def with_times(state: FeedState, times: Iterable[datetime]) -> tuple[tuple[datetime, ...], timedelta | None]:
    """``item_times`` and ``longest_gap`` of the state when items came out at ``times``, some of which may be known."""
    kept = sorted({*state.item_times, *times}, reverse=True)[:TIMES_KEPT]
    newer = sorted(time for time in kept if not state.item_times or time >= state.item_times[0])
    longest = state.longest_gap
    for earlier, later in pairwise(newer):
        gap = later - earlier
        faded = (longest or timedelta(0)) * 0.5 ** (gap / FORGOTTEN_BY_HALF)
        longest = min(max(gap, faded), LONGEST_REMEMBERED)
    return tuple(kept), longest
