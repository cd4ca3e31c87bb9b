"""Every timeline of the shipped rules, one test each: what ``border-monitor rules test`` plays."""

import pytest

from monitor.bootstrap import rehearsal
from monitor.rules.timelines import Timeline
from tests.support.scenarios import app


@pytest.mark.parametrize("timeline", rehearsal.load(app()), ids=lambda timeline: timeline.entry.id)
def test_it_comes_as_expected(timeline: Timeline) -> None:
    """Nothing is different from what the timeline says."""
    assert [str(problem) for problem in rehearsal.check(app(), timeline)] == []
