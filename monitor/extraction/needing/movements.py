"""Whose arms go where without a shot: "A's tanks roll toward the B frontier", "a helicopter of A hovers over a B village".

Decides whether what moves is a state's and where it moves another's, and whether it goes over the line or up to it. Doesn't decide who
is told of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.extraction.naming.party_at import NOBODYS, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import DEPLOYED, VIOLATED
from monitor.extraction.words.vocabulary import LAIRS, POST, VILLAGE, Mark
from monitor.extraction.world.geography import LINE_KM
from monitor.model.reports import PartyKind

_ARMS = ("aircraft", "helicopter", "drone", "missile", "artillery", "rocket")
_REACH = 6
"""Tokens between what moves and its verb, and between the verb and the ground it moves on: "tanks of A's third corps roll past"."""
_LAND_ARMS = ("artillery", "missile", "rocket")
_ARMOUR = frozenset({"armour", "soldiers"})
"""General words of the lexicon (its ``form``) for what goes to a line on land."""
_WHOSE = frozenset({"from", "of", "by"})
_CROSSING = ("artillery", "missile", "aircraft", "helicopter", "drone")
"""Arms that go where another state is."""
_TOWARDS = ("for", "to", "toward")
"""How a verb ends that says where somebody is on his way to."""
_ITS = frozenset({"its", "their"})


def goes_at_line(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """A state's forces or arms before the verb, and another state's ground, or a border, behind it; of tanks of nobody's a border."""
    before = scene.mark_before(trigger.first)
    if before is not None and (before.has("role", "det") or any(sign.form == "pre" for sign in before.signs)):
        return False  # "hit on patrol near the border"
    if any(p.first == trigger.last and _is_somebody(scene, p) for p in parties):
        return False  # "A's guard parades a B friar": no ground of B's
    owner, lands = _owner(scene, trigger, parties), [*_lands(scene, trigger, parties)]
    if trigger.value == DEPLOYED and _goes_to_line(scene, trigger, parties):
        return True
    return any(land != owner for land in lands) if owner is not None else "" in lands and _is_arms(scene, trigger)


