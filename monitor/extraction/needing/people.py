"""Whom a word needs beside it: people of another state who are taken, forces that are sent, soldiers who cross.

Decides whether such people stand by. Doesn't decide what is done to them.
"""

from collections.abc import Sequence

from monitor.extraction.naming import cues
from monitor.extraction.naming.party_at import PEOPLE, PartyAt
from monitor.extraction.needing import homeward, nationals
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import EXPELLED, RELEASED
from monitor.extraction.words.vocabulary import STRUCK
from monitor.model.reports import PartyKind

_SENT_AWAY = frozenset({PartyKind.CIVILIANS})
"""Who is expelled: soldiers who are pushed back had come."""
_WHENCE = frozenset({"from", "in", "inside", "of"})
_TO = frozenset({"to", "object", "in"})
"""Relations of whom something is given to; some languages have one word for "to", "in" and for whom a verb strikes."""
_NEAR = 2
"""Tokens between people and where they are from, or whom they are given to."""
_SENT = ("artillery", "missile", "aircraft", "helicopter")
"""Arms that are sent, massed and stationed."""
_Parties = Sequence[PartyAt]


def soldiers_cross(_scene: Scene, trigger: Trigger, parties: _Parties) -> bool:
    """Forces of a state right before a verb that is said of migrants and goods, too: "soldiers cross the border"."""
    near = (p for p in parties if 0 <= trigger.first - p.last <= 1)
    return any(p.kind == PartyKind.STATE_FORCES and p.state is not None for p in near)


def are_taken(scene: Scene, trigger: Trigger, parties: _Parties) -> bool:
    moved = objects.moved(scene, trigger, parties)
    if not moved and trigger.first in scene.hard:
        return (left := objects.carried_over(scene, trigger, parties)) is not None and left.kind in PEOPLE
    sort = _SENT_AWAY if trigger.value == EXPELLED else PEOPLE
    people = (p for p in moved if p.kind in sort and p.common not in STRUCK and p.cue != "topic")
    if (
        trigger.voice == "verb" and scene.grammar.nominative
    ):  # "the B-ish post seized A-ish soldiers": who does it is behind the verb
        people = (p for p in people if not cues.ends_as_subject(scene, p))
    taken = any(
        party.state or _is_from_abroad(party, trigger, parties) or _is_of_town_abroad(scene, party, parties)
        for party in people
    )
    taken = taken or (trigger.value == RELEASED and homeward.are_freed(scene, trigger, moved, parties))
    return taken or nationals.takes_groups_man(scene, trigger, parties)


def _is_from_abroad(party: PartyAt, trigger: Trigger, parties: _Parties) -> bool:
    """ "A arrests three policemen from B", "hands over ten soldiers to B", "hands (back to) B ten soldiers", "bodies of two soldiers are given to B"."""
    doers = {p.state for p in parties if p.last <= trigger.first}
    forces = party.kind == PartyKind.STATE_FORCES
    cues = _WHENCE | {"to"} if forces else _WHENCE
    home = [p for p in parties if p.bare and p.cue in cues and 0 <= p.first - party.last <= _NEAR]
    home += [p for p in parties if forces and p.bare and p.cue == "to" and trigger.last <= p.first < party.first]
    if forces and trigger.voice == "passive":
        home += [p for p in parties if p.bare and p.cue in _TO and 0 <= p.first - trigger.last <= _NEAR]
    return any(p.state not in doers for p in home)


def _is_of_town_abroad(scene: Scene, party: PartyAt, parties: _Parties) -> bool:
    """ "A hands over a D farmer", who is called by a place of B's."""
    doers = {p.state for p in parties if p.last <= party.first} - {None}
    towns = (n.place.country for n in scene.names if n.place is not None and n.last == party.first)
    return bool(doers) and any(country not in doers for country in towns if country is not None)


def are_sent(scene: Scene, trigger: Trigger, parties: _Parties) -> bool:
    moved = objects.moved(scene, trigger, parties)
    if any(p.kind == PartyKind.STATE_FORCES or (_is_militia(p) and scene.has("role", "border")) for p in moved):
        return True
    return objects.stands_by(scene, scene.of("means", *_SENT), trigger)


def _is_militia(party: PartyAt) -> bool:
    """Armed men of nobody named, whom a state may send to its line."""
    return party.kind == PartyKind.NONSTATE_GROUP and party.entity is None and party.state is None
