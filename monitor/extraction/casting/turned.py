"""Acts of force that a sentence tells from another side: an attack beaten back, what "we" did, an act whose doer heads the headline.

Decides initiator and target where the grammar of the act's own clause doesn't tell. Doesn't decide what the clause itself says.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import ACCUSED, PROTESTED
from monitor.model.reports import PartyKind

Sides = tuple[PartyAt | None, PartyAt | None]

_BEARERS = frozenset({PartyKind.STATE_FORCES, PartyKind.NONSTATE_GROUP, PartyKind.GOVERNMENT, PartyKind.UNKNOWN})
_BLOWS = frozenset({"hit", "strike", "shell"})
"""Words of what comes down on a town."""
_POSTS = frozenset({"military post", "base", "hideouts"})
"""General words of the lexicon (its ``form``) for what is attacked and comes on nobody."""
_DRIVEN = 2
"""Tokens between whoever is driven back and the verb: "were all"."""
_ITS_OBJECT = 2
"""Tokens between a verb and the noun that is its object: "repelled a dawn attack"."""
_HEADING = frozenset({"", "of"})
_WHERE_FIRST = 4
"""Tokens that a headline may say where with, before it names who: "At the line of control A's ..."."""


def sides(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt], clause: Sequence[PartyAt], found: Sides) -> Sides:
    """The two sides of an act of force, ``found`` by its own clause, where the sentence turns them round or names the doer elsewhere."""
    word = scene.mark_at(trigger.first) if ("role", "we") in scene.senses else None
    if word is not None and word.has("role", "we") and (trigger.voice != "noun" or found[0] is None):
        return _ours(parties, clause, found)
    if trigger.voice == "noun" and _is_repelled(scene, trigger) and not _is_told(scene, found):
        return _repelled(scene, trigger, clause, found)
    initiator, target = found
    if trigger.voice == "passive" and word is None and _is_driven(scene, trigger, target):
        return target, initiator
    if target is None and initiator is not None and scene.has("object", "home"):
        target = next((p for p in parties if (p.speaker or p.topic) and p.state != initiator.state), None)
    if trigger.voice == "noun" and initiator is None and target is None:
        return _driven_off(scene, parties) or found
    if initiator is None and scene.title and trigger.voice != "noun":
        initiator = _of_headline(scene, trigger, parties, target)
    began = ("role", "first") in scene.senses and _stands_behind(trigger, initiator, target)
    return (target, None) if began else (initiator, target)


def _of_headline(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt], target: PartyAt | None) -> PartyAt | None:
    """Whoever heads a headline or reports what it tells."""
    if trigger.voice == "verb":
        return _head(scene, trigger, parties, target) if scene.grammar.order == "sov" else None
    return _claimant(scene, trigger, parties, target) if trigger.value in _BLOWS else None


def _stands_behind(trigger: Trigger, initiator: PartyAt | None, target: PartyAt | None) -> bool:
    """ "First opened the fire A's men", of which B tells: who began may stand behind the verb, where nobody but a teller stands before it."""
    teller = trigger.voice == "verb" and (initiator is None or initiator.speaker)
    return teller and target is not None and not target.cue and target.first >= trigger.last and bool(target.state)


def _claimant(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt], target: PartyAt | None) -> PartyAt | None:
    """ "Towns of A struck, B says": who reports what befell another state's ground did it, unless he accuses somebody of it."""
    teller = next((party for party in parties if party.speaker and party.state), None)
    if teller is None or scene.has("event", ACCUSED, PROTESTED):
        return None
    ground = {n.place.country for n in scene.names if n.place is not None and n.last <= trigger.first}
    if target is not None and (not target.bare or target.state == teller.state):
        return None
    return teller if len(ground) == 1 and teller.state not in ground else None


def _is_driven(scene: Scene, trigger: Trigger, driven: PartyAt | None) -> bool:
    """ "A's intruders beaten back": whoever bears arms and is driven back came on first."""
    verb = scene.mark_at(trigger.first) if ("role", "repel") in scene.senses else None
    if verb is None or not verb.has("role", "repel") or driven is None or driven.common in _POSTS:
        return False
    return driven.kind in _BEARERS and not driven.cue and trigger.first - driven.last <= _DRIVEN


