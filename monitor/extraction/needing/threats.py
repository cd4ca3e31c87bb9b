"""Force that a state says it will use against another: "A's army says it will take D" is a threat, before it is anything else.

Decides which acts to come are threats of whoever is to do them. Doesn't read words of threat.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import OF_STATES
from monitor.extraction.words.steps import WARNED
from monitor.model.reports import Mode

_NOT_YET = frozenset({Mode.FUTURE, Mode.HYPOTHETICAL})
"""Of force that a state says it will use, or hints that it could."""


def announced(drafts: Sequence[Draft]) -> None:
    """Make the headline's acts of force to come threats, when the state that is to do them says so and nobody else does."""
    for made in drafts:
        if made.kinetic and made.title and made.mode in _NOT_YET and _is_own_word(made):
            made.kinetic, made.words, made.mode = False, [WARNED], Mode.FACTUAL
            made.means, made.tolls = [], []


def _is_own_word(made: Draft) -> bool:
    doer = made.initiator
    if doer is None or doer.state is None or doer.kind not in OF_STATES or set(made.said_by) != {doer.state}:
        return False
    struck = made.struck
    return any(state not in {None, doer.state} for state in (struck, *made.countries))
