"""Whose step a headline tells without saying so: "Crossing shut. A also put the treaty on hold".

Decides it from who opens another clause of the text. Doesn't decide steps that name whoever takes them, nor force.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.steps import REOPENED
from monitor.model.reports import Mode, Party, PartyKind

_COMPLAINT = "diplo_hostile.complaint"
_STEPS = (
    "coercion.",
    "diplo_hostile.envoy",
    "diplo_hostile.talks",
    "diplo_hostile.complaint",
    "posture.",
    REOPENED,
)


def name(read: Sequence[Act], drafts: Sequence[Draft]) -> None:
    """Give each such step the first state, by its name or its capital's, that is the subject of a clause and is none of those it befalls."""
    for made in drafts:
        if made.doer is not None or not made.title or made.mode != Mode.FACTUAL:
            continue
        if not made.words[0].startswith(_STEPS):
            continue
        complainant = _complainant(read, made)
        if complainant is not None:
            made.initiator = complainant
        if made.initiator is not None:
            continue
        befallen = made.struck
        subjects = ((party, act.scene) for act in read for party in act.parties if _is_subject(act.scene, party))
        found = next(((party, scene) for party, scene in subjects if party.state != befallen), None)
        if found is not None:
            made.initiator = found[0].party(found[1])


def _complainant(read: Sequence[Act], made: Draft) -> Party | None:
    """ "Minister M takes the incident to a body. A tells it that B's act was hostile": the only state that tells of it complains."""
    if not made.words[0].startswith(_COMPLAINT):
        return None
    tellers = [(party, act.scene) for act in read for party in act.parties if party.speaker and party.state]
    alone = len({party.state for party, _ in tellers}) == 1 and tellers[0][0].state != made.struck
    return tellers[0][0].party(tellers[0][1]) if alone else None


def _is_subject(scene: Scene, party: PartyAt) -> bool:
    """A government that opens a clause and isn't only quoted."""
    low, _ = scene.window(party.first)
    if party.kind != PartyKind.GOVERNMENT or party.state is None or party.speaker or party.cue:
        return False
    return party.first - low <= 1 and not (party.bare and party.adjective)
