"""Between whom a truce is, where one side is a group: "A and the R agree to a ceasefire in Q", "a truce of A's with the R", "the R declares one".

Decides that the group and the state that stands beside it are its two sides, whoever hosts the talks. Doesn't decide whether there is a truce.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.model.reports import PartyKind

_BESIDE = frozenset({"", "between", "with", "by", "of", "agent", "topic"})
"""Relations of those whose truce it is; whoever stands "in" or "to" somewhere is its host or its broker."""


def settle(scene: Scene, parties: Sequence[PartyAt], made: Draft) -> None:
    """Make the group one side of the truce, and the state that is named beside it the other."""
    sides = [party for party in parties if party.cue in _BESIDE and not (party.speaker or party.person)]
    groups = [party for party in sides if party.kind == PartyKind.NONSTATE_GROUP]
    group = next((party for party in groups if party.entity), next(iter(groups), None))
    if group is None or (made.has_group and not group.entity):
        return
    states = (party for party in sides if party.kind in OF_STATES and party.state and not party.half)
    state = next((party for party in states if party.cue != "by"), None)  # "proposed by A's peacekeepers"
    if state is not None and state.state == group.state:
        return  # "A and B's militants", of whom one word only is known
    if state is None:
        made.initiator, made.target = group.party(scene), None
        return
    first, second = (group, state) if group.first < state.first else (state, group)
    made.initiator, made.target = first.party(scene), second.party(scene)
