"""Which alerts a desk doesn't want to be told, and for how long it said so.

What is silenced is written to the outbox as dropped, with whose silence it was: it can be read, counted, and sent by hand after all.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from monitor.model.alerts import Alert, Level
from monitor.model.responses import Silence


def find(alert: Alert, silences: Sequence[Silence], *, now: datetime) -> Silence | None:
    """The silence that keeps the alert back: of several the one that lasts longest.

    A correction is owed to whoever was told, so it is kept back only by a silence that names its level.
    """
    found = [silence for silence in silences if silence.holds(now) and _matches(silence, alert)]
    return max(found, key=lambda silence: (silence.until, silence.id), default=None)


def says(silence: Silence) -> str:
    """Why nothing was sent, in words."""
    because = f": {silence.because}" if silence.because else ""
    return f"silenced by {silence.by} until {silence.until:%Y-%m-%d %H:%M} UTC ({silence.id}){because}"


def is_about_something(silence: Silence) -> bool:
    """Whether it names anything; one that doesn't would silence the world."""
    return any((silence.borders, silence.levels, silence.reasons, silence.labels))


def identified(drafted: Silence) -> Silence:
    """The same with an id made from all that it says."""
    return replace(drafted, id="s" + blake2b(repr(replace(drafted, id="")).encode(), digest_size=6).hexdigest())


def expired(silence: Silence, *, now: datetime) -> Silence:
    """The same, ended now, or when it ended anyway. One that was yet to begin never does."""
    return replace(silence, until=min(silence.until, now))


def _matches(silence: Silence, alert: Alert) -> bool:
    if alert.level is Level.CORRECTION and Level.CORRECTION not in silence.levels:
        return False
    return (
        (not silence.borders or (alert.border or "none") in silence.borders)
        and (not silence.levels or alert.level in silence.levels)
        and (not silence.reasons or alert.reason in silence.reasons)
        and (not silence.labels or not set(alert.labels).isdisjoint(silence.labels))
    )
