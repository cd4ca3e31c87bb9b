"""Envoys and visitors beside the words that need them: "summons" an envoy, "throws out" an official, "lands in" of a minister.

Decides whether one stands by in the sentence. Doesn't decide whose envoy he is.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import ENVOYS
from monitor.model.reports import PartyKind

MINISTRY = "foreign ministry"
"""The general word of the lexicon (its ``form``) for who speaks for a state to others."""
VISITORS = frozenset({"leader", "foreign minister"})
"""General words of the lexicon (its ``form``) for those whose journeys are news."""
_OWNED = ("'s", "’s", "s'", "s’")
"""How a name ends whose something is."""


def named(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    if _is_somebodys_name(scene, trigger, parties) or (trigger.voice == "passive" and _is_called_in(trigger, parties)):
        return True
    return any(party.common in ENVOYS or (party.entity and party.kind == PartyKind.GOVERNMENT) for party in parties)


def _is_somebodys_name(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Summons A's F Y": a name that nobody knows, right behind the state whose envoy it must be."""
    owner = next((p for p in parties if p.first == trigger.last and p.bare and p.adjective), None)
    if owner is None or owner.last >= scene.last or scene.mark_at(owner.last) is not None:
        return False
    written = scene.passage.folded.written
    return written(owner.first, owner.last).endswith(_OWNED) and written(owner.last, owner.last + 1)[:1].isupper()


def _is_called_in(trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "N summoned by A's foreign ministry": whom such a ministry has come, whatever his name, speaks for another state."""
    if any(p.kind == PartyKind.CIVILIANS and p.last <= trigger.first for p in parties):
        return False
    return any(p.common == MINISTRY and p.cue in {"by", "agent"} and p.first >= trigger.last for p in parties)


def called(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """An envoy whom a state has come, by a verb that is said of anybody: "calls"."""
    return any(party.common in ENVOYS for party in objects.moved(scene, trigger, parties))


def official(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Somebody of another state's government, whose post needn't be known: "throws out a B official"."""
    return any(
        p.kind == PartyKind.GOVERNMENT and (p.common or p.person) and p.state
        for p in objects.moved(scene, trigger, parties)
    )


def visitor(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Somebody whose journeys are news, and no place of his own country's behind the verb: "A's minister off to D", which is A's.

    Who is known by his name alone stands right before it.
    """
    by_name = [p for p in parties if p.last == trigger.first and p.kind == PartyKind.GOVERNMENT and p.entity]
    goers = [p for p in parties if p.person or p.common in VISITORS] or by_name
    named = (n.place.country for n in scene.names if n.first == trigger.last and n.place is not None)
    home = next(named, None)
    return bool(goers) and (home is None or all(party.state != home for party in goers))
