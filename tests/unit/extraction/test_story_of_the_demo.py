"""What the demonstration shows beside its crisis: the games, markets and stoppages of those weeks, of which nobody may be told."""

import pytest

from monitor.demo.story import StoryItem, load_story
from tests.support import reading

EVERYDAY = (
    "kabaddi",
    "test swings",
    "spinners",
    "psx",
    "traders'",
    "workers of",
    "workers at",
    "teachers'",
    "oil slips",
    "rain to",
)
"""Words of their headlines."""
ITEMS = [one for one in load_story() if any(word in one.title.casefold() for word in EVERYDAY)]


@pytest.mark.parametrize("one", ITEMS, ids=lambda one: one.id)
def test_games_markets_and_stoppages_are_left_out(one: StoryItem) -> None:
    """Whatever strikes, attacks and raids they speak of."""
    read = reading.shipped_reader().read(reading.item(one.title, one.summary, at=one.at, outlet=one.outlet))
    assert read.reports == ()
    assert read.left_out is not None
