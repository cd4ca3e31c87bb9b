"""Indicators that time itself fires: a quiet week, a truce that held.

They fire at the moment when the time is full, which may lie after the present: then they say when to look again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest

from monitor.escalation import select
from monitor.escalation.facts import Fact
from monitor.escalation.kinds import scene as scenes
from monitor.escalation.kinds.scene import CERTAIN, Found, Scene
from monitor.model.indicators import Indicator


def timers(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """Everything that an indicator of this kind fires, due ones and pending ones."""
    return _RELATIONS[indicator.relation](indicator, scene)


def _quiet(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """Once per lull: ``within`` after the last act that the selectors mean."""
    loud = [fact for fact in scene.that(indicator) if fact.relevance > 0]
    for fact, following in zip_longest(loud, loud[1:]):
        if indicator.within is None:
            continue
        due = fact.at + indicator.within
        if following is None or following.at > due:
            firing = scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, at=due, confidence=CERTAIN)
            yield replace(firing, side=None, incident=None, related=(fact.incident.id,), relevance=1.0)


def _held(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """A truce fires the first tier when it is agreed; the second when it has held for ``within`` without what ``unless_between`` names.

    A truce that was broken, and is told of again afterwards, counts anew from then.
    """
    agreed, held = indicator.tiers
    for fact in scene.that(indicator):
        breaches = [f.at for f in scene.facts if select.any_of(indicator.unless_between, f)]
        times = _renewed(fact, breaches)
        for at, anew_at in zip_longest(times, times[1:]):
            yield scenes.fire(indicator, agreed, fact, scene=scene, at=at, until=anew_at)
        if indicator.within is None:
            continue
        due = times[-1] + indicator.within
        if not any(times[-1] < at <= due for at in breaches):
            yield scenes.fire(indicator, held, fact, scene=scene, at=due)


def _renewed(fact: Fact, breaches: Sequence[datetime]) -> list[datetime]:
    """When it was agreed, and after each breach when it was first affirmed."""
    times = [fact.at]
    for at in fact.incident.affirmed_at:
        if any(times[-1] < breach < at for breach in breaches):
            times.append(at)
    return times


_RELATIONS: Mapping[str, Callable[[Indicator, Scene], Iterator[Found]]] = {"quiet": _quiet, "held": _held}

RELATIONS = frozenset(_RELATIONS)
"""The names that the rulebook may use."""
