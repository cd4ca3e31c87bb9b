"""What is remembered of facts that are no longer looked at: just what a later one may still be compared with.

Decides what that is: when each class of act was last seen, when what an indicator waits for last came, how often what is counted happened,
when a truce was last agreed and force last used. Everything else about a fact is of no account a month later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.escalation import select
from monitor.escalation.facts import STATE_TARGETS, Fact
from monitor.model.indicators import Indicator, IndicatorKind

CHRONIC_WINDOW = timedelta(days=30)
"""Over which lambda, the daily mean of the chronic-front factor, is taken: a proposal, not fitted."""

Class = str
"""A side, a class of acts, and whether it was aimed at the state, as one word: what is kept has words for keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Times of what came before.

    ``seen`` holds the latest act of each class, ``owned`` the first that its side owned in public, ``last`` the latest fact that each selector of an indicator means (by the indicator's id and
    what it is to it: ``after``, ``truce``, ``force``, a weapon), ``counted`` by indicator all facts within its baseline, as times by incident, and
    ``rounds`` by code when signs that may be chronic fired within CHRONIC_WINDOW.
    """

    begins_at: datetime | None = None
    seen: Mapping[Class, datetime] = field(default_factory=dict)
    owned: Mapping[Class, datetime] = field(default_factory=dict)
    last: Mapping[str, datetime] = field(default_factory=dict)
    counted: Mapping[str, Mapping[str, datetime]] = field(default_factory=dict)
    rounds: Mapping[str, tuple[datetime, ...]] = field(default_factory=dict)

    def latest(self, indicator: Indicator, role: str, before: datetime) -> datetime | None:
        """When the indicator last met this, if that was before a time."""
        at = self.last.get(met(indicator, role))
        return at if at is not None and at < before else None


def remember(past: Past, facts: Sequence[Fact], indicators: Iterable[Indicator]) -> Past:
    """The past with more facts in it: later ones, in order of time."""
    if not facts:
        return past
    known = tuple(indicators)
    seen, owned, last = dict(past.seen), dict(past.owned), dict(past.last)
    counted = dict(past.counted)
    for fact in facts:
        for class_ in _classes(fact):
            seen[class_] = max(fact.at, seen.get(class_, fact.at))
            if "owned" in fact.traits:
                owned.setdefault(class_, fact.at)
        for key in _met(fact, known):
            last[key] = max(fact.at, last.get(key, fact.at))
    for indicator in known:
        if indicator.kind is IndicatorKind.RATIO:
            counted[indicator.id] = _counted(indicator, counted.get(indicator.id, {}), facts)
    begins_at = min(at for at in (past.begins_at, facts[0].at) if at is not None)
    return Past(
        begins_at=begins_at,
        seen=seen,
        owned=owned,
        last=last,
        counted=counted,
        rounds=_rounds(past.rounds, facts, known),
    )


def class_of(fact: Fact) -> Class | None:
    """The class in which an act may be the first; None for nobody's."""
    if not fact.side:
        return None
    aimed = "state" if fact.incident.target_class in STATE_TARGETS else "others"
    return f"{fact.side}:{fact.incident.act}:{aimed}"


def met(indicator: Indicator, role: str) -> str:
    """Under which word it is remembered when the indicator last met what is this to it."""
    return f"{indicator.id}:{role}"


def means_role(means: str) -> str:
    """What a weapon is to an indicator that asks for new ones."""
    return f"means:{means}"


def baseline(indicator: Indicator) -> timedelta:
    """How far back a ratio looks."""
    return (indicator.within or timedelta(days=7)) + timedelta(weeks=indicator.number("baseline_weeks"))


def _classes(fact: Fact) -> Iterator[Class]:
    found = class_of(fact)
    if found is not None and fact.type == "force_state":
        yield found


def _met(fact: Fact, indicators: Iterable[Indicator]) -> Iterator[str]:
    for indicator in indicators:
        if indicator.after and select.any_of(indicator.after, fact):
            yield met(indicator, "after")
        if indicator.relation == "means" and select.any_of(indicator.of, fact):
            yield from (met(indicator, means_role(means)) for means in fact.incident.means)
        if indicator.relation == "breach":
            truce, force = indicator.of
            roles = (("truce", truce), ("force", force))
            yield from (met(indicator, role) for role, selector in roles if select.matches(selector, fact))


def _rounds(
    before: Mapping[str, tuple[datetime, ...]], facts: Sequence[Fact], indicators: Sequence[Indicator]
) -> Mapping[str, tuple[datetime, ...]]:
    """Without those that no later fact will be compared with."""
    rounds = {code: [*times] for code, times in before.items()}
    chronic = [i for i in indicators if any(tier.chronic for tier in i.tiers)]
    for fact in facts:
        for indicator in chronic:
            if select.any_of(indicator.of, fact) and select.matches(indicator.needs, fact):
                for tier in select.tiers(indicator, fact):
                    if tier.chronic:
                        rounds.setdefault(indicator.code + tier.suffix, []).append(fact.at)
    since = facts[-1].at - CHRONIC_WINDOW
    return {code: tuple(at for at in times if at >= since) for code, times in rounds.items()}


def _counted(indicator: Indicator, times: Mapping[str, datetime], facts: Sequence[Fact]) -> Mapping[str, datetime]:
    """Without those that no later fact will be compared with."""
    new = {
        fact.incident.id: fact.at
        for fact in facts
        if fact.relevance > 0 and select.any_of(indicator.of, fact) and select.matches(indicator.needs, fact)
    }
    since = facts[-1].at - baseline(indicator)
    return {name: at for name, at in {**times, **new}.items() if at > since}
