"""Which of the feeds that are due gets the next place.

Decides by host (a few requests to one at a time) and by what is known of the feed: those that answered well and soon the last time are
*proven*, and half of the places are theirs. So servers that are slow, broken or hostile keep nobody waiting but each other, however many
there are.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.model.items import FailureKind, FeedState
from monitor.pipeline.ports import Trust

PER_HOST = 2
"""Requests to one host at a time: what browsers of the politer age allowed themselves."""
SOON = timedelta(seconds=5)
"""A feed that took longer is no longer proven: two in three hundred real feeds did, both from agencies of states under sanctions."""
SHARE_OF_DOUBTFUL = 0.5
"""Of the places, once there are feeds enough that would miss the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A feed that is ours to poll until ``expires_at``, and the host that it is asked from."""

    state: FeedState
    host: str
    expires_at: datetime

    @property
    def proven(self) -> bool:
        """Whether it answered well the last time, and soon."""
        return is_proven(self.state)


def is_proven(state: FeedState) -> bool:
    """Whether the feed answered well the last time, and soon."""
    return state.last_success_at is not None and not state.failures and (state.took or timedelta(0)) <= SOON


def trust(state: FeedState) -> Trust:
    """How its next document is to be parsed. Of what a feed did only the store remembers, so that a restart makes nobody a stranger."""
    if state.last_failure is not None:
        killed = state.last_failure.kind is FailureKind.PARSER_KILLED
        return Trust.SUSPECT if killed else Trust.UNKNOWN
    return Trust.UNKNOWN if state.last_success_at is None else Trust.PROVEN


@dataclass(slots=True, kw_only=True)
class Places:
    """So many polls at a time, and the claimed feeds that wait for one."""

    size: int
    per_host: int = PER_HOST
    _proven: deque[Claimed] = field(default_factory=deque)
    _doubtful: deque[Claimed] = field(default_factory=deque)
    _taken: dict[str, Claimed] = field(default_factory=dict)
    _busy: Counter[str] = field(default_factory=Counter)
    _known_proven: set[str] = field(default_factory=set)

    def change(self, *, size: int, per_host: int, feeds: Collection[str]) -> None:
        """Other bounds, and only these feeds wait any longer. Who has a place keeps it."""
        self.size, self.per_host = size, per_host
        for waiting in (self._proven, self._doubtful):
            kept = [one for one in waiting if one.state.feed in feeds]
            waiting.clear()
            waiting.extend(kept)

    def wait(self, claimed: Iterable[Claimed]) -> None:
        """They get their places in this order."""
        for one in claimed:
            if one.proven:
                self._known_proven.add(one.state.feed)
                self._proven.append(one)
            else:
                self._known_proven.discard(one.state.feed)
                self._doubtful.append(one)

    @property
    def free(self) -> bool:
        """Whether there is a place that a proven feed could have."""
        return len(self._taken) < self.size

    def take(self, now: datetime) -> Claimed | None:
        """The feed that gets a place now, if one does; claims that ran out are dropped (they are due again by themselves)."""
        if not self.free:
            return None
        found = self._first(self._proven, now) or (self._first(self._doubtful, now) if self._room_for_doubt() else None)
        if found is not None:
            self._taken[found.state.feed] = found
            self._busy[found.host] += 1
        return found

    def leave(self, feed: str) -> None:
        """Its poll is over."""
        if (one := self._taken.pop(feed, None)) is not None:
            self._busy[one.host] -= 1

    def clear(self) -> None:
        """Nobody waits and nobody has a place."""
        for held in (self._proven, self._doubtful, self._taken, self._busy):
            held.clear()

    def _room_for_doubt(self) -> bool:
        reserved = min(self.size - int(self.size * SHARE_OF_DOUBTFUL), len(self._known_proven))
        return sum(not one.proven for one in self._taken.values()) < max(1, self.size - reserved)

    def _first(self, waiting: deque[Claimed], now: datetime) -> Claimed | None:
        for _ in range(len(waiting)):
            one = waiting.popleft()
            if one.expires_at <= now:
                continue
            if self._busy[one.host] < self.per_host:
                return one
            waiting.append(one)
        return None
