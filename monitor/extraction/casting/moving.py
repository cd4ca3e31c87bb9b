"""Who goes or flies, where a noun tells of it: "withdrawal of A's troops", "incursion of two helicopters of A's".

Decides whose move such a noun is by what stands right behind it. Doesn't decide whither.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import VIOLATED
from monitor.model.reports import PartyKind

_MOVES = ("material_deesc.withdrawal", "posture.deployment", VIOLATED)
"""Steps that troops and their craft take themselves."""
OF = "of"
"""How an English noun ends, as the lexicon lists it, that stands before whose move it was: "deployment of"."""
_ARTICLE = 1
"""Tokens between the noun and the troops: "of the"."""
_CRAFT = 3
"""Tokens between the noun for flying in and whose craft they were: "of two helicopters A-ish"."""


def troops(scene: Scene, trigger: Trigger, clause: Sequence[PartyAt]) -> list[PartyAt]:
    """ "Withdrawal of A's troops from D": those right behind the noun, who go or come; nobody where a sky is what follows it."""
    if not trigger.value.startswith(_MOVES) or scene.has("object", "airspace", "waters"):
        return []
    moved = next((p for p in clause if p.first >= trigger.last and p.state and p.cue in {"", "of"}), None)
    if moved is None or (moved.bare and not moved.adjective) or moved.kind == PartyKind.CIVILIANS:
        return []
    reach = _CRAFT if moved.bare and trigger.value == VIOLATED else _ARTICLE
    return [moved] if moved.first - trigger.last <= reach else []


def into(
    scene: Scene, trigger: Trigger, acting: Sequence[PartyAt], sides: tuple[PartyAt | None, PartyAt | None]
) -> tuple[PartyAt | None, PartyAt | None]:
    """ "C's fighters chase B's jets that violated A's airspace": whose sky or sea stands right behind the verb came nowhere, and nobody else was entered."""
    if trigger.voice != "verb" or scene.grammar.order != "svo":
        return sides
    spaces = [m.first for m in scene.of("object", "airspace", "waters") if 0 <= m.first - trigger.last <= _CRAFT]
    owner = next((p for p in acting if p.bare and p.state and p.last in spaces and p.first >= trigger.last), None)
    if owner is None:
        return sides
    came = [p for p in reversed(acting) if p.last <= trigger.first and p.state not in {None, owner.state}]
    return came[0] if came and (sides[0] is None or sides[0].state == owner.state) else sides[0], owner
