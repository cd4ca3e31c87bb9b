"""Missiles fired for show: a text that says what was tested, or that it came down at sea, tells of no strike.

Decides which launches of an item are a show of force, by what the rest of the item says of them. Doesn't decide who fired.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.naming.party_at import OF_STATES
from monitor.extraction.words.steps import SHOWN

_LAUNCHES = frozenset({"shell", "strike"})
_FLYING = frozenset({"missile", "rocket"})


def fired(acts: Sequence[Act], drafts: Sequence[Draft]) -> None:
    """Launches that hit nobody and nothing, in a text that speaks of a test or of the sea, become a show."""
    launched = [made for made in drafts if made.kinetic and made.means and _LAUNCHES.issuperset(made.words)]
    if not launched or not any(act.scene.has("object", "sea", "test") for act in acts):
        return
    for made in launched:
        if _hits_nothing(made):
            made.kinetic, made.words, made.means, made.target = False, [SHOWN], [], None


def _hits_nothing(made: Draft) -> bool:
    doer = made.initiator
    if doer is None or doer.kind not in OF_STATES or made.tolls or made.deadly or made.answers:
        return False
    return _FLYING.issuperset(made.means) and made.target is None and set(made.countries) <= {doer.state}
