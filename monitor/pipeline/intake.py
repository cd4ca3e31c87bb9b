"""What a feed's document brings: items that are new, new texts of known ones, and what it should list but doesn't.

Decides nothing about when to poll, and writes nothing: the collector records what is found here together with the poll.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ParamSpec, Protocol, TypeVar

from monitor.feeds import cadence, health, listing, normalize, rekey
from monitor.model.items import FeedState, Item, ParsedFeed
from monitor.model.outlets import UNKNOWN_OUTLET, Feed, FeedKind, Outlet
from monitor.pipeline.ports import CollectStore

P = ParamSpec("P")
R = TypeVar("R")


class StoreCall(Protocol):
    """Runs one method of the store somewhere (a thread, here) and waits for what it returns."""

    async def __call__(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """What ``fn`` returns or raises."""
        ...


async def inline(fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
    """Calls the store where we are: for tests and single commands. The daemon has a thread for it."""
    return fn(*args, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletions:
    """Which items the feed should list but doesn't: ``missing`` for the first time, ``withdrawn`` for good; ``restored`` came back."""

    missing: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()

    def remembered(self, state: FeedState) -> FeedState:
        """The state that knows of them."""
        earlier = (item for item in state.withdrawn if item not in self.restored)
        return replace(state, missing=self.missing, withdrawn=(*earlier, *self.withdrawn)[-listing.REMEMBERED :])


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What one document brought."""

    items: tuple[Item, ...] = ()
    gain: health.Gain = field(default_factory=health.Gain)
    deletions: Deletions = Deletions()


@dataclass(slots=True, kw_only=True)
class Intake:
    """Looks through documents, asking the store what is known by ``call``."""

    store: CollectStore
    call: StoreCall
    feeds: Sequence[Feed]
    outlets: Mapping[str, Outlet]
    _outlets_by_host: dict[str, Outlet] = field(init=False)
    _feeds_of: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._outlets_by_host = {host.lower(): outlet for outlet in self.outlets.values() for host in outlet.hosts}
        self._feeds_of = {}
        for feed in self.feeds:
            self._feeds_of.setdefault(feed.outlet, []).append(feed.id)

    async def brought(self, feed: Feed, state: FeedState, parsed: ParsedFeed, *, now: datetime) -> Brought:
        """What the document has that the store doesn't, and what it taught of the feed."""
        read = self._read(feed, parsed, now=now)
        items = list({item.id: item for item in reversed(read) if item.title}.values())[::-1]
        ids = [item.id if item.title else "" for item in read]
        listed = listing.listed(parsed, ids, marks=state.entry_marks, before=state.listed)
        fresh, gain = await self._gain(state, parsed, items, listed, now=now)
        # A damaged document may have lost entries anywhere.
        whole = not parsed.degraded and not gain.re_keyed
        deletions = await self._deletions(feed, state, listed, items, now=now) if whole else Deletions()
        return Brought(items=fresh, gain=gain, deletions=deletions)

    async def fresh(self, feed: Feed, parsed: ParsedFeed, *, now: datetime) -> tuple[Item, ...]:
        """The items of a part of the feed's document that are new or changed; those that were known under other identities aren't."""
        items = list({item.id: item for item in self._read(feed, parsed, now=now) if item.title}.values())
        states = await self.call(self.store.states_of, [feed.id])
        state = states.get(feed.id) or FeedState(feed=feed.id, next_due_at=now)
        return (await self._gain(state, parsed, items, (), now=now))[0]

    async def as_before(self, feed: Feed, state: FeedState, *, now: datetime) -> Deletions:
        """What it means that the document didn't change: what it lacked it still lacks."""
        return await self._deletions(feed, state, state.listed, (), now=now) if state.missing else Deletions()

    def _read(self, feed: Feed, parsed: ParsedFeed, *, now: datetime) -> list[Item]:
        """An item for each entry that was parsed."""
        repeated = normalize.repeated_guids(parsed.entries)
        outlet = self.outlets.get(feed.outlet, UNKNOWN_OUTLET)
        return [
            normalize.normalize(
                entry,
                feed=feed,
                outlet=outlet,
                outlets_by_host=self._outlets_by_host,
                seen_at=now,
                repeated_guids=repeated,
                document_language=parsed.language,
            )
            for entry in parsed.entries
        ]

    async def _gain(
        self, state: FeedState, parsed: ParsedFeed, items: Sequence[Item], listed: tuple[str, ...], *, now: datetime
    ) -> tuple[tuple[Item, ...], health.Gain]:
        """The items that the store doesn't have, with new texts of those it has from this very feed; and what the document taught.

        Two feeds of an outlet cut one story differently: were either allowed to revise it, they would do so at every poll.
        """
        known = await self.call(self.store.known_items, [item.id for item in items]) if items else {}
        new = [item for item in items if item.id not in known]
        recent = state.recent if state.baseline_done else ""
        found = rekey.recognise(items, new, recent, total=parsed.total)
        unseen = {item.id for item in found.fresh}
        fresh = tuple(item for item in items if item.id in unseen or _is_revised(item, known.get(item.id)))
        gain = health.Gain(
            new_items=len(fresh),
            revised_items=sum(item.id not in unseen for item in fresh),
            newest_at=max((item.published_at for item in items if item.published_at), default=None),
            times=cadence.came_out(items, found.fresh if state.baseline_done else (), now=now),
            recent=rekey.remembered(state.recent, items, {i.id for i in new} - unseen, total=parsed.total),
            listed=listed,
            re_keyed=found.re_keyed,
        )
        return fresh, gain

    async def _deletions(
        self, feed: Feed, state: FeedState, listed: Sequence[str], items: Sequence[Item], *, now: datetime
    ) -> Deletions:
        """A suspicion when an item is missing for the first time, a fact when it is still missing."""
        if feed.kind is FeedKind.QUERY:
            return Deletions()
        present = set(listed)
        restored = tuple(item for item in state.withdrawn if item in present)
        suspected = [item for item in state.missing if item not in present]
        gaps = listing.gaps(state.listed, listed)
        if not suspected and not gaps:
            return Deletions(restored=restored)
        asked = {item for item in (*state.listed, *state.missing, *listed) if item}
        known = await self.call(self.store.known_items, sorted(asked)) | {item.id: item for item in items}
        gone = [item for item in (*suspected, *gaps) if item in known and listing.is_recent(known[item], now=now)]
        others = [known[item] for item in listed if item in known]
        gone = [item for item in gone if not listing.is_told_again(known[item], others)]
        in_order = listing.in_order_of_time(state.listed, known)
        elsewhere = await self._listed_elsewhere(feed) if suspected else frozenset()
        return Deletions(
            missing=tuple(item for item in gone if item in gaps and in_order),
            withdrawn=tuple(item for item in gone if item in suspected and item not in elsewhere),
            restored=restored,
        )

    async def _listed_elsewhere(self, feed: Feed) -> frozenset[str]:
        """What the other feeds of the outlet listed last."""
        others = [other for other in self._feeds_of.get(feed.outlet, ()) if other != feed.id]
        states = await self.call(self.store.states_of, others) if others else {}
        return frozenset(item for state in states.values() for item in state.listed)


def _is_revised(item: Item, known: Item | None) -> bool:
    return known is not None and known.feed == item.feed and known.content_hash != item.content_hash
