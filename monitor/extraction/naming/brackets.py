"""Verbs whose parts stand around what they are about: "A's soldiers have a post of B's shelled".

Decides when a participle that closes its clause is active, who acts and who is struck. Doesn't decide any other order.
"""

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, OPPOSING, Scene
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import PartyKind

_OPENING = ("role", "have")
_ASIDE = LOCATIVE | {"by", "from", "of", "with", "to", "per"}
"""Relations of those who neither act nor are struck; "by" says "of" where nothing is done by anybody."""


def closes(scene: Scene, participle: Mark) -> bool:
    """Whether a participle is the second half of such a verb, whose auxiliary stands before it in its clause or right behind it."""
    if _OPENING not in scene.senses or not scene.grammar.adjective_before:
        return False
    follower = scene.mark_at(participle.last)
    if follower is not None and follower.has("role", "be", "have"):
        return follower.has(*_OPENING)
    low, high = scene.window(participle.first)  # "to have shelled" has no subject, and is read as a passive
    opening = [m for m in scene.of(*_OPENING) if low <= m.first and m.last <= participle.first]
    if not opening or any(opening[-1].last <= m.first < participle.first for m in scene.of("role", "be")):
        return False
    return participle.last == high or follower is None or follower.has("role", "and", "after")


def closed_by(scene: Scene, token: int) -> bool:
    """Whether a participle that begins there is one."""
    if _OPENING not in scene.senses:
        return False
    word = scene.mark_at(token)
    return word is not None and closes(scene, word)


def sides(clause: list[PartyAt], before: int) -> tuple[PartyAt | None, PartyAt | None]:
    """Of those in the clause up to the participle the first that no preposition governs, and whom it strikes."""
    inside = [p for p in clause if p.last <= before and p.kind != PartyKind.ORGANISATION]
    free = [p for p in inside if p.cue not in OPPOSING | _ASIDE]
    subject = free[0] if free else None
    struck = next((p for p in inside if p.cue in OPPOSING and not p.located), None)
    return subject, next(iter(free[1:]), None) or struck
