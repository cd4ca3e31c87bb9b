"""What is no act of one side on another although words of force tell of it: stores go off, weather kills, robbers and police are at work.

Decides whether a draft may be such, or is none for certain. Doesn't decide what a text sounds of (``sounds``), nor whether somebody's act is told beside (``witness``).
"""

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.sounds import IN_TITLE, Sound
from monitor.extraction.words.vocabulary import GUNMEN, POLICE
from monitor.model.reports import LeftOut, PartyKind

OF_ITSELF = frozenset({"blast", "kill", "wound"})
"""What chemicals, gas and fireworks do, too."""
_TAKEN_THEN_BURNT = frozenset({"seize", "blast"})
"""What is said of fuel that soldiers took from its hoarders."""
STORED = frozenset({"rocket"})
"""What goes off where it is kept."""
_OF_STORES = OF_ITSELF | {"shell"}
_IN_STORES = STORED | {"artillery", "mortar", "armour", "grenade", "gun", "missile"}
"""What is said of arms that burn where they are kept, and which they are; drones and jets are kept elsewhere, and bombs are laid."""
_AT_HAND = frozenset({"gun"})
_GANG = "gang"
_BROKEN_INTO = frozenset({"incursion", "raid", "attack"})
"""What robbers do to a camp."""
_BY_POLICE = frozenset({"raid", "shoot", "kill", "wound", "clash", "seize", "attack"})
"""What those do who look for dealers and drunken drivers."""
_OF_WEATHER, _UPON_ONE = frozenset({"seize", "kill"}), "attack"


def goes_off(draft: Draft) -> bool:
    """ "A market of rockets explodes": nobody fires them, and nothing is struck; also "a tank seized by the army explodes"."""
    if draft.voice == "passive" and set(draft.words) == _TAKEN_THEN_BURNT:
        return True
    unnamed = draft.initiator is None or not draft.initiator.spans
    return unnamed and "blast" in draft.words and set(draft.words) <= OF_ITSELF and set(draft.means) <= STORED


def is_of_store(draft: Draft, *, burning: bool) -> bool:
    """ "Shells rain on houses as a dump burns": what lies in a store goes off by itself, unless somebody is said to have fired at it; it flies about where
    the store is said to be ``burning``."""
    doer = draft.initiator
    by_group = doer is not None and bool(doer.spans) and doer.kind in {PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN}
    abroad = (
        doer is not None and bool(doer.spans and doer.state and draft.countries) and doer.state not in draft.countries
    )
    words = _OF_STORES if burning else OF_ITSELF
    return (
        not (by_group or abroad or hits_guests(draft)) and set(draft.words) <= words and set(draft.means) <= _IN_STORES
    )


def hits_guests(draft: Draft) -> bool:
    """ "A blast at a depot in A kills 40 of B's soldiers": who fights abroad is struck there rather than careless."""
    struck = draft.target
    soldiers = struck is not None and struck.kind == PartyKind.STATE_FORCES and struck.state is not None
    return soldiers and bool(draft.countries) and struck is not None and struck.state not in draft.countries


def is_natures(draft: Draft) -> bool:
    """ "A storm kills twenty, it came upon them at night": what weather does, too, and drones look for whom it befell."""
    return set(draft.words) <= (_OF_WEATHER if draft.voice == "noun" else _OF_WEATHER | {_UPON_ONE})


def is_by_somebody(draft: Draft) -> bool:
    """Whether a doer is named; of a noun of force, "blast in an A mine", a state's adjective names none."""
    doer = draft.initiator
    return doer is not None and bool(doer.spans) and not (draft.voice == "noun" and doer.kind == PartyKind.GOVERNMENT)


def has_fallen_on_line(draft: Draft, sound: Sound) -> bool:
    """ "Six soldiers die at D", where two armies face each other, and deeper in the text people sleep in buses: no accident is told of."""
    passing = sound.vehicles and sound.weights.get(LeftOut.ACCIDENT, 0) < IN_TITLE
    soldiers = draft.target is not None and draft.target.kind == PartyKind.STATE_FORCES
    return passing and soldiers and draft.title and draft.at_the_line


def is_on_others(draft: Draft) -> bool:
    """Whether a text about a drill, or about one who shot at his own, tells of an act of a group, or of one state on another."""
    doer, struck = draft.initiator, draft.target
    if draft.has_group:
        return True
    if doer is None or struck is None or not (doer.spans and struck.spans):
        return False
    return doer.state is not None and struck.state not in {None, doer.state}


def is_robbery(draft: Draft) -> bool:
    """ "Bandits invade a miners' camp, nobody is hurt": gunmen of no side who are after gold, in a text that sounds of crime."""
    doer, struck = draft.initiator, draft.target
    if draft.origin or not set(draft.means) <= _AT_HAND or any(toll.count.best for toll in draft.tolls):
        return False
    if doer is None:
        return (
            struck is not None and struck.state is None and struck.entity is None and set(draft.words) <= _BROKEN_INTO
        )
    if "attack" in draft.words or ("incursion" in draft.words and not draft.tolls):
        return False  # "gunmen break into a prison", not robbers of whom it is said that they hurt nobody
    of_people = struck is None or (struck.kind == PartyKind.CIVILIANS and struck.state is None)
    return of_people and doer.name in GUNMEN and doer.state is None


def is_at_home(draft: Draft) -> bool:
    """ "A's army raids a dealer's villa, a soldier dies", "police fire on a car": a state's own men on its own ground, at nobody of a known group."""
    doer, struck = draft.initiator, draft.target
    if doer is None or doer.kind != PartyKind.STATE_FORCES or not doer.spans or draft.origin:
        return False
    police = doer.name.endswith(POLICE)
    if not (police or "raid" in draft.words) or not set(draft.means) <= _AT_HAND or not set(draft.words) <= _BY_POLICE:
        return False
    states = {*draft.countries, doer.state, struck.state if struck is not None else None} - {None}
    fought = struck is not None and struck.kind == PartyKind.NONSTATE_GROUP and not struck.name.endswith(_GANG)
    return len(states) <= 1 and not fought
