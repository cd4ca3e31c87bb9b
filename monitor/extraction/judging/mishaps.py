"""What happens without anybody's will although words of force tell of it: stores go off, weather kills.

Decides whether a draft may be such, or is none for certain. Doesn't decide what a text sounds of (``sounds``), nor whether somebody's act is told beside (``witness``).
"""

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.sounds import IN_TITLE, Sound
from monitor.model.reports import LeftOut, PartyKind

OF_ITSELF = frozenset({"blast", "kill", "wound"})
"""What chemicals, gas and fireworks do, too."""
STORED = frozenset({"rocket"})
"""What goes off where it is kept."""
_OF_WEATHER, _UPON_ONE = frozenset({"seize", "kill"}), "attack"


def goes_off(draft: Draft) -> bool:
    """ "A market of rockets explodes": nobody fires them, and nothing is struck."""
    unnamed = draft.initiator is None or not draft.initiator.spans
    return unnamed and "blast" in draft.words and set(draft.words) <= OF_ITSELF and set(draft.means) <= STORED


def is_natures(draft: Draft) -> bool:
    """ "A storm kills twenty, it came upon them at night": what weather does, too, and drones look for whom it befell."""
    return set(draft.words) <= (_OF_WEATHER if draft.voice == "noun" else _OF_WEATHER | {_UPON_ONE})


def is_by_somebody(draft: Draft) -> bool:
    """Whether a doer is named; of a noun of force, "blast in an A mine", a state's adjective names none."""
    doer = draft.initiator
    return doer is not None and bool(doer.spans) and not (draft.voice == "noun" and doer.kind == PartyKind.GOVERNMENT)


def has_fallen_on_line(draft: Draft, sound: Sound) -> bool:
    """ "Six soldiers die at D", where two armies face each other, and deeper in the text people sleep in buses: no accident is told of."""
    passing = sound.vehicles and sound.weights[LeftOut.ACCIDENT] < IN_TITLE
    soldiers = draft.target is not None and draft.target.kind == PartyKind.STATE_FORCES
    return passing and soldiers and draft.title and draft.at_the_line


def is_on_others(draft: Draft) -> bool:
    """Whether a text about a drill, or about one who shot at his own, tells of an act of a group, or of one state on another."""
    doer, struck = draft.initiator, draft.target
    if any(party is not None and party.spans and party.kind == PartyKind.NONSTATE_GROUP for party in (doer, struck)):
        return True
    if doer is None or struck is None or not (doer.spans and struck.spans):
        return False
    return doer.state is not None and struck.state not in {None, doer.state}
