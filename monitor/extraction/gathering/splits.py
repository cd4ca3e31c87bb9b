"""One draft that tells of several acts: "C, D urge restraint", "missiles at a town of C and one of D".

Decides of how many acts a sentence's draft tells. Doesn't decide who did them.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.casting import spoken
from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger


def told_by(scene: Scene, parties: Sequence[PartyAt], trigger: Trigger, made: Draft) -> list[Draft]:
    """The acts that a draft tells of: itself alone, one by each subject, or one in each country."""
    if trigger.value.startswith(spoken.BY_OTHERS):
        return _by_subject(scene, parties, trigger, made)
    return _by_country(made)


def _by_subject(scene: Scene, parties: Sequence[PartyAt], trigger: Trigger, made: Draft) -> list[Draft]:
    """ "C, D urge restraint" is one appeal by each."""
    subjects = _listed(scene, parties, trigger) if scene.grammar.order == "svo" and trigger.voice == "verb" else []
    made.target = None
    if len(subjects) < 2:
        return [made]
    return [
        replace(made, words=list(made.words), evidence=list(made.evidence), initiator=party.party(scene))
        for party in subjects
    ]


def _listed(scene: Scene, parties: Sequence[PartyAt], trigger: Trigger) -> list[PartyAt]:
    """The subjects right before a verb, joined by nothing but commas and "and"."""
    found: list[PartyAt] = []
    edge = trigger.first
    for party in reversed(parties):
        if party.last > edge:
            continue
        joint = scene.mark_before(edge)
        gap = edge - party.last - (joint.last - joint.first if joint is not None and joint.has("role", "and") else 0)
        if not party.state or party.adjective or gap > 0:
            break
        found.insert(0, party)
        edge = party.first
    return found


def _by_country(made: Draft) -> list[Draft]:
    """ "Missiles at one town and another" are two acts when the towns lie in two countries."""
    if not made.kinetic or len(made.places) < 2 or made.voice == "passive" or (doer := made.doer) is None:
        return [made]
    abroad = list(dict.fromkeys(place.country for place in made.places if place.country and place.country != doer))
    if len(abroad) < 2:
        return [made]
    exact = {place.country for place in made.places if place.precision <= 3}
    if not set(abroad) <= exact:
        return [made]
    return [
        replace(
            made,
            words=list(made.words),
            means=list(made.means),
            places=[place for place in made.places if place.country == country],
            located=[],
            tolls=[],
            evidence=list(made.evidence),
        )
        for country in abroad
    ]
