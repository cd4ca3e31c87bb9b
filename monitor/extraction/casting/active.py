"""Who acts and who is struck by a verb in the active.

Decides the subject and the object of one verb from order and prepositions. Doesn't decide passives, nouns nor verb-final clauses.
"""

from dataclasses import replace

from monitor.extraction.casting import clashes, dangling, whence
from monitor.extraction.casting.hurt import COUNTED_NOUN
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, OPPOSING, Scene
from monitor.extraction.telling import voices
from monitor.extraction.telling.triggers import Trigger, ahead_of, behind
from monitor.extraction.words import grammar
from monitor.extraction.words.vocabulary import SITES, STRUCK, THINGS, VILLAGE, Mark
from monitor.model.reports import PartyKind

ACTORS = frozenset({PartyKind.STATE_FORCES, PartyKind.GOVERNMENT, PartyKind.NONSTATE_GROUP})
"""Who can do what an act of force is."""
_TAKES_OBJECT = frozenset({"verb", "ed", "with_ground"})
_ANY_VERBS = frozenset({"verb", "ed", "nv", "abroad", "with_doer"})
_VERBS = frozenset({"verb", "nv", "abroad", "with_doer"})
ARMS = frozenset({"armour", "air force"})
"""General words of the lexicon (its ``form``) for arms that stand for those who use them."""
_GOVERNED = frozenset({"on", "against", "to", "of", "with", "object"})
"""Relations of those who stand before a verb and are not its subject."""
_NO_OBJECT = frozenset({"with", "from", "of", "beside"})
AIMED = frozenset({"on", "against"})
"""Relations of whom something is aimed at: "targeting"."""
_GONE_TO = ("in", "into")
"""How English verbs of going end ("arrive in") that are one word with their preposition."""
_AND = ("role", "and")
_ARTICLES = 2
"""Tokens between soldiers and their army: "of the"."""
_WITHIN = frozenset({"in", "near", "inside"})
"""Relations in which a village is where it happened: "breached the truce in the village of V"."""


def subject(scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]) -> PartyAt | None:
    """Who does what the verb says: the nearest before it that may, else whoever a clause before was about."""
    if trigger.clause[0] != scene.first and (fallen := dangling.subject(scene, trigger, acting)) is not None:
        return fallen
    free = [
        p
        for p in ahead_of(clause, trigger)
        if p.cue not in LOCATIVE and p.cue not in _GOVERNED and p.common not in THINGS
    ]
    if len(free) > 1:
        free = [p for p in free if p.common != VILLAGE] or free  # "an attack on a village A-ish kills three"
    if free and voices.INFINITIVE in scene.passage.folded.tokens[free[0].last : trigger.first]:
        free = _who_went(scene, trigger, free)
    free = _before_the_first_verb(scene, trigger, free) or _members(clause, trigger)
    if _has_pronoun(scene, trigger):
        return next((p for p in free if p.own_deed), None)  # "A says it killed"
    if free:
        free = _past_whom_they_hurt(scene, trigger, free)
        nearest = _user(scene, trigger, free) or next((p for p in free if p.cue != "from"), None)
        return _head_of_list(scene, nearest, free, clause) if nearest is not None else whence.sender(scene, free)
    low, _ = scene.window(trigger.first)
    antecedent = _antecedent(scene, low, acting)
    if antecedent is not None:
        return antecedent
    opener = scene.mark_at(low)
    goes_on = low not in scene.soft or (opener is not None and opener.has("role", "and"))  # "and then opened fire"
    carried = low > scene.first and goes_on and (not ahead_of(clause, trigger) or not free)
    earlier = [p for p in acting if p.last <= low and not p.cue and _may_act(p) and not _is_told_struck(scene, p)]
    if not carried or not earlier:
        return None
    start, _ = scene.window(earlier[-1].first)  # "X died when A, using artillery, attacked": A did
    return next(p for p in earlier if p.first >= start)


def _who_went(scene: Scene, trigger: Trigger, free: list[PartyAt]) -> list[PartyAt]:
    """ "A's troops arrive in B to start an offensive", "A-ish men try to take": who does what "to" opens is neither where they go nor an adjective."""
    tokens = scene.passage.folded.tokens
    if len(free) > 1 and tokens[trigger.first - 1] == voices.INFINITIVE:
        free = [p for p in free if not (p.bare and p.adjective and p.last < trigger.first - 1)] or free
    ground = free[0].bare and not free[0].adjective and tokens[free[0].first - 1] in _GONE_TO
    return free[1:] if ground and tokens[free[0].last] == voices.INFINITIVE else free


