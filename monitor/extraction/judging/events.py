"""Which kind of event an act of force is: from its word, the means, who did it, to whom, and where.

Decides the subtype and the target's class. Doesn't decide who did it.
"""

from collections.abc import Mapping

from monitor.extraction.drafts import FROM_AFAR, GROUND, Draft
from monitor.extraction.judging import by_groups
from monitor.extraction.judging.by_groups import BLOWS, CAPTIVES, FLYING, LAID, WINGS
from monitor.extraction.judging.struck import target_class
from monitor.extraction.naming.party_at import OF_STATES
from monitor.extraction.words.steps import DETAINED, VIOLATED
from monitor.extraction.words.vocabulary import AIR_FORCE, VILLAGE
from monitor.model.reports import Party, PartyKind, TargetClass

_AIR_MEANS: Mapping[str, str] = {
    "missile": "force_state.missile_strike",
    "drone": "force_state.drone_strike",
    "aircraft": "force_state.air_strike",
    "helicopter": "force_state.air_strike",
    "rocket": "force_state.missile_strike",
}
_TUBES = frozenset({"mortar", "artillery"})
_STRUCK_FROM_AIR = frozenset({"strike", "shootdown"})
_ENTERED = frozenset({"incursion", "raid"})
"""Words for going in, which some languages have one noun for."""
_STATE_WORDS: Mapping[str, str] = {
    "truce_breach": "force_state.ceasefire_violation",
    "shootdown": "force_state.air_defence_engagement",
    "seize": "force_state.territory_or_post_taken",
    "incursion": "force_state.ground_raid",
    "shell": "force_state.shelling",
    "sabotage": "force_nonstate.sabotage_infrastructure",
}
_GROUP_MEANS = frozenset({"bomb", "gun", "grenade", "mine", "suicide"})
_PLANTED = "planted_charge"
"""The trait of items that tell of a bomb in a car or at a roadside, by the noun for it."""
_BOMBARDED = "bombarded"
"""The trait of items that tell of it by a noun for what guns do as well as aeroplanes."""
_OVER_THE_LINE = "over_the_line"
"""The trait of items that tell of fire across a border: where no group is named, it is the other state's."""
_FIRED = frozenset({"clash", "shoot", "shell"})
"""Words of what goes over a line."""
_COMES_IN = BLOWS | {"attack", "blast", "shootdown"}
"""Words of what is struck down, or is not: if somebody died of it."""
_BY_SOLDIERS = frozenset({"raid", "seize"})  # on the ground
_BY_HAND = frozenset({"kill", "wound", "assassinate", "abduct"})
"""Words that say nothing of fire from afar."""
_GUARDS = "border"  # in the names of those who guard a line
_ON_FOOT = ("soldiers", "sniper", "police", "border guards", "security forces", "navy")
"""General words of the lexicon (its ``form``) for those who shoot with what they, or their boats, carry."""
_FALLS = ("soldiers", "police", "border guards", "security forces", "militants", "gunmen", "civilians")
"""General words for people who may be shot down, as boats are not."""
_AT_POSTS = ("soldiers", "border guards", "police")
"""The same for those of them who stand on a line."""
_SEEN_FROM_POSTS = frozenset({TargetClass.STATE_FORCES, TargetClass.CIVILIANS})
"""What those shoot at who stand on a line."""
_CARRIED = frozenset({"gun", "rocket", "grenade", "mortar"})
"""Arms that men carry."""
_CRAFTS = (AIR_FORCE, "navy", "coast guard")  # forces that are where their aeroplanes and ships are
_TAKEN = "force_state.territory_or_post_taken"
_STRUCK_FIRST = FROM_AFAR | {"attack"}
"""Words of a blow of which whoever was captured in it is told behind."""
_SABOTAGED = "force_nonstate.sabotage_infrastructure"
_PEOPLE = frozenset({TargetClass.CIVILIANS, TargetClass.NONSTATE_GROUP})
"""Whom one seizes, where other targets are ground."""


def sort_of(word: str, doer: Party | None, struck: Party | None = None, *, whence: bool = False) -> str:
    """What a raid is: soldiers and policemen make theirs on foot, as nobody known does on a post or from over a line (``whence``); a state's own,
    of which nothing more is said, comes from the air."""
    if word != "foray":
        return word
    if doer is None and (whence or (struck is not None and struck.kind == PartyKind.STATE_FORCES)):
        return "attack"
    on_foot = doer is not None and doer.kind == PartyKind.STATE_FORCES and not _flies(doer)
    return "raid" if on_foot else "strike"


def _flies(doer: Party) -> bool:
    """Whether it is a state's aeroplanes, by the general word for them or by their own name."""
    return doer.name.casefold().endswith(AIR_FORCE)


