"""Says what is known of a feed after a poll, how it does by that, and when somebody should be told.

Decides the condition out of the state alone, so that every listing and every notice say the same. A feed is bad after several failures or a
day of them, and good again after two good answers, so that one that flickers doesn't ring. Silence is judged by the feed's own rhythm.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.feeds import cadence, moves, schedule
from monitor.model.items import (
    Document,
    FailureKind,
    FeedCondition,
    FeedState,
    FetchFailure,
    FetchOutcome,
    NotModified,
    ParsedFeed,
)
from monitor.model.outlets import Feed

BAD_AFTER_FAILURES = 3
BAD_AFTER = timedelta(hours=24)
"""Whichever comes first: three failures in a row, or a day since the first of them."""
GOOD_AFTER = 2
"""Good answers in a row, after which a bad feed is good again."""
EMPTY_AFTER = 3
"""Documents in a row without an entry: some feeds are rebuilt in place and stand empty for a minute."""
RE_KEYED_FOR = timedelta(hours=24)
"""How long the condition shows that a feed changed its identifiers."""
QUIET_RHYTHMS, STALE_RHYTHMS, STALE_LONGEST = 3, 10, 2
"""Silences, in usual ones and (for stale) in longest ones: nights and weekends are among the longest, so they don't count as silence."""
STALE_AT_LEAST = timedelta(hours=24)
RHYTHM_WHEN_UNKNOWN = timedelta(days=1)

