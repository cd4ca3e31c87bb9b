"""At whom an answer is aimed: "A shells B, B returns fire".

Decides the target of an act from the act before it in the sentence, where nobody is named. Doesn't decide what an answer is worth.
"""

from collections.abc import Callable, Sequence

from monitor.extraction.drafts import Draft
from monitor.model.reports import Party

Host = Callable[[str | None], str | None]


def target_of(made: Draft, before: Sequence[Draft], host: Host) -> Party | None:
    """Whoever struck the doer just before, or his host. ``before``: the sentence's acts so far; ``host``: of a group, by its id."""
    doer, last = made.initiator, before[-1] if before else None
    striker = last.initiator if last is not None else None
    if doer is None or last is None or striker is None or not last.kinetic or last.vague:
        return None
    side = doer.state or host(doer.entity)
    struck = last.target.state if last.target is not None else None
    return striker if side and side != striker.state and side in {struck, *last.countries} else None
