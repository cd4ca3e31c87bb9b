"""Says what is known of a feed after a poll: validators, failures in a row, when it last brought something, when it is due."""

import hashlib
from dataclasses import replace
from datetime import datetime

from monitor.feeds import schedule
from monitor.model.items import Document, FeedState, FetchFailure, FetchOutcome, NotModified, ParsedFeed
from monitor.model.outlets import Feed


def body_hash(body: bytes) -> str:
    """What tells an unchanged document without parsing it."""
    return hashlib.sha256(body).hexdigest()[:32]


def after_poll(
    state: FeedState,
    outcome: FetchOutcome,
    parsed: ParsedFeed | None,
    *,
    feed: Feed,
    now: datetime,
    new_items: int,
    jitter: float,
    newest_at: datetime | None = None,
) -> FeedState:
    """The state to store. A document that couldn't be parsed counts as the failure it is; ``parsed`` is None when it was as before.

    ``newest_at`` is the latest publication among the new items: a feed first met with old items doesn't look alive for it.
    A failure keeps validators and hash, so that the next answer is still compared with the last one understood.
    """
    due_at = schedule.next_due_at(
        state, outcome, feed=feed, now=now, jitter=jitter, ttl=parsed.ttl if parsed is not None else None
    )
    polled = replace(state, next_due_at=due_at, last_polled_at=now)
    if isinstance(outcome, FetchFailure):
        return replace(polled, failures=state.failures + 1, last_failure=outcome)
    fine = replace(
        polled,
        last_success_at=now,
        failures=0,
        last_failure=None,
        validators=outcome.validators,
        items_seen=state.items_seen + new_items,
        last_item_at=_last_item_at(state, now=now, new_items=new_items, newest_at=newest_at),
    )
    return _with_document(fine, outcome)


def _with_document(state: FeedState, outcome: Document | NotModified) -> FeedState:
    if isinstance(outcome, NotModified):
        return state
    return replace(state, body_hash=body_hash(outcome.body), baseline_done=True)


def _last_item_at(state: FeedState, *, now: datetime, new_items: int, newest_at: datetime | None) -> datetime | None:
    if not new_items:
        return state.last_item_at
    latest = min(newest_at or now, now)
    return max(latest, state.last_item_at) if state.last_item_at else latest
