"""The numbers behind the alert levels: the ladder's own (its parameters ``alert_...``), else the defaults here.

The defaults are an analyst's proposals for alert levels and for when to ring again, unless a comment says otherwise.
"""

from dataclasses import dataclass
from datetime import timedelta

from monitor.model.indicators import Ladder

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """When something is told, and how loud.

    ``momentum`` is in points per 24 h; ``gate`` is the confidence from which an act counts as having happened; ``grave`` and ``gravest``
    are severities (state force; state targets, territory, mass death); ``notable`` the least severity, and ``calming`` the greatest
    (negative) one, worth a notice. ``fresh`` bounds how old news may be and still ring by itself.
    """

    cool_down: timedelta = timedelta(hours=6)
    momentum: float = 20.0
    momentum_window: timedelta = timedelta(hours=24)
    # Our choice, for a target of one warning a day for a border in confrontation: the window of the swiftest retaliation.
    rounds: timedelta = timedelta(hours=48)
    # Where mass casualties begin for attacks on forces (I08c); with so many dead it is no mere round of what cost less.
    mass: int = 10
    bundle: tuple[tuple[str, ...], ...] = (("I03b",), ("I04", "I05"), ("I06",))
    bundle_window: timedelta = timedelta(hours=72)
    gate: float = 0.6
    sure: float = 0.9
    grave: int = 5
    gravest: int = 6
    notable: int = 2
    calming: int = -2
    # A strike older than the force gate's window (``rules/core/ladder.yaml``) is history by the time it is known; the state may still move.
    loud_within: timedelta = timedelta(hours=72)
    # Our choice: as long as the longest re-alert horizon of a weekly desk round.
    fresh: timedelta = timedelta(days=7)
    # Our choice: two quiet weeks end a conversation (the half-life of most acts of force is 14 days).
    conversation: timedelta = timedelta(days=14)
    # Mass casualties by groups, fire on a quiet front, a mediation that collapses.
    watch_codes: tuple[str, ...] = ("I08c", "I09b", "I09c", "I10a", "I34")
    # A front with less than one such act a day: q = 1 / (1 + lambda) > 1/2.
    quiet_front: float = 0.5


def of(ladder: Ladder) -> Thresholds:
    """The ladder's parameters; where it leaves one out, the default.

    ``alert_cool_down_hours alert_momentum alert_rounds_hours alert_bundle_hours alert_gate alert_grave alert_gravest alert_notable alert_calming`` are
    numbers, ``alert_watch_codes`` is a list of codes with spaces between.
    """
    given, base = dict(ladder.params), Thresholds()

    def number(name: str, default: float) -> float:
        return float(given.get(f"alert_{name}", default))

    codes = given.get("alert_watch_codes")
    return Thresholds(
        cool_down=timedelta(hours=number("cool_down_hours", base.cool_down / _HOUR)),
        momentum=number("momentum", base.momentum),
        rounds=timedelta(hours=number("rounds_hours", base.rounds / _HOUR)),
        bundle_window=timedelta(hours=number("bundle_hours", base.bundle_window / _HOUR)),
        gate=number("gate", base.gate),
        grave=int(number("grave", base.grave)),
        gravest=int(number("gravest", base.gravest)),
        notable=int(number("notable", base.notable)),
        calming=int(number("calming", base.calming)),
        watch_codes=tuple(str(codes).split()) if codes is not None else base.watch_codes,
    )
