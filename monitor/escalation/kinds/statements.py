"""Indicators of two voices: both sides say so, or both condemn the same attack.

Decides when two statements belong together. Doesn't decide what counts as a statement: that is the selectors'.
"""

from collections.abc import Iterator
from dataclasses import replace

from monitor.escalation import select
from monitor.escalation.facts import Fact, other_side
from monitor.escalation.kinds import scene as scenes
from monitor.escalation.kinds.scene import Found, Scene
from monitor.model.indicators import Indicator


def both(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """One side's statement fires the first tier, until the other side's within ``within`` fires the second in its place."""
    alone, together = indicator.tiers
    said = tuple(scene.that(indicator))
    for fact in said:
        if "both_sides" in fact.traits:
            yield scenes.fire(indicator, together, fact, scene=scene)
            continue
        answer = _echo(indicator, fact, said, scene=scene)
        if answer is None or answer.at > fact.at:
            yield scenes.fire(indicator, alone, fact, scene=scene, until=answer.at if answer else None)
        if answer and _closes_pair(fact, answer):
            yield _joined(indicator, (fact, answer), scene)


def _echo(indicator: Indicator, fact: Fact, said: tuple[Fact, ...], *, scene: Scene) -> Fact | None:
    """The other side's statement nearest in time, within the window: the later one of a pair replaces, a simultaneous one joins."""
    foe = other_side(fact.side, scene.world.sides)
    near = [f for f in said if f.side == foe and indicator.within and abs(f.at - fact.at) <= indicator.within]
    return min(near, key=lambda f: (abs(f.at - fact.at), f.at, f.incident.id), default=None)


def _closes_pair(fact: Fact, answer: Fact) -> bool:
    """True for the earlier of the two, so that a pair fires once."""
    return (fact.at, fact.incident.id) < (answer.at, answer.incident.id)


def _joined(indicator: Indicator, pair: tuple[Fact, Fact], scene: Scene) -> Found:
    first, last = pair
    sure = min(first.incident.confidence, last.incident.confidence)
    firing = scenes.fire(indicator, indicator.tiers[1], last, scene=scene, related=(first,), confidence=sure)
    return replace(firing, side=None)


def joint(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """One statement by both governments, or one of each side about the same attack, neither against the other."""
    tier = indicator.tiers[0]
    attack, condemned = indicator.of
    said = [f for f in scene.that(indicator) if select.matches(condemned, f)]
    for fact in said:
        if "joint_condemnation" in fact.traits:
            yield scenes.fire(indicator, tier, fact, scene=scene)
    alone = [f for f in said if "joint_condemnation" not in f.traits and "against_neighbour" not in f.traits]
    attacks = [f for f in scene.facts if select.matches(attack, f)]
    for cause in attacks:
        pair = _voices(indicator, cause, alone, scene=scene)
        if pair:
            sure = min(f.incident.confidence for f in pair)
            yield scenes.fire(indicator, tier, pair[-1], scene=scene, related=(cause, pair[0]), confidence=sure)


def _voices(indicator: Indicator, cause: Fact, said: list[Fact], *, scene: Scene) -> tuple[Fact, Fact] | None:
    """The first statement of each side about the cause, in order."""
    until = cause.at + indicator.within if indicator.within else cause.at
    firsts = [
        next((f for f in said if f.side == side and cause.at <= f.at <= until), None) for side in scene.world.sides
    ]
    one, other = firsts
    if one is None or other is None:
        return None
    return (one, other) if one.at <= other.at else (other, one)
