"""How feeds look in listings: plain data for tables and machine formats. What is secret about a feed is named, never shown."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from monitor.feeds import cadence, health, moves, normalize, schedule
from monitor.model.items import (
    Document,
    FailureKind,
    FeedCondition,
    FeedState,
    FetchFailure,
    FetchOutcome,
    Item,
    NotModified,
    ParsedFeed,
)
from monitor.model.outlets import UNKNOWN_OUTLET, Feed, Outlet
from monitor.pipeline import hearing
from monitor.pipeline.shapes import instant

Shape = dict[str, Any]

_SAMPLE = 5


def row(feed: Feed, state: FeedState | None, *, outlet: Outlet | None = None, now: datetime) -> Shape:
    """A line of ``feeds list``."""
    failure = state.last_failure if state else None
    return {
        "feed": feed.id,
        "outlet": feed.outlet,
        "kind": feed.kind.value,
        "verified": feed.verified,
        "speaks_for": _speaks_for(outlet) if outlet else None,
        "condition": (health.condition(state, feed, now) if state else FeedCondition.NEW).value,
        "items_seen": state.items_seen if state else 0,
        "last_item_at": instant(state.last_item_at) if state else None,
        "last_success_at": instant(state.last_success_at) if state else None,
        "next_due_at": instant(state.next_due_at) if state else None,
        "failures": state.failures if state else 0,
        "last_failure": f"{failure.kind}: {failure.detail}" if failure else None,
        "moved_to": state.moved_to if state and moves.has_moved(feed, state) else None,
    }


def _speaks_for(outlet: Outlet) -> str | None:
    """``IR official`` or ``IR independent``; None for outlets of nowhere."""
    sides = sorted(hearing.sides_of(outlet))
    kinds = (f"{side} {'official' if hearing.is_official(outlet, side) else 'independent'}" for side in sides)
    return ", ".join(kinds) or None


def details(feed: Feed, state: FeedState | None, *, outlet: Outlet | None = None, now: datetime) -> Shape:
    """All that ``feeds show`` tells of one feed."""
    learned = state or FeedState(feed=feed.id, next_due_at=now)
    return {
        **row(feed, state, outlet=outlet, now=now),
        "url": feed.url,
        "asked_at": moves.asked(feed, learned).url,
        "language": feed.language,
        "borders": list(feed.borders),
        "note": feed.note,
        "headers": [name for name, _ in feed.headers],
        "basic_auth": feed.basic_auth is not None,
        "proxy": feed.proxy is not None,
        "every_seconds": _seconds(feed.poll_every),
        "slowest_seconds": _seconds(cadence.slowest(feed)),
        "interval_seconds": _seconds(cadence.interval(feed, learned)),
        "interval_because": schedule.because(feed, learned, now=now),
        "usual_gap_seconds": _seconds(cadence.rhythm(learned.item_times)),
        "longest_gap_seconds": _seconds(learned.longest_gap),
        "publisher_ttl_seconds": _seconds(learned.ttl),
        "skip_hours": list(learned.skip_hours),
        "hub": learned.hub[0] if learned.hub else None,
        "pushed_until": instant(learned.pushed_until),
        "answered_in_seconds": _seconds(learned.took),
        "last_polled_at": instant(learned.last_polled_at),
        "failing_since": instant(learned.failing_since),
        "moved_sightings": learned.moved_sightings,
        "moving_to": learned.moved_to,
        "re_keyed_at": instant(learned.re_keyed_at),
        "conditional": learned.validators.etag is not None or learned.validators.last_modified is not None,
    }


def probed(
    outcome: FetchOutcome, parsed: ParsedFeed | FetchFailure, *, feed: Feed, outlet: Outlet, now: datetime
) -> Shape:
    """What ``feeds probe`` found. ``usable`` is whether it is a feed with at least one entry that has a text."""
    if isinstance(parsed, FetchFailure):
        problems = [f"{parsed.kind}: {parsed.detail}"]
        return {"usable": False, "url": getattr(outcome, "url", feed.url), "problems": problems}
    items = _items(parsed, feed=feed, outlet=outlet, now=now)
    dated = sorted(item.published_at for item in items if item.published_at)
    answer = outcome if isinstance(outcome, Document) else Document(url=feed.url, body=b"")
    return {
        "usable": bool(items),
        "url": answer.url,
        "moved_to": answer.moved_to,
        "title": parsed.title,
        "language": parsed.language,
        "media_type": answer.media_type,
        "charset": answer.charset,
        "encoding": answer.encoding,
        "bytes": len(answer.body),
        "conditional": answer.validators.etag is not None or answer.validators.last_modified is not None,
        "entries": len(parsed.entries),
        "dated": len(dated),
        "oldest_at": instant(dated[0]) if dated else None,
        "newest_at": instant(dated[-1]) if dated else None,
        "usual_gap_seconds": _seconds(cadence.rhythm(dated[: -cadence.TIMES_KEPT - 1 : -1])),
        "publisher_ttl_seconds": _seconds(parsed.ttl),
        "problems": list(_problems(parsed, items)),
        "sample": [item.title for item in items[:_SAMPLE]],
    }


def _items(parsed: ParsedFeed, *, feed: Feed, outlet: Outlet, now: datetime) -> list[Item]:
    repeated = normalize.repeated_guids(parsed.entries)
    found = (
        normalize.normalize(
            entry,
            feed=feed,
            outlet=outlet,
            outlets_by_host={},
            seen_at=now,
            repeated_guids=repeated,
            document_language=parsed.language,
        )
        for entry in parsed.entries
    )
    return [item for item in found if item.title]


def _problems(parsed: ParsedFeed, items: Sequence[Item]) -> tuple[str, ...]:
    count = len(parsed.entries)
    undated = sum(item.published_at is None for item in items)
    unlinked = sum(item.url is None for item in items)
    said = (
        (parsed.degraded, bool(parsed.degraded)),
        ("no entries", not count),
        (f"{count - len(items)} of {count} entries have no text", count > len(items)),
        (f"{undated} of {count} entries have no date that can be read", undated > 0),
        (f"{unlinked} of {count} entries have no link", unlinked > 0),
        ("no language is declared: give the feed one", parsed.language is None and count > 0),
    )
    return tuple(str(problem) for problem, applies in said if applies)


def failure(outcome: NotModified | FetchFailure) -> FetchFailure:
    """Why there is no document to look at."""
    if isinstance(outcome, FetchFailure):
        return outcome
    return FetchFailure(kind=FailureKind.HTTP_STATUS, detail="304 to a request that was not conditional", status=304)


def unknown_feed(address: str) -> tuple[Feed, Outlet]:
    """An address that nobody configured, as a feed."""
    return Feed(id="probe", outlet=UNKNOWN_OUTLET.id, url=address), UNKNOWN_OUTLET


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else round(span.total_seconds(), 1)
