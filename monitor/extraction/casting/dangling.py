"""Whose the deeds are that a clause tells without a subject of its own, behind one in which somebody fell: "A's soldier shot dead after crossing
into B and firing at police", "shot when he fired", "kills two before being shot".

Decides that the clause's subject is that of the main one. Doesn't decide who began: that is for the whole item (``beginning``).
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import BEARERS, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import voices
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words import grammar
from monitor.extraction.words.vocabulary import Mark

_FALLS = frozenset({("kinetic", "kill"), ("kinetic", "shoot"), ("kinetic", "wound")})
"""Words of force for what befalls whoever came."""
_HIM = frozenset({("role", "infinitive"), ("count", "person")})
"""Senses of "he" and of "man"."""
_OPENING = 1
"""Tokens of a clause in which its subject stands, if it has one of its own: "as A's", "when two"."""
_OPENS = frozenset({("role", "after"), ("role", "while")})


def subject(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """Of an active verb: whoever fell in the main clause before, where nobody stands before the clause's first verb."""
    low = trigger.clause[0]
    fall = _fall_before(scene, low) if scene.grammar.order == "svo" else None
    if fall is None or any(0 <= p.first - low <= _OPENING for p in parties if p.first < trigger.first):
        return None
    if not _has_no_subject(scene, low, trigger, parties):
        return None
    if voices.of(scene, fall, set(fall.word.act_forms), [*parties]) != "passive":
        return None
    if any(fall.last <= m.first < low and m.word.acts and not _goes_on(scene, m) for m in scene.marks):
        return None
    start = scene.window(fall.first)[0]
    before = (p for p in reversed(parties) if start <= p.first and p.last <= fall.first and not p.cue)
    fallen = next(before, None)
    return fallen if fallen is not None and fallen.kind in BEARERS else None


def _fall_before(scene: Scene, low: int) -> Mark | None:
    fall: Mark | None = None
    for mark in scene.of("kinetic"):
        if mark.last <= low and not _FALLS.isdisjoint(mark.senses):
            fall = mark
    return fall


def _has_no_subject(scene: Scene, low: int, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "After crossing", "when he fired", ", firing": nobody is named between where a clause opens and its first verb."""
    verb = next((m for m in scene.marks if low <= m.first <= trigger.first and m.word.acts), None)
    if verb is None or any(low <= p.first < verb.first for p in parties):
        return False
    opener = scene.mark_at(low)
    opens = opener is not None and not opener.senses.isdisjoint(_OPENS)
    at_once = opener is not None and (
        verb is opener or opener.last == verb.first
    )  # "after firing at", "tras abrir fuego"
    return (opens and at_once) or _goes_on(scene, verb)


def _goes_on(scene: Scene, verb: Mark) -> bool:
    """Whether a verb has the subject of the one before: a participle, or behind a pronoun."""
    before = scene.mark_before(verb.first)
    if before is not None and ("role", "pronoun") in before.word.forms:
        return True
    return scene.passage.folded.tokens[verb.first].endswith(grammar.PARTICIPLES)


def is_anaphor(scene: Scene, trigger: Trigger) -> bool:
    """ "He had wounded two", "he had crossed and fired", "the man fired": whose deed an active verb tells is somebody named before."""
    if scene.senses.isdisjoint(_HIM):
        return False
    him: Mark | None = None
    for mark in scene.marks:
        if mark.first >= trigger.first:
            break
        if mark.names or "party" in mark.senses:
            him = None
        elif mark.first >= trigger.clause[0] and _is_him(scene, mark):
            him = mark
    return him is not None


def _is_him(scene: Scene, mark: Mark) -> bool:
    if ("role", "pronoun") in mark.word.forms:
        return True
    the = scene.mark_before(mark.first) if ("count", "person") in mark.senses else None
    return the is not None and the.has("role", "det")
