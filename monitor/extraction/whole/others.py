"""Whose deeds two accounts of force are, where they are nobody's one act: one is told as what came before, or by whom it cannot be.

Decides that from who did them, with what, and in which order they are told. Doesn't decide what else makes two accounts one (``accounts``)."""

from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import OF_STATES
from monitor.model.reports import Party, PartyKind

_FROM_AFAR = frozenset({"shell", "strike"})
_LAID = frozenset({"bomb", "mine"})
"""Means that nobody fires."""


def are_others_deeds(one: Draft, other: Draft) -> bool:
    """ "A's jets strike the R's camps, two weeks after suicide bombers hit its capital": states send none, and gunmen of nobody's are no
    government; "the enemy's drones strike D. A's forces shot down six": who has a name is not the enemy; "A's shells hit D. It comes after two
    of B's were led away": nobody is led away from afar."""
    doer, led_away = one.initiator, "abduct" in other.words and "abduct" not in one.words
    if led_away and (other.earlier or not _FROM_AFAR.isdisjoint(one.words)):
        return True
    if other.foe and doer is not None and doer.spans:
        return True
    by_state = doer is not None and doer.kind in OF_STATES and doer.state is not None
    bombers = by_state and "suicide" in other.words and "suicide" not in one.words
    at_home = doer is not None and doer.kind == PartyKind.STATE_FORCES and (doer.state or doer.entity) is None
    laid = other.initiator is None and not _LAID.isdisjoint(other.means) and _LAID.isdisjoint(one.means)
    if at_home and laid:  # "a bomb hits A's patrol, the army shells R's camp"
        return True
    return bombers or (other.earlier and _is_at_home(one, other)) or _is_nobody_of(doer, other.initiator)


def _is_at_home(one: Draft, other: Draft) -> bool:
    """ "Shells rain on A's town", by nobody named, "after A's missiles struck nine sites": what A did before befell no town of its own, though another's soldier at it."""
    doer = other.initiator
    states = doer is not None and doer.kind in OF_STATES and other.doer is not None
    at_group = other.target is not None and other.target.kind == PartyKind.NONSTATE_GROUP
    its_own = one.struck in {None, other.doer}
    return states and its_own and not at_group and one.initiator is None and other.doer in one.grounds


def _is_nobody_of(one: Party | None, other: Party | None) -> bool:
    """ "Gunmen" whom a text doesn't know are no government, whichever it names later, nor "the army", which answers them at home."""
    if one is None or other is None or one.kind != PartyKind.UNKNOWN or one.state is not None:
        return False
    at_home = other.kind == PartyKind.STATE_FORCES and other.state is None and bool(one.spans)
    return other.kind == PartyKind.GOVERNMENT or at_home


def in_sequence(one: Draft, other: Draft) -> bool:
    """ "A fires at B after air strikes", "A attacks, as those held captive for weeks come home": of one sentence, the second set before the first in time."""
    if one.main != other.main:
        first, second = (one, other) if one.main else (other, one)
    elif one.earlier != other.earlier:
        first, second = (other, one) if one.earlier else (one, other)
    else:
        return False
    if first.initiator is None or second.initiator is not None:
        return False
    if "kill" in first.words + second.words:  # "A shells B after a rocket kills a soldier"
        return second.earlier and first.voice != "passive" and "kill" not in first.words
    return one.title == other.title and (first.target is not None or "abduct" in second.words)
