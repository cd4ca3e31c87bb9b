"""A form that may be active or passive, of which no object behind it tells which.

Decides whether it is active at the end of its sentence, or behind a noun and its subject; and that whoever was hurt doing something was. Decides no more
from what stands behind it.
"""

from collections.abc import Collection

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.grammar import PARTICIPLES
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


def tells_of_thing(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "Shuts its crossings, a move A denounced as a blockade": a state right between a noun with its article and the verb."""
    name = scene.mark_before(mark.first)
    if name is None or name.first - scene.first < 2 or scene.broken(name.first - 1, name.first):
        return False
    if scene.grammar.order != "svo" or not any(p.first == name.first and p.bare and not p.adjective for p in parties):
        return False
    noun = scene.mark_at(name.first - 1)
    if noun is not None and (noun.names or noun.has("role")):
        return False
    first = noun.first if noun is not None else name.first - 1
    articles = (mark for mark in scene.of("role", "det") if mark.last in {first, first - 1})
    return next(articles, None) is not None


def was_doing(scene: Scene, mark: Mark) -> bool:
    """ "Soldier hurt stepping on a mine", "killed laying wire": what those who were killed or hurt were at stands right behind."""
    if "count" not in mark.senses or mark.last >= scene.last:
        return False
    return scene.passage.folded.tokens[mark.last].endswith(PARTICIPLES)
