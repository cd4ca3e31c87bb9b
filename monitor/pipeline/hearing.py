"""Who is heard from: which sides of a border speak through feeds that live, and through which kind of outlet.

Decides what a feed's health means for the borders that it tells of. A feed that answers but has been silent for far longer than it ever is
was last heard when it last brought something; nights and holidays are among the silences that it is known for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.escalation import coverage
from monitor.feeds import health
from monitor.model.assessments import Coverage
from monitor.model.items import FeedCondition, FeedState
from monitor.model.outlets import Feed, Outlet
from monitor.pipeline.assess import Heard
from monitor.pipeline.ports import CollectStore

_SAYS_NOTHING = frozenset({FeedCondition.STALE, FeedCondition.EMPTY})
Voice = tuple[Feed, Outlet, FeedState | None]


def sides_of(outlet: Outlet) -> frozenset[str]:
    """The states that an outlet speaks for or is at home in."""
    return frozenset(side for side in (outlet.side, outlet.country) if side)


def is_official(outlet: Outlet, side: str) -> bool:
    """Whether it is an organ of this side, or owned by its state."""
    return side in (outlet.side, outlet.owner.removeprefix("state:"))


def sides_regained(feed: Feed, outlet: Outlet, before: FeedState, after: FeedState, *, now: datetime) -> frozenset[str]:
    """The sides that are heard again, or for the first time, through this feed."""
    was, speaks = (coverage.speaks(feed, s, now) and s.told not in _SAYS_NOTHING for s in (before, after))
    return sides_of(outlet) if speaks and not was else frozenset()


@dataclass(slots=True, kw_only=True)
class Hearing:
    """Asks the store how the feeds of a border's sides do."""

    store: CollectStore
    feeds: Sequence[Feed]
    outlets: Mapping[str, Outlet]
    _of_side: dict[str, list[Feed]] = field(init=False)

    def __post_init__(self) -> None:
        self._of_side = {}
        for feed in self.feeds:
            for side in sides_of(self.outlets[feed.outlet]):
                self._of_side.setdefault(side, []).append(feed)

    def __call__(self, border: str, now: datetime) -> Heard:
        """Coverage of both sides, since when the stale ones are silent, and until when it stays so if nothing else is heard."""
        voices = self._voices(border.split("-"), now)
        return Heard(
            coverage=coverage.coverage(border, feeds=voices, now=now),
            silent_since=coverage.silent_since(border, feeds=voices, now=now),
            until=coverage.changes_at(border, feeds=voices, now=now),
        )

    def lines(self, border: str, now: datetime) -> dict[str, dict[str, Coverage]]:
        """For each side, whether an official and whether an independent outlet of it is heard."""
        sides = border.split("-")
        voices = self._voices(sides, now)
        return {side: {sort: heard for sort, heard, _ in _lines(side, voices, now)} for side in sides}

    def silent(self, sides: Sequence[str], now: datetime) -> Iterator[tuple[str, str, datetime | None]]:
        """Of these sides, those whose official or independent outlets were heard and aren't any more, with the sort and since when."""
        voices = self._voices(sides, now)
        for side in sides:
            stale = (line for line in _lines(side, voices, now) if line[1] is Coverage.STALE)
            yield from (
                (side, sort, dict(coverage.silent_since(side, feeds=own, now=now)).get(side)) for sort, _, own in stale
            )

    def _voices(self, sides: Sequence[str], now: datetime) -> list[Voice]:
        feeds = {feed.id: feed for side in sides for feed in self._of_side.get(side, ())}
        states = self.store.states_of(list(feeds)) if feeds else {}
        return [
            (feed, self.outlets[feed.outlet], _as_heard(feed, states[name], now) if name in states else None)
            for name, feed in feeds.items()
        ]


def _lines(side: str, voices: Sequence[Voice], now: datetime) -> Iterator[tuple[str, Coverage, list[Voice]]]:
    """Each sort of outlet, how it is heard, and its feeds."""
    for sort, official in (("official", True), ("independent", False)):
        chosen = [voice for voice in voices if is_official(voice[1], side) is official]
        yield sort, dict(coverage.coverage(side, feeds=chosen, now=now))[side], chosen


def _as_heard(feed: Feed, state: FeedState, now: datetime) -> FeedState:
    if health.condition(state, feed, now) in _SAYS_NOTHING:
        return replace(state, last_success_at=state.last_item_at)
    return state
