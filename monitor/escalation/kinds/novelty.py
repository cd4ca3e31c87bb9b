"""Indicators that need to know the past: a first of its class, a tempo above the usual.

Decides when the past is known well enough. An empty database is no history: then they are unknown, never true.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from monitor.escalation import past, select
from monitor.escalation.facts import STATE_TARGETS, Fact
from monitor.escalation.kinds import scene as scenes
from monitor.escalation.kinds.scene import Found, Scene
from monitor.model.assessments import Unknown
from monitor.model.indicators import Indicator
from monitor.model.reports import FORCE_CLASSES, ActClass
from monitor.model.rulebook import HistoryEntry, PastAnswer

SAME_EVENT = timedelta(days=2)
"""An entry of the history this near to the incident is the incident itself, by another calendar."""

_EVER = 100
"""Years, where the rulebook gives no lookback."""


def firsts(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """Everything that an indicator of the kind ``first`` fires."""
    return _RELATIONS[indicator.relation](indicator, scene)


def _first_of_class(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """No act by the same side, of the same class, on the same class of target in ``years`` of covered history."""
    for fact in scene.that(indicator):
        if fact.side is None or scene.is_settled(fact) or _known_before(indicator, fact, scene):
            continue
        since = _years_before(fact.at.date(), int(indicator.number("years")))
        if _covered(since, fact, scene=scene, gap=timedelta(days=indicator.number("gap_days"))):
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene)
        else:
            because = f"the history of this border is not covered since {since} for {fact.incident.act}"
            yield Unknown(code=indicator.code, indicator=indicator.id, because=because, at=fact.at)


def _stronger_response(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """A side answers an attack across the line, and its answers to like attacks on record were weaker.

    The attack is the side's latest within ``within`` before, as the second selector means it; the record is curated.
    """
    response, attack = indicator.of
    for fact in (f for f in scene.that(indicator) if select.matches(response, f) and not scene.is_settled(f)):
        window = select.during(scene.facts, fact.at - (indicator.within or timedelta(0)), fact.at)
        cause = next((f for f in reversed(window) if f.struck == fact.side and select.matches(attack, f)), None)
        if cause is None:
            continue
        before = [a for a in scene.rulebook.answers if _is_like_case(a, cause, fact, scene)]
        if not before:
            because = f"no answers of {fact.side} to {cause.event} are on record"
            yield Unknown(code=indicator.code, indicator=indicator.id, because=because, at=fact.at)
        elif all(_severity(answer, scene) < fact.incident.severity for answer in before):
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, related=(cause,))


def _is_like_case(answer: PastAnswer, cause: Fact, fact: Fact, scene: Scene) -> bool:
    same = (answer.border, answer.by, answer.trigger) == (scene.world.border, fact.side, cause.event)
    return same and answer.on < fact.at.date()


def _severity(answer: PastAnswer, scene: Scene) -> int:
    return next((event.severity for event in scene.rulebook.events if event.id == answer.response), 0)


def _first_owned(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """An act that is owned in public, of a class that the side is on record for in ``years`` without ever having owned it.

    What is older makes it the first of its class, which is another indicator: the two never fire together.
    """
    for fact in (f for f in scene.that(indicator) if not scene.is_settled(f)):
        since = _years_before(fact.at.date(), int(indicator.number("years", _EVER)))
        until = fact.at.date() - SAME_EVENT
        before = [e for e in scene.rulebook.history if since <= e.on <= until and _is_same_class(e, fact, scene)]
        class_ = past.class_of(fact)
        here = [f for f in select.before(scene.facts, indicator.of, fact) if past.class_of(f) == class_]
        remembered = class_ is not None and scene.past.owned.get(class_, fact.at) < fact.at
        if not before or here or remembered or any(entry.owned for entry in before):
            continue
        if all(entry.owned is False for entry in before):
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene)
        else:
            because = f"whether {fact.side} owned its earlier acts of this class is not on record"
            yield Unknown(code=indicator.code, indicator=indicator.id, because=because, at=fact.at)


def _new_means(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """``at_least`` means in one operation, or one that nobody used here in ``years`` of watched or covered time."""
    for fact in (f for f in scene.that(indicator) if f.incident.means and not scene.is_settled(f)):
        since = _years_before(fact.at.date(), int(indicator.number("years")))
        if len(set(fact.incident.means)) >= indicator.number("at_least"):
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene)
        elif all(_used_before(means, since, indicator, fact, scene=scene) for means in fact.incident.means):
            continue
        elif _covered(since, fact, scene=scene, gap=timedelta(days=indicator.number("gap_days"))) and not _told_of(
            since, fact, scene
        ):
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene)
        else:
            because = f"what was used on this border since {since} is not on record"
            yield Unknown(code=indicator.code, indicator=indicator.id, because=because, at=fact.at)


def _used_before(means: str, since: date, indicator: Indicator, fact: Fact, *, scene: Scene) -> bool:
    remembered = scene.past.latest(indicator, past.means_role(means), fact.at)
    here = (f.at for f in select.before(scene.facts, indicator.of, fact) if means in f.incident.means)
    return any(at.date() >= since for at in (remembered, *here) if at is not None)


def _told_of(since: date, fact: Fact, scene: Scene) -> bool:
    """Whether the curated history has such acts: it doesn't say with what they were done."""
    until = fact.at.date() - SAME_EVENT
    entries = (e for e in scene.rulebook.history if e.border == scene.world.border and e.act == fact.incident.act)
    return any(since <= e.on <= until for e in entries)


