"""Indicators that one incident fires by itself: what was done, to whom, with what, with how many dead.

Decides which tiers a single fact fires, and the factor for chronic fronts. Doesn't decide caps.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from monitor.escalation import select
from monitor.escalation.facts import Fact
from monitor.escalation.kinds import scene as scenes
from monitor.escalation.kinds.scene import Scene
from monitor.model.assessments import Firing
from monitor.model.indicators import Indicator


def acts(scene: Scene) -> Iterator[Firing]:
    """Every firing of every indicator of the kind, by event time of the facts."""
    earlier = defaultdict(list, {code: [*times] for code, times in scene.past.rounds.items()})
    for fact in scene.facts:
        for indicator in () if scene.is_settled(fact) else _asked(fact, scene):
            if _fires(indicator, fact, scene):
                yield from _tiers(indicator, fact, scene, earlier=earlier)


def _asked(fact: Fact, scene: Scene) -> list[Indicator]:
    """The indicators whose selectors name the fact's event, its type, or nothing at all."""
    names = (fact.event, fact.type, "")
    found = {indicator.id: indicator for name in names for indicator in scene.world.by_event.get(name, ())}
    return list(found.values())


def _fires(indicator: Indicator, fact: Fact, scene: Scene) -> bool:
    return (
        select.any_of(indicator.of, fact)
        and select.matches(indicator.needs, fact)
        and scene.after_what_it_needs(indicator, fact)
    )


def _tiers(
    indicator: Indicator, fact: Fact, scene: Scene, *, earlier: defaultdict[str, list[datetime]]
) -> Iterator[Firing]:
    for tier in select.tiers(indicator, fact):
        firing = scenes.fire(indicator, tier, fact, scene=scene)
        if tier.chronic:
            firing = replace(firing, chronic=scenes.chronic(earlier[firing.code], fact.at, scene.counted(firing.code)))
            earlier[firing.code].append(fact.at)
        yield firing
