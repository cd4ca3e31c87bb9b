"""Who did it to whom: direction from voice, order, prepositions, possessives and compounds.

Decides initiator, target and place-naming parties of one trigger in one sentence. Doesn't fill in from other sentences.
"""

from dataclasses import dataclass

from monitor.extraction.parties import PartyAt
from monitor.extraction.scene import LOCATIVE, OPPOSING, Scene
from monitor.extraction.triggers import Trigger
from monitor.model.reports import PartyKind

_NO_SUBJECT = frozenset({"on", "against", "with", "from", "of", "over"})
_MODIFIER_REACH = 3
"""Tokens between an adjective and the noun it makes the act of: "Iranian missile and drone strike"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """What one trigger's sentence says of it."""

    initiator: PartyAt | None = None
    target: PartyAt | None = None
    located: tuple[str, ...] = ()


def assign(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> Roles:
    """The roles of one trigger. A party that only speaks is no party to what it reports, unless the act is its statement."""
    low, high = scene.window(trigger.first)
    # "X, Y" with one subject: a clause without any party before its verb borrows from the clause before.
    acting = [party for party in parties if not (trigger.kinetic and (party.speaker or party.person))]
    clause = [party for party in acting if low <= party.first < high]
    if trigger.kinetic:
        initiator, target = _kinetic(scene, trigger, clause, acting)
    else:
        initiator, target = _spoken(scene, trigger, clause, acting)
    where = [
        party for party in acting if party.located and party is not initiator and not _apart(scene, party, trigger)
    ]
    located = tuple(party.state for party in where if party.state)
    return Roles(initiator=initiator, target=target, located=located)


def _apart(scene: Scene, party: PartyAt, trigger: Trigger) -> bool:
    """Whether a clause mark stands between a party and a trigger."""
    first, second = sorted((party.first, trigger.first))
    return scene.broken(first, second)


def _before(parties: list[PartyAt], trigger: Trigger) -> list[PartyAt]:
    """Nearest first."""
    return [party for party in reversed(parties) if party.last <= trigger.first]


def _after(parties: list[PartyAt], trigger: Trigger) -> list[PartyAt]:
    return [party for party in parties if party.first >= trigger.last]


def _modifier(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """The party that owns a noun: "Pakistani raid", "Iran's drone strike"; right behind it where the genitive follows."""
    if scene.grammar.after:
        owner = next(
            (p for p in _after(parties, trigger) if p.first - trigger.last < _MODIFIER_REACH and not p.cue), None
        )
        if owner is not None:
            return owner
    before = next(iter(_before(parties, trigger)), None)
    if before is None or trigger.first - before.last > _MODIFIER_REACH or scene.broken(before.last - 1, trigger.first):
        return None
    gap = [mark for mark in scene.marks if before.last <= mark.first and mark.last <= trigger.first]
    if any(
        mark.has("event") or mark.has("count") or (mark.has("role") and not mark.has("role", "and", "det"))
        for mark in gap
    ):
        return None
    unmarked = trigger.first - before.last - sum(mark.last - mark.first for mark in gap)
    return before if before.adjective or not before.bare or not unmarked else None


def _kinetic(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]
) -> tuple[PartyAt | None, PartyAt | None]:
    doer = next((p for p in _after(clause, trigger) if p.cue == "by"), None) or next(
        (p for p in clause if p.cue == "agent"), None
    )
    if scene.grammar.order != "svo" and trigger.voice == "verb":
        return _verb_final_or_first(scene, trigger, clause, doer=doer)
    if trigger.voice == "passive":
        return doer or _from(clause), _sufferer(trigger, clause, acting, doer=doer)
    if trigger.voice == "noun":
        return _noun(scene, trigger, clause, doer=doer)
    initiator = doer or _subject(scene, trigger, clause, acting)
    target = _object(trigger, clause, initiator=initiator)
    return _both(trigger, clause, initiator) if trigger.value == "clash" and target is None else (initiator, target)


def _both(trigger: Trigger, clause: list[PartyAt], second: PartyAt | None) -> tuple[PartyAt | None, PartyAt | None]:
    """ "Pakistani and Afghan forces clashed": the first named against the second."""
    others = [
        p for p in _before(clause, trigger) if p is not second and not p.located and p.kind != PartyKind.CIVILIANS
    ]
    return (others[0], second) if others and second is not None else (second, None)


def _from(clause: list[PartyAt]) -> PartyAt | None:
    return next((p for p in clause if p.cue == "from"), None)


def _subject(scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]) -> PartyAt | None:
    free = [
        p
        for p in _before(clause, trigger)
        if p.cue not in LOCATIVE and p.cue not in {"on", "against", "to", "of", "with"}
    ]
    if free:
        return free[0]
    low, _ = scene.window(trigger.first)
    carried = low > scene.first and low not in scene.soft and not _before(clause, trigger)
    earlier = [p for p in acting if p.last <= low and not p.cue and p.kind != PartyKind.CIVILIANS]
    return earlier[0] if carried and earlier else None