def by_state(draft: Draft) -> bool:
    """Whether a state did it: named, or known by means that only states have."""
    doer = draft.initiator
    if "suicide" in draft.words:
        return False
    if doer is not None and doer.kind in OF_STATES and (doer.state or doer.kind == PartyKind.STATE_FORCES):
        return True  # some state's, though the text doesn't say whose
    if (
        doer is not None
        and doer.kind in {PartyKind.NONSTATE_GROUP, PartyKind.CIVILIANS, PartyKind.UNKNOWN}
        and doer.spans
    ):
        return False
    if doer is None and (draft.foe or _sounds_of_state(draft) or "drone" in draft.means):
        return True  # armed drones of nobody named: few but states fly them
    return draft.means_of_state or "truce_breach" in draft.words or _between_states(draft)


def _sounds_of_state(draft: Draft) -> bool:
    """ "Strikes kill ten": nobody is named, but groups bomb and shoot; "strike" is said of states."""
    if not _FIRED.isdisjoint(draft.words) and _is_over_the_line(draft):
        return True
    if "clash" in draft.words and _at_the_line(draft):
        return True
    if draft.words[0] == "strike" and "grenade" not in draft.means:
        return True
    if "strike" in draft.words or ("shell" in draft.words and (draft.said_by or "artillery" in draft.means)):
        return not _GROUP_MEANS & set(draft.means)
    return "shoot" in draft.words and bool({"unprovoked", "truce_breach"} & draft.traits)


def _at_the_line(draft: Draft) -> bool:
    """Fighting on a line, with no group named, is between the two states' forces."""
    return draft.at_the_line and not _strikes_a_group(draft)


def _is_over_the_line(draft: Draft) -> bool:
    """ "Soldier killed in cross-border firing", "in firing along the line of control": of which nobody says out of whose ground it came."""
    line = _OVER_THE_LINE in draft.traits or any(p.country is None and p.border_km == 0 for p in draft.places)
    return line and draft.origin is None and not _strikes_a_group(draft)


def _strikes_a_group(draft: Draft) -> bool:
    return draft.target is not None and draft.target.kind in {PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN}


def _between_states(draft: Draft) -> bool:
    target = draft.target
    return bool(draft.initiator and draft.initiator.kind in OF_STATES and target and target.kind in OF_STATES)


def kind(draft: Draft) -> str:
    """The event's id."""
    if not draft.kinetic:
        return draft.words[0]
    if not by_state(draft) or ("mine" in draft.means and by_groups.has_bomb(draft)) or _went_off(draft):
        return by_groups.kind(draft)  # a mine is one whoever laid it
    unnamed = not draft.target_common and target_class(draft) == TargetClass.STATE_FORCES
    captured = (unnamed or draft.target_common in CAPTIVES) and "seize" in draft.words
    captured = captured and draft.words[0] not in _STRUCK_FIRST  # "A strikes B and captures its president"
    if (captured or "abduct" in draft.words) and not draft.deadly:
        foreign = captured or draft.countries or draft.at_the_line or (draft.target is not None and draft.target.state)
        return DETAINED if foreign else "force_nonstate.abduction"
    at_aircraft = "shoot" in draft.words and draft.target_common == AIR_FORCE
    return "force_state.air_defence_engagement" if at_aircraft else _state_event(draft)


def _went_off(draft: Draft) -> bool:
    """ "A blames B for a blast at the line that wounded two", "bomb damages a bridge, A accuses B": nothing fell there, something was laid."""
    laid = (
        draft.charged and draft.words[0] == "blast" and draft.voice in {"noun", "verb"} and "shell" not in draft.words
    )
    return laid and (not draft.means or (draft.hedged and set(draft.means) <= LAID))


def _first(words: list[str], table: Mapping[str, str]) -> str | None:
    return next((table[word] for word in words if word in table), None)


def _words(draft: Draft) -> list[str]:
    """The words of force, but for what was shot down of a blow, or in answer to it, that is told behind, and the truce that it broke; planes strike."""
    comes_in = _COMES_IN if any(t.what == "killed" and t.count.best for t in draft.tolls) else BLOWS | {"shootdown"}
    blow = next((word for word in draft.words if word in comes_in), None)
    said = {"shootdown"} - {blow} | ({"truce_breach"} if _is_blow_in_truce(draft) else set())
    words = [word for word in draft.words if word not in said]
    if "shootdown" in words and _fells_people(draft):
        words = ["shoot" if word == "shootdown" else word for word in words]
    flown = draft.initiator is not None and _flies(draft.initiator)
    return ["strike" if word == "shell" else word for word in words] if flown else words


def _fells_people(draft: Draft) -> bool:
    """ "Shot down two fighters", by the word that many languages have for aircraft and people: nothing flies in the text, and people fell."""
    target = draft.target
    if target is None or FLYING & set(draft.means):
        return False
    fell = any(toll.what == "killed" for toll in draft.tolls) and target.kind == PartyKind.NONSTATE_GROUP
    return fell or target.name.endswith(_FALLS)


