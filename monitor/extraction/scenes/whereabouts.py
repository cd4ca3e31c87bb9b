"""Where the name of a state only says in which state something lies: "in Q of A", "in Q, A", "in the district of Q of A".

Decides what relation such a name takes from the town or district that it belongs to. Doesn't decide who acts there.
"""

from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.words.vocabulary import Mark

_OF_TOWN = 1
"""Tokens between a state and its town: the word "of"."""
_CHAIN = 7
"""Tokens from "in" to the state: "in the mountainous D district of A"."""
_NAME = 3
"""Words of a town's name."""
_LISTED = 3
"""Names before the state's: "Q, D province, A"."""
_STAY = frozenset({"by", "to", "from", "in", "near", "at", "on", "after", "while", "and", "with"})
"""Relations of what may follow "in Q, A": a state that acts is followed by its verb."""


def cue(scene: Scene, first: int, last: int, state: str | None) -> str | None:
    """The relation that a state's bare name takes from its town or district, or None where it stands for itself."""
    town = _town_beside(scene, first, last, state)
    if town is not None:
        return _of_ground(scene, town.first) or scene.cue(town.first, town.last)
    return _of_ground(scene, first) or (_of_list(scene, first, state) if _is_set_off(scene, first, last) else None)


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


def _is_set_off(scene: Scene, first: int, last: int) -> bool:
    """Whether a comma stands before the state, which doesn't go on to act ("after a blast in Q, A recalls ...")."""
    set_off = not scene.grammar.post and first in scene.hard and scene.passage.folded.gap(first) == ", "
    return set_off and _stays(scene, last)


def _of_list(scene: Scene, first: int, state: str | None) -> str | None:
    """ "In Q, A", "in Q, the D province, A": what relates the first of the names before the commas."""
    end = first
    for _ in range(_LISTED):
        begin, known = _name_ahead(scene, end, state)
        if begin == end:
            return None
        found = _of_ground(scene, begin) or scene.cue(begin, end)
        if found:
            return found if known or found in LOCATIVE else None
        if begin not in scene.hard or scene.passage.folded.gap(begin) != ", ":
            return None
        end = begin
    return None


def _name_ahead(scene: Scene, end: int, state: str | None) -> tuple[int, bool]:
    """Where the name before a comma begins, and whether it is known to lie in the state; an unknown one is written in capitals."""
    at = next((n for n, mark in enumerate(scene.marks) if mark.last == end), None)
    if at is not None and _lies_in(scene, at, state):
        return scene.marks[at].first, True
    token = scene.marks[at].first if at is not None and scene.marks[at].has("object", "ground") else end
    while scene.first < token and end - token < _NAME and scene.mark_before(token) is None:
        token -= 1
        if token in scene.hard:
            break
    return (token, False) if scene.passage.folded.written(token, token + 1)[:1].isupper() else (end, False)


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
            found = mark.word.relation
            return found if ground and found in LOCATIVE else None
        ground = True
    return None


def _is_place(scene: Scene, mark: Mark) -> bool:
    named = scene.named[scene.marks.index(mark)]
    return named is not None and named.place is not None
