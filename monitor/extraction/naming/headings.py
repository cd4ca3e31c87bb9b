"""The state that a headline sets off at its head: what it tells of happens there.

Decides whether a name is such a head. Doesn't decide who did what.
"""

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene

_ANYBODYS = frozenset({"attack", "blast", "suicide", "shoot", "clash", "ambush", "abduct"})
"""Words of force that are as often told of people as of states."""
_ARTICLE = 1
"""Tokens between a comma and the next name."""


def mark(scene: Scene, parties: list[PartyAt]) -> list[PartyAt]:
    """The same parties, the first marked as the topic when it is one."""
    if parties and parties[0].first == scene.first:
        first = parties[0]
        first.topic = _is_set_off(scene, parties) if scene.grammar.topics else _heads_act(scene, first)
    return parties


def _is_set_off(scene: Scene, parties: list[PartyAt]) -> bool:
    """A country alone, set off by one of the language's marks, and not the first of a list: "A, B's president: army on alert" is about A."""
    party = parties[0]
    if not party.bare or party.capital or party.adjective or party.last >= scene.last:
        return False
    gap = scene.passage.folded.gap(party.last).strip()
    if gap not in scene.grammar.topics or gap == "":
        return False
    second = parties[1] if len(parties) > 1 and parties[1].first - party.last <= _ARTICLE else None
    if gap != "," or second is None:
        return party.last in scene.hard
    joint = scene.mark_at(second.last)
    return joint is None or not joint.has("role", "and")


def _heads_act(scene: Scene, party: PartyAt) -> bool:
    """ "A attack: 12 killed": of an act that anybody may have done, a headline's head says where it was."""
    act = scene.mark_at(party.last) if party.bare and not party.adjective else None
    if act is None or act.last not in scene.hard or ":" not in scene.passage.folded.gap(act.last):
        return False
    return act.has("kinetic", *_ANYBODYS) and not act.has("means")
