"""Whose a group or a town is, as the state named right before it says: "A's Group G", "the A-held town of T".

Decides what two names side by side make together. Doesn't decide what either does.
"""

from monitor.extraction.gazetteer import Named
from monitor.extraction.scene import Scene
from monitor.model.reports import PartyKind
from monitor.model.rulebook import Actor
from monitor.text import fold

_TOWN_OF = 2
"""Tokens between "held" and the name of what is held: "town of"."""


def hosts(scene: Scene, state: Named, actor: Actor) -> bool:
    """ "A's Group G" is one party, the group, wherever the rulebook says that it stays."""
    own = fold.is_possessive(scene.passage.folded, state.last - 1)
    return own and actor.kind == PartyKind.NONSTATE_GROUP and not actor.generic


def holder(scene: Scene, at: int) -> str | None:
    """The state that holds the place of mark ``at``: who strikes "A-held" ground strikes A."""
    held = next((m for m in scene.of("role") if m.has("role", "holds") and _is_at(scene, m.last, at)), None)
    if held is None:
        return None
    names = (named for named in scene.named if named is not None and named.country is not None)
    return next((named.name.entity for named in names if named.last == held.first), None)


def _is_at(scene: Scene, token: int, at: int) -> bool:
    place = scene.marks[at]
    return 0 <= place.first - token <= _TOWN_OF and not scene.broken(token - 1, place.first)
