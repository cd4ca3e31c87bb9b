"""Whose word closes a sky: "A's president declares B's airspace shut", "Consider the sky over B closed, A tells airlines", "balloons from A shut B's airspace".

Decides whether somebody of another state than the one below gives the word, or the one below over what came in. Doesn't decide that a sky is closed.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark

_SKY, _VERDICT = ("object", "airspace"), ("object", "verdict")
_CRAFT = frozenset({("object", "craft"), ("means", "drone")})
_BELOW_REACH = 2
"""Tokens between a sky and the name of whose it is: "skies above and around A"."""


def elsewhere(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """Who closes it, and against whom it is."""
    if _VERDICT not in scene.senses:
        over = _over_craft(scene, trigger, parties) if not _CRAFT.isdisjoint(scene.senses) else None
        return over or _by_leader(scene, trigger, parties)
    below = _below(scene, trigger, parties)
    if below is None:
        return None
    words = [mark for mark in scene.of(*_VERDICT) if mark.first != trigger.first]
    judges = (p for p in parties if p.state not in {None, below.state} and p.kind in OF_STATES and not p.located)
    judge = next((p for p in judges if p.speaker or any(p.last <= mark.first for mark in words)), None)
    return (judge, below) if judge is not None and not (judge.bare and judge.adjective) else None


def _by_leader(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "X: B's sky closed", where X leads another state: he doesn't report it, he gives the word."""
    leader = parties[0] if parties else None
    if leader is None or leader.first != scene.first or not (leader.person and leader.speaker):
        return None
    below = _below(scene, trigger, parties)
    return (leader, below) if below is not None and below.state != leader.state else None


def _over_craft(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Balloons from A shut B's airspace": what flies in closes no sky; whoever is below does."""
    crafts = (*scene.of("object", "craft"), *scene.of("means", "drone"))
    if not any(mark.last <= trigger.first and not scene.broken(mark.last - 1, trigger.first) for mark in crafts):
        return None
    below = _below(scene, trigger, parties)
    sender = next((p for p in parties if below is not None and p.state not in {None, below.state}), None)
    return (below, sender) if below is not None and sender is not None else None


def _below(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """Whose sky it is."""
    skies = scene.of(*_SKY) or (trigger,)  # "airspace closed" is one word for both
    near = [(gap, n) for n, p in enumerate(parties) if p.bare and p.state and (gap := _gap(skies, p)) <= _BELOW_REACH]
    return parties[min(near)[1]] if near else None


def _gap(skies: Sequence[Mark | Trigger], party: PartyAt) -> int:
    """Tokens between a name and the nearest sky."""
    return min((max(sky.first - party.last, party.first - sky.last) for sky in skies), default=_BELOW_REACH + 1)
