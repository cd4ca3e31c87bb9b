"""Whose peacekeepers they are: "blue helmets", "a UN patrol" are the mission of the country in which the text has them.

Decides which mission stands for bare peacekeepers and for the United Nations in an act of force, or a word of blame. Doesn't decide what befell them.
"""

from dataclasses import replace

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.borders import Setting
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Party, PartyKind

_KEEPERS = "peacekeepers"
"""The general word of the lexicon (its ``form``) for them, with which the name of a party ends."""
_UNITED_NATIONS = "united-nations"
_BLAMES = ("diplo_hostile.accuse", "diplo_hostile.condemn")
"""What peacekeepers say to whoever struck them."""


def settle(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """Give peacekeepers their mission's name, in an act of force on or by them, or where they blame somebody for it."""
    if not (draft.kinetic or draft.words[0].startswith(_BLAMES)) or not (
        _are_keepers(draft.initiator) or _are_keepers(draft.target)
    ):
        return
    where = (*draft.countries, *setting.states, *setting.hosts)
    mission = next((gazetteer.missions[state] for state in where if state in gazetteer.missions), None)
    if mission is None:
        return
    named = Party(name=mission.name, kind=PartyKind.ORGANISATION, entity=mission.id)
    if draft.initiator is not None and _are_keepers(draft.initiator):
        draft.initiator = replace(named, spans=draft.initiator.spans)
    if draft.target is not None and _are_keepers(draft.target):
        draft.target = replace(named, spans=draft.target.spans)


def _are_keepers(party: Party | None) -> bool:
    return party is not None and (party.entity == _UNITED_NATIONS or party.name.endswith(_KEEPERS))
