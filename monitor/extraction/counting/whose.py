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
    """The tolls, those of soldiers, and of whom a lead says no more, with the state whose they are, where the sentence tells it."""
    told_by_state = False
    if not scene.title and ("role", "say") in scene.senses:
        for party in parties:  # a plain loop: nearly every sentence of the news comes here
            told_by_state = told_by_state or (party.speaker and party.state is not None)
    for n, toll in enumerate(tolls):
        if toll.who == PartyKind.STATE_FORCES or (told_by_state and toll.who == ""):
            tolls[n] = replace(toll, state=_state(scene, toll, parties))
    return tolls


def _state(scene: Scene, toll: Toll, parties: Sequence[PartyAt]) -> str | None:
    starts, ends, at = scene.passage.folded.starts, scene.passage.folded.ends, toll.span.start
    near = [p for p in parties if p.kind == toll.who and at < ends[p.last - 1] and starts[p.first] - at <= _BESIDE]
    if near and near[0].state:
        return near[0].state
    tellers = [party for party in parties if party.speaker and party.state]
    states = {party.state for party in tellers}
    if len(states) == 1:
        return tellers[0].state if all(party.state in {None, *states} for party in parties) else None
    return _of_last(ends, at, tellers, parties) if tellers else None


def _of_last(ends: Sequence[int], at: int, tellers: Sequence[PartyAt], parties: Sequence[PartyAt]) -> str | None:
    """ "A says two of its men were hurt; B's army reports five wounded": of those who tell, whoever does so right before the number."""
    before = [party for party in parties if ends[party.last - 1] <= at]
    last = before[-1] if before else None
    return last.state if last is not None and any(last is teller for teller in tellers) else None
