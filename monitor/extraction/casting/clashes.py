"""Between whom a clash is.

Decides the two sides of one from the states that a sentence names together, or as facing each other. Doesn't decide who began.
"""

from dataclasses import replace
from itertools import pairwise

from monitor.extraction.casting import hurt
from monitor.extraction.naming.party_at import FIGHTERS, OF_STATES, PartyAt
from monitor.extraction.naming.people import NATIONALS
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import THINGS
from monitor.model.reports import PartyKind

_BOTH = 2
_LYING = frozenset({"in", "on"})
_WHOSE = frozenset({"", "in", "of"})
_TOLL = ("count", "toll")
_JOINED = 2
"""Tokens between two names that are named in one breath: "A and B", "A with B's"."""


def sides(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]
) -> tuple[PartyAt, PartyAt] | None:
    """The two sides of a clash; "soldier of A dies in a clash with B's": of whom one is told dead, the other struck."""
    counted = trigger.voice == "noun" and scene.cue(trigger.first, trigger.last) == "in"
    both = hurt.fallen_of_both(scene, acting) if counted else None
    if both is not None:
        return both
    found = two_sides(scene, clause, acting) or between(scene, trigger.last, acting)
    found = found or _named_before(scene, trigger, acting)
    found = found or _of_subject(scene, trigger, acting) or _met(scene, trigger, acting) or apart(scene, clause, acting)
    if found is None:
        return nationals(scene, trigger, acting)
    if hurt.is_told(scene, found[0]) or _are_barred(scene, *found):
        return found[1], found[0]
    return _with_the_fallen(scene, found, acting)


def is_open(initiator: PartyAt | None, target: PartyAt | None) -> bool:
    """Whether it isn't told yet between whom it was: people of nobody's, or called by their state's name alone, fight in no army."""
    if initiator is None or target is None or not target.state:
        return True
    return initiator.kind == PartyKind.CIVILIANS and (initiator.state is None or initiator.common == NATIONALS)


