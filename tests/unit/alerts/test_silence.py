"""Which alerts are kept back, by what, and for how long."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts import route, silence
from monitor.model.alerts import Channel, DeliveryState, Level, Reason, Route
from monitor.model.responses import Silence
from tests.support.alerts import BORDER, START, ruled

HOUR = timedelta(hours=1)
QUIET = Silence(id="s1", by="amina", because="an exercise", at=START, until=START + 4 * HOUR, borders=(BORDER,))
ALERT = ruled()


@pytest.mark.parametrize(
    ("matchers", "kept_back"),
    [
        ({}, True),
        ({"levels": (Level.WATCH, Level.NOTICE)}, True),
        ({"levels": (Level.CRITICAL,)}, False),
        ({"reasons": (Reason.RULE,)}, True),
        ({"reasons": (Reason.MOMENTUM,)}, False),
        ({"labels": (("team", "logistics"), ("team", "night"))}, True),
        ({"labels": (("rule", "logistics"),)}, False),
        ({"borders": ("YB-ZC",)}, False),
    ],
)
def test_everything_that_a_silence_names_must_match(matchers: dict[str, tuple[object, ...]], kept_back: bool) -> None:
    """Of each thing any of the names will do."""
    assert bool(silence.find(ALERT, [replace(QUIET, **matchers)], now=START)) is kept_back  # type: ignore[arg-type]


def test_what_belongs_to_no_border_is_named_none() -> None:
    """As everywhere on the command line."""
    homeless = replace(ALERT, border=None)
    assert silence.find(homeless, [QUIET], now=START) is None
    assert silence.find(homeless, [replace(QUIET, borders=("none",))], now=START)


def test_a_correction_is_owed_unless_its_level_is_named() -> None:
    """Whoever was told something wrong must hear so."""
    correction = replace(ALERT, level=Level.CORRECTION)
    assert silence.find(correction, [QUIET], now=START) is None
    assert silence.find(correction, [replace(QUIET, levels=(Level.CORRECTION,))], now=START)


@given(minutes=st.integers(-600, 600), expired_after=st.none() | st.integers(-600, 600))
def test_a_silence_holds_from_its_beginning_until_its_end_and_not_at_it(
    minutes: int, expired_after: int | None
) -> None:
    """Expiring it never makes it longer."""
    known, now = QUIET, START + timedelta(minutes=minutes)
    if expired_after is not None:
        known = silence.expired(QUIET, now=START + timedelta(minutes=expired_after))
    assert known.until <= QUIET.until
    assert bool(silence.find(ALERT, [known], now=now)) is (known.at <= now < known.until)


def test_what_is_kept_back_is_in_the_outbox_dropped_with_the_reason() -> None:
    """Nothing vanishes: each channel that would have had it has it, closed. The silence that lasts longest is named."""
    channels = (Channel(id="pager"), Channel(id="mail"))
    brief = replace(QUIET, id="s2", by="bo", until=START + HOUR)
    made = route.route(
        [ALERT], routes=[Route(to=("pager", "mail"))], channels=channels, silences=[brief, QUIET], zone="UTC", now=START
    )
    assert [(d.channel, d.state, d.next_try_at) for d in made] == [
        ("pager", DeliveryState.DROPPED, None),
        ("mail", DeliveryState.DROPPED, None),
    ]
    assert {d.last_reason for d in made} == {"silenced by amina until 2030-01-16 23:30 UTC (s1): an exercise"}
