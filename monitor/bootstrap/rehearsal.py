"""The tests of rules: timelines from the folders of rules, each played in a throw-away database through the real pipeline."""

import tempfile
from collections.abc import Collection, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.config import environment, folders, outlets
from monitor.config import timelines as files
from monitor.errors import Problem
from monitor.pipeline import expectations, timelines
from monitor.pipeline.watch import WatchList
from monitor.rules.timelines import Timeline

if TYPE_CHECKING:
    from monitor.bootstrap import App


def load(app: "App", packs: Sequence[str] = (), *, tested: Collection[str] = ()) -> tuple[Timeline, ...]:
    """The timelines of these packs, or of all; see :func:`monitor.config.timelines.load_timelines`."""
    loaded = app.loaded
    return files.load_timelines(loaded.folders, loaded.rulebook, loaded.cache, packs=packs, tested=tested)


def check(app: "App", timeline: Timeline) -> tuple[Problem, ...]:
    """Plays a timeline; every difference from what it expects, with its place in the file."""
    shipped = folders.shipped(environment.snapshot())
    if Path(timeline.document.path).is_relative_to(shipped.rules):
        app = _among_outlets(app, shipped.config / folders.OUTLETS_FILE)
    loaded = app.parse_lines(timelines.lines(timeline), path=timeline.document.path)
    unknown = timelines.unknown_outlets(timeline, app.outlets)
    if unknown or loaded.problems:
        return (*(timeline.problem(fault) for fault in unknown), *loaded.problems)
    rulebook = timelines.rulebook_for(timeline, app.loaded.rulebook)
    with (
        tempfile.TemporaryDirectory(prefix="border-monitor-test-") as folder,
        app.replay_on(
            f"sqlite:///{folder}/test.db",
            loaded,
            watch=WatchList(timelines.borders(timeline) or None),
            rulebook=rulebook,
            heard=partial(timelines.heard, timeline),
        ) as replay,
    ):
        played = timelines.play(replay, timeline, loaded.items, ladder=rulebook.ladder)
    return tuple(timeline.problem(fault) for fault in expectations.check(timeline, played, rulebook))


@lru_cache(maxsize=1)
def _among_outlets(app: "App", path: Path) -> "App":
    """The application among the outlets of this file: timelines that are shipped name shipped ones, whatever a desk has of its own."""
    known = outlets.load_outlets(path, app.loaded.cache, may_lack=True)
    return app if known.outlets == app.known.outlets else type(app)(app.loaded, app.settings, known, clock=app.clock)
