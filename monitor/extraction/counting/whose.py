"""Whose the counted dead are: "two A soldiers", and in what B says, "one of its guards".

Decides it from the states named right beside them, else from who tells of them. Doesn't count anybody.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.counting.tolls import Toll
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.model.reports import PartyKind

_BESIDE = 40
"""Characters from a number to the party that it counts; one soldier whom none counts stands within the party that he is of."""


def told(scene: Scene, tolls: list[Toll], parties: Sequence[PartyAt]) -> list[Toll]:
    """The tolls, those of soldiers with the state whose they are, where the sentence tells it."""
    for n, toll in enumerate(tolls):
        if toll.who == PartyKind.STATE_FORCES:
            tolls[n] = replace(toll, state=_state(scene, toll, parties))
    return tolls


def _state(scene: Scene, toll: Toll, parties: Sequence[PartyAt]) -> str | None:
    starts, ends, at = scene.passage.folded.starts, scene.passage.folded.ends, toll.span.start
    near = [p for p in parties if p.kind == toll.who and at < ends[p.last - 1] and starts[p.first] - at <= _BESIDE]
    if near and near[0].state:
        return near[0].state
    tellers = {party.state for party in parties if party.speaker and party.state}
    others = {party.state for party in parties if party.state} - tellers
    return next(iter(tellers)) if len(tellers) == 1 and not others else None
