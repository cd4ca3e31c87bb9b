"""Who grieves with a neighbour: "A condemns the terrorist attack in B" is no word against B, whom it befell.

Decides whether what a state condemns is what befell the other. Doesn't decide who did it.
"""

from monitor.extraction.casting.roles import Roles
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import OPPOSING, Scene
from monitor.extraction.words.steps import CONCILIATORY, PROTESTED
from monitor.model.reports import PartyKind

_TERROR = frozenset({("object", "terror"), ("kinetic", "suicide"), ("means", "suicide")})
"""Senses of words for what no state owns to."""


def word(scene: Scene, found: Roles) -> str:
    """The step that a protest is: a word of comfort, where the other state is only where terror struck, or whose men it struck."""
    struck, voice = found.target, found.initiator
    if struck is None or voice is None or not struck.state or struck.state == voice.state or not voice.state:
        return PROTESTED
    return CONCILIATORY if not _TERROR.isdisjoint(scene.senses) and _befell(scene, struck) else PROTESTED


def _befell(scene: Scene, struck: PartyAt) -> bool:
    """ "In B", "on B's soldiers", also "in B OBJECT condemned", where the mark of an object stands behind the whole phrase."""
    if struck.located or (struck.kind == PartyKind.STATE_FORCES and struck.cue in OPPOSING):
        return True
    before = scene.mark_before(struck.first) if struck.bare and struck.cue == "object" else None
    return before is not None and before.last == struck.first and before.has("role", "in")
