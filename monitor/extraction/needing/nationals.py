"""Who is arrested: another state's people, by whatever word they are called.

Decides whether somebody stands behind a word for arresting. Doesn't decide whether it is a crime of no other state's (``judging``).
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PEOPLE, PartyAt
from monitor.extraction.needing import statecraft
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.model.reports import PartyKind

_REACH = 1
"""Tokens between "arrests" and whom: an article."""
_BESIDE_PERSON = ("det", "topic", "in", "near", "at", "on", "from", "after", "with", "to", "while", "say")
"""Roles of words that no adjective belongs to: whoever it names is a person. "Suspected of" is one that sets apart (``det``)."""
_ACCUSED = "ed"
_WHOSE = frozenset({"", "of"})
"""Relations of whoever is arrested: "two Bs", "hundreds of Bs"."""


def takes_national(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A arrests B Carmelite", "A's guards hold four of B's soldiers", "A expels hundreds of Bs": whoever is arrested is somebody, whatever he is
    called."""
    doer = next((p for p in parties if p.last == trigger.first and statecraft.speaks_for_state(p)), None)
    many = next((n.last for n in scene.numbers if n.first == trigger.last), trigger.last) if doer is not None else 0
    taken = next((p for p in parties if p.state and 0 <= p.first - many <= _REACH), None)
    if doer is None or taken is None or taken.state == doer.state or scene.broken(trigger.last - 1, taken.last - 1):
        return False
    apart = taken.cue not in _WHOSE
    if taken.kind in PEOPLE and not taken.bare:
        return not apart
    return taken.bare and taken.adjective and not apart and _means_somebody(scene, taken.last)


def takes_groups_man(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's commandos grab R man in D": soldiers of a state, and one of a group's men right behind."""
    if trigger.voice != "verb" or not any(
        p.kind == PartyKind.STATE_FORCES and p.last == trigger.first for p in parties
    ):
        return False
    groups = (p for p in parties if p.entity and p.kind == PartyKind.NONSTATE_GROUP)
    near = [p for p in groups if 0 <= p.first - trigger.last <= _REACH]
    men = (man for p in near for man in (scene.mark_at(p.last), scene.mark_before(p.last)))
    return any(man is not None and (man.has("count", "person") or man.has("party", "government")) for man in men)


def _means_somebody(scene: Scene, end: int) -> bool:
    """ "Arrests B Carmelite", "arrests B accused of", "detains B over": behind a state's adjective comes a word that nobody knows, or none that it could belong to."""
    if end == scene.last or scene.broken(end - 1, end):
        return True
    follower = scene.mark_at(end)
    if follower is None:
        return objects.is_mere_word(scene, end)
    return follower.has("role", *_BESIDE_PERSON) or any(sign.form == _ACCUSED for sign in follower.signs)
