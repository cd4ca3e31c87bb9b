"""Whether the feeds of each side speak: a silent feed is not calm.

Decides live, stale or none for each side, and since when a side has been silent. Doesn't decide what that does to a state.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from monitor.model.assessments import Coverage
from monitor.model.items import FeedState
from monitor.model.outlets import Feed, Outlet

SILENT_AFTER = timedelta(hours=6)
"""A proposal, not measured: a side is stale when its feeds have been silent this long, or longer where their own rhythm is slower."""

MISSED_POLLS = 3
"""A feed polled less often than every two hours gets this many polls before it counts as silent."""

_NEVER = datetime.min.replace(tzinfo=UTC)
Heard = Sequence[tuple[Feed, Outlet, FeedState | None]]


def coverage(border: str, *, feeds: Heard, now: datetime) -> tuple[tuple[str, Coverage], ...]:
    """Each side of the border with its coverage, in the border's order.

    A side is covered when an outlet that speaks for it, or is at home there, has a feed that was ever polled with success or without;
    feeds never polled count as none, since nobody knows yet whether they answer. One feed that succeeded lately makes the side live.
    """
    return tuple((side, _of_side(side, feeds, now)) for side in border.split("-"))


def silent_since(border: str, *, feeds: Heard, now: datetime) -> tuple[tuple[str, datetime], ...]:
    """For each stale side, when one of its feeds last succeeded: what is not known from then on is not quiet."""
    stale = (side for side, heard in coverage(border, feeds=feeds, now=now) if heard is Coverage.STALE)
    last = ((side, max(_successes(side, feeds), default=None)) for side in stale)
    return tuple((side, at) for side, at in last if at is not None)


def changes_at(border: str, *, feeds: Heard, now: datetime) -> datetime | None:
    """When the first of the live sides falls silent, unless it is heard again before; None when none is live."""
    ends = (max((_silent_at(f, s) for f, s in _of(side, feeds) if s), default=now) for side in border.split("-"))
    return min((end for end in ends if end > now), default=None)


def speaks(feed: Feed, state: FeedState, now: datetime) -> bool:
    """Whether the feed succeeded lately, by its own interval."""
    return now < _silent_at(feed, state)


def _of_side(side: str, feeds: Heard, now: datetime) -> Coverage:
    polled = [
        (feed, state) for feed, state in _of(side, feeds) if state is not None and state.last_polled_at is not None
    ]
    if not polled:
        return Coverage.NONE
    return Coverage.LIVE if any(speaks(feed, state, now) for feed, state in polled) else Coverage.STALE


def _of(side: str, feeds: Heard) -> Iterator[tuple[Feed, FeedState | None]]:
    return ((feed, state) for feed, outlet, state in feeds if side in (outlet.side, outlet.country))


def _silent_at(feed: Feed, state: FeedState) -> datetime:
    patience = max(SILENT_AFTER, MISSED_POLLS * feed.poll_every)
    return state.last_success_at + patience if state.last_success_at is not None else _NEVER


def _successes(side: str, feeds: Heard) -> Iterator[datetime]:
    return (s.last_success_at for _, s in _of(side, feeds) if s is not None and s.last_success_at is not None)
