"""Whether a vow is of harm: "vows revenge", "announces that it will strike".

Decides what stands by a word of vowing or announcing. Doesn't decide against whom it is.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.forms import NEEDS
from monitor.extraction.telling.triggers import KINETIC, Trigger
from monitor.extraction.words.vocabulary import Mark

_REACH = 8
"""Tokens between "vows" and what is vowed: "vows to do everything to punish"."""
_DONE = ("digini", "tigini", "dugunu", "tugunu", "dıgını", "tıgını", "larını", "lerini")
"""How a Turkish verb ends, folded, that somebody tells as done: "that-fire-opened announced"."""


def harm(scene: Scene, trigger: Trigger, _parties: Sequence[PartyAt]) -> bool:
    """An answer, or force, behind "vows": who vows growth or justice threatens nobody, nor who tells what was done."""
    done = trigger.first > scene.first and scene.passage.folded.tokens[trigger.first - 1].endswith(_DONE)
    blows = (m.first for m in scene.marks if m.has("object", "answer") or (not done and _is_blow(m)))
    if scene.grammar.order == "sov":
        low, _ = scene.window(trigger.first)
        return any(low <= at < trigger.first for at in blows)
    return any(0 <= at - trigger.last <= _REACH and not scene.broken(trigger.last - 1, at) for at in blows)


def _is_blow(mark: Mark) -> bool:
    """Whether it tells of force by itself, as "a force for Q" doesn't."""
    return any(sign.group == KINETIC and sign.form not in NEEDS for sign in mark.word.acts)
