"""Whose step it is that a way is shut or opened: "the border to B shut, A says", "A's crossing into B to close".

Decides which names there only say where the way leads, or are part of it. Doesn't decide what is shut.
"""

from collections.abc import Sequence

from monitor.extraction.casting.carrying import NO_SUBJECT
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger, ahead_of
from monitor.extraction.words.steps import REOPENED, SHUT, SKY_SHUT
from monitor.extraction.words.vocabulary import POST, THINGS

_OF_WAYS = frozenset({SHUT, SKY_SHUT, REOPENED})
BESIDE = frozenset({"with", "against"})  # of whom nobody is the subject: "crossings with B reopen"
BEYOND, _NO_SUBJECT_OF_WAYS = BESIDE | {"to", "from", "on"}, NO_SUBJECT | {"to"}
"""Of whom nobody is the subject where a way is shut: "the border to B shut", "crossings into B reopened"."""


def subjects(scene: Scene, trigger: Trigger, clause: Sequence[PartyAt]) -> list[PartyAt]:
    """Those before the verb who may take the step."""
    shut = trigger.value in _OF_WAYS
    beyond = _NO_SUBJECT_OF_WAYS if trigger.value in {SHUT, SKY_SHUT} else NO_SUBJECT
    ahead = [p for p in ahead_of(clause, trigger) if not p.located and p.cue not in beyond and p.common not in THINGS]
    return [p for p in ahead if not is_way(scene, p)] if shut else ahead


def is_way(scene: Scene, party: PartyAt) -> bool:
    """ "Crossing into B to shut", "border post to close": what leads there, and what is shut itself."""
    if party.common == POST:
        return party.state is None
    before = scene.mark_before(party.first)
    return party.bare and before is not None and ("kinetic", "incursion") in before.senses
