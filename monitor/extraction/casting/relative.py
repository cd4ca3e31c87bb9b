"""Who did what a noun names, where a clause of its own says so: "the strike that A launched on B killed five".

Decides the two sides of such a noun from the clause right behind it. Doesn't decide what the noun's own sentence says.
"""

from collections.abc import Sequence

from monitor.extraction.casting.carrying import NO_SUBJECT
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import OPPOSING, Scene
from monitor.extraction.telling.agents import CARRY
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark

_REACH = 9
"""Tokens of such a clause up to its verb."""
_BEYOND = 5
"""Tokens behind the verb in which it says at whom."""
_ARTICLE = 1
"""Tokens between the verb and a subject behind it."""
_AT = OPPOSING | {"in", "to"}
"""Relations of whom such a verb is aimed at."""


def sides(
    scene: Scene, trigger: Trigger, parties: Sequence[PartyAt], struck: PartyAt | None
) -> tuple[PartyAt | None, PartyAt | None]:
    """Initiator and target; ``struck``: whom the noun's own sentence names."""
    opener = scene.mark_at(trigger.last) or scene.mark_at(trigger.last + 1)  # where the noun bears an ending of its own
    if opener is None or not _opens(scene, opener):
        return None, struck
    carried = (m for m in scene.of(*CARRY) if 0 <= m.first - opener.last <= _REACH)
    verb = next(carried, None)
    if verb is None:
        return None, struck
    inside = [p for p in parties if opener.last <= p.first and p.first - verb.last <= _BEYOND]
    free = [p for p in inside if p.cue not in NO_SUBJECT and not p.located]
    doer = next((p for p in free if p.last <= verb.first), None)
    doer = doer or next((p for p in free if 0 <= p.first - verb.last <= _ARTICLE), None)
    if doer is None:
        return None, struck
    aimed = next((p for p in inside if p is not doer and p.cue in _AT and p.state != doer.state), None)
    return doer, aimed or struck


def _opens(scene: Scene, opener: Mark) -> bool:
    """ "That", or behind a comma an article, which in German is the pronoun, too."""
    article = scene.grammar.nouns and opener.first in scene.hard and opener.has("role", "det")
    return article or opener.has("role", "while")
