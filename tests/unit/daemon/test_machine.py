"""How the machine does: what a look at it tells."""

from datetime import timedelta
from pathlib import Path

from monitor.daemon import machine
from tests.support.channels import HandClock
from tests.support.store import NOW

MINUTE = timedelta(minutes=1)


class Counter:
    """Counts seconds that never jump."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_clock_that_is_moved_is_noticed_and_one_that_drifts_is_not() -> None:
    """Either way, with by how much and when, by what it then said; once."""
    clock, counter = HandClock(NOW), Counter()
    watch = machine.ClockWatch(clock.now, counter)

    def later(minutes: float, *, by: timedelta = timedelta(0)) -> tuple[object, timedelta]:
        counter.seconds += minutes * 60
        clock.at += minutes * MINUTE + by
        watch.look()
        return watch.stepped_at, watch.stepped_by

    for _ in range(100):
        assert later(1, by=timedelta(seconds=2)) == (None, timedelta(0))
    assert later(1, by=-60 * MINUTE) == (clock.at, -60 * MINUTE)
    back = clock.at
    assert later(9) == (back, -60 * MINUTE)
    assert later(1, by=30 * MINUTE) == (clock.at, 30 * MINUTE)


def test_room_is_looked_for_where_a_folder_will_be(tmp_path: Path) -> None:
    """It need not be there yet."""
    assert machine.free(tmp_path / "not" / "yet") > 0
