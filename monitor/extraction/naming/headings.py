"""The state that a headline sets off at its head: what it tells of happens there.

Decides whether a name is such a head. Doesn't decide who did what.
"""

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene

_ANYBODYS = frozenset({"attack", "blast", "suicide", "shoot", "clash", "ambush", "abduct"})
"""Words of force that are as often told of people as of states."""


def mark(scene: Scene, parties: list[PartyAt]) -> list[PartyAt]:
    """The same parties, the first marked as the topic when it is one."""
    if parties and parties[0].first == scene.first:
        first = parties[0]
        first.topic = _is_set_off(scene, first) if scene.grammar.topics else _heads_act(scene, first)
    return parties


def _is_set_off(scene: Scene, party: PartyAt) -> bool:
    """A country alone, set off by one of the language's marks, and not the first of a list."""
    if not party.bare or party.capital or party.adjective or party.last not in scene.hard:
        return False
    gap = scene.passage.folded.gap(party.last).strip()
    following = next((n for n, one in enumerate(scene.marks) if one.first >= party.last), None)
    listed = gap == "," and following is not None and scene.named[following] is not None
    return (
        gap in scene.grammar.topics and gap != "" and not (listed and scene.marks[following or 0].first == party.last)
    )


def _heads_act(scene: Scene, party: PartyAt) -> bool:
    """ "A attack: 12 killed": of an act that anybody may have done, a headline's head says where it was."""
    act = scene.mark_at(party.last) if party.bare and not party.adjective else None
    if act is None or act.last not in scene.hard or ":" not in scene.passage.folded.gap(act.last):
        return False
    return act.has("kinetic", *_ANYBODYS) and not act.has("means")
