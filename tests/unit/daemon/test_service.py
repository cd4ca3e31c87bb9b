"""The daemon's handles: turned, guarded, nudged, drained."""

import asyncio
from datetime import UTC, datetime, timedelta

from structlog.testing import capture_logs

from monitor.daemon.service import Daemon, Handle
from monitor.errors import StoreError

TICK = timedelta(milliseconds=5)


async def running(daemon: Daemon) -> tuple[asyncio.Event, asyncio.Task[None]]:
    """The daemon in the background."""
    stop = asyncio.Event()
    return stop, asyncio.create_task(daemon.run(stop))


async def test_a_failing_turn_is_counted_and_does_not_stop_the_others() -> None:
    """A turn that raises is logged and counted; the next one comes, and the other handles go on."""
    calls = {"bad": 0, "good": 0}

    async def bad() -> None:
        calls["bad"] += 1
        raise RuntimeError("boom")

    async def good() -> None:
        calls["good"] += 1

    daemon = Daemon((Handle(name="bad", turn=bad, every=TICK), Handle(name="good", turn=good, every=TICK)))
    stop, task = await running(daemon)
    for _ in range(3):
        await daemon.settle()
    stop.set()
    await task
    assert calls["bad"] >= 3
    assert calls["good"] >= 3
    assert daemon.beats["bad"].failures >= 3
    assert daemon.beats["good"].failures == 0


async def test_failures_in_a_row_are_told_ever_more_seldom() -> None:
    """A log that grew each second would fill what is left of the disk; what an operator can mend is a line, a bug its whole trace."""
    troubles: list[Exception] = [StoreError("the disk is full")] * 9 + [RuntimeError("boom")] * 8

    async def turn() -> None:
        if troubles:
            raise troubles.pop(0)

    daemon = Daemon((Handle(name="collect", turn=turn, every=timedelta(days=1)),))
    with capture_logs() as told:
        for _ in range(18):
            await daemon.settle()
    lines = [(line["event"], line.get("in_a_row"), line.get("reason"), "exc_info" in line) for line in told]
    assert lines == [
        *(("turn_failed", n, "the disk is full", False) for n in (1, 2, 4, 8)),
        ("turn_failed", 16, None, True),
        ("turn_succeeds_again", None, None, False),
    ]


async def test_a_turn_never_overlaps_itself_and_has_a_limit() -> None:
    """A turn that hangs is ended at its limit, and no second one runs beside it."""
    under_way, most = 0, 0

    async def hang() -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        try:
            await asyncio.Event().wait()
        finally:
            under_way -= 1

    daemon = Daemon((Handle(name="hang", turn=hang, every=TICK, limit=timedelta(milliseconds=30)),))
    stop, task = await running(daemon)
    await daemon.settle()
    await daemon.settle()
    stop.set()
    await task
    assert most == 1
    assert daemon.beats["hang"].failures >= 2


async def test_a_clock_that_was_set_back_has_everything_planned_anew() -> None:
    """What was planned lies a day ahead then, for the handles that are turned seldom, too."""
    often = {"turns": 0}

    async def turn() -> None:
        often["turns"] += 1

    handles = (Handle(name="often", turn=turn, every=TICK), Handle(name="seldom", turn=turn, every=timedelta(hours=1)))
    daemon = Daemon(handles, late_after=TICK)
    stop, task = await running(daemon)
    await daemon.settle()
    begun = datetime.now(UTC)
    for handle in handles:
        daemon._scheduler.modify_job(handle.name, next_run_time=begun + timedelta(days=1))
    turns = often["turns"]
    async with asyncio.timeout(30):
        async with daemon.beats["often"].changed:
            await daemon.beats["often"].changed.wait_for(lambda: often["turns"] >= turns + 5)
    assert daemon._scheduler.get_job("seldom").next_run_time < begun + timedelta(hours=2)
    stop.set()
    await task


async def test_a_nudge_turns_a_handle_at_once_or_once_more() -> None:
    """A nudge does not wait for the schedule; one that comes during a turn makes another turn follow."""
    entered, leave = asyncio.Event(), asyncio.Event()
    turns = 0

    async def work() -> None:
        nonlocal turns
        turns += 1
        entered.set()
        await leave.wait()

    daemon = Daemon((Handle(name="work", turn=work, every=timedelta(hours=1)),))
    stop, task = await running(daemon)
    await asyncio.sleep(0)
    daemon.nudge("work")
    await entered.wait()
    daemon.nudge("work")
    leave.set()
    beat = daemon.beats["work"]
    async with beat.changed:
        await beat.changed.wait_for(lambda: beat.good == 2)
    stop.set()
    await task
    assert turns == 2


async def test_stopping_waits_for_the_turn_under_way() -> None:
    """A stop lets the turn that has begun end; no new one begins."""
    entered, leave = asyncio.Event(), asyncio.Event()
    ended = []

    async def work() -> None:
        entered.set()
        await leave.wait()
        ended.append(True)

    daemon = Daemon((Handle(name="work", turn=work, every=TICK),))
    stop, task = await running(daemon)
    await entered.wait()
    stop.set()
    await asyncio.sleep(0)
    leave.set()
    await task
    assert ended == [True]
