"""Who began a fight of which the words alone don't say it: the rest of the item does.

Decides the direction of a clash from the account that tells whose fire it was, from whose dead it counts, or else, over the whole item, from
who is told to have opened fire, and always from who is told to have fired first; and of an attack of nobody's from whom the soldiers killed who were attacked. Doesn't decide between two
states that are both told to have begun.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.facing import government
from monitor.extraction.naming.party_at import NOBODYS, OF_STATES, PEOPLE
from monitor.extraction.words.steps import VIOLATED
from monitor.extraction.words.vocabulary import LIFELESS
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, Party, PartyKind

_BLOWS = frozenset(
    {"shoot", "shell", "attack", "strike", "hit", "ambush", "raid", "incursion", "infiltrate", "seize", "truce_breach"}
)
"""Words of what one side does to the other."""
_FLOWN = frozenset({"drone", "aircraft", "helicopter", "missile"})
_BY_HAND = frozenset({"shoot", "raid", "seize", "incursion"})
"""Words of what guards and troops do to those who don't fight."""
_OF_FIRE = frozenset({"shoot", "shell", "kill", "hit", "attack", "truce_breach", "clash"})
"""Words of what is done in an exchange of fire."""
COMING = frozenset({"incursion", "infiltrate", VIOLATED})
"""Words of what is done by going where another state is."""
_FIGHT = frozenset({"clash", "shoot", "kill", "wound", "shell"})
"""Words of a fight of which somebody may be told to have begun it."""
_DYING = frozenset({"kill", "shoot"})
"""Words that say no more than that somebody fell."""
_ATTACKS = frozenset({"attack", "foray", "ambush", "kill", "raid", "shoot", "suicide", "clash"})
"""Words of what armed men do to a post, and its garrison to them."""


def is_told_by(even: Draft, other: Draft) -> bool:
    """ "A clash between A and B: B's fire killed a guard of A's": the second account says which way the first's went."""
    if not even.even or other.even or not _OF_FIRE.issuperset(other.words) or other.mode != even.mode:
        return False
    sides, doer, struck = {even.doer, even.struck}, other.doer, other.target
    if None in sides:
        return _told_of_rebels(even, other) is not None
    if doer not in sides or struck is None:
        return False
    return struck.state in sides - {doer} or (struck.state is None and struck.kind == PartyKind.STATE_FORCES)


def as_told(even: Draft, other: Draft) -> tuple[Party | None, Party | None]:
    """The two sides as the second account orders them, each by the name that the first has for it."""
    return _told_of_rebels(even, other) or (other.initiator, other.target)


def _told_of_rebels(even: Draft, other: Draft) -> tuple[Party, Party] | None:
    """ "A's troops clash with the R, killing eight militants": the same of a state and a group."""
    one, second, doer, struck = even.initiator, even.target, other.initiator, other.target
    if one is None or second is None or doer is None or struck is None:
        return None
    if _may_be(doer, one) and _may_be(struck, second):
        return one, second
    return (second, one) if _may_be(doer, second) and _may_be(struck, one) else None


def _may_be(party: Party, side: Party) -> bool:
    return party.kind == side.kind and party.entity in {None, side.entity} and party.state in {None, side.state}


def is_beaten_back(attack: Draft, answer: Draft) -> bool:
    """ "A loses nine soldiers in a raid; its army killed twenty assailants": those who fell in the answer are the raiders; so are they of whom
    a headline says "A's army repelled an attack by the R, killing six militants"."""
    told = _told_of_rebels(attack, answer) if attack.repelled and attack.mode == answer.mode else None
    if told is not None and told[0] is attack.target:
        return True
    struck, defender, fallen = attack.target, answer.initiator, answer.target
    if (
        answer.title
        or defender is None
        or defender.kind != PartyKind.STATE_FORCES
        or fallen is None
        or fallen.kind not in NOBODYS
        or answer.target_common in LIFELESS  # "A's soldier dies: B's army fired on A's positions"
    ):
        return False
    nobodys = attack.initiator is None or (attack.initiator.kind in NOBODYS and not attack.initiator.state)
    soldiers = bool(attack.tolls) and (struck is None or struck.kind in {PartyKind.STATE_FORCES, PartyKind.UNKNOWN})
    if not (attack.title and nobodys and soldiers) or attack.mode != answer.mode:
        return False
    theirs = defender.state in {None, attack.struck, *attack.countries} or attack.struck is None
    return theirs and bool(fallen.spans) and bool(_ATTACKS & set(attack.words)) and _ATTACKS.issuperset(answer.words)


def attackers(attack: Draft, other: Draft) -> Party | None:
    """ "Five soldiers die in an ambush. The attack bears the mark of the R": a group beside a later word for it made it, where others fell in it."""
    fallen, group = attack.target, other.target
    if attack.initiator is not None or other.initiator is not None or other.voice != "noun" or other.title:
        return None
    fell = attack.title and bool(attack.tolls) and fallen is not None and fallen.kind in PEOPLE and not other.tolls
    named = group is not None and group.kind == PartyKind.NONSTATE_GROUP and group.entity is not None
    return group if fell and named and not other.earlier and _ATTACKS.issuperset(other.words) else None


def face_the_dead(known: Draft, other: Draft) -> None:
    """ "A clash between A and B", of whom nobody is said to have begun: when only A's soldiers fell, it is B that they faced."""
    for clash, fallen in ((known, other), (other, known)):
        if clash.words[:1] != ["clash"]:
            continue
        first, second = clash.initiator, clash.target
        dead = fallen.target if "kill" in fallen.words and _DYING.issuperset(fallen.words) else None
        told = clash.mode == fallen.mode and fallen.initiator is None
        if not told or first is None or second is None or dead is None:
            continue
        fell = dead.state is not None and dead.kind in {PartyKind.STATE_FORCES, PartyKind.CIVILIANS}
        if fell and dead.state == first.state != second.state and second.kind in OF_STATES:
            clash.initiator, clash.target = second, dead


