"""Acts of no time and of another: what films and novels tell, and what old wars left in the ground.

Decides whether a draft is one, in a text that speaks of such. Doesn't decide what a text speaks of (``sounds``).
"""

from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import FIGHTERS
from monitor.model.reports import PartyKind

_GOES_OFF = frozenset({"blast", "wound"})
_LAIN = frozenset({"bomb"})
"""What is said of shells and bombs of old wars."""
_FOUND = _LAIN | {"aircraft"}
"""The bomb that is found, and what it fell from."""


def is_told(draft: Draft) -> bool:
    """ "Film shows A shelling B": what a story is about, unless somebody was hurt or a group did it."""
    doer = draft.initiator if draft.voice == "passive" else None
    shot = (
        doer is not None and bool(doer.spans) and doer.kind in FIGHTERS
    )  # "N, whose book was filmed, is shot by soldiers"
    return draft.kinetic and not (draft.tolls or draft.said_by or draft.claimed_by or draft.has_group or shot)


def is_dug_up(draft: Draft) -> bool:
    """ "A's bomb", in a text of diggers and sappers: whose it was is no doer, and nobody is struck."""
    return draft.voice == "noun" and "bomb" in draft.means and set(draft.means) <= _FOUND and not draft.tolls


def is_of_relics(draft: Draft) -> bool:
    """ "A's bomb blows a crater", in a text of a war long past: what lay in the ground goes off, or is dug up."""
    doer, struck = draft.initiator, draft.target
    group = doer is not None and doer.kind in {PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN}
    between = doer is not None and struck is not None and doer.state != struck.state
    dead = any(toll.what == "killed" and toll.count.best for toll in draft.tolls)
    if not draft.kinetic or group or dead:
        return False
    by_itself = draft.voice != "verb" and set(draft.words) <= _GOES_OFF
    return by_itself or (set(draft.means) == _LAIN and not between)
