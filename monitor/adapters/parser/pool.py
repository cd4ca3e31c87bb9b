"""A few parsing children side by side, so that a document which takes for ever doesn't hold up the others.

Decides which document meets which child: any free one, but one child is always left to feeds that are proven, and documents of a feed that
brought a child down go one at a time and get less patience. So, however many such feeds there are, nobody who is known to be honest waits
for them. Remembers nothing: what a feed did is told with each document.
"""

import asyncio
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.adapters.parser.process import ParserLimits, ParserProcess
from monitor.feeds.opml import Subscription
from monitor.model.items import Document, FetchFailure, ParsedFeed
from monitor.pipeline.ports import Trust

CHILDREN = 3
"""One for what is known to be slow or hostile, one for what isn't known, one for the rest: parsing ten thousand feeds keeps less than one
busy, and a child that nobody needs isn't started."""
PATIENCE = timedelta(seconds=0.25)
"""How long a document waits for a running child before another one is started. One child parses fifty documents, as many as are fetched
at a time, in a third of that; three that take turns on the same processors took a third more of them for the same documents, and memory."""
SUSPECTS_WAIT = 0.25
"""Share of the usual wait for a feed that brought a child down: enough for an honest feed on a busy machine, short for the queue."""


@dataclass(slots=True)
class ParserPool:
    """A FeedParser in ``size`` child processes, each started when the others stay busy; close it with ``aclose``."""

    limits: ParserLimits = field(default_factory=ParserLimits)
    size: int = CHILDREN
    _children: tuple[ParserProcess, ...] = field(init=False)
    _free: asyncio.LifoQueue[ParserProcess] = field(default_factory=asyncio.LifoQueue, init=False)
    _unused: list[ParserProcess] = field(init=False)
    _one_suspect: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _for_strangers: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._for_strangers = asyncio.Semaphore(max(1, self.size - 1))
        self._children = tuple(ParserProcess(self.limits) for _ in range(self.size))
        self._unused = list(self._children)

    def adopt(self, limits: ParserLimits) -> None:
        """Other limits from the next document on."""
        if limits != self.limits:
            self.limits = limits
            for child in self._children:
                child.adopt(limits)

    async def parse(
        self, document: Document, known: Collection[str] = (), *, trust: Trust = Trust.UNKNOWN
    ) -> ParsedFeed | FetchFailure:
        """The entries whose marks aren't ``known``, or why there are none; PARSER_KILLED as of ``ParserProcess``."""
        if trust is Trust.PROVEN:
            return await self._parse(document, known, wait=self.limits.wait)
        if trust is Trust.UNKNOWN:
            async with self._for_strangers:
                return await self._parse(document, known, wait=self.limits.wait)
        async with self._one_suspect, self._for_strangers:
            return await self._parse(document, known, wait=self.limits.wait * SUSPECTS_WAIT)

    async def subscriptions(self, body: bytes) -> tuple[Subscription, ...] | FetchFailure:
        """The feeds in a list of subscriptions, as of ``ParserProcess``."""
        child = await self._child()
        try:
            return await child.subscriptions(body)
        finally:
            self._free.put_nowait(child)

    async def aclose(self) -> None:
        """Ends the children; parsing again starts others."""
        for child in self._children:
            await child.aclose()

    async def _parse(self, document: Document, known: Collection[str], *, wait: timedelta) -> ParsedFeed | FetchFailure:
        child = await self._child()
        try:
            return await child.parse(document, known, wait=wait)
        finally:
            self._free.put_nowait(child)

    async def _child(self) -> ParserProcess:
        """One that is free, the last one used first: it is running and warm. One more when none comes free soon."""
        if self._free.empty() and 0 < len(self._unused) < self.size:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE.total_seconds()):
                    return await self._free.get()
        if self._free.empty() and self._unused:
            return self._unused.pop()
        return await self._free.get()