def ratios(indicator: Indicator, scene: Scene) -> Iterator[Found]:
    """``at_least`` incidents within ``within``, and ``times`` as many as usual: the weekly mean over ``baseline_weeks``, plus a half."""
    facts = tuple(fact for fact in scene.that(indicator) if fact.relevance > 0)
    times = sorted({**scene.past.counted.get(indicator.id, {}), **{f.incident.id: f.at for f in facts}}.values())
    weeks = indicator.number("baseline_weeks")
    for fact in facts:
        if scene.is_settled(fact):
            continue
        start = fact.at - (indicator.within or timedelta(days=7))
        recent = select.during(facts, start + timedelta.resolution, fact.at, until_included=True)
        if len(recent) < indicator.number("at_least"):
            continue
        since = start - timedelta(weeks=weeks)
        usual = (bisect_right(times, start) - bisect_right(times, since)) / weeks
        if not _baseline_known(since.date(), start.date(), scene):
            because = f"the {weeks:g} weeks before {start.date()} were not watched"
            yield Unknown(code=indicator.code, indicator=indicator.id, because=because, at=fact.at)
        elif len(recent) >= indicator.number("times") * (usual + 0.5):
            yield scenes.fire(indicator, indicator.tiers[0], fact, scene=scene, related=recent[:-1])


def _known_before(indicator: Indicator, fact: Fact, scene: Scene) -> bool:
    since = _years_before(fact.at.date(), int(indicator.number("years")))
    class_ = past.class_of(fact)
    long_ago = scene.past.seen.get(class_) if class_ else None
    seen = (long_ago is not None and long_ago < fact.at and long_ago.date() >= since) or any(
        f.at.date() >= since and past.class_of(f) == class_ for f in select.before(scene.facts, indicator.of, fact)
    )
    until = fact.at.date() - SAME_EVENT
    return seen or any(since <= e.on <= until and _is_same_class(e, fact, scene) for e in scene.rulebook.history)


def _at_state(fact: Fact) -> bool:
    return fact.incident.target_class in STATE_TARGETS


def _is_same_class(entry: HistoryEntry, fact: Fact, scene: Scene) -> bool:
    actor = scene.world.actors.get(entry.by)
    side = actor.state if actor else entry.by
    return (
        entry.border == scene.world.border
        and side == fact.side
        and entry.act == fact.incident.act
        and (entry.target_class in STATE_TARGETS) == _at_state(fact)
    )


def _covered(since: date, fact: Fact, *, scene: Scene, gap: timedelta) -> bool:
    """Whether covered periods, and then our own log, reach from ``since`` to the fact without a hole wider than ``gap``."""
    watched_from = scene.begins_at.date()
    return _reach(since, scene, acts=(fact.incident.act,), gap=gap) + gap >= min(watched_from, fact.at.date())


def _baseline_known(since: date, until: date, scene: Scene) -> bool:
    watched = scene.begins_at.date() <= since
    return watched or _reach(since, scene, acts=tuple(FORCE_CLASSES), gap=timedelta(0)) >= until


def _reach(since: date, scene: Scene, *, acts: tuple[ActClass, ...], gap: timedelta) -> date:
    """How far the covered periods reach from ``since`` on."""
    periods = sorted(
        (p.since, p.until)
        for p in scene.rulebook.covered
        if p.border == scene.world.border and set(acts) <= set(p.acts)
    )
    reached = since
    for begins, ends in periods:
        if begins <= reached + gap or begins <= since:
            reached = max(reached, ends)
    return reached


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)


_RELATIONS: Mapping[str, Callable[[Indicator, Scene], Iterator[Found]]] = {
    "class": _first_of_class,
    "response": _stronger_response,
    "owned": _first_owned,
    "means": _new_means,
}

RELATIONS = frozenset(_RELATIONS)
"""The names that the rulebook may use."""
