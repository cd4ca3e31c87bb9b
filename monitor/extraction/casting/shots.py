"""What arms do where no verb of force says it: "A's guns: four dead", "A's jets rocket a market".

Decides whether a word for arms tells of an act by whose they are, who fell, or what follows. Doesn't decide who was struck.
"""

from collections.abc import Sequence

from monitor.extraction.casting import active
from monitor.extraction.naming import proper_names
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark

_SHOTS = frozenset({"shoot", "shell", "strike"})
"""Nouns of what somebody sends at others."""
_FALLEN_REACH = 2
"""Tokens between "fell" and the arms that did: "fell several rockets"."""
_USED_REACH = 4
"""Tokens between "uses", arms and "against": "uses heavy artillery and drones against"."""
_FIRED = ("artillery", "mortar", "missile", "rocket", "drone", "bomb", "gun")
_MET = frozenset({"", "object"})
"""Relations of whom somebody drives off."""
_OF_ARMIES = frozenset({"shoot", "shell"})
_FROM_REACH = 3
"""Tokens between a bullet and whence it came: "from the A"."""
_TARGET_REACH = 1
"""Tokens between such a verb and what it strikes: an article, or the name of a town that nobody knows."""


def are_owned(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's fire", also "A's rocket fire": arms may stand between; "a bullet from A's side"."""
    if _sender(trigger, parties) is not None:
        return True
    arms = scene.mark_before(trigger.first)
    edge = arms.first if arms is not None and arms.has("means") else trigger.first
    near = [party for party in parties if party.last in {edge, trigger.first}]
    if edge == trigger.first and scene.has("count", "killed", "injured") and any(p.entity for p in near):
        return True  # "the R's fire wounds six", in a headline that has no apostrophes
    bound = scene.grammar.apart  # "A fire-its"
    owners = (p for p in near if p.state and (p.adjective or (bound and p.bare and not p.cue)))
    return any(owners) or any(p.entity and p.last == edge < trigger.first for p in near)


def are_deadly(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's bullet: shepherd of B's dead", "killed by A's fire in D": arms of a state's, in a sentence that tells of dead or hurt elsewhere, or
    with which somebody answers, or under which somebody is."""
    if _are_answer(scene, trigger, parties) or _are_undergone(scene, trigger, parties):
        return True
    if not scene.has("count", "killed", "injured") or not are_owned(scene, trigger, parties):
        return False
    owner = _sender(trigger, parties)
    owner = owner or next(
        (p.state for p in reversed(parties) if p.last <= trigger.first and p.state and p.adjective), None
    )
    grounds = {n.place.country for n in scene.names if n.place is not None}
    return bool(({p.state for p in parties} | grounds) - {owner, None})


def _are_answer(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A answers with artillery", "A answers rockets from B with shells"."""
    low, _ = scene.window(trigger.first)
    verbs = (m for m in scene.of("role", "answer") if low <= m.first and m.last <= trigger.first)
    verb = next(verbs, None)
    if verb is None:
        return False
    beside = verb.last == trigger.first and verb.has("role", "carry")
    if not beside and scene.cue(trigger.first, trigger.last) != "with":
        return False
    return any(p.last <= verb.first and p.kind in active.ACTORS and not p.cue for p in parties)


def _are_undergone(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "D under R's rockets again": whose they are stands between the word for it and the arms."""
    owner = next((p for p in parties if p.last == trigger.first and (p.state or p.entity)), None)
    if owner is None:
        return False
    return any(0 <= owner.first - mark.last <= 1 for mark in scene.of("role", "undergo"))


def _sender(trigger: Trigger, parties: Sequence[PartyAt]) -> str | None:
    """From whose ground shots or shells came; rockets and mines may be anybody's."""
    if trigger.value not in _OF_ARMIES:
        return None
    near = (p for p in parties if 0 < p.first - trigger.last <= _FROM_REACH)
    return next((p.state for p in near if p.cue == "from" and p.state), None)


def are_aimed(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's jets rocket a market": somebody, or his arms, right before the word and what is struck right behind."""
    if scene.grammar.second:  # "on Monday fired A's men at B's post"
        return any(p.cue == "on" for p in parties) and any(p.kind in active.ACTORS and not p.cue for p in parties)
    return _has_user(scene, trigger, parties) and _has_target(scene, trigger, parties)


def user(scene: Scene, trigger: Trigger, clause: Sequence[PartyAt]) -> PartyAt | None:
    """ "A's army drives back B's party with shots", "meets them with mortar fire": with what somebody does something is his."""
    if trigger.value not in _SHOTS or scene.cue(trigger.first, trigger.last) != "with":
        return None
    before = (p for p in clause if p.last <= trigger.first and not p.cue and not p.located)
    return next((p for p in before if p.kind in active.ACTORS), None)


def driver(scene: Scene, trigger: Trigger, clause: Sequence[PartyAt]) -> PartyAt | None:
    """The same where nobody is hurt, whoever stands behind the shots; "killed with fire of A's army" is A's."""
    return None if scene.has("count", "killed", "injured") else user(scene, trigger, clause)


def foe(scene: Scene, trigger: Trigger, clause: Sequence[PartyAt], shooter: PartyAt | None) -> PartyAt | None:
    """Whom the shooter of such shots met: the next party behind him, before the shots or behind them."""
    if shooter is None or shooter is not user(scene, trigger, clause):
        return None
    return next((p for p in clause if shooter.last <= p.first and p.cue in _MET), None)


def _has_user(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    arms = scene.mark_before(trigger.first)
    if arms is not None and arms.last == trigger.first and arms.has("means"):
        return True
    return any(party.last == trigger.first and not party.adjective for party in parties)


def _has_target(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    if any(0 <= party.first - trigger.last <= _TARGET_REACH and not party.cue for party in parties):
        return True
    return any(_is_ground(scene, n, trigger) for n in range(len(scene.marks)))


def _is_ground(scene: Scene, n: int, trigger: Trigger) -> bool:
    mark: Mark = scene.marks[n]
    named = scene.named[n]
    ground = mark.has("object", "ground") or (named is not None and (named.place or named.country) is not None)
    near = 0 <= mark.first - trigger.last <= _TARGET_REACH
    return ground and near and not scene.broken(trigger.last - 1, mark.first)


def _from_side(scene: Scene, trigger: Trigger) -> Mark | None:
    """ "Rockets from the A side fall", "shells out of A's territory": the arms, where a noun that nobody knows stands behind an adjective."""
    name = next((named for named in scene.names if named.last == trigger.first - 1 and named.country), None)
    joint = scene.past_articles(name.first) if name is not None else None
    return scene.mark_before(joint.first) if joint is not None and joint.has("role", "from") else None


def are_used(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Uses tanks and artillery against B's posts", "drones on a post": arms are the object, and behind them stands on whom; where verbs come last,
    both before it."""
    faced = scene.of("role", "against", "on")
    if not faced:
        return False
    arms = [(m.first, m.last) for m in scene.of("means")]
    arms += [(p.first, p.last) for p in parties if p.common in active.ARMS]
    low, high = scene.window(trigger.first)
    if scene.grammar.order == "sov":
        against = any(low <= mark.first < high and mark.has("role", "against") for mark in faced)
        return against and any(low <= first < high for first, _ in arms)
    near = [last for first, last in arms if 0 <= first - trigger.last <= _USED_REACH]
    behind = [(mark, mark.first - last) for last in near for mark in faced if mark.first < high]
    return any(gap == 0 or (0 < gap <= _USED_REACH and mark.has("role", "against")) for mark, gap in behind)


def arms_before(scene: Scene, trigger: Trigger, _parties: Sequence[PartyAt]) -> bool:
    """ "Rockets fall", "a missile slammed into": arms are the subject; "fell several rockets" where it may stand behind."""
    if scene.grammar.adjective_before:
        arms = (m for m in scene.of("means", *_FIRED) if not m.has("kinetic"))
        behind = (m for m in arms if 0 <= m.first - trigger.last <= _FALLEN_REACH)
        if any(not scene.broken(trigger.last - 1, mark.first) for mark in behind):
            return True
    at = _behind_name(scene, trigger.first)
    before = scene.mark_before(at)
    if before is not None and before.has("role", "from") and proper_names.begins_at(scene, at) == before.last:
        before = scene.mark_before(before.first)  # "rockets from a town that nobody knows fall"
    elif before is not None and before.names:  # "rockets from A fall"
        before = _whose_origin(scene, before.first)
    elif before is None:
        before = _from_side(scene, trigger)
    return before is not None and before.has("means", *_FIRED, "gun")


def _whose_origin(scene: Scene, token: int) -> Mark | None:
    """ "Rockets from A", "a drone come out of A": what is before words that tell where it is from, and at most one that nobody knows."""
    before = scene.mark_before(token)
    while before is not None and before.has("role", "from", "by", "of", "det", "come"):
        token = before.first
        before = scene.mark_before(token)
    return before if before is not None else scene.mark_before(token - 1)


def _behind_name(scene: Scene, token: int) -> int:
    """The token, or that before it: "rockets from the A side fall", "from D soil"."""
    word = token - 1
    named = any(n.last == word for n in scene.names)
    mark = scene.mark_at(word)
    plain = mark is None or mark.has("role", "inside")
    return word if named and plain and not scene.broken(word - 1, word) else token


def at_unknown(scene: Scene, trigger: Trigger, owner: PartyAt) -> bool:
    """ "Shelling of B-ish [post]": where adjectives stand first, a noun behind one that nobody knows is what was struck."""
    if trigger.value != "shell" or not scene.grammar.adjective_before or owner.first != trigger.last:
        return False
    return owner.last < scene.last and scene.mark_at(owner.last) is None and not scene.cue(trigger.first, trigger.last)