def nationals(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Two As dead, seven Bs hurt in a gun battle": of whom no word says that they are anybody but those who fought, and nobody else is named."""
    fallen = [p for p in acting if p.common == NATIONALS]
    fought = trigger.voice == "noun" and scene.grammar.order == "svo" and scene.has("count", "killed")
    if not fought or len(fallen) != _BOTH or scene.has("party", "unknown", "nonstate_group", "state_forces"):
        return None
    one, other = fallen
    if None in (one.state, other.state) or one.state == other.state:
        return None
    return replace(one, kind=PartyKind.STATE_FORCES), replace(other, kind=PartyKind.STATE_FORCES)


def _are_barred(scene: Scene, barring: PartyAt, barred: PartyAt) -> bool:
    """ "Brawl as soldiers of A stop B's": those who are stopped came."""
    if scene.grammar.order != "svo":
        return False
    return any(barring.last <= mark.first and mark.last <= barred.first for mark in scene.of("role", "bars"))


def with_teller(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A confirms the loss of a jet in an air battle with B": the side that tells of it fought, too."""
    if scene.grammar.order != "svo" or trigger.voice != "noun":
        return None
    faced = next((p for p in parties if p.first >= trigger.last and p.cue == "with" and p.kind in OF_STATES), None)
    if faced is None or faced.first - trigger.last > _JOINED:
        return None
    teller = next((p for p in parties if p.speaker and p.state not in {None, faced.state}), None)
    return (faced, teller) if teller is not None else None


def apart(scene: Scene, clause: list[PartyAt], acting: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Brawl at D as soldiers of A stop B's": the two states of the clause behind, where the clash's own names nobody."""
    if clause or not scene.title or scene.grammar.order != "svo":
        return None
    pairs = (pair for pair in _sides(acting) if any(p.kind == PartyKind.STATE_FORCES for p in pair))
    return next(pairs, None)


def two_sides(scene: Scene, clause: list[PartyAt], acting: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A clash between A and B's soldiers": two states named in one breath, with no group about, fight each other.

    ``acting`` are the sentence's parties, for sides that a comma sets apart. "A rejects B's charges over clashes": what one does to the other is told.
    """
    joined = (pair for pair in _sides(clause) if 0 <= pair[1].first - pair[0].last <= _JOINED)
    joined = (pair for pair in joined if not _is_step_between(scene, *pair))
    return next(joined, None) or _facing(scene, clause) or _facing(scene, acting)


def _is_step_between(scene: Scene, one: PartyAt, other: PartyAt) -> bool:
    """Whether a word for another act than force parts the two: one flees to the other, or answers it."""
    between = (scene.mark_at(token) for token in range(one.last, other.first))
    return any(mark is not None and "event" in mark.senses and "kinetic" not in mark.senses for mark in between)


def _with_the_fallen(scene: Scene, sides: tuple[PartyAt, PartyAt], parties: list[PartyAt]) -> tuple[PartyAt, PartyAt]:
    """ "In the war of A and B nine soldiers of A killed": those of whom the sentence says that they fell were struck, by the other side."""
    one, other = sides
    fallen = next(
        (p for p in parties if p.kind == PartyKind.STATE_FORCES and p.state and hurt.has_fallen(scene, p)), None
    )
    if fallen is None or fallen.state not in {one.state, other.state}:
        return sides
    return (other if fallen.state == one.state else one), fallen


def between(scene: Scene, after: int, parties: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Clashes between the R and B's soldiers", of whatever kind the two are, also behind a comma; people who only protest are none."""
    if scene.grammar.order != "svo":
        return None
    for one, other in pairwise(p for p in parties if p.first >= after):
        joint = scene.mark_at(one.last)
        tied = joint is not None and joint.has("role", "and") and other.first - joint.last <= _JOINED
        if one.cue == "between" and tied and PartyKind.CIVILIANS not in (one.kind, other.kind):
            return (other, one) if _bears_arms_against(other, one) else (one, other)
    return None


def _named_before(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A's army and the R clash", "police, gunmen clash": named in one breath right before the word, of whom one is no state's."""
    if scene.grammar.order != "svo" or len(acting) < _BOTH:
        return None
    one, other = next((pair for pair in pairwise(acting) if pair[1].last == trigger.first), (None, None))
    if one is None or other is None or one.located or other.located or not _are_tied(scene, one, other):
        return None
    if _bears_arms_against(other, one):
        return other, one
    return (one, other) if _bears_arms_against(one, other) else None


def _are_tied(scene: Scene, one: PartyAt, other: PartyAt) -> bool:
    """By "and", or in a headline by a comma."""
    joint = scene.mark_at(one.last)
    if joint is not None and joint.has("role", "and"):
        return other.first - joint.last <= _JOINED
    return scene.title and other.first == one.last and scene.passage.folded.gap(one.last).startswith(",")


def violence(scene: Scene, after: int, parties: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Violence between the R and B's soldiers", but "an attack on the border between A and B"."""
    found = between(scene, after, parties)
    joint = scene.past_articles(min(found[0].first, found[1].first)) if found is not None else None
    line = scene.mark_before(joint.first) if joint is not None else None
    return None if line is not None and line.has("role", "border") else found


def _bears_arms_against(party: PartyAt, other: PartyAt) -> bool:
    """ "Between police and gunmen": of such a fight nobody says who began, and those who bear arms against a state attack it."""
    return other.kind == PartyKind.STATE_FORCES and party.kind in {PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN}


def _sides(parties: list[PartyAt]) -> list[tuple[PartyAt, PartyAt]]:
    """Neighbours of two states among the forces and governments named, when no group is."""
    if any(p.kind not in OF_STATES for p in parties if p.kind != PartyKind.CIVILIANS and p.common not in THINGS):
        return []
    states = [p for p in parties if p.state and p.kind in OF_STATES]
    compounds = [(a, b) for a, b in pairwise(states) if a.adjective and b.adjective and b.first - a.last <= 1]
    sides = [p for p in states if not p.located or any(p is a for a, _ in compounds)]  # "in A-B clashes"
    return [(a, b) for a, b in pairwise(sides) if a.state != b.state]


def _of_subject(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A moves villagers as clashes with B kill 15", "A's police in gunfight with the R": who tells of clashes with another fights them himself, and is
    the one struck by a group, or where his dead are told."""
    if trigger.voice != "noun":
        return None
    faced = next((p for p in acting if 1 <= p.first - trigger.last <= _JOINED and p.cue == "with"), None)
    faced = faced or next(
        (p for p in acting if p.first == trigger.last and _is_fought(p)), None
    )  # "die fighting rebels"
    if faced is None:
        return None
    if _TOLL in scene.senses and (fallen := _whose_toll(trigger, acting, faced)) is not None:
        return faced, fallen
    first = next((p for p in acting if p.last <= trigger.first and not p.cue), None)
    if first is None or first.adjective or not first.state:
        return None
    if _bears_arms_against(faced, first):
        return faced, first
    both = faced.kind in OF_STATES and first.kind in OF_STATES and faced.state not in {None, first.state}
    if not both:
        return None
    mourns = any(first.last <= m.first < trigger.first for m in scene.of("count", "killed", "injured"))
    return (faced, first) if mourns else (first, faced)


def _whose_toll(trigger: Trigger, acting: list[PartyAt], faced: PartyAt) -> PartyAt | None:
    """ "A's toll rises after clashes with B", "toll in A": whose dead are counted fought B."""
    if faced.kind not in OF_STATES or not faced.state:
        return None
    ahead = (p for p in acting if p.last <= trigger.first and p.kind in OF_STATES and p.cue in _WHOSE)
    return next((p for p in ahead if p.state not in {None, faced.state}), None)


def _met(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Clash with B's army: two soldiers of A dead": nobody stands before the clash, and those who fell in it fought it."""
    faced = acting[0] if acting and scene.grammar.order == "svo" else None
    if faced is None or faced.kind not in OF_STATES or not 0 <= faced.first - trigger.last <= _JOINED:
        return None
    if not is_faced(scene, faced) and trigger.voice != "verb":
        return None
    others = [p for p in acting if p.kind in OF_STATES and p.state not in {None, faced.state}]
    forces = (p for p in others if p.kind == PartyKind.STATE_FORCES and hurt.has_fallen(scene, p))
    return next(((faced, party) for party in forces), None) or _at_whose(scene, faced, others)


def _at_whose(scene: Scene, faced: PartyAt, others: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Clashes with B leave 24 dead in A", "on A's side": where those lie who fell is who fought B."""
    dead = next((m for m in scene.of("count", "killed") if m.first >= faced.last), None)
    if dead is None or len(others) != 1 or others[0].cue not in _LYING or others[0].first < dead.last:
        return None
    return (faced, others[0]) if others[0].first - dead.last <= _JOINED else None


def _is_fought(party: PartyAt) -> bool:
    return not party.cue and party.kind in {PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN}


def _facing(scene: Scene, parties: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A's soldiers in a clash with B", where the verb comes last also "clash with B, soldiers of A killed"."""
    if scene.grammar.order == "svo":
        return None
    cues = {"with", "from"} if scene.grammar.post else {"with"}
    for one, other in _sides(parties):
        if other.cue in cues:
            return one, other
        if one.cue in cues and scene.grammar.post:
            return other, one
    return None


def is_faced(scene: Scene, party: PartyAt) -> bool:
    """ "Clashed with A", also in languages whose "with" is written like "from"."""
    if party.cue != "from":
        return party.cue == "with"
    joint = scene.mark_before(party.first)
    return joint is not None and joint.has("role", "with")


def opponent(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> PartyAt | None:
    """ "Soldier killed in a clash with B's troops", "after a clash with": those with whom he clashed."""
    low, high = scene.window(trigger.first)
    clause = [party for party in acting if low <= party.first < high]
    anywhere = scene.grammar.order != "svo" or scene.grammar.adjective_before  # participles come last
    clash = next(
        (m for m in scene.of("kinetic", "clash", "shoot") if anywhere or m.first >= trigger.last),
        None,
    )
    if clash is None:
        return _faced(scene, trigger, clause) or _beaten_back(scene, trigger, clause)
    facing = (p for p in acting if (anywhere or p.first >= clash.last) and (p.cue == "against" or is_faced(scene, p)))
    found = next((p for p in facing if p.kind != PartyKind.CIVILIANS and not (anywhere and p not in clause)), None)
    return None if found is None or scene.broken(*sorted((trigger.first, found.first))) else found


def _faced(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """ "Seven soldiers fall against the R": those whom they faced."""
    if trigger.value != "kill" or scene.grammar.order != "svo":
        return None
    faced = next((p for p in clause if trigger.last <= p.first and p.cue == "against" and p.kind in FIGHTERS), None)
    nouns = (m for m in scene.of("kinetic") if trigger.last <= m.first)  # "fall in an attack on a post"
    return faced if faced is not None and not any(m.first < faced.first for m in nouns) else None


def _beaten_back(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """ "Three soldiers die repelling B's saboteurs": who was beaten back killed them."""
    words = scene.of("role", "repel", "undergo") if scene.grammar.order == "svo" else ()
    verb = next((m for m in words if m.first >= trigger.last), None)
    if verb is None or verb.has("role", "topic"):
        return None
    driven = next((p for p in clause if 0 <= p.first - verb.last <= _JOINED and p.kind in FIGHTERS), None)
    return driven if driven is not None and not driven.cue else None
