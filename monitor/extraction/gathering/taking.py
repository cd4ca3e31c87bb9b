"""What somebody takes: ground, people, or things that are no news of ours.

Decides whether a verb like "seizes" or "captures" is said of a thing. Doesn't decide who takes it nor from whom.
"""

from collections.abc import Sequence

from monitor.extraction.naming import proper_names
from monitor.extraction.naming.party_at import BORDER, FIGHTERS, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling.triggers import Trigger

_REACH = 3
"""Tokens between "seizes" and what it takes."""
LEADER = "leader"
"""The general word (its ``form`` in the lexicon) for who leads a state."""
SOMEBODY = "civilians"
"""The general word (its ``form`` in the lexicon) for one person who is no more than a person."""
_PART_REACH = 7
"""Tokens between them where only a part is taken: "captures more than a third of the besieged east of D"."""
_SEARCHERS = ("police", "border guards", "navy", "guard", "patrol")
"""How those are called who take goods rather than ground."""


def takes_things(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Customs seizes lizards": a verb of one word with neither ground nor people close behind it takes things."""
    if trigger.voice != "verb" or trigger.needs or trigger.last - trigger.first > 1 or scene.grammar.order != "svo":
        return False
    reach = _PART_REACH if _is_of_part(scene, trigger) else _REACH
    ground = [m.first for m in scene.of("object") if not _is_where(scene, trigger, m.first)]
    ground += [m.first for m in scene.of("count") if m.has("count", "person")]
    there = [n for n in scene.names if scene.cue(n.first, n.last) not in LOCATIVE]
    named = [n.first for n in there] + [p.first for p in parties if not p.located and p.cue != BORDER]
    fights = _fights(trigger, parties)
    owners = [n for n in there if n.name.what == "demonym"]
    if _is_arms(scene, trigger.last) or any(n.first == trigger.last and _is_arms(scene, n.last) for n in owners):
        return True
    things = [] if fights else [n.first for n in owners if _is_of_thing(scene, n.last)]
    if any(0 <= at - trigger.last <= reach and at not in things for at in ground + named):
        return False
    return not (fights and _takes_unknown_place(scene, trigger))


def takes_leader(trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Captures P in a raid", "A's president seized by": who speaks for a state, by name or office, is taken himself and no ground."""
    passive = trigger.voice == "passive"
    gaps = ((trigger.first - p.last if passive else p.first - trigger.last, p) for p in parties)
    return any(0 <= gap <= 1 and (p.person or p.common == LEADER) for gap, p in gaps)


def takes_somebody(scene: Scene, trigger: Trigger) -> bool:
    """ "Seizes a man at D": one person, right behind the verb."""
    if trigger.voice != "verb" or scene.grammar.order != "svo":
        return False
    near = (m for m in scene.of("count") if 0 <= m.first - trigger.last <= _REACH and m.has("count", "person"))
    return any(not scene.broken(trigger.last - 1, m.first) and not _is_where(scene, trigger, m.first) for m in near)


def _is_of_thing(scene: Scene, token: int) -> bool:
    """ "Customs seize fifty statues of B's": the adjective belongs to a noun that nobody knows."""
    return token < scene.last and token not in scene.hard and scene.mark_at(token) is None


def _is_arms(scene: Scene, token: int) -> bool:
    """ "Seizes a B-ish drone": arms that are taken are things, too."""
    mark = scene.mark_at(token)
    mark = scene.mark_at(mark.last) if mark is not None and mark.has("role", "det") else mark
    if mark is None or not mark.has("means") or mark.has("party"):
        return False
    head = scene.mark_at(mark.last)  # "an artillery position"
    if head is None:
        return mark.last >= scene.last or scene.broken(mark.last - 1, mark.last)
    return not (head.has("party") or head.has("object", "ground"))


def _is_where(scene: Scene, trigger: Trigger, token: int) -> bool:
    """ "Seizes arms in the border area": behind a word of place it is where, not what."""
    between = (mark for mark in scene.of("role") if trigger.last <= mark.first and mark.last <= token)
    return any(mark.has("role", *LOCATIVE) for mark in between)


def _is_of_part(scene: Scene, trigger: Trigger) -> bool:
    """ "Captures most of", "much of", "parts of", but "seizes 232 pounds of"."""
    if any(number.digits and number.first == trigger.last for number in scene.numbers):
        return False
    ofs = (mark for mark in scene.of("role") if mark.has("role", "of") and 0 < mark.first - trigger.last <= _PART_REACH)
    return any(not scene.broken(trigger.last - 1, mark.first) for mark in ofs)


def _fights(trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Whether an army or a group does it, rather than those who search boats and cars."""
    doers = [p for p in parties if p.last <= trigger.first and p.kind in FIGHTERS]
    return bool(doers) and not any(p.name.casefold().endswith(_SEARCHERS) or p.speaker for p in doers)


def _takes_unknown_place(scene: Scene, trigger: Trigger) -> bool:
    """A name that no rulebook holds right behind the verb, in a text whose capitals tell: fighters capture such places."""
    token = trigger.last
    while token < scene.last and token - trigger.last < _REACH and (mark := scene.mark_at(token)) is not None:
        if not mark.has("role", "det", "of"):
            return False
        token = mark.last
    return token < scene.last and token not in scene.hard and proper_names.begins_with(scene, token)