def _goes_to_line(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Reinforcements roll towards D", "A's column heads for D": armed men, on their own ground too, on their way to a place on a line."""
    tokens = scene.passage.folded.tokens
    if not tokens[trigger.last - 1].startswith(_TOWARDS):
        return False
    goers = (p for p in parties if p.kind == PartyKind.STATE_FORCES and not p.located and not p.speaker)
    if not any(_is_before(scene, party, trigger) for party in goers):
        return False
    ahead = (n for n in scene.names if n.first == trigger.last and n.place is not None)
    return any(km <= LINE_KM for n in ahead if n.place is not None for _, km in n.place.border_km)


def _is_somebody(scene: Scene, party: PartyAt) -> bool:
    """Who is no ground: "B citizens", "a B friar"."""
    people = party.kind == PartyKind.CIVILIANS and party.common != VILLAGE and not party.cue
    return people or (party.bare and party.adjective and scene.mark_at(party.last) is None)


def _is_arms(scene: Scene, trigger: Trigger) -> bool:
    """ "Tanks head for the line": arms right before the verb, whosever they are."""
    arms = (*scene.of("means", *_LAND_ARMS), *(m for m in scene.of("party") if any(s.form in _ARMOUR for s in m.signs)))
    return trigger.value == DEPLOYED and any(_is_before(scene, mark, trigger) for mark in arms)


def flies_abroad(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's warplane in B's sky" and no other act: that it is there is the news."""
    low, high = scene.window(trigger.first)
    if any(low <= mark.first < high and mark.first != trigger.first and mark.word.acts for mark in scene.marks):
        return False
    owner = _owner(scene, trigger, parties)
    below = (p.state for p in parties if p.state and (p.last == trigger.first or 0 <= p.first - trigger.last <= 1))
    return owner is not None and any(state != owner for state in below)


def strays_abroad(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's drone crosses into B, falls in a field", "drones flew into B from A": what nobody sits in, on another state's ground."""
    flown = (*scene.of("means", "drone"), *scene.of("object", "craft"))
    # "drone crashes in" is one word of the lexicon
    crafts = [m for m in flown if m.first == trigger.first or _is_before(scene, m, trigger)]
    crafts = crafts or [m for m in flown if 0 <= m.first - trigger.last <= 1]  # "into B flew a drone from A"
    owner = next((state for mark in crafts if (state := _whose(scene, mark, parties))), None)
    if owner is None and crafts:
        owner = next((p.state for p in parties if p.cue == "from" and p.state), None)
    if owner is None:
        return False
    before = (p.state for p in parties if p.located and p.cue != "from" and p.first < trigger.first)
    return any(land not in {owner, "", None} for land in (*_lands(scene, trigger, parties), *before))


def as_crossing(scene: Scene, trigger: Trigger) -> Trigger:
    """The same movement as one over the line, where a word says that it leads there: "over", "deep inside"; who drills isn't there."""
    if trigger.value != DEPLOYED:
        return trigger
    low, high = trigger.first, trigger.last + _REACH
    over = any(low <= mark.first <= high and not scene.broken(low, mark.first) for mark in scene.of("object", "beyond"))
    return replace(trigger, value=VIOLATED) if over else trigger


def _owner(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> str | None:
    """The state whose forces or arms stand before the verb, or behind a verb that opens its sentence."""
    forces = (
        p for p in reversed(parties) if p.kind == PartyKind.STATE_FORCES and p.state and _is_before(scene, p, trigger)
    )
    own = next((p.state for p in forces if not p.located and not p.speaker), None)
    arms = (
        mark
        for mark in (*scene.of("means", *_ARMS), *scene.of("object", "vessel", "craft"))
        if _is_before(scene, mark, trigger)
    )
    return own or next((state for mark in arms if (state := _whose(scene, mark, parties))), None)


def _whose(scene: Scene, arms: Mark, parties: Sequence[PartyAt]) -> str | None:
    """ "A's drone", "a drone from A"."""
    behind = scene.mark_at(arms.last)
    start = behind.last if behind is not None and behind.has("role", *_WHOSE) else None
    return next((p.state for p in parties if p.state and _owns(p, arms, start)), None)


def _owns(party: PartyAt, arms: Mark, start: int | None) -> bool:
    """``start``: the token behind "of" or "from", where that follows the arms."""
    owner = party.adjective and (
        0 <= arms.first - party.last <= 1 or party.first == arms.last
    )  # "a B reconnaissance drone"
    return owner or party.first == start or (party.cue in _WHOSE and 0 <= party.first - arms.last <= 1)


def _is_before(scene: Scene, word: Mark | PartyAt, trigger: Trigger) -> bool:
    return 0 <= trigger.first - word.last <= _REACH and not scene.broken(word.last - 1, trigger.first)


def _lands(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> Iterator[str]:
    """The states on whose ground, or at whose border, it moves; "" for a border of nobody named."""
    low, high = trigger.last, trigger.last + _REACH
    yield from (p.state for p in parties if p.state and low <= p.first <= high and not scene.broken(low - 1, p.first))
    places = (n for n in scene.names if low <= n.first <= high and not scene.broken(low - 1, n.first))
    yield from (n.place.country for n in places if n.place is not None and n.place.country)
    tokens = scene.passage.folded.tokens
    if not _ITS.isdisjoint(tokens[low : min(high, scene.last)]):  # "A sees B's ships near its coast"
        yield from (p.state for p in parties if p.state and p.speaker and p.last <= trigger.first)
    lines = (*scene.of("role", "border"), *scene.of("object", "line"))
    yield from ("" for mark in lines if low <= mark.first <= high and not scene.broken(low - 1, mark.first))


def go_abroad(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Forces of a state, or a known group, that go where another state is named: "A's tanks enter a B village"; airspace and waters are something else."""
    if scene.has("object", "airspace", "waters"):
        return False
    if scene.has("object", "home"):
        return _into_ours(parties)
    if scene.grammar.order != "svo":
        return _abroad_in_clause(scene, trigger, parties)
    doers = [p.state for p in parties if p.last <= trigger.first and (_may_go(scene, p) or _owns_arms(scene, p))]
    low, high = trigger.last, trigger.last + objects.REACH
    lands = {p.state for p in parties if low <= p.first <= high}
    lands |= {n.place.country for n in scene.names if n.place and low <= n.first <= high}
    if doers and lands - {doers[-1], None}:
        return True
    return scene.grammar.second and _abroad_in_clause(scene, trigger, parties)


def _into_ours(parties: Sequence[PartyAt]) -> bool:
    """ "A: soldiers of B entered our territory": another state's forces, and somebody who speaks of his own ground."""
    goers = {p.state for p in parties if p.kind == PartyKind.STATE_FORCES and not p.speaker} - {None}
    tellers = {p.state for p in parties if p.speaker or p.topic} - {None}
    return bool(goers) and bool(tellers - goers)


def _abroad_in_clause(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Where order doesn't tell: a state's forces in the clause, and another state or its place."""
    low, high = scene.window(trigger.first)
    inside = [party for party in parties if low <= party.first < high]
    goers = {party.state for party in inside if _may_go(scene, party) or _flies(scene, party)}
    lands = {party.state for party in inside} | {
        named.place.country for named in scene.names if named.place and low <= named.first < high
    }
    return bool(goers) and bool(lands - goers - {None})


def _flies(scene: Scene, party: PartyAt) -> bool:
    """ "A's drones", "A's jets" go where they like."""
    arms = scene.mark_at(party.last)
    return party.bare and party.adjective and arms is not None and arms.has("means", "drone", "aircraft", "helicopter")


def _owns_arms(scene: Scene, party: PartyAt) -> bool:
    """ "A's tanks", "drones from A"."""
    before = scene.mark_before(party.first)
    if party.cue == "from":
        before = scene.mark_before(before.first) if before is not None else None
    elif not party.adjective or party.cue:
        return False
    return any(mark is not None and mark.has("means", *_CROSSING) for mark in (scene.mark_at(party.last), before))


def _may_go(scene: Scene, party: PartyAt) -> bool:
    """Forces of a state, or "its troops", a group that is known, gunmen of nobody's."""
    whose = party.state is not None or (
        party.first > scene.first and scene.passage.folded.tokens[party.first - 1] in _ITS
    )
    forces = whose and party.kind == PartyKind.STATE_FORCES and not party.speaker and party.common != POST
    group = party.entity is not None and party.kind == PartyKind.NONSTATE_GROUP
    nobodys = party.kind in NOBODYS and party.state is None and party.common not in {"", *LAIRS}
    return (forces or group or nobodys) and party.cue not in LOCATIVE
