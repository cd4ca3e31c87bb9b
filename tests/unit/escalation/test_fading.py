"""What fired so long ago that it is worth nothing counts no more, whether it is looked at from the beginning or from a checkpoint."""

from datetime import timedelta

from monitor.escalation import score
from tests.support.escalation import at, judge, strike

BEGAN = at("2030-01-01 06:00")


def test_a_firing_fades_after_twenty_half_lives() -> None:
    """Until then it is listed with what is left of it, afterwards not at all."""
    (first, *_) = judge([strike("s", "AA", BEGAN)], BEGAN).firings
    fades_at = first.at + timedelta(days=score.FADES_AFTER * first.half_life_days)
    assert 0 < score.contribution(first, fades_at) < 1e-4
    assert score.contribution(first, fades_at + timedelta(seconds=1)) == 0
    assert first in judge([strike("s", "AA", BEGAN)], fades_at).firings
    assert first not in judge([strike("s", "AA", BEGAN)], fades_at + timedelta(seconds=1)).firings


def test_the_way_that_the_state_went_is_kept() -> None:
    """Transitions are history, however little is left of what led to them."""
    later = judge([strike("s", "AA", BEGAN)], BEGAN + timedelta(days=3000))
    assert later.firings == ()
    assert later.history == judge([strike("s", "AA", BEGAN)], BEGAN + timedelta(days=300)).history != ()