def _state_event(draft: Draft) -> str:
    words = _words(draft)
    if _is_shelling(draft, words):
        return "force_state.shelling"
    if "truce_breach" in words or "shootdown" in words:
        return _STATE_WORDS["truce_breach" if "truce_breach" in words else "shootdown"]
    if "clash" in words and "strike" not in words:
        return "force_state.fire_exchange"
    air = _by_air(draft, words)
    if air is not None and not (_TUBES & set(draft.means[:1]) and not _STRUCK_FROM_AIR & set(words)):
        return air
    if _TUBES & set(draft.means):
        return "force_state.shelling"
    special = _first(words, _STATE_WORDS)
    # what it took elsewhere, or was sabotaged there, is told later
    struck_first = words[0] in {"strike", "hit"} and special in {_TAKEN, _SABOTAGED}
    if special is not None and not struck_first and not (special == _TAKEN and _takes_people(draft)):
        return special
    bullets = set(draft.means) == {"gun"} and "strike" not in words
    if "shoot" not in words and {"strike", "hit"} & set(words) and not (_raids_on_foot(draft) or bullets):
        return _from_above(draft, words)
    return _on_foot(draft)


def _from_above(draft: Draft, words: list[str]) -> str:
    """What strikes without a word of how: aeroplanes, but for guns that bombard, and soldiers who fire from where they stand."""
    if words[0] in {"strike", "hit"} and _strikes_from_posts(draft):
        return "force_state.shelling" if draft.target_common == VILLAGE else _on_foot(draft)
    return "force_state.shelling" if _is_bombardment(draft) else "force_state.air_strike"


def _is_small_arms(draft: Draft, words: list[str]) -> bool:
    """ "Opened fire at a post with rifles and rockets": what soldiers carry."""
    return "shoot" in words and "gun" in draft.means and _CARRIED.issuperset(draft.means)


def _strikes_from_posts(draft: Draft) -> bool:
    """ "A's troops targeted B's posts", "A's guards targeted villages with machine guns": soldiers and guards fire, where nothing flies."""
    doer = draft.initiator
    if doer is None or draft.voice == "noun" or doer.kind != PartyKind.STATE_FORCES:
        return False
    near = draft.initiator_common in _AT_POSTS or _GUARDS in doer.name.casefold()
    return draft.means == ["gun"] or (near and not draft.means and target_class(draft) in _SEEN_FROM_POSTS)


def _by_air(draft: Draft, words: list[str]) -> str | None:
    """What flew: the arms that are named, or planes that bomb, whatever else the sentence calls it ("incursion")."""
    if _is_small_arms(draft, words):
        return None
    if _flies_in(draft):
        return VIOLATED
    flown = draft.initiator is not None and _flies(draft.initiator) and {"strike", "hit", "blast"} & set(words)
    return _first(draft.means, _AIR_MEANS) or ("force_state.air_strike" if flown else None)


def _is_bombardment(draft: Draft) -> bool:
    """ "A's bombardment kills two Bs": what nothing in the text flew to drop was fired, but at rebels, who are bombed in their camps."""
    if _BOMBARDED not in draft.traits or (draft.initiator is not None and _flies(draft.initiator)):
        return False
    said = draft.words[0] == "kill" or (draft.words[0] == "strike" and draft.voice == "noun")
    return said and target_class(draft) != TargetClass.NONSTATE_GROUP


def _is_shelling(draft: Draft, words: list[str]) -> bool:
    """Shells of which nothing says that they were dropped; where a headline tells of shelling and guns fire, also with drones beside."""
    if words[0] == "shell" and _TUBES & set(draft.means):
        return not {"aircraft", "missile"} & set(draft.means)
    return "shell" in words and "strike" not in words and not {"aircraft", "drone", "missile"} & set(draft.means)


def _is_blow_in_truce(draft: Draft) -> bool:
    """ "Drone attack kills two in latest breach of the truce", "A's soldier shot dead. It broke the truce": of a blow the breach is only said."""
    if draft.words[0] == "truce_breach":
        return False
    told = "attack" in draft.words or (draft.title and draft.words[0] in {"kill", "shoot"})
    deadly = told and any(toll.what == "killed" for toll in draft.tolls)
    return deadly or "strike" in draft.words or bool(_AIR_MEANS.keys() & set(draft.means))


def _flies_in(draft: Draft) -> bool:
    """ "A's helicopter crossed into B", "A's warship in B's waters": what flies or sails over a border and does nothing else shoots at nobody."""
    doer = draft.initiator
    flown = bool(WINGS & set(draft.means)) or (doer is not None and doer.name.casefold().endswith(_CRAFTS))
    return "incursion" in draft.words and set(draft.words) <= _ENTERED and flown and not draft.tolls


