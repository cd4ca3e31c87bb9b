"""Those who come over to another state and are stopped: "A's patrol turned back at D", "our men threw back A's".

Decides whether forces that another's stop or drive off had come, and which of the two they are. Doesn't decide what a noun of force was that
was beaten back: that is for ``turned``.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import FIGHTERS, OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import AIR_FORCE, OF_A_LINE, POLICE, POST
from monitor.model.reports import PartyKind

Parties = Sequence[PartyAt]

_FREE = frozenset({"", "object"})
_DRIVEN = objects.OWNED - {"with"}  # "puts off its meeting with A's army", where one verb says both
_STOPPING = frozenset({"", "by", "agent"})
_REPELLED_REACH = 3
"""Tokens between "repelling" and the noun: whose it was."""
INTRUDER = "with_intruder"
"""The form of the lexicon for what is done to those who came."""


def is_repelled(scene: Scene, trigger: Trigger, _parties: Sequence[PartyAt]) -> bool:
    """ "Soldiers die repelling a B provocation": what is beaten back, and costs lives, was an attack, whatever it is called."""
    if not scene.has("count", "killed", "injured"):
        return False
    words = (m for m in scene.of("role", "repel", "undergo") if 0 <= trigger.first - m.last <= _REPELLED_REACH)
    return any(not scene.broken(mark.last - 1, trigger.first) for mark in words)


def are_turned_back(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """ "B's troops stop a patrol of A's", "A's patrol sent back at D": forces of a state's that another's stop, or that are stopped at a line or place."""
    goer, other = turned_back(scene, trigger, parties)
    if goer is None or (other is not None and other.state == goer.state):
        return False
    if other is None and goer.common == POLICE:
        return False
    near = (n for n in scene.names if n.place is not None and n.first > goer.first)
    return other is not None or any(near) or not OF_A_LINE.isdisjoint(scene.senses)


def turned_back(scene: Scene, trigger: Trigger, parties: Parties) -> tuple[PartyAt | None, PartyAt | None]:
    """Who came and who stopped them: the object of an active verb, the subject of a passive one, and the other state named."""
    came = [p for p in objects.moved(scene, trigger, parties) if p.state and p.cue in _FREE and p.common != AIR_FORCE]
    goer = next((p for p in came if p.kind == PartyKind.STATE_FORCES), None)
    met = parties if trigger.voice == "passive" else [p for p in parties if p.last <= trigger.first]
    free = (p for p in reversed(met) if p is not goer and p.state and p.kind in OF_STATES and not p.located)
    other = next((p for p in free if p.cue in _STOPPING), None)
    if goer is not None and other is not None and _is_at_home(scene, goer, other):
        return other, goer
    return goer, other


def _is_at_home(scene: Scene, stopped: PartyAt, other: PartyAt) -> bool:
    """ "A's soldiers turn back B's patrol in a district of B's": who stops a patrol on its own ground has come there."""
    if stopped.common != POST:
        return False
    grounds = {named.place.country for named in scene.names if named.place is not None} - {None}
    return grounds == {stopped.state} and other.state != stopped.state


def are_driven_back(scene: Scene, trigger: Trigger, parties: Parties) -> bool:
    """ "Human chain stops A's soldiers at a place of B's", "our men threw back A's": another state's forces are driven off, who had come."""
    verb = scene.mark_at(trigger.first)
    strong = verb is not None and verb.has("role", "repel")
    driven = (p for p in objects.moved(scene, trigger, parties) if p.state and p.cue in _DRIVEN)
    comer = next((p for p in driven if p.kind in FIGHTERS or (strong and _stands_alone(scene, p))), None)
    if comer is None or not trigger.main or objects.stands_by(scene, scene.of("object", "migrants"), trigger):
        return False
    places = {named.place.country for named in scene.names if named.place is not None}
    return bool((places | {party.state for party in parties}) - {comer.state, None}) or scene.has("role", "we")


def comer_and_host(scene: Scene, trigger: Trigger, parties: Parties) -> tuple[PartyAt | None, PartyAt | None]:
    """Who was driven back, and who did it; a speaker's "our men" are his state's."""
    moved = [p for p in objects.moved(scene, trigger, parties) if p.cue in _DRIVEN and (p.state or p.kind in FIGHTERS)]
    if scene.grammar.order == "sov" and trigger.voice != "passive":  # whom the verb strikes stands right before it
        moved = [p for p in moved if p.cue == "object"] or moved[::-1]
    comer = next(iter(moved), None)
    others = [p for p in parties if p is not comer and p.state and not p.located]
    before = (p for p in reversed(others) if p.cue == "by" or (p.last <= trigger.first and trigger.voice != "passive"))
    return comer, next(before, None) or next((p for p in parties if p.speaker and p.state), None)


def _stands_alone(scene: Scene, party: PartyAt) -> bool:
    """ "Threw back A's at D": a nation's name for its men, or for the attack of theirs that follows."""
    follower = scene.mark_at(party.last)
    alone = party.last >= scene.last or scene.broken(party.last - 1, party.last)
    goes_on = follower is not None and (
        follower.has("role") or follower.has("kinetic") or follower.has("object", "vessel")
    )
    return party.bare and (alone or goes_on)
