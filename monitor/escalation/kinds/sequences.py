"""Indicators that take two or more incidents in order: an answer, a repetition, another round, a broken truce, two voices.

Decides which pairs (or runs) of facts belong together. The relations are named in the rulebook; here is what each of them means.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from monitor.escalation import select
from monitor.escalation.facts import Fact, other_side
from monitor.escalation.kinds import scene as scenes
from monitor.escalation.kinds import statements, truces
from monitor.escalation.kinds.scene import Found, Scene
from monitor.model.assessments import Unknown
from monitor.model.indicators import Indicator, Tier
from monitor.model.times import Precision, slack

_LIKELY = {Precision.DAY: timedelta(hours=6), Precision.UNKNOWN: timedelta(hours=6)}
"""Half the width of the likely interval where only the day is known (the middle half of it), or only when it was reported: news of force
travels within hours. Elsewhere the whole interval counts."""


def sequences(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """Everything that an indicator of this kind fires."""
    return _RELATIONS[indicator.relation](indicator, scene)


def _answer(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """Force by one side after force by the other that it hasn't answered yet. The surer, weaker tier where times are uncertain."""
    facts = tuple(scene.that(indicator))
    for fact in facts:
        struck_first = _unanswered(fact, facts, scene)
        if struck_first is None or select.between(
            scene.facts, indicator.unless_between, since=struck_first.at, until=fact.at
        ):
            continue
        soonest, latest = _elapsed(struck_first, fact)
        if soonest < timedelta(0):
            because = f"which of {struck_first.incident.id} and {fact.incident.id} came first is not known"
            yield Unknown(code=indicator.code, indicator=indicator.id, because=because, at=fact.at)
            continue
        tier = _tier_within(indicator, latest)
        if tier:
            yield scenes.fire(indicator, tier, fact, scene=scene, related=(struck_first,))


def _unanswered(fact: Fact, facts: Sequence[Fact], scene: Scene) -> Fact | None:
    """The other side's latest clear force since this side's own last."""
    if "initiator_unclear" in fact.traits:
        return None
    foe = other_side(fact.side, scene.world.sides)
    for earlier in reversed(select.during(facts, facts[0].at, fact.at)):
        if fact.side in earlier.users:
            return None
        if earlier.side == foe:
            return earlier
    return None


def _elapsed(first: Fact, second: Fact) -> tuple[timedelta, timedelta]:
    """The least and the most time that may lie between two facts. Nothing happens after it was first known."""
    one, other = _margin(first), _margin(second)
    earliest, latest = second.at - other, min(second.at + other, max(second.incident.first_known_at, second.at))
    return earliest - min(first.at + one, max(first.incident.first_known_at, first.at)), latest - (first.at - one)


def _margin(fact: Fact) -> timedelta:
    precision = fact.incident.precision
    return _LIKELY.get(precision, slack(precision))


def _tier_within(indicator: Indicator, elapsed: timedelta) -> Tier | None:
    return next((tier for tier in indicator.tiers if tier.within is None or elapsed <= tier.within), None)


def _repeat(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """Again by the same side, not as part of the same operation (``apart_hours``, whatever the times' uncertainty)."""
    facts = tuple(scene.that(indicator))
    apart = timedelta(hours=indicator.number("apart_hours"))
    for fact in facts:
        earlier = [
            f for f in _recent(facts, fact, indicator.within) if f.side == fact.side and _elapsed(f, fact)[0] >= apart
        ]
        if fact.side and earlier:
            first = earlier[-1]
            if not select.between(scene.facts, indicator.unless_between, since=first.at, until=fact.at):
                yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, related=(first,))


def _alternating(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """A run of turns by changing sides, ``turns`` long at least; where both shot, or nobody knows who began, it is a turn."""
    facts = tuple(scene.that(indicator))
    for fact in facts:
        run: list[Fact] = []
        for f in (*_recent(facts, fact, indicator.within), fact):
            if f.users and (not run or len(f.users) > 1 or f.users != run[-1].users):
                run.append(f)
        if len(run) >= indicator.number("turns") and run[-1] is fact:
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, related=run[:-1])


def _raised(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """The second selector's fact after the first selector's, by either side."""
    lesser, graver = indicator.of
    for fact in scene.that(indicator):
        earlier = [f for f in _recent(scene.facts, fact, indicator.within) if select.matches(lesser, f)]
        if select.matches(graver, fact) and earlier:
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, related=earlier[-1:])


def _struck_group(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """A group that was struck attacks the side that struck it."""
    strike, attack = indicator.of
    for fact in scene.that(indicator):
        if not select.matches(attack, fact):
            continue
        causes = [
            f
            for f in _recent(scene.facts, fact, indicator.within)
            if select.matches(strike, f) and f.side == fact.struck and _is_group(f, fact)
        ]
        if causes:
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, related=causes[-1:])


def _is_group(strike: Fact, attack: Fact) -> bool:
    group, attacker = strike.incident.target, attack.incident.initiator
    return group is not None and attacker is not None and group.entity is not None and group.entity == attacker.entity


def _recent(facts: Sequence[Fact], fact: Fact, within: timedelta | None) -> Sequence[Fact]:
    """Facts strictly before this one, within the window."""
    return select.during(facts, fact.at - within if within else facts[0].at, fact.at)


_RELATIONS: Mapping[str, Callable[[Indicator, Scene], Iterator[Found]]] = {
    "answer": _answer,
    "repeat": _repeat,
    "alternating": _alternating,
    "raised": _raised,
    "struck_group": _struck_group,
    "both": statements.both,
    "joint": statements.joint,
    "closed": truces.closed,
    "breach": truces.breach,
}

RELATIONS = frozenset(_RELATIONS)
"""The names that the rulebook may use."""