def _ours(parties: Sequence[PartyAt], clause: Sequence[PartyAt], found: Sides) -> Sides:
    """ "G: we struck a gathering of A's soldiers", "G's claim: twelve of A's soldiers killed in the answer": the speaker did."""
    speaker = next((party for party in parties if party.speaker), None)
    if speaker is None:
        return None, found[1] or found[0]
    others = (party for party in clause if party is not speaker and not party.located)
    return speaker, found[1] or next(others, None)


def _is_repelled(scene: Scene, trigger: Trigger) -> bool:
    return any(scene.window(mark.first) == scene.window(trigger.first) for mark in scene.of("role", "repel"))


def _is_told(scene: Scene, found: Sides) -> bool:
    """ "An attack by the R on a post was repelled": where order and prepositions name both."""
    return scene.grammar.order == "svo" and None not in found


def _repelled(scene: Scene, trigger: Trigger, clause: Sequence[PartyAt], found: Sides) -> Sides:
    """ "A's army beats back an attack of B": B attacked, and A is whom it attacked."""
    armed = [party for party in clause if party.kind in _BEARERS and not party.located]
    driven = _driven(scene, trigger, armed)
    if driven is not None:  # "A's patrol pushed back in a brawl"
        return driven, next((party for party in armed if party is not driven), None)
    owner = next((party for party in armed if _owns(scene, trigger, party)), None)
    defenders = (party for party in armed if party is not owner and party.cue in {"", "agent", "by"})
    defender = next(defenders, None)
    if defender is None and owner is None:
        return found
    attacker = owner or next((party for party in armed if party is not defender and party is not owner), None)
    if attacker is not None and trigger.value == "infiltrate" and attacker.cue == "from":
        attacker = None  # whose ground they came from says not whose they were
    return attacker, defender or next((party for party in found if party is not attacker), None)


def _driven(scene: Scene, trigger: Trigger, armed: Sequence[PartyAt]) -> PartyAt | None:
    """Who stands right before a passive verb for driving somebody back: nobody stands behind it but whoever did."""
    if scene.grammar.order != "svo":
        return None
    for mark in scene.of("role", "repel"):
        if 0 <= trigger.first - mark.last <= _ITS_OBJECT and not scene.cue(trigger.first, trigger.last):
            continue  # "repelled an attack by the R"
        behind = (party for party in armed if party.first >= mark.last and party.cue != "by")
        if next(behind, None) is None:
            return next((party for party in armed if party.last == mark.first), None)
    return None


def _driven_off(scene: Scene, parties: Sequence[PartyAt]) -> Sides | None:
    """ "Try at an incursion, soldiers of B's A drove off": whom a clause of its own says that somebody drove off tried it."""
    for mark in scene.of("role", "repel"):
        low, high = scene.window(mark.first)
        armed = [p for p in parties if p.kind in _BEARERS and low <= p.first < high]
        driven = next((p for p in armed if p.cue == "object"), None)
        driver = next((p for p in armed if p.cue == "agent"), None)
        if driven is not None and driver is not None:
            return driven, driver
    return None


def _owns(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """Whether the noun of force is this party's: by its word of belonging, as an adjective or a group's name ("R raid"), or right behind where
    the genitive follows."""
    if scene.grammar.after:
        return 0 <= party.first - trigger.last <= 1 and not scene.broken(trigger.last - 1, party.first)
    if party.last == trigger.first and party.kind == PartyKind.NONSTATE_GROUP:
        return True
    return party.last <= trigger.first and (party.cue == "of" or (party.bare and party.adjective))


def _head(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt], target: PartyAt | None) -> PartyAt | None:
    """ "A's answer, 200 rockets fired at B": whoever heads a headline, in a clause of his own without a verb, does what the next clause says."""
    low, _ = scene.window(trigger.first)
    _, end = scene.window(scene.first)
    head = next((party for party in parties if not party.located), None)
    if head is None or low == scene.first or low not in scene.hard or head.last > end:
        return None
    if head.speaker or head.topic or head.cue not in _HEADING or head.first - scene.first > _WHERE_FIRST:
        return None
    told = any(mark.has("role", "say") or mark.has("event") for mark in scene.marks if mark.last <= end)
    fits = head.kind in _BEARERS and (head.state or head.entity) and (target is None or head.state != target.state)
    return head if fits and not told and (end == low or _looks_back(scene, end)) else None


def _looks_back(scene: Scene, token: int) -> bool:
    """ "A, in answer to B's attack, ...": whether a clause only tells what came before."""
    opener = scene.mark_at(token)
    return opener is not None and opener.has("role", "after")
