"""All firings of a border: every kind asked, caps applied, and nothing calmed where there is nothing to calm.

Decides the order of these steps. Doesn't decide when an indicator fires (monitor.escalation.kinds).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain

from monitor.escalation import caps, score
from monitor.escalation.checkpoint import Checkpoint
from monitor.escalation.kinds import acts, context, counts, novelty, sequences, timers
from monitor.escalation.kinds.scene import Found, Scene
from monitor.model.assessments import Firing, Unknown
from monitor.model.indicators import Indicator, IndicatorKind

_EVER = datetime.min.replace(tzinfo=UTC)

_KINDS: Mapping[IndicatorKind, Callable[[Indicator, Scene], Iterator[Found]]] = {
    IndicatorKind.COUNT: counts.counts,
    IndicatorKind.SEQUENCE: sequences.sequences,
    IndicatorKind.RATIO: novelty.ratios,
    IndicatorKind.FIRST: novelty.firsts,
    IndicatorKind.THRESHOLD: timers.timers,
    IndicatorKind.CONTEXT: context.contexts,
}


def fire(scene: Scene, after: Checkpoint | None = None) -> tuple[tuple[Firing, ...], tuple[Unknown, ...]]:
    """Firings by event time, those of timers that are not yet due among them; and what couldn't be judged.

    What fired until a checkpoint is taken from it.
    """
    known = {indicator.id: indicator for indicator in scene.rulebook.indicators}
    settled = after.firings if after else ()
    if not scene.facts:
        return _settled([*_flags(known, scene)], known, settled), after.unknown if after else ()
    found = list(chain(acts.acts(scene), *(_KINDS[i.kind](i, scene) for i in known.values() if i.kind in _KINDS)))
    firings = [f for f in found if isinstance(f, Firing) and f.relevance > 0 and (_is_new(f, after) or is_flag(f))]
    unknown = [u for u in found if isinstance(u, Unknown) and _is_new(u, after)]
    all_unknown = dict.fromkeys((*(after.unknown if after else ()), *unknown))
    return _settled(firings, known, settled), tuple(
        sorted(all_unknown, key=lambda u: (u.code, u.at or _EVER, u.because))
    )


def is_flag(firing: Firing) -> bool:
    """A flag of the calendar: it stands while its day is near, and leaves no trace when that has passed."""
    return firing.incident is None and firing.known_at is None


def _is_new(found: Found, after: Checkpoint | None) -> bool:
    return after is None or found.at is None or found.at > after.at


def _flags(known: Mapping[str, Indicator], scene: Scene) -> Iterator[Firing]:
    """What the calendar alone says, on a border where nothing happened."""
    asked = (context.contexts(i, scene) for i in known.values() if i.kind is IndicatorKind.CONTEXT)
    return (f for f in chain(*asked) if isinstance(f, Firing))


def _settled(firings: list[Firing], known: Mapping[str, Indicator], settled: tuple[Firing, ...]) -> tuple[Firing, ...]:
    """Caps on what raises, then what lowers as far as there is something to lower, then caps on that."""
    raised = [f for f in settled if f.weight >= 0]
    raising = (*raised, *caps.trim((f for f in firings if f.weight >= 0), known, after=raised))
    lowering = (f for f in firings if f.weight < 0 and _is_wanted(f, raising, known[f.indicator]))
    lowered = [f for f in settled if f.weight < 0]
    return tuple(sorted((*raising, *lowered, *caps.trim(lowering, known, after=lowered)), key=caps.order))


def _is_wanted(firing: Firing, raising: tuple[Firing, ...], indicator: Indicator) -> bool:
    return indicator.heat is None or score.heat(raising, firing.at) >= indicator.heat
