"""Which kind of event an act of force is that no state did.

Decides the subtype from its word, the means, whom it struck, and where. Doesn't decide whether a state did it.
"""

from collections.abc import Mapping

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.struck import target_class
from monitor.extraction.words.steps import DETAINED
from monitor.model.reports import PartyKind, TargetClass

WINGS = frozenset({"aircraft", "helicopter", "drone"})
OVER_THE_LINE = "force_nonstate.indirect_fire_across_border"
_REACH_KM = 60.0
"""Farther than this no rocket or mortar of a nameless group flies over a line: twice the range of a Grad, so that the error of the place is covered."""
_GROUP_WORDS: Mapping[str, str] = {
    "suicide": "force_nonstate.suicide_attack",
    "abduct": "force_nonstate.abduction",
    "assassinate": "force_nonstate.assassination",
    "infiltrate": "force_nonstate.infiltration_attempt",
    "sabotage": "force_nonstate.sabotage_infrastructure",
    "shell": OVER_THE_LINE,
    "seize": "force_nonstate.attack_on_forces",
    "ambush": "force_nonstate.attack_on_forces",
}
LAID = frozenset({"bomb", "mine"})
_SAID_OF_ANYTHING = frozenset({"kill", "wound", "attack", "offensive", "strike", "blast"})
_AT_CLOSE_QUARTERS = frozenset({"attack", "ambush", "raid", "clash", "seize", "shoot", "abduct", "blast"})
"""Words of fighting in which rockets and grenades are fired at who stands near."""
BLOWS = frozenset({"strike", "hit", "shell"})
"""Words of what comes down."""
_BY_CHARGE = BLOWS | {"kill"}
"""Words of what a charge does: "the G's bomb hits a patrol", "A loses two to B's mine"."""
_FIGHTING = frozenset({"clash", "seize", "ambush", "abduct", "shootdown", "infiltrate", "suicide"})
FLYING = WINGS | {"missile", "rocket"}
_THROWN = frozenset({"rocket", "mortar", "artillery", "missile"})
CAPTIVES = frozenset({"soldiers", "border guards", "police", "civilians", "workers", "children", "women", "nationals"})
"""General words of the lexicon (its ``form``) for whom a state takes prisoner, where it doesn't take ground."""


def kind(draft: Draft) -> str:
    """The subtype; what a drone does is one thing, whoever flies it."""
    if _flies_drones(draft):
        return "force_state.drone_strike"
    if "suicide" in draft.means or "suicide" in draft.words:
        return "force_nonstate.suicide_attack"
    group = draft.initiator is not None and draft.initiator.entity is not None
    from_afar = group and not _AT_CLOSE_QUARTERS & set(draft.words)
    if _THROWN & set(draft.means) and (draft.origin is not None or from_afar or _comes_down(draft)):
        return OVER_THE_LINE
    special = next((_GROUP_WORDS.get(word) for word in draft.words if word not in _SAID_OF_ANYTHING), None)
    if special == OVER_THE_LINE and (_is_inland(draft) or _is_laid(draft)):
        special = None
    if special is not None and "seize" in draft.words and not draft.deadly and draft.target_common in CAPTIVES:
        return _taking_by(draft)
    if special is not None and (special != "force_nonstate.attack_on_forces" or "seize" in draft.words):
        return special
    if has_bomb(draft):
        fallen = "shell" in draft.words and not _is_laid(draft)  # bombs that are laid explode, these "fall on a town"
        return OVER_THE_LINE if fallen else "force_nonstate.ied_mine"
    return "force_nonstate.attack_on_civilians" if _on_civilians(draft) else "force_nonstate.attack_on_forces"


def _comes_down(draft: Draft) -> bool:
    """ "A rocket lands near T", "rocket kills two in T", where a line is near: nobody is named, and it came over that line."""
    if draft.initiator is not None or not draft.places or draft.voice == "noun" or not set(draft.words) <= _BY_CHARGE:
        return False
    lands = draft.voice == "verb" and set(draft.words) <= BLOWS
    lines = [place.border_km for place in draft.places if place.border_km is not None]
    return not _is_inland(draft) and (lands or bool(lines))


def _taking_by(draft: Draft) -> str:
    """ "Gunmen seize five farmers", "A's security service seizes a B": what a group carries off, a service of a state arrests."""
    doer = draft.initiator
    service = doer is not None and doer.kind == PartyKind.ORGANISATION
    return DETAINED if service and (draft.countries or draft.struck) else "force_nonstate.abduction"


def _is_laid(draft: Draft) -> bool:
    """ "The G's blast hits a convoy. A village took shells afterwards": a group's, by a noun, with nothing that flies."""
    group = draft.initiator is not None and draft.initiator.entity is not None
    return group and draft.voice == "noun" and draft.words[0] == "blast" and not FLYING & set(draft.means)


def _is_inland(draft: Draft) -> bool:
    """ "Attackers fire rockets in a town" far from any line, and nobody says from where: they are in that town."""
    lines = [place.border_km for place in draft.places if place.border_km is not None]
    return draft.origin is None and bool(lines) and min(lines) > _REACH_KM


def _flies_drones(draft: Draft) -> bool:
    """Whether a group that is known by its name strikes with drones, rather than fires all it has or fights close by."""
    known = draft.initiator is not None and draft.initiator.entity is not None
    alone = set(draft.means) == {"drone"} or (draft.means[:1] == ["drone"] and not _THROWN & set(draft.means))
    return known and alone and not _FIGHTING & set(draft.words)


def _on_civilians(draft: Draft) -> bool:
    """Dead whom no text calls soldiers are people."""
    nameless = draft.target is None and any(t.what == "killed" and t.count.best and t.who == "" for t in draft.tolls)
    return nameless or target_class(draft) == TargetClass.CIVILIANS


def has_bomb(draft: Draft) -> bool:
    """Whether what went off was laid: a bomb or a mine, by its word or by its blow alone."""
    armed_otherwise = {"attack", "ambush", "shoot", "clash", "raid"} & set(draft.words)
    hit = bool(draft.means) and set(draft.means) <= LAID and bool(_BY_CHARGE & set(draft.words[:1]))
    return ("blast" in draft.words or hit) and not armed_otherwise
