"""A few parsing children side by side, so that a document which takes for ever doesn't hold up the others.

Decides which document meets which child: any free one, but one child is always left to addresses whose documents were parsed well before,
and those of an address that brought a child down go one at a time and get less patience. So, however many such addresses there are, nobody
who is known to be honest waits for them.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.adapters.parser.process import ParserLimits, ParserProcess
from monitor.feeds.opml import Subscription
from monitor.model.items import Document, FailureKind, FetchFailure, ParsedFeed

CHILDREN = 3
"""One for what is known to be slow or hostile, one for what isn't known, one for the rest: parsing ten thousand feeds keeps less than one
busy, and a child that nobody needs isn't started."""
SUSPECTS_WAIT = 0.25
"""Share of the usual wait for an address that brought a child down: enough for an honest feed on a busy machine, short for the queue."""


@dataclass(slots=True)
class ParserPool:
    """A FeedParser in ``size`` child processes, each started when all the others are busy; close it with ``aclose``."""

    limits: ParserLimits = field(default_factory=ParserLimits)
    size: int = CHILDREN
    _children: tuple[ParserProcess, ...] = field(init=False)
    _free: asyncio.LifoQueue[ParserProcess] = field(default_factory=asyncio.LifoQueue, init=False)
    _suspects: set[str] = field(default_factory=set, init=False)
    _honest: set[str] = field(default_factory=set, init=False)
    _one_suspect: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _for_strangers: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._for_strangers = asyncio.Semaphore(max(1, self.size - 1))
        self._children = tuple(ParserProcess(self.limits) for _ in range(self.size))
        for child in self._children:
            self._free.put_nowait(child)  # the last one back is the first to go: it is running and warm

    def adopt(self, limits: ParserLimits) -> None:
        """Other limits from the next document on."""
        if limits != self.limits:
            self.limits = limits
            for child in self._children:
                child.adopt(limits)

    async def parse(self, document: Document, known: Collection[str] = ()) -> ParsedFeed | FetchFailure:
        """The entries whose marks aren't ``known``, or why there are none; PARSER_KILLED as of ``ParserProcess``."""
        if document.url in self._honest:
            return await self._parse(document, known, wait=self.limits.wait)
        if document.url not in self._suspects:
            async with self._for_strangers:
                return await self._parse(document, known, wait=self.limits.wait)
        async with self._one_suspect, self._for_strangers:
            return await self._parse(document, known, wait=self.limits.wait * SUSPECTS_WAIT)

    async def subscriptions(self, body: bytes) -> tuple[Subscription, ...] | FetchFailure:
        """The feeds in a list of subscriptions, as of ``ParserProcess``."""
        child = await self._free.get()
        try:
            return await child.subscriptions(body)
        finally:
            self._free.put_nowait(child)

    async def aclose(self) -> None:
        """Ends the children; parsing again starts others."""
        for child in self._children:
            await child.aclose()

    async def _parse(self, document: Document, known: Collection[str], *, wait: timedelta) -> ParsedFeed | FetchFailure:
        child = await self._free.get()
        try:
            result = await child.parse(document, known, wait=wait)
        finally:
            self._free.put_nowait(child)
        self._remember(document.url, result)
        return result

    def _remember(self, url: str, result: ParsedFeed | FetchFailure) -> None:
        if isinstance(result, FetchFailure) and result.kind is FailureKind.PARSER_KILLED:
            self._suspects.add(url)
            self._honest.discard(url)
        else:
            self._suspects.discard(url)
            self._honest.add(url)