def _object(trigger: Trigger, clause: list[PartyAt], *, initiator: PartyAt | None) -> PartyAt | None:
    rest = [p for p in _after(clause, trigger) if p is not initiator and p.cue != "by"]
    named = next((p for p in rest if not p.located and p.cue not in {"with", "from", "of"}), None)
    return named or next((p for p in rest if p.cue in OPPOSING), None)


def _sufferer(
    trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt], *, doer: PartyAt | None
) -> PartyAt | None:
    for scope in (clause, acting):
        found = next(
            (p for p in _before(scope, trigger) if p is not doer and p.cue not in LOCATIVE | {"by", "from", "with"}),
            None,
        )
        if found is not None:
            return found
    return next((p for p in _after(clause, trigger) if p is not doer and p.cue in {"on", "against"}), None)


def _noun(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], *, doer: PartyAt | None
) -> tuple[PartyAt | None, PartyAt | None]:
    after = [p for p in _after(clause, trigger) if p is not doer]
    struck = next((p for p in after if p.cue in OPPOSING), None)
    owner = None if doer else _modifier(scene, trigger, clause)
    if owner is not None and owner.located and not owner.adjective:
        owner = None
    if owner is not None and owner.cue in {"on", "against"} and not owner.adjective and struck is None:
        return None, owner
    initiator = doer or owner or _from(after)
    if struck is None:
        struck = next(
            (p for p in after if p is not initiator and not p.bare and p.cue in {"", "of", "between", "with"}), None
        )
    if struck is None and trigger.value in {"kill", "abduct", "assassinate"}:
        struck = next((p for p in after if p.cue == "of"), None)
    return (None, initiator) if initiator is not None and initiator is struck else (initiator, struck)


def _verb_final_or_first(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], *, doer: PartyAt | None
) -> tuple[PartyAt | None, PartyAt | None]:
    """Verb-final: first is the doer, an object marker or the second the sufferer. Verb-first: the same among those behind the verb."""
    before = list(reversed(_before(clause, trigger)))
    pool = before if scene.grammar.order == "sov" or before else _after(clause, trigger)
    free = [p for p in pool if not p.located]
    initiator = doer or next((p for p in free if p.cue in {"", "agent"}), None)
    marked = next((p for p in free if p is not initiator and p.cue in OPPOSING), None)
    rest = [p for p in free + _after(clause, trigger) if p is not initiator and p.cue != "by" and not p.located]
    return initiator, marked or next(iter(rest), None)


def _spoken(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]
) -> tuple[PartyAt | None, PartyAt | None]:
    """Acts of diplomacy, posture and closure: the subject is the actor, the first other state behind the verb the addressee."""
    if trigger.voice == "passive":
        doer = next((p for p in _after(acting, trigger) if p.cue == "by"), None)
        sufferer = next((p for p in _before(clause, trigger) if p is not doer and p.state), None)
        return doer, sufferer
    if scene.grammar.order != "svo" or trigger.voice == "phrase":
        return _spoken_elsewhere(clause, acting)
    doers = [p for p in _after(clause, trigger) if p.cue == "by"]
    doers += [p for p in _before(clause, trigger) if not p.located and p.cue not in _NO_SUBJECT]
    initiator = next(iter(doers), None)
    if initiator is None:
        initiator = next((p for p in acting if p.last <= trigger.first and not p.located), None)
    if initiator is None:
        initiator = next((p for p in acting if p.speaker), None)
    own = initiator.state if initiator else None
    target = next((p for p in _after(acting, trigger) if p.state and p.state != own), None)
    if target is None:
        target = next((p for p in _before(acting, trigger) if p is not initiator and p.state and p.state != own), None)
    return initiator, target


def _spoken_elsewhere(clause: list[PartyAt], acting: list[PartyAt]) -> tuple[PartyAt | None, PartyAt | None]:
    pool = [p for p in (*clause, *(p for p in acting if p not in clause)) if p.state]
    initiator = next((p for p in pool if not p.located and p.cue in {"", "agent", "by"} and not p.adjective), None)
    initiator = initiator or next((p for p in pool if not p.located), None)
    own = initiator.state if initiator else None
    return initiator, next((p for p in pool if p.state != own), None)