def _past_whom_they_hurt(scene: Scene, trigger: Trigger, free: list[PartyAt]) -> list[PartyAt]:
    """ "Migrants injured two soldiers trying to storm": who is hurt by the verb before, behind a doer of its own, does nothing."""
    if len(free) < 2 or trigger.first - free[0].last < 1:
        return free
    hurt, doer = free[0], free[1]
    participle = scene.passage.folded.tokens[hurt.last].endswith(grammar.PARTICIPLES)
    verb = scene.mark_at(doer.last)
    harmed = verb is not None and verb.has("count", "killed", "injured") and hurt.first - verb.last <= COUNTED_NOUN
    return free[1:] if participle and harmed and not hurt.cue and scene.grammar.order == "svo" else free


def _members(clause: list[PartyAt], trigger: Trigger) -> list[PartyAt]:
    """ "Units of A's army fired": whose they are."""
    return [p for p in ahead_of(clause, trigger) if p.cue == "of" and p.kind in ACTORS and not p.bare][:1]


def _is_told_struck(scene: Scene, party: PartyAt) -> bool:
    """Whether it is only the object of the verb before it: "overran a post in D, killing three", "left a guard dead, wounding three"."""
    verb = scene.mark_before(party.first)
    if verb is not None and verb.has("role", "det"):
        verb = scene.mark_before(verb.first)
    hit = verb is not None and any(sign.group == "kinetic" and sign.form in _TAKES_OBJECT for sign in verb.signs)
    dead = scene.mark_at(party.last)
    return hit or party.common in THINGS or (dead is not None and dead.has("count", "killed", "injured"))


def _has_pronoun(scene: Scene, trigger: Trigger) -> bool:
    """ "Fifteen soldiers it kidnapped": those before the pronoun are its object."""
    before = scene.mark_before(trigger.first)
    return before is not None and "pronoun" in before.word.forms


def _head_of_list(scene: Scene, party: PartyAt, free: list[PartyAt], clause: list[PartyAt]) -> PartyAt:
    """ "A's army and an allied militia recapture a town": the first named stands for both; "soldiers of A's army" are A's."""
    if party.state is None and party.kind == PartyKind.STATE_FORCES:
        army = next((p for p in clause if 0 < p.first - party.last <= _ARTICLES and p.cue == "of" and p.state), None)
        if army is not None and not army.bare:
            return replace(party, state=army.state, name=f"{army.name} {party.name}")
    edge = party.first
    while (mark := scene.mark_before(edge)) is not None and mark.has("role", "det", "backed"):
        edge = mark.first
    joint = scene.mark_before(edge)
    if joint is None or not joint.has("role", "and"):
        return party
    return next((p for p in free if p.last == joint.first and p.kind in ACTORS and not p.adjective), party)


def _may_act(party: PartyAt) -> bool:
    """People and posts are struck; who strikes is somebody else: "it overran a post, killing nine"."""
    return party.kind != PartyKind.CIVILIANS and party.common not in SITES


def _before_the_first_verb(scene: Scene, trigger: Trigger, free: list[PartyAt]) -> list[PartyAt]:
    """ "A shoots down two jets of B and captures a pilot", "A attacked B's convoy killing nine": the second verb has the first one's subject."""
    joint = scene.mark_before(trigger.first)
    joined = joint is not None and ("role", "and") in joint.senses
    if not joined and not scene.passage.folded.tokens[trigger.first].endswith(grammar.PARTICIPLES):
        return free
    low, _ = scene.window(trigger.first)
    end = joint.first if joint is not None and joined else trigger.first
    verbs = (
        m for m in scene.of("kinetic") if low <= m.first and m.last <= end and _is_active(scene, m, free, joined=joined)
    )
    first = next(verbs, None)
    if first is None:
        return free
    before = [p for p in free if p.last <= first.first] or _between_verbs(first, free)
    free = [p for p in free if p.common not in STRUCK]  # "they attack a post and kill two"
    goes_on = first.first in scene.hard or scene.passage.folded.tokens[first.first].endswith(grammar.PARTICIPLES)
    return before or ([] if goes_on else free)  # "killing two and wounding a third"


def _between_verbs(first: Mark, free: list[PartyAt]) -> list[PartyAt]:
    """ "On Monday shells A's army a village and kills two", where the verb may come before its subject: who stands right behind it, before its object."""
    behind = [p for p in reversed(free) if p.first >= first.last and not p.cue]
    doer = behind[0] if len(behind) > 1 and behind[0].first - first.last <= 1 else None
    return [doer] if doer is not None and doer.kind in ACTORS and not (doer.bare and doer.adjective) else []


def _is_active(scene: Scene, mark: Mark, parties: list[PartyAt], *, joined: bool) -> bool:
    forms = {sign.form for sign in mark.signs if sign.group == "kinetic"}
    if forms & _VERBS or not joined:
        return bool(forms & _ANY_VERBS)
    participle = scene.passage.folded.tokens[mark.first].endswith(grammar.PARTICIPLES) and mark.first in scene.hard
    return participle or (
        "ed" in forms and voices.of(scene, mark, {sign.form for sign in mark.signs}, parties) == "verb"
    )


