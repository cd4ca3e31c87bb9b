"""What one state has to say to another: "A tells B to mind", "open the gates or else, A tells B", "A orders its army to hit back".

Decides whether somebody who may say so says it to whom it concerns, and whether it is a matter between states. Doesn't decide which words tell.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.needing.statecraft import speaks_for_state
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.forms import NEEDS
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.telling.voices import INFINITIVE
from monitor.extraction.words.steps import WARNED
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import PartyKind

_TOLD_REACH = 1
"""Tokens between "tells" and whom: an article."""
_SAYING = frozenset({"relative", "pronoun"})
"""Forms of the lexicon for what opens a statement: "that", "it"."""
_MATTERS = (
    "ground",
    "passage",
    "fence",
    "sea",
    "waters",
    "airspace",
    "quarrel",
    "charge",
    "redress",
    "captives",
    "vessel",
    "gate",
    "slur",
)
_AT_ODDS = frozenset(
    {"kinetic", "means", *(("object", value) for value in _MATTERS), ("mode", "negated"), ("role", "border")}
)
"""Words of which one stands where a state says to another what it minds, and not that the harvest was good."""


def tells_neighbour(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A tells B to mind", "that it minds", "wants B out of D": what one state has to say to another, and no other word says what it does with that."""
    one = next((p for p in parties if p.last == trigger.first and speaks_for_state(p)), None)
    told = (p for p in parties if 0 <= p.first - trigger.last <= _TOLD_REACH and speaks_for_state(p))
    other = next(told, None)
    if one is None or other is None or one.state == other.state:
        return False
    bid = scene.mark_at(other.last)
    if bid is None:
        return False
    return _opens_bid(scene, bid) and not _is_known_step(scene, bid)


def bids_fire(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Orders the army to hit back at B": who bids forces use force against whoever comes threatens him."""
    forces = (p for p in parties if p.kind == PartyKind.STATE_FORCES and 0 <= p.first - trigger.last <= _TOLD_REACH)
    told = next(forces, None)
    bid = scene.mark_at(told.last) if told is not None else None
    if bid is None or not bid.has("role", "infinitive"):
        return False
    force = scene.mark_at(bid.last)
    return force is not None and (force.has("kinetic") or force.has("object", "answer"))


def says_or_else(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Open the gates or we stop your fruit, A tells B", "the R tells B to leave or see war": two things to choose from, and who sets the
    choice before whom."""
    near = (p for p in reversed(parties) if 0 <= trigger.first - p.last <= _TOLD_REACH)  # "A's army chief tells B"
    one = next((p for p in near if speaks_for_state(p) or _speaks_for_group(p)), None)
    told = (p for p in parties if 0 <= p.first - trigger.last <= _TOLD_REACH and speaks_for_state(p))
    other = next(told, None)
    if one is None or other is None or one.state == other.state:
        return False
    choices = (*scene.of("object", "alternative"), *scene.of("event", WARNED))  # "or else", "or we come"
    bid = scene.mark_at(other.last)
    bidden = bid is not None and _opens_bid(scene, bid)
    return any(mark.last <= one.first or (bidden and mark.first >= other.last) for mark in choices)


def _opens_bid(scene: Scene, bid: Mark) -> bool:
    """ "To mind", "that the hill is its", "out of D"; "to stop feeding rebels", of whose "to stop" nothing that can be stopped stands by."""
    if any(sign.form in _SAYING for sign in bid.signs):
        return not _AT_ODDS.isdisjoint(scene.senses)
    if bid.has("role", "to", "infinitive", "from"):
        return True
    return scene.passage.folded.tokens[bid.first] == INFINITIVE and all(s.form in NEEDS for s in bid.word.acts)


def _is_known_step(scene: Scene, bid: Mark) -> bool:
    """ "Tells B to show restraint": what it is bid has a word of its own."""
    step = next((m for m in scene.marks if m.first >= bid.first and m.word.acts), None)
    known = step is not None and any(s.group == "event" and s.form not in NEEDS for s in step.word.acts)
    return known and step is not None and step.first - bid.last <= _TOLD_REACH


def _speaks_for_group(party: PartyAt) -> bool:
    return party.entity is not None and party.kind == PartyKind.NONSTATE_GROUP and not party.cue
