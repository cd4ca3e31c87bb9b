"""Who strays over a line and is taken there: "A's soldier wanders into B, held by guards".

Decides that the taking is the act, and not the way there. Doesn't decide who took whom.
"""

from monitor.extraction.drafts import Draft
from monitor.model.reports import Mode

_TAKEN = "coercion.detention_of_foreign_nationals"
_WAYS = frozenset({"incursion", "posture.violation_no_fire", "posture.deployment_mobilisation"})
"""Words of going where another state is."""


def taken(drafts: list[Draft]) -> None:
    """Drop the way of those who are taken at its end; where nobody else is said to have done it, the state took them into which they went."""
    taking = next(
        (made for made in drafts if made.words[0] == _TAKEN and made.mode == Mode.FACTUAL and made.title), None
    )
    if taking is None or taking.struck is None:
        return
    ways = [made for made in drafts if _leads_there(made, taking)]
    taking.main = taking.main or bool(ways)
    for made in ways:
        if taking.doer is None and made.struck is not None:
            taking.initiator = made.target
        taking.places += [place for place in made.places if place not in taking.places]
    drafts[:] = [made for made in drafts if made not in ways]


def _leads_there(made: Draft, taking: Draft) -> bool:
    way = made.title and made.words[0] in _WAYS and made.mode == Mode.FACTUAL
    return way and not made.tolls and made.doer == taking.struck
