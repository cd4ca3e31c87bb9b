"""What two states do together: "A and B settle on patrols", "a dinner for M of A and N of B", "soldiers throw stones at B's".

Decides whether two of them stand side by side where a common word of peace is said of both, or face each other in a common brawl. Doesn't decide
what they agreed on, nor who began.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.extraction.naming.party_at import BORDER, OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import POLICE
from monitor.model.reports import PartyKind

_BESIDE = 1
"""Tokens between the two: "and", and between the second and the verb: "also"."""
_REACH = 6
"""Tokens between the verb and what it is said of: "restart talks on the last of the border stones"."""
_OF = 2
"""Tokens of "of the"."""
_WHERE = frozenset({"in", "inside", BORDER})
"""Relations of a state in or at which somebody protests."""
_OWNING = frozenset({"", "of", "by", "from"})
"""Relations of whom a protest is of."""
_MATTERS = ("accord", "treaty", "passage", "peace", "ties", "quarrel", "captives", "truce", "link", "line")


def do_together(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Two states right before a verb of peace, and behind it something that lies between states: a line, a gate, captives, a text."""
    ends = (second.last for _, second in _pairs(scene, parties))
    if not any(0 <= trigger.first - end <= _BESIDE and not scene.broken(end - 1, trigger.first) for end in ends):
        return False
    matters = (*scene.of("object", *_MATTERS), *(m for m in scene.of("role") if m.has("role", "border")))
    return any(0 <= m.first - trigger.last <= _REACH and not scene.broken(trigger.last - 1, m.first) for m in matters)


def come_together(scene: Scene, _trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Two persons in office, of two states, side by side: what is a meal or a walk of others is a meeting of theirs."""
    return any(first.person and second.person for first, second in _pairs(scene, parties))


def face_another(scene: Scene, _trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Stones, water and blows, which policemen and crowds of one state exchange every day: of two states, or of soldiers at a line."""
    places = {named.place.country for named in scene.names if named.place is not None}
    if len((places | {party.state for party in parties}) - {None}) > 1:
        return True
    soldiers = any(party.kind == PartyKind.STATE_FORCES and party.state and party.common != POLICE for party in parties)
    return soldiers and (scene.has("role", "both") or scene.has("role", "border"))


def goes_to_another(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Protest of A to B", "against B": of one state to another, where most protests are of a crowd."""
    near = (p for p in parties if 0 <= p.first - trigger.last <= _OF and p.bare and p.cue in _OWNING)
    owner = next((p for p in near if not (p.adjective and p.cue)), None)
    if owner is None:
        return False
    others = (
        p for p in parties if p.first >= owner.last and p.cue not in _WHERE and p.state not in {None, owner.state}
    )
    return any(p.first - owner.last <= _REACH and not scene.broken(owner.last - 1, p.first) for p in others)


def _pairs(scene: Scene, parties: Sequence[PartyAt]) -> Iterator[tuple[PartyAt, PartyAt]]:
    own = [
        party for party in parties if party.state and party.kind in OF_STATES and not (party.bare and party.adjective)
    ]
    for first, second in pairwise(own):
        if first.state != second.state and _are_beside(scene, first, second):
            yield first, second


def _are_beside(scene: Scene, first: PartyAt, second: PartyAt) -> bool:
    """ "A and B", "A B"; "the A and the B", where states have an article."""
    joint = scene.mark_at(first.last)
    if joint is None or not joint.has("role", "and"):
        return first.last == second.first
    article = scene.mark_at(joint.last)
    start = article.last if article is not None and article.has("role", "det") else joint.last
    return second.first in {joint.last, start}
