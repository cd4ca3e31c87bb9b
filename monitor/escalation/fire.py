"""All firings of a border: every kind asked, caps applied, and nothing calmed where there is nothing to calm.

Decides the order of these steps. Doesn't decide when an indicator fires (monitor.escalation.kinds).
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from monitor.escalation import caps, score
from monitor.escalation.kinds import acts, context, counts, novelty, sequences, timers
from monitor.escalation.kinds.scene import Found, Scene
from monitor.model.assessments import Firing, Unknown
from monitor.model.indicators import Indicator, IndicatorKind

_KINDS: Mapping[IndicatorKind, Callable[[Indicator, Scene], Iterator[Found]]] = {
    IndicatorKind.COUNT: counts.counts,
    IndicatorKind.SEQUENCE: sequences.sequences,
    IndicatorKind.RATIO: novelty.ratios,
    IndicatorKind.FIRST: novelty.firsts,
    IndicatorKind.THRESHOLD: timers.timers,
    IndicatorKind.CONTEXT: context.contexts,
}


def fire(scene: Scene) -> tuple[tuple[Firing, ...], tuple[Unknown, ...]]:
    """Firings by event time, those of timers that are not yet due among them; and what couldn't be judged."""
    known = {indicator.id: indicator for indicator in scene.rulebook.indicators}
    if not scene.facts:
        return _settled([*_flags(known, scene)], known), ()
    found = list(chain(acts.acts(scene), *(_KINDS[i.kind](i, scene) for i in known.values() if i.kind in _KINDS)))
    firings = [f for f in found if isinstance(f, Firing) and f.relevance > 0]
    unknown = dict.fromkeys(u for u in found if isinstance(u, Unknown))
    return _settled(firings, known), tuple(sorted(unknown, key=lambda u: (u.code, u.because)))


def _flags(known: Mapping[str, Indicator], scene: Scene) -> Iterator[Firing]:
    """What the calendar alone says, on a border where nothing happened."""
    asked = (context.contexts(i, scene) for i in known.values() if i.kind is IndicatorKind.CONTEXT)
    return (f for f in chain(*asked) if isinstance(f, Firing))


def _settled(firings: list[Firing], known: Mapping[str, Indicator]) -> tuple[Firing, ...]:
    """Caps on what raises, then what lowers as far as there is something to lower, then caps on that."""
    raising = caps.trim((f for f in firings if f.weight >= 0), known)
    lowering = (f for f in firings if f.weight < 0 and _is_wanted(f, raising, known[f.indicator]))
    return tuple(sorted((*raising, *caps.trim(lowering, known)), key=caps.order))


def _is_wanted(firing: Firing, raising: tuple[Firing, ...], indicator: Indicator) -> bool:
    return indicator.heat is None or score.heat(raising, firing.at) >= indicator.heat
