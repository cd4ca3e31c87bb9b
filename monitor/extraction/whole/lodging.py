"""The border of a hostile act that a text leaves bare, by what else the item tells.

An attack by hands unknown is by itself at home nowhere: most are a country's own. Decides where such an act lodges, and where people of a
third state were struck. Doesn't decide the border of an act that names its own.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.borders import TOGETHER, Setting
from monitor.extraction.words.steps import CONDEMNED, DEPLOYED, SHOWN, VIOLATED
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, PartyKind

_HOSTILE = ("force_", "coercion.", "posture.", "diplo_hostile.")
"""What two states do against each other: a truce or a visit in the same news makes no attack theirs."""


_BLAMED = ("diplo_hostile.accuse", "diplo_hostile.condemn", "diplo_hostile.envoy")
"""What a state says or does to the one from whose ground it was struck."""
_INTERCEPTED = frozenset({"force_state.air_defence_engagement", DEPLOYED, SHOWN})
"""What fighters do that meet others in a sky."""


class Lodger(NamedTuple):
    """A settled draft with its kind of event and the border that it has by itself."""

    draft: Draft
    event: str
    home: str | None


def home(one: Lodger, item: Sequence[Lodger], *, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """Its own border; else the only one at which the item tells of hostile acts, or on which the item's places lie."""
    if one.event in _INTERCEPTED and (crossed := _line_crossed(one, item)):
        return crossed
    if one.home is None and one.event.startswith(TOGETHER):
        return _met_at(one.draft, set(_lines(gazetteer, setting)))
    if one.home is not None or not one.event.startswith(_HOSTILE):
        return (_of_hosts(one, item) if one.draft.kinetic else None) or one.home
    known = _concerned(one.draft)
    at = set(_at_odds(one, item, known))
    if not at and not one.draft.places:
        at = set(_lines(gazetteer, setting))
    only = at.pop() if len(at) == 1 else None
    return only if only is not None and known <= set(only.split("-")) else None


def _line_crossed(one: Lodger, item: Sequence[Lodger]) -> str | None:
    """ "B's jets enter A's sky, C's fighters intercept them": an ally did so where they came in."""
    doer, struck = one.draft.doer, one.draft.struck
    came = (other for other in item if other.event == VIOLATED and struck in {None, other.draft.doer})
    return next((o.home for o in came if o.home is not None and doer not in o.home.split("-")), None)


def _met_at(draft: Draft, lines: set[str]) -> str | None:
    """ "General meets B counterpart at D": where one side is named, the line on which all places lie that the text names."""
    states = {draft.doer, draft.struck} - {None}
    only = lines.pop() if len(lines) == 1 and states else None
    return only if only is not None and _concerned(draft) <= set(only.split("-")) else None


def _concerned(draft: Draft) -> set[str]:
    parties = (draft.initiator, draft.target)
    return {party.state for party in parties if party is not None and party.state} | set(draft.countries)


def _at_odds(one: Lodger, item: Sequence[Lodger], known: set[str]) -> Iterator[str]:
    """The borders of the item's other hostile acts."""
    for other in item:
        if other is one or other.home is None or other.draft.mode != Mode.FACTUAL:
            continue
        own = not known or other.draft.doer in known
        # Neighbours condemn what befell a state at home: only its own protest is held against the other side of a line.
        if other.event.startswith(_HOSTILE) and (own or not other.event.startswith(CONDEMNED)):
            yield other.home


def _lines(gazetteer: Gazetteer, setting: Setting) -> Iterator[str]:
    """The lines close to the places that a text names, if it speaks of nobody but the states on both sides."""
    for place in setting.places:
        line = gazetteer.border_near(place, setting.states)
        if line is not None and set(setting.states) <= set(line.split("-")):
            yield line


def _of_hosts(one: Lodger, item: Sequence[Lodger]) -> str | None:
    """ "Drone from A kills three Cs, B condemns": people of a third state were struck where they were guests, on whose border with A it was."""
    doer, struck = one.draft.doer, one.draft.target
    if doer is None or struck is None or struck.kind != PartyKind.CIVILIANS or struck.state in {None, doer}:
        return None
    if not {doer}.issuperset(one.draft.countries):
        return None
    for other in item:
        host, blamed = other.draft.doer, other.home is not None and doer in other.home.split("-")
        if blamed and other.event.startswith(_BLAMED) and host not in {None, doer, struck.state}:
            return other.home
    return None
