"""Who does what a verb of its own makes an act: "launches a raid", "deals a blow", "opens fire".

Decides the subject of such a verb, which stands apart from the noun. Doesn't decide whom the act strikes.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import denials
from monitor.extraction.telling.agents import CARRY, DOES
from monitor.extraction.telling.triggers import Trigger, behind
from monitor.extraction.words.vocabulary import Mark

NO_SUBJECT = frozenset({"on", "against", "with", "from", "of", "over", "by", "between"})
"""Relations of those who aren't a verb's subject."""
_CARRIED = 4
"""Tokens between a verb like "launches" and the noun that it makes an act: "launches a large coordinated attack"."""
_PUT_IN = 24
"""Tokens between such a verb and its noun where the subject, and when and where, are put in."""
_SUBJECT_REACH = 3
"""Tokens between a verb and the name of its subject: "launched the planes of war of A"."""
_BESIDE = 1
"""Tokens between such a verb and who stands beside it: an article."""

_Parties = Sequence[PartyAt]


def subject(scene: Scene, trigger: Trigger, clause: _Parties) -> PartyAt | None:
    """ "A's foes launch a second attack": who carries out the noun, when such a verb stands close before it."""
    verb = next((mark for mark in reversed(scene.of("role", "carry")) if mark.last <= trigger.first), None)
    if verb is not None and scene.grammar.order == "vso":
        return _behind_carrying(scene, trigger, verb, clause)
    if verb is None or trigger.first - verb.last > _CARRIED or scene.broken(verb.last - 1, trigger.first):
        return None
    if _describes(scene, verb) or denials.is_open(scene, trigger.first):
        return None
    before = (p for p in reversed(clause) if p.last <= verb.first and not p.located and p.cue not in NO_SUBJECT)
    return next(before, None)


def doer(scene: Scene, trigger: Trigger, clause: _Parties) -> PartyAt | None:
    """ "Did A's force a seizing of", "A's patrol tried a seizing of": the subject of a verb that only says that the noun behind it was done or tried."""
    verb = next((m for m in reversed(scene.of(*CARRY)) if m.last <= trigger.first), None)
    if verb is None or DOES not in verb.word.forms or scene.broken(verb.last - 1, trigger.first):
        return None
    subject = _behind_carrying(scene, trigger, verb, clause)
    if subject is not None or verb.last != trigger.first:
        return subject
    return next((p for p in reversed(clause) if p.last <= verb.first and p.cue not in NO_SUBJECT), None)


def subject_behind(scene: Scene, trigger: Trigger, clause: _Parties) -> PartyAt | None:
    """ "A blow at D dealt A's army", "fire at D A's guards opened": who stands beside such a verb, where the object may come first."""
    if scene.grammar.order == "vso":
        return doer(scene, trigger, clause) if CARRY in scene.senses else None
    if not scene.grammar.accusative or scene.cue(trigger.first, trigger.last):
        return None
    verb = next((mark for mark in scene.of("role", "carry") if mark.first >= trigger.last), None)
    if verb is None or scene.broken(trigger.last - 1, verb.first):
        return None
    if any(mark.has("kinetic") and 0 <= mark.first - verb.last <= _CARRIED for mark in scene.of("kinetic")):
        return None  # "the shelling: the army dealt a blow"
    free = [p for p in behind(clause, trigger) if not p.cue and not p.located]
    behind_it = next((p for p in free if 0 <= p.first - verb.last <= _BESIDE), None)
    return behind_it or next((p for p in free if 0 <= verb.first - p.last <= p.adjective), None)


def _describes(scene: Scene, verb: Mark) -> bool:
    """ "Dies in renewed fighting": what stands behind a preposition says how, and is nobody's deed."""
    before = scene.mark_before(verb.first)
    return before is not None and scene.grammar.order == "svo" and before.has("role", "in", "after", "of", "with", "by")


def _behind_carrying(scene: Scene, trigger: Trigger, verb: Mark, clause: _Parties) -> PartyAt | None:
    """ "Launched A's jets, late last night, raids on": where verbs come first, who stands right behind one, whatever is put in between."""
    acts = any(m.word.acts and verb.last <= m.first and m.last <= trigger.first for m in scene.marks)
    if acts or trigger.first - verb.last > _PUT_IN:
        return None
    first = next((p for p in clause if verb.last <= p.first and p.last <= trigger.first), None)
    if first is None or first.first - verb.last > _SUBJECT_REACH or first.located or first.cue in NO_SUBJECT:
        return None
    return first
