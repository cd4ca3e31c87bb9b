"""When the watchdog is fed, and when it goes hungry."""

import asyncio
from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from monitor.adapters.systemd import Supervisor
from monitor.daemon import watchdog
from monitor.daemon.service import Beat, Handle

NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)


async def _nothing() -> None:
    return None


HANDLES = {"collect": Handle(name="collect", turn=_nothing, every=timedelta(seconds=1), limit=timedelta(minutes=5))}


def test_a_cycle_whose_turns_end_well_is_no_trouble() -> None:
    """A good turn within the limit of one turn and one interval is enough."""
    assert watchdog.late_turns(HANDLES, {"collect": Beat(last_good=700.0)}, started=0.0, now=1000.0) == []


def test_a_cycle_that_only_fails_is_a_trouble_after_its_bound() -> None:
    """Turns that raise leave the last good one behind; the sentence names the cycle and the bound."""
    [trouble] = watchdog.late_turns(HANDLES, {"collect": Beat(failures=9, last_good=600.0)}, started=0.0, now=1000.0)
    assert trouble == "no good turn of collect for 400 s (bound 301 s)"


def test_a_first_turn_has_its_time_too() -> None:
    """Before the first good turn, the time counts from the start."""
    assert watchdog.late_turns(HANDLES, {"collect": Beat()}, started=900.0, now=1000.0) == []
    assert watchdog.late_turns(HANDLES, {"collect": Beat()}, started=0.0, now=1000.0)


def test_a_message_that_nobody_tries_is_a_trouble_and_one_that_waits_is_not() -> None:
    """Due for more than a quarter of an hour; what waits for its next try isn't due."""
    assert watchdog.late_messages(None, now=NOW) == []
    assert watchdog.late_messages(NOW - timedelta(minutes=14), now=NOW) == []
    assert watchdog.late_messages(NOW - timedelta(minutes=16), now=NOW)


class Told(Supervisor):
    """A supervisor that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__({})
        self.heard: list[str] = []
        self.changed = asyncio.Event()

    def _tell(self, *lines: str) -> None:
        self.heard.append(" ".join(lines))
        self.changed.set()


async def _first_words(troubles: object) -> str:
    told = Told()
    with capture_logs():
        feeding = asyncio.create_task(watchdog.feed(told, troubles, every=timedelta(milliseconds=80)))  # type: ignore[arg-type]
        heard = asyncio.create_task(told.changed.wait())
        await asyncio.wait({feeding, heard}, return_when=asyncio.FIRST_COMPLETED)
        feeding.cancel()
        heard.cancel()
    return told.heard[0]


async def test_it_is_fed_when_nothing_is_wrong() -> None:
    """WATCHDOG=1 goes out."""

    async def none() -> list[str]:
        return []

    assert await _first_words(none) == "WATCHDOG=1"


async def test_it_goes_hungry_with_the_reason_when_the_database_takes_no_write() -> None:
    """An error, and an answer that doesn't come, are reasons; systemctl status shows them."""

    async def full() -> list[str]:
        raise OSError("database or disk is full")

    async def hung() -> list[str]:
        await asyncio.Event().wait()
        return []

    assert await _first_words(full) == "STATUS=OSError: database or disk is full"
    assert (await _first_words(hung)).startswith("STATUS=the store gave no answer")