def _raids_on_foot(draft: Draft) -> bool:
    """ "A's raid kills six: A's soldiers raided a camp", "A's troops seize two in a raid", "A's ground operation": by hand, whatever else it is called."""
    return draft.words[0] == "raid" or (
        not _BY_SOLDIERS.isdisjoint(draft.words)
        and draft.initiator is not None
        and draft.initiator.kind == PartyKind.STATE_FORCES
    )


def _takes_people(draft: Draft) -> bool:
    """ "Seizes seven suspects": people and groups are taken prisoner, unless it is ground that is taken from them."""
    ground = draft.target_common == GROUND or (draft.target_common == VILLAGE and draft.voice == "passive")
    return target_class(draft) in _PEOPLE and not ground


def _on_foot(draft: Draft) -> str:
    """Guards who shoot at people, soldiers who shoot at soldiers, troops who go in."""
    struck = target_class(draft)
    guards = draft.initiator is not None and _GUARDS in draft.initiator.name.casefold()
    if (
        guards
        and struck in {TargetClass.CIVILIANS, TargetClass.NONSTATE_GROUP}
        and {"attack", "raid", "clash"}.isdisjoint(draft.words)
    ):
        return "force_state.killing_at_border"
    shot = "shoot" in draft.words or ("gun" in draft.means and "attack" not in draft.words)
    if shot and struck != TargetClass.STATE_FORCES:
        return "force_state.killing_at_border" if struck == TargetClass.CIVILIANS else "force_state.fire_exchange"
    if "raid" in draft.words or "seize" in draft.words:
        return "force_state.ground_raid"
    if _goes_on_foot(draft):
        return _from_near(draft, struck)
    if (named := _by_its_name(draft)) is not None:
        return named
    if struck == TargetClass.STATE_FORCES or "ambush" in draft.words or draft.repelled:
        return "force_state.fire_exchange"
    if (struck != TargetClass.NONSTATE_GROUP or draft.origin is not None) and set(draft.words) <= _BY_HAND:
        return "force_state.killing_at_border" if struck == TargetClass.CIVILIANS else "force_state.fire_exchange"
    # "A's attack in a town of B": states that attack across a border without a word of troops do so from the air.
    return "force_state.air_strike"


def _from_near(draft: Draft, struck: TargetClass) -> str:
    walls = draft.target_common == VILLAGE and not draft.tolls
    if ("blast" in draft.words and (walls or struck == TargetClass.UNKNOWN)) or (walls and "attack" in draft.words):
        return "force_state.ground_raid"  # "A's soldiers blew up rafts in B", "stormed a village": done on foot
    if draft.words[0] == "blast" and not draft.means:
        return "force_nonstate.ied_mine"
    return "force_state.killing_at_border" if struck == TargetClass.CIVILIANS else "force_state.fire_exchange"


def _by_its_name(draft: Draft) -> str | None:
    """An offensive goes over land, as who steals in does, and states drop their bombs."""
    if {"offensive", "infiltrate"} & set(draft.words) and not draft.means_of_state:
        return "force_state.ground_raid"
    if draft.words[0] == "blast" and not draft.means:
        return _blown_up(draft)
    planted = _PLANTED in draft.traits and set(draft.means) <= LAID
    if draft.words[0] == "blast" and (planted or set(draft.means) == {"grenade"}):
        return "force_nonstate.ied_mine"  # "A says that B is behind a car bomb", "a grenade attack"
    bombs = "blast" in draft.words and "bomb" in draft.means and "shoot" not in draft.words
    return "force_state.air_strike" if bombs else None


def _blown_up(draft: Draft) -> str:
    """ "A's soldiers blow up a tunnel", "houses blown up by A" are work on the ground, "device blown up by A kills one" is a strike; "A's blast" was laid."""
    doer = draft.initiator
    people = target_class(draft) in {TargetClass.STATE_FORCES, TargetClass.CIVILIANS} and draft.target_common != VILLAGE
    if draft.voice == "noun" or doer is None or doer.kind not in OF_STATES or people:
        return "force_nonstate.ied_mine"
    killed = doer.kind == PartyKind.GOVERNMENT and any(toll.what == "killed" for toll in draft.tolls)
    return "force_state.air_strike" if killed else "force_state.ground_raid"


def _goes_on_foot(draft: Draft) -> bool:
    """Soldiers and policemen, and whoever kills at home, do it from near."""
    doer = draft.initiator
    if doer is None:
        return False
    armed = doer.kind == PartyKind.STATE_FORCES
    near = armed and (draft.countries[:1] == [doer.state] or draft.initiator_common in _ON_FOOT)
    return near or doer.name.endswith(_ON_FOOT)