BAD = frozenset(
    {FeedCondition.STALE, FeedCondition.FAILING, FeedCondition.GONE, FeedCondition.BLOCKED, FeedCondition.EMPTY}
)
_UNREACHED = frozenset({FeedCondition.FAILING, FeedCondition.GONE, FeedCondition.BLOCKED})
_WORTH_TELLING = BAD | {FeedCondition.MOVED, FeedCondition.RE_KEYED}
_BLOCKING_STATUSES = frozenset({401, 402, 403, 407, 429, 451})
_BLOCKING_KINDS = frozenset({FailureKind.RATE_LIMITED, FailureKind.NOT_A_FEED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What a poll brought. ``newest_at`` is the latest publication in the document, ``times`` when its items came out, as far as known.

    ``revised_items`` of the ``new_items`` are new texts of known ones. ``recent`` are the fingerprints to keep, ``listed`` the items of the
    document, as in ``FeedState`` (None: as before); ``re_keyed``: the entries were known under other identifiers.
    """

    new_items: int = 0
    revised_items: int = 0
    newest_at: datetime | None = None
    times: tuple[datetime, ...] = ()
    recent: str | None = None
    listed: tuple[str, ...] | None = None
    re_keyed: bool = False


def after_poll(
    state: FeedState,
    outcome: FetchOutcome,
    parsed: ParsedFeed | None,
    *,
    feed: Feed,
    now: datetime,
    gain: Gain,
    jitter: float,
    hot: bool = False,
) -> FeedState:
    """The state to store. A document that couldn't be parsed counts as the failure it is; ``parsed`` is None when it was as before.

    A failure keeps validators and hash, so that the next answer is still compared with the last one understood. What is worth telling of
    the new state is in :func:`news`; ``told`` is already what it will then be.
    """
    if isinstance(outcome, FetchFailure):
        learned = replace(
            state,
            failures=state.failures + 1,
            last_failure=outcome,
            successes=0,
            failing_since=state.failing_since or now,
        )
    else:
        learned = _learned(state, outcome, parsed, feed=feed, now=now, gain=gain)
    # Copies of a state cost, and this runs for each poll: none is made of one that is as it should be.
    planned = learned if learned.failures == state.failures else replace(learned, failures=state.failures)
    due_at = schedule.next_due_at(planned, outcome, feed=feed, now=now, jitter=jitter, hot=hot)
    return replace(learned, next_due_at=due_at, last_polled_at=now, told=condition(learned, feed, now))


def _learned(
    state: FeedState,
    outcome: Document | NotModified,
    parsed: ParsedFeed | None,
    *,
    feed: Feed,
    now: datetime,
    gain: Gain,
) -> FeedState:
    """What a good answer says, and what the document said of itself; one that is as before says the same again."""
    document = outcome if isinstance(outcome, Document) else None
    said = parsed or state
    item_times, longest_gap = cadence.with_times(state, gain.times)
    return replace(
        moves.sighted(feed, state, outcome),
        ttl=said.ttl,
        skip_hours=said.skip_hours,
        hub=(document and document.hub) or said.hub,
        entry_marks=parsed.marks if parsed else state.entry_marks,
        empty_polls=_empty_polls(state, parsed),
        last_success_at=now,
        failures=0,
        failing_since=None,
        last_failure=None,
        successes=min(state.successes + 1, GOOD_AFTER),
        validators=outcome.validators,
        body_hash=document.digest if document else state.body_hash,
        baseline_done=state.baseline_done or document is not None,
        items_seen=state.items_seen + gain.new_items,
        last_item_at=_last_item_at(state, gain, now=now),
        item_times=item_times,
        longest_gap=longest_gap,
        recent=state.recent if gain.recent is None else gain.recent,
        listed=state.listed if gain.listed is None else gain.listed,
        re_keyed_at=now if gain.re_keyed else state.re_keyed_at,
    )


def _empty_polls(state: FeedState, parsed: ParsedFeed | None) -> int:
    empty = state.empty_polls > 0 if parsed is None else not (parsed.total or parsed.entries)
    return min(state.empty_polls + 1, EMPTY_AFTER) if empty else 0


def _last_item_at(state: FeedState, gain: Gain, *, now: datetime) -> datetime | None:
    """A feed first met with old items doesn't look alive for it; one whose items another feed brought first does."""
    if not gain.new_items and gain.newest_at is None:
        return state.last_item_at
    latest = min(gain.newest_at or now, now)
    return max(latest, state.last_item_at) if state.last_item_at else latest


def condition(state: FeedState, feed: Feed, now: datetime) -> FeedCondition:
    """How the feed does. What is worse hides what is better; a bad one stays as it was told until it is good again."""
    if _is_bad(state, now):
        return _failing(state)
    if state.last_success_at is None:
        return FeedCondition.NEW
    if state.told in BAD and (state.failures or state.successes < GOOD_AFTER):
        return state.told
    if state.empty_polls >= EMPTY_AFTER:
        return FeedCondition.EMPTY
    silence = _silence(state, now)
    if silence is FeedCondition.STALE:
        return silence
    if state.re_keyed_at is not None and now - state.re_keyed_at < RE_KEYED_FOR:
        return FeedCondition.RE_KEYED
    return FeedCondition.MOVED if moves.has_moved(feed, state) else silence


def news(before: FeedState, after: FeedState) -> bool:
    """Whether somebody should be told: a feed went bad, or answers again, or recovered, moved, or changed its identifiers.

    Not told is how its badness changes meanwhile: why it doesn't answer, or whether it is silent or empty.
    """
    if before.told is after.told:
        return False
    was_bad, is_bad = before.told in BAD, after.told in BAD
    if was_bad and is_bad:
        return before.told in _UNREACHED and after.told not in _UNREACHED
    return was_bad != is_bad or after.told in _WORTH_TELLING


def _is_bad(state: FeedState, now: datetime) -> bool:
    lasted = now - state.failing_since if state.failing_since else timedelta(0)
    return state.failures >= BAD_AFTER_FAILURES or (state.failures > 0 and lasted >= BAD_AFTER)


def _failing(state: FeedState) -> FeedCondition:
    failure = state.last_failure
    if failure is None:
        return FeedCondition.FAILING
    if failure.kind is FailureKind.GONE:
        return FeedCondition.GONE
    blocked = failure.kind in _BLOCKING_KINDS or failure.status in _BLOCKING_STATUSES
    return FeedCondition.BLOCKED if blocked else FeedCondition.FAILING


def _silence(state: FeedState, now: datetime) -> FeedCondition:
    """Quiet beyond the longest silence remembered, stale beyond twice that."""
    if state.last_item_at is None:
        return FeedCondition.OK
    silent = now - state.last_item_at
    usual = cadence.rhythm(state.item_times)
    longest = state.longest_gap or timedelta(0)
    if usual is None:
        usual, longest = RHYTHM_WHEN_UNKNOWN, max(longest, RHYTHM_WHEN_UNKNOWN)
    if silent > max(STALE_AT_LEAST, STALE_RHYTHMS * usual, STALE_LONGEST * longest):
        return FeedCondition.STALE
    return FeedCondition.QUIET if silent > max(QUIET_RHYTHMS * usual, longest) else FeedCondition.OK
