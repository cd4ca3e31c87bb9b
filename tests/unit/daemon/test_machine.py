"""How the machine does: what a look at it tells."""

from datetime import timedelta
from pathlib import Path

from monitor import bootstrap
from monitor.daemon import machine
from tests.support.channels import HandClock
from tests.support.program import ROOT, configuration
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


def test_the_machine_is_looked_at(tmp_path: Path) -> None:
    """Its disk, the size of the database, and the newest backup; what isn't there yet is no trouble."""
    config = configuration(tmp_path / "config")
    database = f"sqlite:///{tmp_path}/new/monitor.db"
    with bootstrap.open_app(config=config, rules_folder=ROOT / "rules", database=database) as app:
        assert machine.free(app) > 0
        assert (machine.database_size(app), machine.newest_backup(app)) == (0, None)
        made = app.upkeep.back_up(None, keep=2) if app.store.counts().items == 0 else None
        assert machine.database_size(app) > 0
        newest = machine.newest_backup(app)
        assert newest is not None
        assert made is not None
        assert abs(newest - app.clock.now()) < 5 * MINUTE
