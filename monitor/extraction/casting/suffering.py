"""Whom a passive befell: "three soldiers of A shot in B", "two guards dead in A's strike".

Decides which party of its clause is the sufferer. Doesn't decide who did it.
"""

from monitor.extraction.casting import hurt, inversion, nominal
from monitor.extraction.naming.party_at import FIGHTERS, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, OPPOSING, Scene
from monitor.extraction.telling.triggers import Trigger, ahead_of, behind
from monitor.extraction.words import grammar
from monitor.extraction.words.vocabulary import AIR_FORCE, Mark

_NUMBER = 1
"""Tokens of a number between a participle and its subject."""
_KIN = frozenset({"women", "children"})
"""General words of the lexicon (its ``form``) for a wife and a son, besides others."""
_BESIDE = 4
"""Tokens between a fighter and those who fell with him: "commander and his"."""


def within(trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """ "Six A [soldiers fall]": those whose noun and whose end are one expression."""
    return next((p for p in clause if p.first <= trigger.first and p.last == trigger.last), None)


def of(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt], *, doer: PartyAt | None
) -> PartyAt | None:
    """The subject of a passive, else those whom its clause or the sentence says that it befell."""
    whose = trigger.value == nominal.SHOT_DOWN and scene.grammar.adjective_before
    downed = _downed(trigger, clause) if whose else None
    for scope in () if downed else (clause, acting):
        found = [
            p for p in ahead_of(scope, trigger) if p is not doer and p.cue not in LOCATIVE | {"by", "from", "with"}
        ]
        if scene.grammar.order == "sov":
            found = [p for p in found if p.cue not in OPPOSING - {"object"} and not _owns_force(scene, p)] or found
        if found and trigger.value == "kill" and found[0].bare and not found[0].adjective:
            return None  # states don't die
        if trigger.value == nominal.SHOT_DOWN and found and found[0].bare:  # "jets of A's in B's sky intercepted"
            found = [p for p in found if p.common == AIR_FORCE] or found
        if scene.grammar.after and scope is not clause:
            found = [p for p in found if not _owns_force(scene, p)]  # "bombs of A's: four dead"
        counted = (p for p in found if scene.grammar.order == "sov" and _is_counted(scene, p))
        found = _past_kin(found, acting) if found and found[0].common in _KIN else found
        found = found[1:] if len(found) > 1 and _is_where_they_go(scene, found[1], found[0]) else found
        if found:
            return next(counted, None) or hurt.no_attacker(scene, found, acting)
    fallen = downed or inversion.fallen(scene, trigger, clause)
    if fallen is not None and fallen is not doer:
        return fallen
    return next((p for p in behind(clause, trigger) if p is not doer and p.cue in {"on", "against"}), None)


def _past_kin(found: list[PartyAt], acting: list[PartyAt]) -> list[PartyAt]:
    """ "R commander, son killed", "R's man and his wife dead": whoever bears arms is who was struck, with whom stands right behind him."""
    kin = found[0]
    beside = (p for p in acting if 0 <= kin.first - p.last <= _BESIDE and p is not kin and not p.cue)
    armed = next((p for p in beside if p.kind in FIGHTERS), None)
    return found if armed is None else [armed, *found]


def _downed(trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """ "Over A [is] downed a B-ish drone": whose it was, by an adjective behind the participle."""
    first = next(iter(behind(clause, trigger)), None)
    near = first is not None and first.first - trigger.last <= _NUMBER
    return first if first is not None and near and first.bare and first.adjective and not first.cue else None


def _is_counted(scene: Scene, party: PartyAt) -> bool:
    """Whether a number stands right before: it counts those who suffered."""
    return any(number.last == party.first for number in scene.numbers)


def _is_where_they_go(scene: Scene, people: PartyAt, state: PartyAt) -> bool:
    """ "People fleeing A shot in B": the bare name behind a participle is no sufferer."""
    participle = scene.passage.folded.tokens[people.last] if state.first - people.last == 1 else ""
    return state.bare and not state.adjective and participle.endswith(grammar.PARTICIPLES)


def _owns_force(scene: Scene, party: PartyAt) -> bool:
    """ "X in the strike of A killed": whose strike it was, right beside the noun, is not who was killed."""
    noun = scene.mark_before(party.first) if scene.grammar.after else _past_joints(scene, party.last)
    whose = party.bare or (party.entity is not None and party.kind in FIGHTERS)
    return whose and noun is not None and ("kinetic", "noun") in noun.word.forms


def _past_joints(scene: Scene, at: int) -> Mark | None:
    """ "A's strike", "of A in a strike": the word behind somebody and the short words that join him to it."""
    mark = scene.mark_at(at)
    while mark is not None and mark.has("role", "of", "in"):
        mark = scene.mark_at(mark.last)
    return mark
