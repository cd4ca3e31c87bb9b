"""Who can't have done an act, though words name him for it: people and things that strike nobody, and a state's forces that would fight themselves.

Decides that alone. Doesn't decide who did it instead (``settling``).
"""

from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import OF_STATES
from monitor.extraction.words.vocabulary import THINGS
from monitor.model.reports import Party, PartyKind


def cannot_act(party: Party) -> bool:
    """People struck nobody, nor did what was struck, and "officials" of no state are those who tell."""
    return (
        is_thing(party)
        or party.kind == PartyKind.CIVILIANS
        or (party.kind == PartyKind.GOVERNMENT and party.state is None)
    )


def is_crowds(draft: Draft) -> bool:
    """ "A's villagers stone B's cars": what people of one state do to another's with their own hands, in so many words."""
    doer, struck = draft.initiator, draft.struck
    if doer is None or doer.kind != PartyKind.CIVILIANS or draft.voice == "noun":
        return False
    return bool(doer.spans) and None not in (doer.state, struck) and doer.state != struck


def is_named_crowd(party: Party) -> bool:
    """ "Soldier hurt by migrants who threw stones": no army did what the text says people did."""
    return party.kind == PartyKind.CIVILIANS and party.state is None and bool(party.spans)


def is_no_deed_of(party: Party, draft: Draft) -> bool:
    """States send no suicide bombers: they tell of them, or were struck."""
    return "suicide" in draft.words and party.kind in OF_STATES


def is_thing(party: Party) -> bool:
    """Whether it is a "target" or a "base" of nobody's, which does nothing."""
    return party.kind == PartyKind.UNKNOWN and party.name in THINGS


def is_itself(draft: Draft) -> bool:
    """Whether one state's forces would fight themselves: then only one of the two was read rightly."""
    doer, struck = draft.initiator, draft.target
    if doer is None or struck is None:
        return False
    rebels = doer.kind == PartyKind.NONSTATE_GROUP and struck.kind == PartyKind.STATE_FORCES
    return doer == struck or (
        draft.kinetic
        and not rebels
        and doer.state is not None
        and doer.state == struck.state
        and struck.kind != PartyKind.CIVILIANS
    )
