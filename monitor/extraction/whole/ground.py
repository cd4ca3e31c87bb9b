"""On whose ground an act struck: a state's or a group's, on nobody named, on a village, on people who live there.

Decides who was struck from where it was. Doesn't decide where that was, nor who struck.
"""

from dataclasses import replace

from monitor.extraction.drafts import FROM_AFAR, Draft
from monitor.extraction.judging import facing
from monitor.extraction.judging.borders import Setting
from monitor.extraction.words.vocabulary import VILLAGE
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import PartyKind

_BOTH = 2
_INTO = frozenset({"seize", "incursion"})
"""Words of what a group does to a town that isn't its own."""
_OVER = frozenset({"shoot", "strike", "hit", "attack"})
"""Words for what a group does over a line to ground that it isn't on: "the R fires on D", which is B's."""
_THERE = frozenset({VILLAGE, PartyKind.CIVILIANS, "children", "women"})
"""General words for people who live where they were struck; workers, travellers and journalists may be from elsewhere."""


def settle(draft: Draft, gazetteer: Gazetteer) -> None:
    """A state's strike abroad on nothing named, or on "targets" of nobody's, and a town that a group takes or enters: the state's on whose ground it was."""
    if not draft.kinetic or draft.initiator is None:
        return
    acting = draft.doer
    if acting is None and draft.initiator.kind != PartyKind.NONSTATE_GROUP:
        return
    abroad = next((country for country in draft.countries if country != acting), None)
    there = abroad or _beyond(draft, acting, gazetteer)
    from_afar = bool({"drone", "rocket", "missile", "artillery", "mortar"} & set(draft.means))
    group = gazetteer.actors.get(draft.initiator.entity or "")
    if group is not None and there in {None, group.hosted_by} and draft.target is None:  # it fires from where it stays
        foe = group.hosted_according_to if from_afar else None
        draft.target = facing.government(foe, gazetteer) if foe else None
        return
    over = group is not None and group.hosted_by is not None and _OVER.issuperset(draft.words)
    struck = not _INTO.isdisjoint(draft.words) or from_afar or over
    if there is None or (draft.initiator.kind == PartyKind.NONSTATE_GROUP and not struck):
        return
    if draft.target is None:
        draft.target = facing.government(there, gazetteer)
    elif draft.target.state is None and draft.target.kind == PartyKind.UNKNOWN and draft.target.entity is None:
        draft.target = replace(draft.target, state=there)


def _beyond(draft: Draft, acting: str | None, gazetteer: Gazetteer) -> str | None:
    """ "A's shelling of D", a district that both sides of a line hold parts of: the other side's part."""
    if acting is None or draft.countries or not FROM_AFAR & set(draft.words):
        return None
    places = (gazetteer.places.get(point.entity) for point in draft.places if point.country is None)
    lines = [line.split("-") for place in places if place is not None for line, _ in place.border_km]
    return next((state for sides in lines if acting in sides for state in sides if state != acting), None)


def settle_village(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """ "A shells a village of B's", where nobody is counted: B's ground was struck, whoever lives there."""
    struck, doer = draft.target, draft.initiator
    if struck is None or doer is None or struck.kind != PartyKind.CIVILIANS:
        return
    acting = doer.state
    whose = struck.state or next((country for country in draft.countries if country != acting), None)
    if whose is None and not draft.countries and len(setting.states) == _BOTH and acting in setting.states:
        whose = next(state for state in setting.states if state != acting)  # "B: A's army shelled a village"
    hurt = any(toll.count.best for toll in draft.tolls)
    if whose is not None and acting not in {None, whose} and not hurt:
        draft.target = replace(facing.government(whose, gazetteer), spans=struck.spans)


def settle_people(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """ "A's shells kill five people in D", "a market shelled, nine dead: B accuses A": of the state on whose ground they were, else of the neighbour that tells
    of it or that alone is named beside A, where no word says that they were guests."""
    struck = draft.target
    if not draft.kinetic or struck is None or struck.kind != PartyKind.CIVILIANS or struck.state:
        return
    acting = draft.doer or _host(draft, gazetteer) or draft.origin
    if acting is None or draft.target_common not in _THERE or draft.origin not in {None, acting}:
        return
    tellers = [state for state in draft.telling_states if state != acting and gazetteer.adjoin(state, acting)]
    others = [state for state in setting.states if state != acting]
    alone = others if len(others) == 1 and gazetteer.adjoin(others[0], acting) else []
    grounds = list(dict.fromkeys(draft.countries)) or tellers or alone
    if len(grounds) == 1 and grounds[0] != acting:
        draft.target = facing.theirs(struck, grounds[0], gazetteer)


def _host(draft: Draft, gazetteer: Gazetteer) -> str | None:
    """The state from whose ground a group fires over a line, by its foe's word: "the R's rocket kills a farmer in D"."""
    group = gazetteer.actors.get(draft.initiator.entity or "") if draft.initiator is not None else None
    return group.hosted_by if group is not None and not FROM_AFAR.isdisjoint(draft.words) else None