def by_whom_it_began(drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """ "A's guard dies in an exchange with B; B says that A's men fired first": who is told to have begun, by nobody else denied, did it to the
    other, whoever fell."""
    told = [one for one in drafts if one.began and one.mode == Mode.FACTUAL and one.initiator is not None]
    firsts = {_beginner(one, drafts) for one in told} - {None} if told else set()
    first = firsts.pop() if len(firsts) == 1 else None
    if first is None or any(_is_told_of_other(one, first) or _is_tellers(one, told[0]) for one in drafts):
        return
    for fight in drafts:
        if fight.kinetic and not fight.began and fight.mode == Mode.FACTUAL and _FIGHT.issuperset(fight.words):
            _begun_by(fight, first, told[0], gazetteer)


def _is_told_of_other(draft: Draft, first: str) -> bool:
    """ "A villager dies as B's troops fire across the line; B says that A's men fired first": the headline has its own word for whose deed it was."""
    told = draft.kinetic and draft.title and draft.voice == "verb" and not draft.even and draft.words[0] != "clash"
    return told and draft.struck == first and draft.doer not in {None, first}


def _is_tellers(draft: Draft, told: Draft) -> bool:
    """ "B's troops opened up on A's, A says. B says that A's fired first": of whom it is told before, his word is one against another's."""
    fired = draft.kinetic and draft.voice == "verb" and draft.words[0] == "shoot" and not draft.began
    others = any(teller != draft.doer for teller in draft.telling_states)
    return fired and others and draft.mode == Mode.FACTUAL and told.telling_states == [draft.doer]


def _begun_by(fight: Draft, first: str, told: Draft, gazetteer: Gazetteer) -> None:
    if fight.voice == "verb" and fight.initiator is not None and not fight.even and fight.words[0] != "clash":
        return  # "A's soldiers kill two of B's": whoever began, that is what they did
    if fight.struck == first and fight.doer != first:
        other = fight.initiator if fight.doer is not None else _other(told, first, gazetteer)
        fight.initiator, fight.target, fight.even = fight.target, other, False
    elif fight.doer is None and fight.target is not None and fight.struck is not None:
        fight.initiator = told.initiator if told.doer == first else government(first, gazetteer)


def _beginner(told: Draft, drafts: Sequence[Draft]) -> str | None:
    """Whose those are who began; "the outpost" of which a state tells is its neighbour's."""
    if told.doer is not None or told.initiator is None:
        return told.doer
    tellers = told.telling_states
    sides = {state for one in drafts for state in (one.doer, one.struck) if state is not None and one.title}
    others = sides - {*tellers}
    return others.pop() if len(tellers) == 1 and len(others) == 1 else None


def _other(told: Draft, first: str, gazetteer: Gazetteer) -> Party | None:
    """Against whom: whoever is told to have been fired upon, else the neighbour that tells of it."""
    if told.target is not None and told.struck not in {None, first}:
        return told.target
    teller = next((state for state in told.telling_states if state != first), None)
    return government(teller, gazetteer) if teller is not None else None


def direct(drafts: Sequence[Draft]) -> None:
    """Turn round each clash whose first-named side only defended itself."""
    for clash in drafts:
        if not clash.kinetic or clash.words[0] != "clash":
            continue
        one, other = clash.doer, clash.struck
        if one is None or other is None or one == other:
            continue
        named_together = clash.even or (clash.title and not clash.tolls)  # "A's and B's troops clash", by whatever word
        if named_together and _came(drafts, other) and not _came(drafts, one):
            clash.initiator, clash.target = clash.target, clash.initiator
            continue
        if any(toll.who for toll in clash.tolls) or (clash.began and clash.tolls):
            continue  # "a soldier of B dies in a clash with A": who fell was struck, whoever is said to have fired first
        theirs = _blows(drafts, other, one) and not _fell(drafts, other)
        if theirs and not _blows(drafts, one, other):
            clash.initiator, clash.target = clash.target, clash.initiator


def _came(drafts: Sequence[Draft], state: str | None) -> bool:
    """Whether one state's men are told to have come over the line, in so many words: they began, even if they fell."""
    return any(draft.words[0] in COMING and draft.doer == state for draft in drafts)


def _blows(drafts: Sequence[Draft], doer: str, struck: str) -> bool:
    """Whether one state is told to have struck the other, in so many words."""
    for draft in drafts:
        if not draft.kinetic or draft.earlier or draft.words[0] not in _BLOWS or draft.doer != doer:
            continue
        there = draft.countries or [struck]
        if draft.struck == struck or (draft.target is None and struck in there):
            return True
    return False


def _fell(drafts: Sequence[Draft], state: str) -> bool:
    """Whether the dead of a state are told of in so many words."""
    return any(draft.words[0] == "kill" and draft.struck == state for draft in drafts if draft.kinetic)


def is_no_fight(known: Draft, later: Draft) -> bool:
    """ "A's guards shoot a farmer. The two armies have clashed for years", "A's drones hit a post": what a headline tells by a verb of its own."""
    if later.title or not known.title or known.voice != "verb" or known.initiator is None or known.target is None:
        return False
    flown = not _FLOWN.isdisjoint(known.means)
    return known.target.kind != PartyKind.NONSTATE_GROUP and (flown or known.words[0] in _BY_HAND)
