"""Owns the parsing child: starts it when first needed, gives it one document at a time, and replaces it when it hangs or dies.

Decides how long a document may take. The child is given none of our environment, and so none of our secrets.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil

from monitor.adapters.parser import wire
from monitor.feeds.opml import Subscription
from monitor.model.items import Document, FailureKind, FetchFailure, ParsedFeed

_LOWEST_PRIORITY = 19
_READY_WITHIN = timedelta(seconds=30)
"""To start a child takes a fifth of a second, many times that on a machine that is busy. No document is to blame for it."""

_MODULE = "monitor.adapters.parser.child"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParserLimits:
    """How much one document, and one child, may take."""

    wait: timedelta = timedelta(seconds=10)
    """Wall time for one document. A megabyte of honest feed takes half a second."""
    slow_after: timedelta = timedelta(seconds=1)
    """A document that takes longer goes on at the lowest priority, so that the processor is there for the others first."""
    memory_bytes: int = 1024 * 1024 * 1024
    """Address space of the child, twenty times what the largest honest feed needs."""
    documents: int = 5_000
    """After so many the child is replaced, in case it leaks."""


@dataclass(slots=True)
class ParserProcess:
    """One child process that parses. Documents wait for one another; close it with ``aclose``."""

    limits: ParserLimits = field(default_factory=ParserLimits)
    _child: Process | None = field(default=None, init=False)
    _parsed: int = field(default=0, init=False)
    _stepped_back: bool = field(default=False, init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def parse(
        self, document: Document, known: Collection[str] = (), *, wait: timedelta | None = None
    ) -> ParsedFeed | FetchFailure:
        """The entries, or why there are none; PARSER_KILLED when the document took too long or brought the child down.

        Entries whose marks are ``known`` are left out. ``wait`` stands in for the limit of that name.
        """
        answer = await self._answer(wire.question(document, known), wait=wait or self.limits.wait)
        return _killed("an answer to another question") if isinstance(answer, tuple) else answer

    async def subscriptions(self, body: bytes) -> tuple[Subscription, ...] | FetchFailure:
        """The feeds in a list of subscriptions, or PARSER_KILLED as above."""
        answer = await self._answer(wire.question_of_list(body), wait=self.limits.wait)
        return _killed("an answer to another question") if isinstance(answer, ParsedFeed) else answer

    async def _answer(self, question: bytes, *, wait: timedelta) -> wire.Answer:
        seconds = wait.total_seconds()
        async with self._turn:
            try:
                async with asyncio.timeout(_READY_WITHIN.total_seconds()) as patience:
                    child = await self._running()
                    patience.reschedule(asyncio.get_running_loop().time() + seconds)
                    return await self._ask(child, question)
            except TimeoutError:
                await self._stop()
                return _killed(f"not parsed within {seconds:g} s")
            except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
                await self._stop()
                return _killed(f"the parser went down: {type(error).__name__}")
            except BaseException:
                await self._stop()  # cancelled in the midst of an answer: the next document must not get it
                raise

    def adopt(self, limits: ParserLimits) -> None:
        """Other limits, for the next child: the one that runs was started with the old, and ends after its document."""
        self.limits, self._parsed = limits, limits.documents

    async def aclose(self) -> None:
        """Ends the child; parsing again starts another."""
        async with self._turn:
            await self._stop()

    async def _ask(self, child: Process, question: bytes) -> wire.Answer:
        assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - both are pipes, see _running
        slow = asyncio.get_running_loop().call_later(self.limits.slow_after.total_seconds(), self._step_back, child.pid)
        try:
            child.stdin.write(question)
            await child.stdin.drain()
            (length,) = wire.LENGTH.unpack(await child.stdout.readexactly(wire.LENGTH.size))
            if length > wire.MAX_ANSWER:
                raise ValueError("an answer too long to be one")
            result = wire.understood(await child.stdout.readexactly(length))
        finally:
            slow.cancel()
        self._parsed += 1
        return result

    def _step_back(self, pid: int) -> None:
        """There is no way back to the usual priority: the child is replaced after this document."""
        self._stepped_back = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, pid, _LOWEST_PRIORITY)

    async def _running(self) -> Process:
        if self._child is not None and self._is_worn(self._child):
            await self._stop()
        if self._child is None:
            self._parsed, self._stepped_back = 0, False
            starting = asyncio.ensure_future(self._started())
            try:
                self._child = await asyncio.shield(starting)
            except asyncio.CancelledError:
                self._child = await starting  # half-started it would be nobody's; whole, it is stopped like any other
                raise
            assert self._child.stdout is not None  # noqa: S101 - it is a pipe, see _started
            await self._child.stdout.readexactly(len(wire.READY))
        return self._child

    def _is_worn(self, child: Process) -> bool:
        return child.returncode is not None or self._stepped_back or self._parsed >= self.limits.documents

    async def _started(self) -> Process:
        cpu_seconds = str(ceil(self.limits.wait.total_seconds()))
        path = os.pathsep.join(entry for entry in sys.path if entry)
        return await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", _MODULE, cpu_seconds, str(self.limits.memory_bytes),
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={"PYTHONPATH": path, "PYTHONUTF8": "1"},
        )  # fmt: skip

    async def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with suppress(ProcessLookupError):
            child.kill()
        if child.stdin is not None and not child.stdin.is_closing():
            child.stdin.transport.abort()  # what it was still to be told, it needn't hear
        if child.stdout is not None:
            await child.stdout.read()  # to the end: only then is the pipe given back
        await child.wait()


def _killed(why: str) -> FetchFailure:
    return FetchFailure(kind=FailureKind.PARSER_KILLED, detail=why)
