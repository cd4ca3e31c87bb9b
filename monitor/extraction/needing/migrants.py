"""People of no state at a line: migrants who are pushed over it, led up to it, or force their way across.

Decides whether such people stand by, and a line. Doesn't decide who drove them.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import OF_A_LINE

_MIGRANTS, _GUARDS = "migrants", "border guards"
_LINE = OF_A_LINE | {("object", "fence")}
_BEFORE = 5
"""Tokens between those who come and the verb: "migrants on B's side try to storm"."""


def are_driven(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A pushes fifty migrants back to B", "migrants led to A's fence by B's soldiers": by a state, where a verb says who does it."""
    if not objects.stands_by(scene, scene.of("object", _MIGRANTS), trigger) or not _is_at_a_line(scene, parties):
        return False
    if trigger.voice != "verb" or scene.grammar.order != "svo":
        return True
    return any(p.last <= trigger.first and p.state and p.kind in OF_STATES and not p.cue for p in parties)


def force_their_way(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Migrants from B break through A's fence", "a crowd of migrants storms the line"."""
    migrants = scene.of("object", _MIGRANTS)
    if scene.grammar.order == "svo":
        near = (m for m in migrants if 0 <= trigger.first - m.last <= _BEFORE)
        come = any(not scene.broken(mark.last - 1, trigger.first) for mark in near)
    else:
        low, high = scene.window(trigger.first)
        come = any(low <= mark.first < high for mark in migrants)
    return come and _is_at_a_line(scene, parties)


def _is_at_a_line(scene: Scene, parties: Sequence[PartyAt]) -> bool:
    """A border, its guards or its fence, or two states: migrants are turned away from many doors."""
    if not _LINE.isdisjoint(scene.senses) or any(party.common == _GUARDS for party in parties):
        return True
    return len({party.state for party in parties} - {None}) > 1
