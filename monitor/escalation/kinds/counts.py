"""Indicators that count different things at about the same time: theatres of war, signs by third parties.

Decides what is counted as different. Never counts articles.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter

from monitor.escalation import select
from monitor.escalation.facts import Fact
from monitor.escalation.kinds import scene as scenes
from monitor.escalation.kinds.scene import Found, Scene
from monitor.model.incidents import Incident, Status
from monitor.model.indicators import Indicator

_STARTED_AT = attrgetter("started_at")


def counts(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """Everything that an indicator of this kind fires."""
    return _RELATIONS[indicator.relation](indicator, scene)


def _theatres(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """A strike here, and strikes by the same side on ``at_least`` other states within ``within`` before or after.

    Fires when the last of them happened.
    """
    window, wanted = indicator.within or timedelta(0), int(indicator.number("at_least"))
    strikes = sorted(scene.elsewhere, key=lambda i: (i.started_at, i.id))
    for fact in scene.that(indicator):
        first_at: dict[str, Incident] = {}
        for strike in _between(strikes, fact.at - window, min(fact.at + window, scene.now)):
            if other := _struck_elsewhere(strike, fact, scene):
                first_at.setdefault(other, strike)
        if len(first_at) >= wanted:
            others = list(first_at.values())[:wanted]
            at = max(fact.at, *(i.started_at for i in others))
            sure = min(fact.incident.confidence, *(i.confidence for i in others))
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, at=at, confidence=sure)


def _between(strikes: Sequence[Incident], since: datetime, until: datetime) -> Sequence[Incident]:
    begin = bisect_left(strikes, since, key=_STARTED_AT)
    return strikes[begin : bisect_right(strikes, until, lo=begin, key=_STARTED_AT)]


def _struck_elsewhere(strike: Incident, fact: Fact, scene: Scene) -> str | None:
    """The state outside of this border that the side struck, if it did."""
    mine = (
        strike.initiator_state == fact.side and strike.type == "force_state" and strike.status is not Status.RETRACTED
    )
    if not mine or fact.side is None or strike.border == scene.world.border:
        return None
    named = strike.target_state
    over = next((side for side in (strike.border or "").split("-") if side and side != fact.side), None)
    struck = named if named and named != fact.side else over
    return None if struck in scene.world.sides else struck


def _signs(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """``at_least`` different traits among those asked for, within ``within``."""
    window = indicator.within or timedelta(0)
    facts = tuple(scene.that(indicator))
    for fact in facts:
        recent = [f for f in facts if fact.at - window <= f.at <= fact.at]
        if len(_asked_for(recent, indicator)) >= indicator.number("at_least"):
            related = [f for f in recent if f is not fact]
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, related=related)


def _asked_for(facts: list[Fact], indicator: Indicator) -> set[str]:
    asked = {trait for selector in indicator.of for trait in selector.traits_any}
    return {trait for fact in facts for trait in fact.traits if trait in asked and select.any_of(indicator.of, fact)}


_RELATIONS: Mapping[str, Callable[[Indicator, Scene], Iterator[Found]]] = {"theatres": _theatres, "signs": _signs}

RELATIONS = frozenset(_RELATIONS)
"""The names that the rulebook may use."""
