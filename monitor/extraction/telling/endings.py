"""A form that may be active or passive, at the end of its sentence: what stands before it tells which.

Decides whether it is active there. Doesn't decide what stands in the middle of a sentence.
"""

from collections.abc import Collection

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import VILLAGE, Mark
from monitor.model.reports import PartyKind


def goes_on(scene: Scene, mark: Mark, before: Mark | None, active: Collection[str]) -> bool:
    """ "A's troops crossed the line and attacked": behind "and" and a verb that is never passive (``active``: its forms)."""
    if before is None or not before.has("role", "and") or before.last != mark.first:
        return False
    low, _ = scene.window(before.first - 1)
    earlier = (m for m in scene.marks if low <= m.first < before.first and m.word.acts)
    return any(sign.form in active for verb in earlier for sign in verb.word.acts)


def tells_of_ground(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "Dead on the island A shelled", "the village that A's troops burned": whose deed it was, right between the ground and the verb that ends there."""
    doer = next((p for p in parties if p.last == mark.first and p.kind != PartyKind.CIVILIANS), None)
    if doer is None or scene.grammar.order != "svo":
        return False
    ground = scene.mark_before(doer.first)
    while ground is not None and (ground.has("role", "det") or "relative" in ground.word.forms):
        ground = scene.mark_before(ground.first)
    if ground is None:
        return False
    return ground.has("object", "ground") or (ground.word.party is not None and ground.word.party.form == VILLAGE)
