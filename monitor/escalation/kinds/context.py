"""Indicators that the calendar gives: an election near, an anniversary. They modify; they never raise anything alone.

Decides whether a dated entry is near. Notes that an analyst keeps (command, deterrence, interdependence) are entries of their kind, too.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta

from monitor.escalation.kinds import scene as scenes
from monitor.escalation.kinds.scene import CERTAIN, Found, Scene
from monitor.model.assessments import Firing
from monitor.model.indicators import Indicator
from monitor.model.rulebook import CalendarEntry


def contexts(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """Everything that an indicator of this kind fires."""
    return _RELATIONS[indicator.relation](indicator, scene)


def _live(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """An incident that the selectors mean happens while an entry is near."""
    entries = _entries(indicator, scene)
    for fact in scene.that(indicator) if entries else ():
        if any(_near(indicator, _on(entry, fact.at.date()), fact.at.date()) for entry in entries):
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, confidence=CERTAIN)


def _date(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """The day itself: a flag while an entry is near the present, whatever happened."""
    tier, today = indicator.tiers[0], scene.now.date()
    for entry in _entries(indicator, scene):
        on = _on(entry, today)
        if entry.yearly and on.year == entry.on.year:
            continue
        if _near(indicator, on, today):
            begins = on - timedelta(days=indicator.number("ahead_days"))
            yield Firing(
                indicator=indicator.id,
                code=indicator.code + tier.suffix,
                border=scene.world.border,
                at=datetime.combine(begins, time(), tzinfo=UTC),
                weight=tier.weight,
                half_life_days=tier.half_life_days,
                confidence=CERTAIN,
                because=f"{indicator.title}: {entry.title or entry.id} on {on}",
            )


def _entries(indicator: Indicator, scene: Scene) -> list[CalendarEntry]:
    """The calendar's entries of the kind asked for that concern a side."""
    kind, sides = indicator.word("calendar"), set(scene.world.sides)
    return [e for e in scene.rulebook.calendar if e.kind == kind and sides.intersection(e.states)]


def _on(entry: CalendarEntry, near: date) -> date:
    """The entry's day; a yearly one's nearest to ``near``."""
    if not entry.yearly:
        return entry.on
    days = (_in_year(entry.on, near.year + shift) for shift in (-1, 0, 1))
    return min(days, key=lambda day: abs(day - near))


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # the 29th of February
        return day.replace(year=year, day=28)


def _near(indicator: Indicator, on: date, today: date) -> bool:
    ahead = timedelta(days=indicator.number("ahead_days"))
    behind = timedelta(days=indicator.number("behind_days"))
    return -behind <= on - today <= ahead


_RELATIONS: Mapping[str, Callable[[Indicator, Scene], Iterator[Found]]] = {"live": _live, "date": _date}

RELATIONS = frozenset(_RELATIONS)
"""The names that the rulebook may use."""
