"""Whose a word is that says a step: "a threat A-ish to B", "an A-ish army on alert".

Decides it from what stands beside the word alone. Doesn't decide for whom the step is.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.model.reports import PartyKind


def owner_of_word(scene: Scene, trigger: Trigger, pool: Sequence[PartyAt]) -> PartyAt | None:
    """ "A-ish [army on alert]", "they put on alert A's army", of an expression with its subject; "A's ship'of coming-on B'of protest": where
    relations stand behind, whoever the word itself belongs to, when another comes before."""
    if trigger.voice == "phrase" and trigger.value.startswith("posture."):
        ahead = (p for p in pool if p.last == trigger.first and p.bare and p.adjective)
        put = (p for p in pool if p.kind == PartyKind.STATE_FORCES and p.cue == "object")
        return next(ahead, None) or next(put, None)
    if not trigger.value.startswith("diplo_hostile"):
        return None
    if scene.grammar.order == "vso" and trigger.voice == "noun":  # "a threat A-ish to-B"
        return next((p for p in pool if p.first == trigger.last and p.bare and p.adjective), None)
    if not scene.grammar.post:
        return None
    joint = scene.mark_before(trigger.first)
    edges = {trigger.first, joint.first if joint is not None and joint.has("role", "of") else trigger.first}
    owner = next((p for p in pool if p.cue == "of" and p.last in edges), None)
    others = owner is not None and any(p.state != owner.state and p.last <= owner.first for p in pool)
    return owner if others else None
