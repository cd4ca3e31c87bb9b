"""Where a verb stands second or ends its clause, as in German and Dutch: "on Monday accused A B", "A has by B been warned".

Decides who acts by the verb's place in its clause. Doesn't decide the sides of a verb that stands right behind its subject.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger, ahead_of, behind
from monitor.extraction.words.vocabulary import STRUCK
from monitor.model.reports import PartyKind

_Sides = tuple[PartyAt, PartyAt]
_Parties = Sequence[PartyAt]
_ARTICLE = 1
"""Tokens between a verb and its subject behind it."""
_NO_OBJECT = frozenset({"by", "from", "with"})
_FLYING = ("drone", "aircraft", "missile", "rocket", "helicopter", "artillery")


def sides(scene: Scene, trigger: Trigger, clause: _Parties) -> _Sides | None:
    """Of a step, the two sides that the verb's place tells."""
    last = verb_last(scene, trigger, clause)
    return last or turned_round(scene, trigger, clause) or at_end(scene, trigger, clause)


def of_force(scene: Scene, trigger: Trigger, clause: _Parties) -> _Sides | None:
    """Of a verb of force, the two sides that its place tells."""
    return verb_last(scene, trigger, clause) or turned_round(scene, trigger, clause)


def verb_last(scene: Scene, trigger: Trigger, clause: _Parties) -> _Sides | None:
    """ "That A two B-ish soldiers killed": where a clause ends with its verb, as German ones that "that" opens, the first acts and the second is struck."""
    if trigger.voice != "verb" or trigger.last < scene.window(trigger.first)[1]:
        return None
    free = [p for p in clause if not p.cue and not p.located and p.last <= trigger.first]
    if len(free) != 2 or len(free) != len(ahead_of(clause, trigger)) or free[0].state == free[1].state:
        return None
    joint = scene.mark_before(free[1].first)
    return None if joint is not None and joint.has("role", "and") else (free[0], free[1])


def turned_round(scene: Scene, trigger: Trigger, clause: _Parties) -> _Sides | None:
    """ "On Monday attacked A-ish drones B's convoy": who stands right behind the verb, where nobody before it could be its subject, and another behind him."""
    if trigger.voice != "verb" or any(not p.cue and not p.located for p in ahead_of(clause, trigger)):
        return None
    rest = behind(clause, trigger)
    first = rest[0] if len(rest) > 1 else None
    if first is None or not first.state or first.cue or first.first - trigger.last > _ARTICLE:
        return None
    if not _may_act(scene, first):
        return None
    joint = scene.mark_at(first.last)
    if joint is not None and joint.has("role", "and"):
        return None
    other = next((p for p in rest if p.state not in {None, first.state} and p.cue not in _NO_OBJECT), None)
    return (first, other) if other is not None else None


def at_end(scene: Scene, trigger: Trigger, clause: _Parties) -> _Sides | None:
    """ "That A the border to B reopened", "that B by A was warned": the first of those before a step that ends its clause takes it, or whom "by" names."""
    if trigger.voice != "verb" or not _ends_clause(scene, trigger):
        return None
    ahead = [p for p in clause if p.last <= trigger.first and p.state]
    done = any(m.first >= trigger.clause[0] and m.first < trigger.clause[1] for m in scene.of("role", "be"))
    by = next((p for p in ahead if p.cue == "by"), None) if done else None
    doer = by or next((p for p in ahead if not p.cue and not p.located), None)
    if doer is None or not _may_act(scene, doer) or (doer is not ahead[0] and done and by is None):
        return None
    other = next((p for p in ahead if p.state != doer.state), None)
    return (doer, other) if other is not None else None


def _ends_clause(scene: Scene, trigger: Trigger) -> bool:
    """Nothing but "has" or "was" stands behind it."""
    at, high = trigger.last, scene.window(trigger.first)[1]
    while at < high:
        mark = scene.mark_at(at)
        if mark is None or not mark.has("role", "have", "be"):
            return False
        at = mark.last
    return True


def _may_act(scene: Scene, party: PartyAt) -> bool:
    """A state, its men, or what flies for it; not those who are struck, nor a noun that nobody knows."""
    if party.kind == PartyKind.CIVILIANS or party.common in STRUCK:
        return False
    if not (party.bare and party.adjective):
        return True
    arms = scene.mark_at(party.last)
    return arms is not None and arms.has("means", *_FLYING)
