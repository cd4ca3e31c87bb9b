"""Blocking calls in daemon threads of our own, with a time limit.

A thread that hangs in a socket can't be stopped. The executor of :mod:`asyncio` would wait for it when the process ends; a daemon thread
is left behind instead. So shutting down is: stop claiming, wait as long as one send may take, go. What was in flight comes back
after its lease.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Generic, TypeVar

T = TypeVar("T")


class Lane(Generic[T]):
    """One call at a time. While an abandoned call still runs, the lane is busy: so no channel ever holds more than one thread."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._running = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether a call is still running, awaited or abandoned."""
        return self._running.is_set()

    async def run(self, call: Callable[[], T], *, seconds: float) -> T:
        """The call's result; raises TimeoutError when it takes longer, leaving the call to itself, and what the call raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def settle(result: T | None, error: BaseException | None) -> None:
            if future.done():
                return
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)  # type: ignore[arg-type]

        def work() -> None:
            result: T | None = None
            error: BaseException | None = None
            try:
                result = call()
            except Exception as raised:  # noqa: BLE001 (handed to whoever awaits)
                error = raised
            self._running.clear()
            with contextlib.suppress(RuntimeError):  # the loop may be gone
                loop.call_soon_threadsafe(settle, result, error)

        self._running.set()
        name = f"deliver-{self._name}"
        threading.Thread(target=copy_context().run, args=(work,), name=name, daemon=True).start()
        async with asyncio.timeout(seconds):
            return await future
