"""Whom an act hurt, where only a word for the dead or hurt says so: "three soldiers wounded by a mine", "a bomb injures ten workers".

Decides which party such a word is about. Doesn't count them.
"""

from dataclasses import replace
from itertools import pairwise

from monitor.extraction.naming.party_at import NOBODYS, PEOPLE, PartyAt
from monitor.extraction.naming.people import NATIONALS
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger, ahead_of
from monitor.extraction.words.vocabulary import GUNMEN, VILLAGE, Mark
from monitor.model.reports import PartyKind

_COUNTED = 2
"""Tokens between a word for the hurt and who they are: a number."""
_FIGHTS = frozenset({"clash", "attack", "ambush", "foray", "raid", "shoot"})
"""Words of what armed men and soldiers die in together."""
_HURT_REACH = 4
_CLAUSE_REACH = 6
"""Tokens between the word for the hurt and the clause that tells how it came: "were injured in D on Monday when"."""
_HARM_REACH = 12
"""Tokens between a blast and the word for those whom it hurt: where it was stands between."""

_BOTH = 2
COUNTED_NOUN = 1
"""Tokens of a number between "and" and who it counts."""
_COUNTED_REACH = 3
"""Tokens between a noun of force and those counted behind it."""


def in_it(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """ "Killed in an ambush two soldiers of A": those counted right behind the noun, where the word for what befell them opens the clause."""
    hurt_words = [m for m in scene.of("count", "killed", "injured") if m.last <= trigger.first]
    if not hurt_words or scene.grammar.order != "svo" or ahead_of(clause, trigger):
        return None
    if not scene.cue(trigger.first, trigger.last) or not any(n.first == trigger.last for n in scene.numbers):
        return None
    first = next((p for p in clause if p.first >= trigger.last), None)
    near = first is not None and first.first - trigger.last <= _COUNTED_REACH and first.cue in {"", "of"}
    return first if first is not None and near and not first.bare else None


def on_both_sides(scene: Scene, first: PartyAt, last: PartyAt) -> bool:
    """ "Two policemen and two fighters of the R": dead of a state and of a group, named in one breath."""
    joint = scene.mark_at(first.last)
    listed = joint is not None and joint.has("role", "and") and last.first - joint.last <= COUNTED_NOUN
    return listed and (_fought(first) or _fought(last)) and bool({first.kind, last.kind} & PEOPLE)


def _fought(party: PartyAt) -> bool:
    """Whether it is a group, or gunmen of nobody's."""
    return party.kind == PartyKind.NONSTATE_GROUP or party.common in GUNMEN


def fallen_of_both(scene: Scene, acting: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Two As dead, seven Bs hurt in a firefight": people of two states of whom no word says that they bear no arms fought each other."""
    if scene.grammar.order != "svo":
        return None
    fell = [p for p in acting if p.state and _may_be_soldiers(p) and is_told(scene, p)]
    for one, other in pairwise(fell):
        if one.state != other.state and other.first - one.last <= _HURT_REACH:
            return replace(one, kind=PartyKind.STATE_FORCES), replace(other, kind=PartyKind.STATE_FORCES)
    return None


def _may_be_soldiers(party: PartyAt) -> bool:
    return party.kind == PartyKind.STATE_FORCES or (party.kind == PartyKind.CIVILIANS and party.common == NATIONALS)


def foes(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Two policemen and two fighters of the R killed in a clash": the fighters against the policemen."""
    ahead = [p for p in acting if p.last <= trigger.first and p.kind != PartyKind.CIVILIANS][-2:]
    if trigger.value not in _FIGHTS or len(ahead) < _BOTH or not on_both_sides(scene, *ahead):
        return None
    one, other = ahead
    return (one, other) if _fought(one) else (other, one)


def foe_of(scene: Scene, trigger: Trigger, acting: list[PartyAt], struck: PartyAt | None) -> PartyAt | None:
    """ "A soldier, several gunmen killed in a clash": of the dead of both sides those who fought the one that was struck."""
    if struck is None or scene.grammar.order != "svo":
        return None
    pair = [p for p in acting if p.last <= trigger.first][-2:]
    if len(pair) == _BOTH and struck in pair and on_both_sides(scene, *pair):
        other = pair[0] if struck is pair[1] else pair[1]
        return other if other.entity and other.kind == PartyKind.NONSTATE_GROUP else None
    if not scene.has("kinetic", "clash"):
        return None
    nearest = next(iter(ahead_of(acting, trigger)), None)
    group = nearest is not None and nearest is not struck and nearest.kind == PartyKind.NONSTATE_GROUP
    return nearest if group else None


def no_attacker(scene: Scene, found: list[PartyAt], acting: list[PartyAt]) -> PartyAt:
    """Of the dead, nearest first, the one that was struck where the dead of both sides are told."""
    return _beside_attackers(scene, found[0], acting) or _not_the_attackers(scene, found)


def _beside_attackers(scene: Scene, last: PartyAt, acting: list[PartyAt]) -> PartyAt | None:
    """ "One soldier, several gunmen killed": the same where a comma stands for "and"."""
    if last.kind != PartyKind.NONSTATE_GROUP or last.entity is not None or scene.grammar.order != "svo":
        return None
    comma = next((cut for cut in scene.hard if 0 < last.first - cut <= COUNTED_NOUN), None)
    beside = (p for p in acting if p.last == comma and p.kind in PEOPLE)
    return next(beside, None)


def _not_the_attackers(scene: Scene, found: list[PartyAt]) -> PartyAt:
    """ "Two policemen and two fighters of the R killed": of the dead of both sides those who are no group."""
    last, first = found[0], found[1] if len(found) > 1 else found[0]
    return first if _fought(last) and on_both_sides(scene, first, last) else last


def before(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> PartyAt | None:
    """ "Three soldiers wounded by a mine": those hurt by what the noun tells, where no verb of force says so."""
    hurt = [m for m in scene.of("count", "injured", "killed") if m.last <= trigger.first]
    if not hurt or trigger.first - hurt[-1].last > _HURT_REACH or scene.broken(hurt[-1].last - 1, trigger.first):
        return None
    if scene.grammar.order == "svo" and _harms(hurt[-1]):
        return next((p for p in acting if hurt[-1].last <= p.first < trigger.first), None)
    before = [p for p in reversed(acting) if p.last <= hurt[-1].first and not p.located and not p.cue]
    if before:
        return _not_the_attackers(scene, before)
    near = (p for p in acting if 0 <= p.first - hurt[-1].last < _COUNTED and p.last <= trigger.first)
    return next((p for p in near if not p.located), None)  # "two dead in an A drone hit"


def _harms(mark: Mark) -> bool:
    """Whether the word is an active verb: "kills", "injuring"."""
    return ("count", "verb") in mark.word.forms


def of(scene: Scene, trigger: Trigger, parties: list[PartyAt], *, besides: PartyAt | None) -> PartyAt | None:
    """Whom a verb or noun of force without an object hurt, by the words for the hurt behind it or in the clause before its own."""
    if "count" not in scene.senses:
        return None
    others = [p for p in parties if p is not besides]
    if scene.grammar.order != "svo":
        return _beside(scene, others)
    if trigger.voice == "verb":
        return behind(scene, trigger, others) or before_clause(scene, trigger, others)
    return behind(scene, trigger, others) or set_off(scene, trigger, others)


def _beside(scene: Scene, parties: list[PartyAt]) -> PartyAt | None:
    """ "Wounding of three villagers", "three villagers wounded": who stands beside such a word, behind it where the verb comes first, else before."""
    people = [p for p in parties if p.kind in PEOPLE and not p.located and not p.cue]
    words = scene.of("count", "killed", "injured")
    return next((party for word in words for party in people if _stands_beside(scene, word, party)), None)


def _stands_beside(scene: Scene, word: Mark, party: PartyAt) -> bool:
    """Behind the word where the verb comes first, else before it."""
    gap = party.first - word.last if scene.grammar.order == "vso" else word.first - party.last
    return 0 <= gap <= _COUNTED


def behind(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> PartyAt | None:
    """ "A bomb injures ten workers", "explodes, wounding three policemen": whom the next word for the hurt is about."""
    words = (m for m in scene.of("count", "injured", "killed") if m.first >= trigger.last)
    verb = next(words, None)
    if verb is None or not _harms(verb) or verb.first - trigger.last > _HARM_REACH:
        return None
    counted = (number.last for number in scene.numbers if 0 <= number.first - verb.last <= _COUNTED)
    at = next(counted, verb.last)
    return next((p for p in acting if 0 <= p.first - at <= _COUNTED and not p.located and p.cue != "by"), None)


def set_off(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> PartyAt | None:
    """ "Car hit near D, three members of the G dead": those whom a headline counts as hurt behind the comma."""
    _, high = scene.window(trigger.first)
    if not scene.title or high not in scene.hard:
        return None
    words = (m for m in scene.of("count", "injured", "killed") if m.first >= high and not _harms(m))
    word = next(words, None)
    if word is None or scene.broken(high, word.first):
        return None
    free = (p for p in reversed(acting) if high <= p.first and p.last <= word.first)
    return next((p for p in free if not p.located and not p.cue), None)


def before_clause(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> PartyAt | None:
    """ "Two villagers were injured when A's troops opened fire": those whom the clause before a verb's own counts as hurt."""
    low, _ = scene.window(trigger.first)
    if low not in scene.soft:
        return None
    words = (m for m in scene.of("count") if m.last <= low and m.has("count", "injured", "killed") and not _harms(m))
    word = next((m for m in words if low - m.last <= _CLAUSE_REACH and not scene.broken(m.last - 1, low)), None)
    if word is None:
        return None
    return next((p for p in reversed(acting) if p.last <= word.first and not p.located and not p.cue), None)


def villagers(acting: list[PartyAt], doer: PartyAt) -> PartyAt | None:
    """ "Gunmen kill five in a B village": whose village it was lost them, where no army did it."""
    if doer.kind not in NOBODYS:
        return None
    return next((p for p in acting if p.common == VILLAGE and p.cue == "in" and p.state), None)


def is_told(scene: Scene, party: PartyAt) -> bool:
    """ "A's soldier dies in a clash with B's": whether the word right behind somebody says that he was killed or hurt."""
    if scene.grammar.order != "svo":
        return False
    words = (m for m in scene.of("count", "injured", "killed") if 0 <= m.first - party.last < _COUNTED)
    return any(not _harms(mark) and not scene.broken(party.last - 1, mark.first) for mark in words)


def has_fallen(scene: Scene, party: PartyAt) -> bool:
    """Whether a word for the dead or hurt is said of somebody, or stands right beside him where no short word parts the two."""
    ahead = {party.first, *(number.first for number in scene.numbers if number.last == party.first)}
    words = scene.of("count", "killed", "injured")
    if is_told(scene, party) or any(m.first == party.last or m.last in ahead for m in words):
        return True
    verbs = (m for m in words if scene.grammar.order == "svo" and _harms(m))
    return any(0 <= party.first - m.last < _COUNTED for m in verbs)  # "A mourns a soldier"


def is_casualty(scene: Scene, party: PartyAt) -> bool:
    """ "The wounding of three soldiers": where the verb comes first, who stands behind a word for dead or hurt suffered."""
    if scene.grammar.order != "vso":
        return False
    return any(_stands_beside(scene, word, party) for word in scene.of("count", "injured", "killed"))
