"""The tests of rules: timelines from the folders of rules, each played in a throw-away database through the real pipeline."""

import tempfile
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from monitor.config import timelines as files
from monitor.errors import Problem
from monitor.pipeline import expectations, timelines
from monitor.pipeline.watch import WatchList
from monitor.rules.timelines import Timeline

if TYPE_CHECKING:
    from monitor.bootstrap import App


def load(app: "App", packs: Sequence[str] = ()) -> tuple[Timeline, ...]:
    """The timelines of these packs, or of all. Raises ConfigError with everything that is wrong with them."""
    return files.load_timelines(app.loaded.folders, app.loaded.rulebook, app.loaded.cache, packs=packs)


def check(app: "App", timeline: Timeline) -> tuple[Problem, ...]:
    """Plays a timeline; every difference from what it expects, with its place in the file."""
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
