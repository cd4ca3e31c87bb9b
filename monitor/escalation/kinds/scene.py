"""What every kind of indicator looks at, and how a firing is made.

Decides tiers, the chronic-front factor and the sentence of a firing. Doesn't decide when an indicator fires.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from monitor.escalation import select, sentences
from monitor.escalation.facts import Fact
from monitor.escalation.past import CHRONIC_WINDOW, Past
from monitor.escalation.world import World
from monitor.model.assessments import Firing, Unknown
from monitor.model.incidents import Incident
from monitor.model.indicators import ConfidenceOf, Indicator, Tier
from monitor.model.rulebook import CountedClaim, Rulebook

CERTAIN = 1.0
"""The confidence of what the calendar says, or of nothing having happened (the assessment checks the coverage)."""

_WINDOW_DAYS = CHRONIC_WINDOW / timedelta(days=1)

Found = Firing | Unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The border's facts by event time, strikes elsewhere by its sides, and what is known of the world. ``now`` bounds the present.

    ``past`` is what is remembered of the facts before these (some of these may be in it, too). What fired until ``settled_at`` is known:
    facts until then are here for what later ones, or time, make of them.

    Timers may fire after ``now``: they say when there will be something to look at if nothing else happens.
    """

    world: World
    facts: tuple[Fact, ...]
    elsewhere: tuple[Incident, ...]
    rulebook: Rulebook
    now: datetime
    past: Past = field(default_factory=Past)
    settled_at: datetime | None = None

    def is_settled(self, fact: Fact) -> bool:
        """Whether everything that the fact fires at its own time is known."""
        return self.settled_at is not None and fact.at <= self.settled_at

    @property
    def begins_at(self) -> datetime:
        """When the log begins."""
        return min(at for at in (self.past.begins_at, self.facts[0].at) if at is not None)

    def counted(self, code: str) -> Iterator[CountedClaim]:
        """What the sides say that they counted of a sign here."""
        return (c for c in self.rulebook.counts if c.border == self.world.border and c.code == code)

    def that(self, indicator: Indicator) -> Iterator[Fact]:
        """The facts that an indicator is about."""
        about = select.named(indicator.of, self.facts)
        return (f for f in about if select.any_of(indicator.of, f) and select.matches(indicator.needs, f))

    def after_what_it_needs(self, indicator: Indicator, fact: Fact) -> bool:
        """Whether what must have come before (``after``) did."""
        if not indicator.after:
            return True
        since = fact.at - indicator.after_within if indicator.after_within else None
        times = (f.at for f in select.before(self.facts, indicator.after, fact))
        remembered = self.past.latest(indicator, "after", fact.at)
        last = max((at for at in (remembered, *times) if at is not None), default=None)
        return last is not None and (since is None or last >= since)


def fire(
    indicator: Indicator,
    tier: Tier,
    fact: Fact,
    *,
    scene: Scene,
    related: Sequence[Fact] = (),
    at: datetime | None = None,
    until: datetime | None = None,
    confidence: float | None = None,
) -> Firing:
    """One firing, at the fact's event time unless told otherwise. ``side`` is None where both sides act together."""
    together = "both_sides" in fact.traits
    return Firing(
        indicator=indicator.id,
        code=indicator.code + tier.suffix,
        border=scene.world.border,
        at=at or fact.at,
        until=until,
        weight=tier.weight,
        half_life_days=tier.half_life_days,
        confidence=confidence_of(indicator, fact) if confidence is None else confidence,
        relevance=fact.relevance,
        because=sentences.sentence(indicator.says or indicator.title, fact, related=related, world=scene.world),
        incident=fact.incident.id,
        related=tuple(f.incident.id for f in related),
        side=None if together else fact.side,
        known_at=max(f.incident.first_known_at for f in (fact, *related)),
    )


def confidence_of(indicator: Indicator, fact: Fact) -> float:
    """That it happened, or that it had its effects: never surer of those than of the thing itself."""
    sure = fact.incident.confidence
    if indicator.confidence_of is ConfidenceOf.EFFECTS:
        return min(sure, fact.incident.effects or sure)
    return sure


def chronic(earlier: Sequence[datetime], at: datetime, counted: Iterable[CountedClaim] = ()) -> float:
    """q = 1 / (1 + lambda), of the times of earlier firings of the same sign, in order: on the whole border, for most news names no sector.

    Where a side counted more of it in the window than we heard of, its count goes: most rounds on a chronic front are no news.
    """
    heard = bisect_left(earlier, at) - bisect_left(earlier, at - CHRONIC_WINDOW)
    most = max((_in_window(claim, at.date()) for claim in counted), default=0.0)
    return 1 / (1 + max(heard, most) / _WINDOW_DAYS)


def _in_window(claim: CountedClaim, today: date) -> float:
    """How many of a side's count fall into the window, taken as even over its period."""
    begin, end = max(claim.since, today - CHRONIC_WINDOW), min(claim.until, today - timedelta(days=1))
    return claim.per_day * max(0, (end - begin).days + 1)
