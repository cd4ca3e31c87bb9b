"""Where the name of a state only says in which state something lies: "in Q of A", "in Q, A", "in the district of Q of A".

Decides what relation such a name takes from the town or district that it belongs to. Doesn't decide who acts there.
"""

from monitor.extraction.scene import LOCATIVE, Scene
from monitor.extraction.vocabulary import Mark

_OF_TOWN = 1
"""Tokens between a state and its town: the word "of"."""
_CHAIN = 7
"""Tokens from "in" to the state: "in the mountainous D district of A"."""
_STAY = frozenset({"by", "to", "from", "in", "near", "at", "on", "after", "while", "and", "with"})
"""Relations of what may follow "in Q, A": a state that acts is followed by its verb."""


def cue(scene: Scene, first: int, last: int, state: str | None) -> str | None:
    """The relation that a state's bare name takes from its town or district, or None where it stands for itself."""
    town = _town_beside(scene, first, last, state) or _town_ahead(scene, first, last, state)
    if town is None:
        return _of_ground(scene, first)
    return _of_ground(scene, town.first) or scene.cue(town.first, town.last)


def _town_beside(scene: Scene, first: int, last: int, state: str | None) -> Mark | None:
    """ "In Q of A" where the genitive follows, "A of Q in" where relations follow their noun."""
    if not (scene.grammar.after or scene.grammar.post):
        return None
    if scene.grammar.after:
        at = next((n for n, mark in enumerate(scene.marks) if mark.last == first), None)
    else:
        joint = next((n for n, mark in enumerate(scene.marks) if mark.first == last), len(scene.marks))
        of = joint < len(scene.marks) and is_of(scene.marks[joint])
        at = joint + 1 if of and joint + 1 < len(scene.marks) else None
    if at is None or not _lies_in(scene, at, state):
        return None
    town = scene.marks[at]
    left, right = (town.last - 1, first) if scene.grammar.after else (last, town.first)
    return None if scene.broken(left, right) or right - left > _OF_TOWN else town


def is_of(mark: Mark) -> bool:
    """Whether it is an "of" that stands behind the owner."""
    return any(s.value == "of" and s.form == "post" for s in mark.signs)


def _lies_in(scene: Scene, at: int, state: str | None) -> bool:
    named = scene.named[at]
    place = (named.place or named.town) if named is not None else None
    return place is not None and place.country == state


def _town_ahead(scene: Scene, first: int, last: int, state: str | None) -> Mark | None:
    """ "In Q, A": the town before the comma, unless the state goes on to act ("after a blast in Q, A recalls ...")."""
    if scene.grammar.post or first not in scene.hard or scene.passage.folded.gap(first) != ", ":
        return None
    at = next((n for n, mark in enumerate(scene.marks) if mark.last == first), None)
    if at is None or not _lies_in(scene, at, state) or not _stays(scene, last):
        return None
    return scene.marks[at]


def _stays(scene: Scene, last: int) -> bool:
    if last >= scene.last or last in scene.hard:
        return True
    follower = scene.mark_at(last)
    if follower is None:
        return False
    opening = scene.mark_at(scene.first)
    opened = opening is not None and opening.has("role", "after", "while", *LOCATIVE)
    return not opened and (follower.has("role", *_STAY) or follower.has("kinetic", "kill") or follower.has("time"))


def _of_ground(scene: Scene, first: int) -> str | None:
    """ "In the D district of A": what relates the district, when nothing but its names stands between."""
    joint = scene.mark_before(first)
    if scene.grammar.post or joint is None or not joint.has("role", "of"):
        return None
    ground, token = False, joint.first
    while token > scene.first and first - token < _CHAIN and token not in scene.hard:
        mark = scene.mark_before(token)
        token = mark.first if mark is not None else token - 1
        if mark is None or mark.has("role", "det"):
            continue
        if not (mark.has("object", "ground") or _is_place(scene, mark)):
            found = next((s.value for s in mark.signs if s.group == "role" and s.form != "post"), "")
            return found if ground and found in LOCATIVE else None
        ground = True
    return None


def _is_place(scene: Scene, mark: Mark) -> bool:
    named = scene.named[scene.marks.index(mark)]
    return named is not None and named.place is not None
