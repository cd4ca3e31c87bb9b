"""What commands show of borders and feeds, out of the application's parts."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.config.rules import LoadedRules
from monitor.config.settings import Settings
from monitor.errors import UsageError
from monitor.model.assessments import Assessment, State
from monitor.model.items import Document, FetchFailure, Validators
from monitor.model.outlets import Feed, Outlet
from monitor.pipeline import shapes
from monitor.pipeline.ports import NO_BORDER, Clock
from monitor.pipeline.watch import WatchList

if TYPE_CHECKING:
    from monitor.adapters.http.fetch import HttpFetcher
    from monitor.adapters.parser.pool import ParserPool
    from monitor.adapters.store import SqlStore
    from monitor.feeds.opml import Subscription
    from monitor.pipeline.hearing import Hearing


class Views:
    """The part of the application that only looks."""

    loaded: LoadedRules
    settings: Settings
    outlets: Mapping[str, Outlet]
    feeds: tuple[Feed, ...]
    clock: Clock
    watch: WatchList

    if TYPE_CHECKING:  # what the application makes

        @property
        def store(self) -> SqlStore: ...
        @property
        def fetcher(self) -> HttpFetcher: ...
        @property
        def parser(self) -> ParserPool: ...
        @property
        def hearing(self) -> Hearing: ...

        def channel_kinds(self) -> tuple[tuple[str, str], ...]: ...

    def borders_now(self, *, everything: bool = False, now: datetime | None = None) -> list[Assessment]:
        """Assessments with their numbers brought to now; a watched border that nothing was ever heard of is calm."""
        from monitor.escalation import assess as assessing

        now, ladder = now or self.clock.now(), self.loaded.rulebook.ladder
        rows = {
            row.border: row.assessment for row in self.store.borders() if row.assessment and row.border != NO_BORDER
        }
        names = {b for b in rows if everything or b in self.watch} | set(self.settings.watch)
        written = ((border, rows.get(border)) for border in sorted(names))
        return [
            assessing.as_of(past, now, ladder=ladder) if past else self._calm(border, now) for border, past in written
        ]

    def _calm(self, border: str, now: datetime) -> Assessment:
        return Assessment(
            border=border, at=now, state=State.CALM, score=0.0, coverage=self.hearing(border, now).coverage
        )

    def feed_rows(self, *, border: str | None = None, since: datetime | None = None) -> list[dict[str, Any]]:
        """One row a feed, for listings; with ``border`` those that tell of it or speak for one of its sides, with ``since`` those that answered."""
        from monitor.pipeline import feed_shapes

        states, now = self.store.feed_states(), self.clock.now()
        telling = [feed for feed in self.feeds if border is None or self._tells_of(feed, border)]
        answered = {id_: state.last_success_at for id_, state in states.items() if state.last_success_at is not None}
        chosen = [feed for feed in telling if since is None or ((at := answered.get(feed.id)) and at >= since)]
        return [
            feed_shapes.row(feed, states.get(feed.id), outlet=self.outlets[feed.outlet], now=now) for feed in chosen
        ]

    def _tells_of(self, feed: Feed, border: str) -> bool:
        from monitor.pipeline.hearing import sides_of

        return border in feed.borders or not sides_of(self.outlets[feed.outlet]).isdisjoint(border.split("-"))

    def channel_rows(self, *, border: str | None = None, since: datetime | None = None) -> list[dict[str, Any]]:
        """One row a channel, for listings; with ``border`` those that a route may bring its alerts to, with ``since`` those that took a message."""
        rows = [
            shapes.channel(name, kind, self.store.channel_standing(name))
            for name, kind in self.channel_kinds()
            if border is None or self._is_told_of(name, border)
        ]
        return [
            row for row in rows if since is None or (row["last_delivered_at"] or "") >= (shapes.instant(since) or "")
        ]

    def _is_told_of(self, channel: str, border: str) -> bool:
        return any(channel in route.to and border in (route.borders or (border,)) for route in self.settings.routes)

    def feed_details(self, feed_id: str) -> dict[str, Any]:
        """All that is known of one feed. Raises UsageError when there is none of this id."""
        from monitor.pipeline import feed_shapes

        feed = next((feed for feed in self.feeds if feed.id == feed_id), None)
        if feed is None:
            raise UsageError(f"no feed {feed_id}; see border-monitor feeds list")
        state = self.store.feed_states().get(feed_id)
        return feed_shapes.details(feed, state, outlet=self.outlets[feed.outlet], now=self.clock.now())

    async def probe(self, address: str) -> dict[str, Any]:
        """What is at an address (or at that of the feed with this id) now; the store isn't touched."""
        from monitor.pipeline import feed_shapes

        feed, outlet = feed_shapes.unknown_feed(address)
        if known := next((feed for feed in self.feeds if feed.id == address), None):
            feed, outlet = known, self.outlets[known.outlet]
        try:
            outcome = await self.fetcher.fetch(feed, Validators())
            parsed = await self.parser.parse(outcome) if isinstance(outcome, Document) else feed_shapes.failure(outcome)
        finally:
            await self.parser.aclose()
        return feed_shapes.probed(outcome, parsed, feed=feed, outlet=outlet, now=self.clock.now())

    async def subscriptions(self, body: bytes, *, file: Path) -> "tuple[Subscription, ...]":
        """The feeds in an OPML file, read where a hostile one can do no harm. Raises UsageError when it can't be read, or has none."""
        try:
            found = await self.parser.subscriptions(body)
        finally:
            await self.parser.aclose()
        if isinstance(found, FetchFailure):
            raise UsageError(f"{file}: {found.detail}")
        if not found:
            raise UsageError(f"{file}: names no feed")
        return found
