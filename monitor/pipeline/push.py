"""News that hubs push: asks the hubs of feeds that have one, believes what is signed, and hands it on as if it had been polled.

What a hub sends is a document of the feed or a part of one, so it never says what the feed no longer lists.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from monitor.feeds import websub
from monitor.model.items import Document, FeedState, FetchFailure, Item
from monitor.model.outlets import Feed
from monitor.model.pushes import Push
from monitor.model.work import Pushed, PushOutcome, Tell, tell_nobody
from monitor.pipeline.intake import Intake, StoreCall, inline
from monitor.pipeline.ports import Clock, FeedParser

TRUSTED_FOR = timedelta(days=1)
"""After a push the feed is polled at its slowest for so long; a hub that falls silent is found out by then."""
LOOKED_FOR_EVERY = timedelta(minutes=5)
"""How often it is asked which feeds have a hub."""
_log = structlog.get_logger(__name__)


class PushStore(Protocol):
    """What pushing asks of the store."""

    def pushes(self) -> list[Push]:
        """Every subscription."""
        ...

    def push(self, token: str) -> Push | None:
        """The one with this token."""
        ...

    def record_push(self, push: Push) -> None:
        """The feed's subscription, in place of any other."""
        ...

    def record_pushed(self, push: Push, items: Sequence[Item], *, until: datetime) -> int:
        """The push with what it brought, in one transaction; the feed is polled at its slowest ``until`` then."""
        ...

    def states_of(self, feeds: Sequence[str]) -> dict[str, FeedState]:
        """The states of those among ``feeds`` that were ever met."""
        ...


class Hubs(Protocol):
    """Asks hubs over the network."""

    async def ask(self, hub: str, form: Mapping[str, str]) -> FetchFailure | None:
        """None when the hub took the request; it calls back later."""
        ...


@dataclass(slots=True, kw_only=True)
class Pushes:
    """Subscriptions at hubs. ``address`` is where hubs reach us; ``token`` makes names that can't be guessed, a new one at each call.

    The secrets that hubs sign with follow from ``key``; whoever was subscribed with another one is asked anew.
    """

    store: PushStore
    hubs: Hubs
    parser: FeedParser
    intake: Intake
    clock: Clock
    feeds: Sequence[Feed]
    address: str
    token: Callable[[], str]
    key: bytes
    call: StoreCall = inline
    tell: Tell = tell_nobody
    _looked_at: datetime | None = None
    _by_id: dict[str, Feed] = field(init=False)

    def __post_init__(self) -> None:
        self._by_id = {feed.id: feed for feed in self.feeds}

    def adopt(self, *, feeds: Sequence[Feed], intake: Intake, hubs: Hubs) -> None:
        """Other feeds from now on; hubs of those that are gone are asked no more, and what they send is dropped."""
        self.feeds, self.intake, self.hubs = feeds, intake, hubs
        self._by_id = {feed.id: feed for feed in feeds}
        self._looked_at = None

    async def turn(self) -> int:
        """Asks the hubs that are to be asked now; returns how many were."""
        now = self.clock.now()
        if self._looked_at is not None and timedelta(0) <= now - self._looked_at < LOOKED_FOR_EVERY:
            return 0
        self._looked_at = now
        states = await self.call(self.store.states_of, list(self._by_id))
        ours = websub.name_of(self.key)
        known = {push.feed: push for push in await self.call(self.store.pushes) if push.key == ours}
        wanted = [(name, state.hub) for name, state in states.items() if state.hub]
        due = [(name, hub) for name, hub in wanted if websub.is_due(known.get(name), hub, now=now)]
        for name, hub in due:
            await self._ask(name, hub, known.get(name), now=now)
        return len(due)

    async def _ask(self, feed: str, wanted: websub.Advertised, known: Push | None, *, now: datetime) -> None:
        if known is None or (known.hub, known.topic) != wanted:
            named = websub.name_of(self.key)
            known = Push(feed=feed, hub=wanted[0], topic=wanted[1], token=self.token(), key=named, asked_at=now)
        # Recorded before it is asked: a hub may call back before it has answered. Until it does, this counts as a refusal.
        asked = replace(known, asked_at=now, failures=known.failures + 1)
        await self.call(self.store.record_push, asked)
        refused = await self.hubs.ask(asked.hub, websub.request(asked, callback=self._callback(asked), key=self.key))
        if refused is not None:
            await self.call(self.store.record_push, replace(asked, detail=f"{refused.kind}: {refused.detail}"))
            _log.info("push.refused", feed=feed, hub=asked.hub, why=refused.detail)

    def _callback(self, push: Push) -> str:
        return f"{self.address.rstrip('/')}/push/{push.token}"

    async def verify(self, token: str, query: Mapping[str, str]) -> str | None:
        """What to echo to a hub that asks whether we subscribed; None when we didn't."""
        push = await self.call(self.store.push, token)
        answer = websub.heard(push, query, now=self.clock.now()) if push else None
        if answer is None:
            return None
        await self.call(self.store.record_push, answer[1])
        return answer[0]

    async def receive(self, token: str, *, signature: str, document: Document) -> bool:
        """Takes what a hub sent; False when nobody asked for it. What isn't signed rightly is counted and dropped."""
        push = await self.call(self.store.push, token)
        feed = self._by_id.get(push.feed) if push else None
        if push is None or feed is None:
            return False
        if not websub.is_signed(push, signature, document.body, key=self.key):
            self.tell(Pushed(feed=feed.id, outcome=PushOutcome.FORGED))
            await self.call(self.store.record_push, replace(push, forged=push.forged + 1))
            return True
        parsed = await self.parser.parse(replace(document, url=feed.url))
        if isinstance(parsed, FetchFailure):
            self.tell(Pushed(feed=feed.id, outcome=PushOutcome.UNREADABLE, why=parsed.detail))
            return True
        now = self.clock.now()
        items = await self.intake.fresh(feed, parsed, now=now)
        pushed = replace(push, pushed_at=now, failures=0)
        until = min(push.until or now, now + TRUSTED_FOR)
        written = await self.call(self.store.record_pushed, pushed, items, until=until)
        self.tell(Pushed(feed=feed.id, items=written))
        return True
