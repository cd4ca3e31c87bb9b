"""Those who came over a line, used force and fell: "A's soldier shot dead after crossing into B and firing at police", "three intruders shot: B
foils A's attack".

Decides that they began, though all that a headline says of them is that they fell, and by whom those fell who only strayed. Doesn't decide who began
where both sides are told to fight: that is for ``beginning``.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.facing import government
from monitor.extraction.naming.party_at import NOBODYS, OF_STATES
from monitor.extraction.whole.beginning import COMING
from monitor.extraction.words.steps import VIOLATED
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, Party, PartyKind

_FALLS = frozenset({"kill", "shoot"})
"""Words that say that somebody fell."""
_DEEDS = frozenset({"shoot", "shell", "attack", "wound", "kill", "strike", "hit", "ambush", "raid"})
"""Words of what those do who come."""
_GOING = "incursion"
"""A word of force for going over a line, which is a raid where nothing else is told."""
_FOILED = frozenset({"shoot", "shell", "attack", "ambush", "raid", "incursion", "infiltrate", "foray", "strike"})
"""Words of what may be beaten back, or denied."""


def cast(drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """Turn round each fall of those who came, and let what was foiled have happened where somebody fell in it."""
    if len(drafts) < 2:
        return
    if drafts[0].mode == Mode.NEGATED and _is_foiled(drafts[0]):
        _lay_at_denier(drafts[0], drafts)
    for fall in drafts:
        fallen, by = fall.target, fall.initiator
        if fallen is None or not _FALLS.issuperset(fall.words) or fall.mode != Mode.FACTUAL:
            continue
        if fallen.kind == PartyKind.STATE_FORCES and fallen.state and (by is None or by.kind in OF_STATES):
            _turn(fall, fallen, drafts, gazetteer)
        elif fallen.kind in NOBODYS and fallen.entity is None and by is None:
            _let_happen(fall, drafts)


def _turn(fall: Draft, fallen: Party, drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    came = next((one for one in drafts if one.words[0] in COMING and one.doer == fallen.state), None)
    told = [one for one in drafts if one is not fall and _is_deed(one, fall, fallen)]
    deed = next((one for one in told if one.title == fall.title or one.anaphoric or came is not None), None)
    land = next((state for state in _grounds(fall, came) if state != fallen.state), None)
    if deed is None:
        strayed = came is not None and came.words[0] == VIOLATED and came.earlier
        if strayed and land is not None and fall.initiator is None:
            fall.initiator = government(land, gazetteer)
        return
    struck = _struck(deed, fall, land, gazetteer)
    if struck is None:
        return
    fall.initiator, fall.target = fallen, struck
    fall.words = [*deed.words, *(word for word in fall.words if word not in deed.words)]
    fall.located = [state for state in fall.located if state != fallen.state]
    fall.tolls = [replace(toll, own=True) for toll in fall.tolls]
    if deed.anaphoric:
        deed.initiator = fallen
    if not any(toll.count.high > 1 for toll in fall.tolls):
        _without_raid(deed, fallen, drafts)


def _struck(deed: Draft, fall: Draft, land: str | None, gazetteer: Gazetteer) -> Party | None:
    """Whom the deed struck, by its own words; else those by whom the doer fell, or whose ground it was."""
    struck = (deed.target if deed.struck else None) or fall.initiator or deed.target
    if struck is None:
        return government(land, gazetteer) if land is not None else None
    return replace(struck, state=land) if struck.state is None and land is not None else struck


def _without_raid(deed: Draft, fallen: Party, drafts: Sequence[Draft]) -> None:
    """One man raids nothing: his going in is part of the shooting."""
    for one in drafts:
        if one.words == [_GOING] and one.doer == fallen.state:
            one.words = [*deed.words]


def _grounds(fall: Draft, came: Draft | None) -> list[str]:
    there = [*fall.countries]
    if came is not None:
        there += [state for state in (came.struck, *came.countries) if state]
    return there


def _is_deed(deed: Draft, fall: Draft, fallen: Party) -> bool:
    """Whether it is what the fallen did before he fell: told as what was before, or of "him" in the lead."""
    if deed.mode != fall.mode or deed.words[0] not in _DEEDS or deed.struck == fallen.state or deed.charged:
        return False
    struck = deed.target
    if struck is None:  # "he fired on its men": on those by whom he fell
        return deed.anaphoric and deed.initiator is None and fall.doer not in {None, fallen.state} and fall.title
    if struck.kind not in OF_STATES and struck.kind != PartyKind.CIVILIANS:
        return False
    if deed.doer == fallen.state:
        return not deed.main or deed.earlier or deed.title != fall.title
    return deed.initiator is None and deed.anaphoric and fall.title and not deed.title


def _let_happen(fall: Draft, drafts: Sequence[Draft]) -> None:
    """ "B's army foils A's attack, seven intruders shot dead": it was fought, and they were A's."""
    foiled = next((one for one in drafts if _is_foiled(one)), None)
    if foiled is None or foiled.initiator is None:
        return
    foiled.mode = Mode.FACTUAL
    fall.initiator, fall.target = foiled.initiator, foiled.target
    fall.tolls = [replace(toll, own=True) for toll in fall.tolls]


def _lay_at_denier(denied: Draft, drafts: Sequence[Draft]) -> None:
    """ "A denies firing at B's village. B says houses were hit": what befell them, by B's word, is what A denies."""
    for told in drafts:
        if told.title or not told.kinetic or told.initiator is not None or told.mode != Mode.FACTUAL:
            continue
        if denied.struck in told.said_by:
            told.initiator, told.words = denied.initiator, [*denied.words]
            told.target = told.target if told.struck else denied.target
            told.denied_by += [denied.doer] if denied.doer else []


def _is_foiled(draft: Draft) -> bool:
    sides = (draft.initiator, draft.target)
    known = all(side is not None and (side.state or side.entity) for side in sides)
    return draft.kinetic and draft.title and draft.mode == Mode.NEGATED and draft.words[0] in _FOILED and known
