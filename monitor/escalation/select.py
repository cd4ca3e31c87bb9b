"""Whether a fact is one that a selector means. Decides nothing else; an empty selector means every fact."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from monitor.escalation.facts import Fact
from monitor.model.indicators import Indicator, Selector, Tier

THIRD = "third"


def matches(selector: Selector, fact: Fact) -> bool:
    """All conditions of the selector hold."""
    return (
        (not selector.types or fact.event in selector.types or fact.type in selector.types)
        and (not selector.acts or fact.incident.act in selector.acts)
        and (not selector.target_classes or fact.incident.target_class in selector.target_classes)
        and _parties(selector, fact)
        and _traits(selector, fact.traits)
        and all(bound.holds(fact.measures.get(name, math.nan)) for name, bound in selector.bounds)
    )


def named(selectors: Sequence[Selector], facts: Iterable[Fact]) -> Iterable[Fact]:
    """The facts whose event one of the selectors may mean: a quick first sieve."""
    if not all(selector.types for selector in selectors):
        return facts
    names = {name for selector in selectors for name in selector.types}
    return (fact for fact in facts if fact.event in names or fact.type in names)


def any_of(selectors: Sequence[Selector], fact: Fact) -> bool:
    """One of the selectors means it; no selectors mean nothing."""
    return any(matches(selector, fact) for selector in selectors)


def before(facts: Iterable[Fact], selectors: Sequence[Selector], fact: Fact) -> Iterator[Fact]:
    """Earlier facts that one of the selectors means, in order."""
    return (f for f in named(selectors, facts) if f.at < fact.at and any_of(selectors, f))


def tiers(indicator: Indicator, fact: Fact) -> Iterator[Tier]:
    """The first tier of each group whose conditions the fact meets."""
    done: set[str] = set()
    for tier in indicator.tiers:
        if tier.group not in done and (not tier.when or any_of(tier.when, fact)):
            done.add(tier.group)
            yield tier


def during(facts: Sequence[Fact], since: datetime, until: datetime, *, until_included: bool = False) -> Sequence[Fact]:
    """The facts from ``since`` on and before ``until``, of facts in order of time."""
    end = bisect_right if until_included else bisect_left
    return facts[bisect_left(facts, since, key=_at) : end(facts, until, key=_at)]


def _at(fact: Fact) -> datetime:
    return fact.at


def between(facts: Iterable[Fact], selectors: Sequence[Selector], since: datetime, until: datetime) -> bool:
    """Whether one of these lies strictly between two times."""
    return any(since < f.at < until and any_of(selectors, f) for f in named(selectors, facts))


def _parties(selector: Selector, fact: Fact) -> bool:
    if selector.by and (fact.side is None) is (selector.by != THIRD):
        return False
    return not selector.on or fact.struck is not None


def _traits(selector: Selector, traits: frozenset[str]) -> bool:
    return (
        traits.issuperset(selector.traits)
        and (not selector.traits_any or not traits.isdisjoint(selector.traits_any))
        and traits.isdisjoint(selector.traits_none)
    )