def _user(scene: Scene, trigger: Trigger, free: list[PartyAt]) -> PartyAt | None:
    """ "A's forces used tanks and shelled": whoever used them, not the tanks."""
    joint = scene.mark_before(trigger.first)
    nearest, others = free[0], [p for p in free[1:] if p.state and not p.cue]
    thing = nearest.common in ARMS and nearest.state is None and nearest.last + 1 == trigger.first
    return others[0] if thing and others and joint is not None and joint.has("role", "and") else None


def object_of(scene: Scene, trigger: Trigger, clause: list[PartyAt], *, initiator: PartyAt | None) -> PartyAt | None:
    """Whom the verb strikes: the first behind it that isn't set aside by a preposition, else one behind "on" or "against"."""
    rest = [p for p in behind(clause, trigger) if p is not initiator and p.cue != "by"]
    rest = [p for p in rest if not (p.common == VILLAGE and p.cue in _WITHIN)]
    named = next((p for p in rest if not p.located and (p.cue not in _NO_OBJECT or _is_some_of(scene, p))), None)
    if named is not None and _AND in scene.senses and _is_anothers(scene, trigger, named):
        return None
    if named is None and trigger.value == "clash":
        named = next((p for p in rest if clashes.is_faced(scene, p) and not p.bare), None)
    if trigger.value == "seize" and (named is None or named.common == VILLAGE):
        named = next((p for p in rest if p.cue == "from"), named)  # "retakes a town from the rebels", "a village"
        named = named or next((p for p in behind(clause, trigger) if _holds(scene, p)), None)
    return named or next((p for p in rest if p.cue in OPPOSING), None)


def _is_anothers(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """ "A shelled the site and protested to B": whoever stands right behind a step that is joined to the verb is its object alone."""
    step = scene.mark_before(party.first)
    while step is not None and "role" in step.senses and not step.has(*_AND):  # "protestó ante la U"
        step = scene.mark_before(step.first)
    if step is None or step.first <= trigger.last or "event" not in step.senses or "kinetic" in step.senses:
        return False
    return any(trigger.last <= joint.first < step.first for joint in scene.of(*_AND))


def aimed(
    scene: Scene, trigger: Trigger, acting: list[PartyAt], struck: PartyAt | None
) -> tuple[PartyAt | None, PartyAt | None]:
    """ "A bombs B's capital, targeting G": the ground on which it was, and the group that a clause of its own says was the target."""
    if not scene.hard or (struck is not None and not struck.bare and (struck.state or struck.entity)):
        return None, struck
    groups = (p for p in acting if p.kind == PartyKind.NONSTATE_GROUP and p.entity and p.cue in AIMED)
    behind_it = (p for p in groups if p.first >= trigger.last)
    aim = next((p for p in behind_it if (m := scene.mark_before(p.first)) is not None and m.first in scene.hard), None)
    return (struck, aim) if aim is not None else (None, struck)


def _holds(scene: Scene, party: PartyAt) -> bool:
    """ "Seizes two towns held by the R": from whom ground is taken."""
    by = scene.mark_before(party.first)
    held = scene.mark_before(by.first) if by is not None and by.has("role", "by") else None
    return held is not None and held.has("role", "holds")


def _antecedent(scene: Scene, low: int, acting: list[PartyAt]) -> PartyAt | None:
    """Before "who": "rebels who fought there attack a post"."""
    opener = scene.mark_at(low)
    if opener is None or "relative" not in opener.word.forms:
        return None
    heads = (p for p in acting if p.last == low and not p.located and p.kind != PartyKind.CIVILIANS)
    found = next((p for p in heads if not p.speaker and p.cue != "to"), None)  # "says A that (they) fired"
    if found is None and scene.mark_before(low) is None:  # "an R column that"
        return next((p for p in acting if p.last == low - 1 and p.entity and p.kind == PartyKind.NONSTATE_GROUP), None)
    return found


def _is_some_of(scene: Scene, party: PartyAt) -> bool:
    """ "Kills two of its soldiers", "nine members of the R", "a commander of the R": a number right before "of", or before the noun that it counts, or one person."""
    joints = (mark for mark in scene.of("role", "of") if mark.last <= party.first)
    joint = max(joints, key=lambda mark: mark.first, default=None)
    if joint is None:
        return False
    person = scene.mark_before(joint.first) if party.kind == PartyKind.NONSTATE_GROUP else None
    if person is not None and person.has("count", "person"):
        return True
    return any(0 <= joint.first - number.last <= COUNTED_NOUN for number in scene.numbers)
