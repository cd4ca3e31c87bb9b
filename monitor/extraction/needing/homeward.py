"""Who goes home: captives who are let go, armies that leave another state, villagers who fled.

Decides which of them it is that a word of going home or of freeing is said of. Doesn't decide whence they go.
"""

from collections.abc import Sequence

from monitor.extraction.casting import captivity
from monitor.extraction.naming.party_at import PEOPLE, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import DETAINED, RELEASED
from monitor.extraction.words.vocabulary import VILLAGE
from monitor.model.reports import PartyKind

_REACH = 6
"""Tokens between the word and those who are held."""
_BESIDE = 2
"""Tokens between who held them and the word: "are", "since May"."""
_GIVEN_REACH = 2
"""Tokens between whom somebody is given to and who it is: "hands B two captured"."""
_TO = frozenset({"to", "on", "object"})
"""Relations of whom somebody is given to; some languages have one word for "to", "on" and for whom a verb strikes."""
_TAKERS = frozenset({PartyKind.GOVERNMENT, PartyKind.STATE_FORCES})
"""Those of a state whom somebody is given to."""
_ARMY = 1000
"""So many soldiers of nobody named are sent elsewhere when they are freed."""
_MANY = 50
"""So many soldiers are no captives."""


def goes_home(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's army goes home from B": another state's forces, too many to be captives; "three soldiers return home" were let go."""
    near = (p for p in reversed(parties) if p.last <= trigger.first and not p.cue and not p.speaker)
    goers = next(near, None)
    if goers is None or goers.kind != PartyKind.STATE_FORCES or goers.state is None:
        return False
    word = scene.mark_before(goers.last)
    few = any(n.first < goers.last and goers.first - n.last <= 1 and n.count.best < _MANY for n in scene.numbers)
    if few or (word is not None and word.has("count", "person")) or scene.broken(goers.last - 1, trigger.first):
        return False
    if any(mark.first != trigger.first for mark in scene.of("event", RELEASED)):
        return False  # "leave A after six months in prison"
    left = [p.state for p in parties if p.bare and p.first >= trigger.last]
    left += [n.place.country for n in scene.names if n.place is not None and n.first >= trigger.last]
    return any(state not in {None, goers.state} for state in left)


def are_freed(scene: Scene, trigger: Trigger, moved: Sequence[PartyAt], parties: Sequence[PartyAt]) -> bool:
    """Whether those whom a word of freeing moves are given to their state, or were held just before."""
    return any(are_given(scene, trigger, p, parties) for p in moved) or are_let_go(scene, trigger, parties)


def are_captives(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Those who are held, by a word for it or by how they came there: "captured A policemen are home", "soldier captured by B"."""
    if are_let_go(scene, trigger, parties):
        return True
    held = scene.of("object", "captives") or scene.of("object", "vessel")
    if held and _goes_home(scene, trigger) and not any(p.cue == "from" and p.bare for p in parties):
        held = [m for m in held if m.word.party is None or m.word.party.form != PartyKind.CIVILIANS]
    if objects.stands_by(scene, held, trigger, _REACH):
        return True
    captures = [m for m in scene.of("kinetic", "abduct", "seize") if any(sign.form == "ed" for sign in m.signs)]
    taken = {at for m in (*captures, *scene.of("event", DETAINED)) for at in (m.first, m.last)}
    people = (p for p in parties if p.kind in PEOPLE and not taken.isdisjoint({p.first, p.last}))
    return any(objects.is_object(scene, trigger, party) for party in people)


def are_let_go(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Fishermen of A's captured by B free", "A's fishermen held by B go home": right behind who held them, and not "release a video"."""
    if trigger.voice == "verb" and scene.grammar.bent:
        return False
    kept = captivity.kept(scene, trigger, parties)
    if kept is None or kept[0].first >= trigger.last:
        return kept is not None  # "freed by B, fishermen of A's go home"
    return trigger.first - kept[0].last <= _BESIDE


def are_given(scene: Scene, trigger: Trigger, people: PartyAt, parties: Sequence[PartyAt]) -> bool:
    """ "A hands B two soldiers": whom they are given to stands between the verb and them, and needs no word for it but where verbs come last."""
    if trigger.voice != "verb" or people.kind not in PEOPLE or people.common == VILLAGE:
        return False
    if scene.grammar.order == "sov":  # "A's army five youths to B's officials gave"
        theirs = (p for p in parties if p.state and p is not people and p.kind in _TAKERS and _is_to(trigger, p))
        return any(p.last <= trigger.first and p.state != parties[0].state for p in theirs)
    homes = [p for p in parties if p.bare and p.state and not p.adjective and p.kind == PartyKind.GOVERNMENT]
    near = (p for p in homes if not p.cue and 0 <= p.first - trigger.last <= 1)
    return any(0 <= people.first - p.last <= _GIVEN_REACH for p in near)


def _is_to(trigger: Trigger, party: PartyAt) -> bool:
    """Whether somebody is given to it: by a word for it, or right before a verb that holds one ("in B's keeping gave")."""
    return party.cue in _TO or (party.cue in {"", "of"} and 0 <= trigger.first - party.last <= 1)


def are_army(scene: Scene, parties: Sequence[PartyAt]) -> bool:
    """ "Frees 10,000 soldiers for B's border": nobody's captives."""
    many = [n for n in scene.numbers if n.count.best >= _ARMY]
    if not many:
        return False
    soldiers = [p for p in parties if p.kind == PartyKind.STATE_FORCES and p.state is None]
    return any(0 <= p.first - n.last <= 1 for n in many for p in soldiers)


def _goes_home(scene: Scene, trigger: Trigger) -> bool:
    """ "Villagers return home": whoever fled comes back, too, unless it says from which state."""
    mark = scene.mark_at(trigger.first)
    return trigger.last - trigger.first > 1 and mark is not None and mark.has("object", "homecoming")
