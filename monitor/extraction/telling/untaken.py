"""What a sentence names and nobody does: truces that are refused or wanted, talks called off, steps that are only threatened, moves told twice.

Decides it from the acts that stand and the words beside them. Doesn't decide which act is background to another (``background``).
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import proposals, retorts
from monitor.extraction.telling.triggers import KINETIC, Trigger
from monitor.extraction.words.steps import (
    CONCILIATORY,
    DETAINED,
    MET,
    PROTESTED,
    REFUSED,
    RELEASED,
    REOPENED,
    SHOWN,
    SUSPENDED,
    TRUCE,
    VIOLATED,
    WARNED,
    WITHDRAWN,
)
from monitor.extraction.words.vocabulary import Mark

POSTURE = "posture."
FIGHTS = frozenset({"clash", "shoot", "shell"})
"""Words of force for what goes on until somebody ends it."""
_SNARES = frozenset({"ambush", "foray", "raid", "offensive"})
"""Words of force in which somebody may be caught unhurt."""
_WHEREIN, _WHEREIN_REACH = ("in", "while"), 3
"""Roles of words between whoever is caught and such a word, and tokens between them: "in a joint"."""
COMING = frozenset({VIOLATED, "incursion"})
"""How somebody came where he is killed or held."""
_NO_TRUCE = (("object", "despite"), ("object", "pending"), ("object", "undoing"))
_TRUCE_REACH = 3
"""Tokens between such a word and the truce: "despite the new A truce"."""
_THREATENED = ("coercion.", "posture.")
_BLOW_REACH = 2
"""Tokens between whom somebody threatens, or the word for "with", and what he threatens with: "with a new"."""
_FOUGHT = "attack"
"""The word of force for any fight that has its dead."""
_STRAINED = ("object", "strained")
_ABOUT = ("on", "topic", "of", "over", "for")
_CALL_REACH = 12
"""Tokens between whoever calls for a truce and it, over the names of who shall keep it: "urges A and B to agree on a truce"."""
_APPEAL = "diplo_coop.restraint_appeal"
_NOT_TAKEN = (
    (proposals.REFUSING, ("material_deesc.",)),
    (("object", "despite"), ("material_deesc.", "diplo_coop.")),
    (("object", "undoing"), ("coercion.crossing", "coercion.airspace", "diplo_coop.agreement", POSTURE)),
)
"""Words beside which a step is one that nobody takes, and which steps those are."""
_CALLING = ("object", "calling")
_SAID_OF_TRUCES = (
    (proposals.REFUSING, _TRUCE_REACH, REFUSED),
    (_CALLING, _CALL_REACH, _APPEAL),
)
"""What somebody says of a truce, how near to it, and which step that is."""
_WANTED = frozenset({WITHDRAWN, RELEASED, REOPENED})
"""Steps that one side wants of the other."""
_CALLED_OFF, _RESUMED = ("object", "called_off"), ("object", "resumed")
_MEETINGS = frozenset({MET, "diplo_coop.visit"})
_OFFERED = frozenset({*_MEETINGS, CONCILIATORY, "diplo_coop.mediation_offer"})
"""What is refused by somebody who won't talk."""
_OFF_BEFORE, _OFF_BEHIND = 2, 10
"""Tokens between such a word and the talks: "cancels all talks", "talks between A and B due on Friday in D are off"."""
_APART = ("while", "after", "because")
"""Roles of words that part the two: "talks after flights were cancelled"."""
_NOT_OF_TALKS = ("and", "topic", "on", "over", "against")
"""And of those right before the word: "talks on suspended flights"."""
_DOUBTFUL = ("object", "doubtful")
_TALKS, _MET = ("object", "talks"), ("event", MET)
_WANTING = frozenset({_CALLING, _TALKS, _MET})
"""Senses beside which a step may be only wanted."""
_ANYBODY, _WHO = ("object", "anybody"), "who"
_UNSURE = frozenset({_DOUBTFUL, _ANYBODY})
_HEAD_REACH = 3
"""Tokens between "any" and what is said of him: "any A-ish hand that"."""
SAID = frozenset(
    {("event", TRUCE), _CALLED_OFF, _CALLING, _DOUBTFUL, _ANYBODY, _TALKS, _MET, *(sense for sense, _ in _NOT_TAKEN)}
)
"""Senses without which one act alone is done."""


def without(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers of what is done; of what is only said, the saying."""
    if proposals.REFUSING in scene.senses:
        found = proposals.told_as_refused(scene, found)
    if ("event", TRUCE) in scene.senses:
        found = _without_truces(scene, found)
    if _CALLED_OFF in scene.senses and _RESUMED not in scene.senses:
        found = _without_meetings(scene, found)
    if not _WANTING.isdisjoint(scene.senses):
        found = _without_wants(scene, found)
    if not _UNSURE.isdisjoint(scene.senses):
        found = [t for t in found if not _is_unsure(scene, t)]
    for sense, steps in _NOT_TAKEN:
        if sense in scene.senses:
            found = [t for t in found if not (t.value.startswith(steps) and _is_refused(scene, t, sense))]
    return _without_untold(scene, found) if len(found) > 1 else found


def _without_wants(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, without steps that are called for, or talked of."""
    if _CALLING in scene.senses and proposals.REFUSING not in scene.senses:
        found = [_as_wanted(scene, t) if t.value in _WANTED else t for t in found]
    return [t for t in found if t.value not in _WANTED or not _is_talked_of(scene, t)]


def _is_unsure(scene: Scene, trigger: Trigger) -> bool:
    doubtful = _DOUBTFUL in scene.senses and _is_doubtful(scene, trigger)
    return doubtful or (_ANYBODY in scene.senses and trigger.kinetic and _is_anybodys(scene, trigger))


def _is_anybodys(scene: Scene, force: Trigger) -> bool:
    """ "We cut off any hand that strikes us", "whoever attacks will pay": what anybody would do, nobody has done."""
    low, _ = scene.window(force.first)
    opener = scene.mark_at(low)
    relative = opener is not None and any(sign.form == "relative" for sign in opener.signs)
    for mark in scene.of(*_ANYBODY):
        if ("object", _WHO) in mark.word.forms and 0 <= force.first - mark.last <= 1:
            return True
        if relative and 0 < low - mark.last <= _HEAD_REACH:
            return True
    return False


def _without_untold(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, without steps that are only threatened, talks that somebody refuses, ambushes that hurt nobody, and what a move is said to be."""
    told = {trigger.value for trigger in found}
    if retorts.RETORT in scene.senses:
        found = retorts.without_blows(scene, found)
    if SHOWN in told:
        found = _without_shows(scene, found)
    if WARNED in told and SUSPENDED in told:
        found = [t for t in found if t.value != SUSPENDED or not _is_threatened(scene, t, found)]
    if REFUSED in told or SUSPENDED in told:
        found = [t for t in found if t.value not in _OFFERED or not _is_turned_down(scene, t, found)]
    if WARNED in told and _APPEAL in told:
        found = [t for t in found if t.value != WARNED or not _is_asked_of(scene, t)]
    if WARNED in told:
        found = [t for t in found if not (_may_be_brandished(scene, t) and _is_brandished(scene, t, found))]
    if not _SNARES.isdisjoint(told):
        found = [t for t in found if t.value not in _SNARES or not _is_snare(scene, t, found)]
    return found


def _without_truces(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, without truces to which nobody agreed: "A rejects a truce", "C calls for a truce" and "A and B discuss a truce" are words, and
    "A strikes B despite the truce", "truce hours old, A and B clash again" have agreed to it before."""
    broken = any(trigger.kinetic and trigger.voice == "verb" and trigger.value in FIGHTS for trigger in found)
    stays = [t for t in found if not (broken and t.value == TRUCE and t.voice == "noun" and t.main)]
    appeal = next((t for t in stays if t.value == _APPEAL), None)
    if appeal is not None:
        stays = [t for t in stays if t.value != TRUCE or not _is_appealed_for(scene, appeal, t)]
    if ("count", "killed") in scene.senses:
        stays = [_as_fight(t) if t.value == TRUCE and _ends_in_death(scene, t) else t for t in stays]
    return [said for trigger in stays if (said := _as_said(scene, trigger) if trigger.value == TRUCE else trigger)]


def _ends_in_death(scene: Scene, truce: Trigger) -> bool:
    """ "The shooting ends with all six gunmen dead": nobody agreed to that."""
    how = scene.mark_at(truce.last)
    if how is None or not how.has("role", "with"):
        return False
    return any(m.first >= how.last and not scene.broken(how.first, m.first) for m in scene.of("count", "killed"))


def _as_fight(end: Trigger) -> Trigger:
    return replace(end, group=KINETIC, kinetic=True, value=_FOUGHT, voice="noun")


def _is_appealed_for(scene: Scene, appeal: Trigger, truce: Trigger) -> bool:
    """ "Urges both sides to observe the truce": whoever is asked to keep one hasn't agreed to it today."""
    return truce.voice == "noun" and appeal.last <= truce.first and not scene.broken(appeal.last - 1, truce.first)


def _without_meetings(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, with talks and visits that are called off as that step: "talks between A and B cancelled", "A pulls out of talks with B"."""
    words = scene.of(*_CALLED_OFF)
    off = {t.first: word for t in found if t.value in _MEETINGS and (word := _calls_off(scene, words, t)) is not None}
    spent = {word.first for word in off.values()} - off.keys()
    return [
        replace(t, value=SUSPENDED) if t.first in off and t.value in _MEETINGS else t
        for t in found
        if t.first not in spent
    ]


def _calls_off(scene: Scene, words: Sequence[Mark], talks: Trigger) -> Mark | None:
    if talks.voice != "noun":
        return None
    return next((word for word in words if _is_of_talks(scene, word, talks)), None)


def _is_doubtful(scene: Scene, step: Trigger) -> bool:
    """ "Meeting of A and B unlikely", "reopening the border with B is out of the question"."""
    return step.value.startswith(("diplo_coop.", "material_deesc.")) and any(
        _is_of_talks(scene, word, step) for word in scene.of(*_DOUBTFUL)
    )


def _is_of_talks(scene: Scene, word: Mark, talks: Trigger) -> bool:
    ahead = word.last <= talks.first
    low, high = (word.last, talks.first) if ahead else (talks.last, word.first)
    if not 0 <= high - low <= (_OFF_BEFORE if ahead else _OFF_BEHIND) or scene.broken(low - 1, high):
        return False
    between = [mark for mark in scene.marks if low <= mark.first < high]
    if any(mark.word.acts or mark.has("filter") or mark.has("role", *_APART) for mark in between):
        return False
    return not any(mark.has("role", *_NOT_OF_TALKS) for mark in (between if ahead else between[-1:]))


def _as_said(scene: Scene, truce: Trigger) -> Trigger | None:
    if is_matter_of_talks(scene, truce.first, truce.last):
        return None
    if any(_beside(scene, truce, sense, _TRUCE_REACH) is not None for sense in _NO_TRUCE):
        return None
    if _STRAINED in scene.senses and _is_strained(scene, truce):
        return None
    for sense, reach, value in _SAID_OF_TRUCES:
        verb = _beside(scene, truce, sense, reach)
        if verb is not None:
            return replace(truce, first=verb.first, last=verb.last, value=value, voice="verb", needs="")
    return truce


def _as_wanted(scene: Scene, step: Trigger) -> Trigger:
    """ "A demands the withdrawal of B's men": that step is nobody's yet, and wanting it a word to B; of men whom B took, that it took them is the news."""
    if step.value == RELEASED and (("event", DETAINED) in scene.senses or scene.has("kinetic", "abduct", "seize")):
        return step
    verb = _beside(scene, step, _CALLING, _TRUCE_REACH)
    if verb is None:
        return step
    return replace(step, first=verb.first, last=verb.last, value=PROTESTED, voice="verb", needs="")


def _is_refused(scene: Scene, step: Trigger, sense: tuple[str, str]) -> bool:
    """ "A rejects the reopening of the gates", "denies closing them": the step isn't taken; of "refuses to" the modes know."""
    verb = _beside(scene, step, sense, _TRUCE_REACH)
    return verb is not None and not verb.has("mode", "negated")


def is_bidden(scene: Scene, trigger: Trigger) -> bool:
    """ "Orders troops to hit back": what somebody is told to do isn't done yet."""
    to = scene.mark_before(trigger.first)
    return to is not None and to.last == trigger.first and to.has("role", "infinitive") and to.has("role", "to")


def bids_state(scene: Scene, bid: Mark) -> bool:
    """ "Court orders A to withdraw its troops": a state is bidden, which has not done it; not "orders A's troops out"."""
    whom = scene.mark_at(bid.last)
    return whom is not None and any(name.what in {"country", "capital"} for name in whom.names)


def is_matter_of_talks(scene: Scene, first: int, last: int) -> bool:
    """ "Hold talks on a truce", "the truce talks", of these tokens: it is what the talks are about."""
    on = scene.mark_before(first) or scene.mark_before(first - 1)  # "on a lasting"
    if on is not None and on.has("role", "det"):
        on = scene.mark_before(on.first)
    talks = scene.mark_before(on.first) if on is not None and _is_about(on) else None
    behind = scene.mark_at(last) if scene.grammar.order != "vso" else None
    return any(m is not None and (m.has("object", "peace") or m.has("event", MET)) for m in (talks, behind))


def _is_talked_of(scene: Scene, step: Trigger) -> bool:
    """ "Hold talks on the reopening of the border": it is what they talk about."""
    on = scene.mark_before(step.first)
    if on is not None and on.has("role", "det"):
        on = scene.mark_before(on.first)
    if on is None or not on.has("role", "on", "topic", "over"):
        return False
    talks = scene.mark_before(on.first)
    return talks is not None and talks.last == on.first and (_TALKS in talks.senses or _MET in talks.senses)


def _is_strained(scene: Scene, truce: Trigger) -> bool:
    """ "The truce between A and B hangs by a thread", "shelling tests the truce": it is agreed to already, and by nobody today."""
    marks = (
        m for m in scene.of(*_STRAINED) if -_TRUCE_REACH <= m.first - truce.last <= _CALL_REACH or m.first < truce.first
    )
    return any(not scene.broken(min(m.last, truce.last) - 1, max(m.first, truce.first)) for m in marks)


def _is_about(joint: Mark) -> bool:
    """ "On", "about"; the German word for that also says "more than"."""
    return joint.has("role", *_ABOUT) or joint.has("bound", "least")


def _beside(scene: Scene, truce: Trigger, sense: tuple[str, str], reach: int) -> Mark | None:
    """The word that governs a truce: before it, or behind it where verbs and prepositions stand behind."""
    if scene.grammar.order == "sov":  # "A the offer'of a truce with B OBJECT rejected"
        far = reach if scene.grammar.post else reach + 1
        behind = next((m for m in scene.of(*sense) if 0 <= m.first - truce.last <= far), None)
        if behind is not None or scene.grammar.post:
            return behind
    marks = (m for m in reversed(scene.of(*sense)) if 0 <= truce.first - m.last <= reach)
    return next((m for m in marks if not scene.broken(m.last - 1, truce.first)), None)


def _without_shows(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """ "Flies over B in a show of force" is one move."""
    moves = any(t.value in COMING or (t.value.startswith(POSTURE) and t.value != SHOWN) for t in found)
    return [t for t in found if not (moves and t.value == SHOWN and scene.cue(t.first, t.last) == "in")]


def _is_threatened(scene: Scene, step: Trigger, found: list[Trigger]) -> bool:
    """ "Threatens suspension of the truce": it goes on."""
    threats = (t for t in found if t.value == WARNED and t.voice == "verb")
    if scene.grammar.post:
        threat = next((t for t in threats if 0 <= t.first - step.last <= _TRUCE_REACH), None)
        return threat is not None and not scene.broken(step.last - 1, threat.first)
    threat = next((t for t in threats if 0 <= step.first - t.last <= 1), None)
    return threat is not None and not any(threat.last <= m.first < step.first for m in scene.of("role", "and"))


def _is_asked_of(scene: Scene, threat: Trigger) -> bool:
    """ "Calls on both sides to take all measures": whoever is asked for calm threatens with nothing."""
    joint = scene.mark_before(threat.first)
    if joint is None or not joint.has("role", "infinitive", "to"):
        return False
    return any(m.last <= joint.first and not scene.broken(m.last - 1, joint.first) for m in scene.of(*_CALLING))


def _is_turned_down(scene: Scene, talks: Trigger, found: list[Trigger]) -> bool:
    """ "A rejects proposed talks with B", "quits talks": they aren't held, and who offered them is told by nobody."""
    verbs = (t for t in found if (t.value == REFUSED and t.voice == "verb") or t.needs == "with_talks")
    if scene.grammar.post:
        return any(0 <= t.first - talks.last <= _TRUCE_REACH for t in verbs)
    return any(0 <= talks.first - t.first <= _CALL_REACH and not scene.broken(t.last - 1, talks.first) for t in verbs)


def _may_be_brandished(scene: Scene, deed: Trigger) -> bool:
    if deed.kinetic:
        return deed.main and deed.voice == "noun"
    return deed.value.startswith(_THREATENED) and scene.cue(deed.first, deed.last) == "with"


def _is_brandished(scene: Scene, blow: Trigger, found: list[Trigger]) -> bool:
    """ "Threatens A with strikes": what somebody threatens with, right behind whom he threatens, hasn't come."""
    threats = [t for t in found if t.value == WARNED and t.voice == "verb" and not scene.broken(t.first, blow.first)]
    if scene.grammar.post and any(t.first == blow.last for t in threats):
        return True
    threat = next((t for t in reversed(threats) if t.last <= blow.first), None)
    if threat is None:
        return False
    at = max([n.last for n in scene.names if threat.last <= n.first and n.last <= blow.first], default=threat.last)
    word = scene.mark_at(at)
    if word is not None and word.last <= blow.first and word.has("role", "with", "of"):
        at, word = word.last, None
    return blow.first - at <= _BLOW_REACH and (word is None or word.first == blow.first or word.has("role", "det"))


def _is_snare(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "An ambush nets a shepherd", "two held in a raid by A": of which nobody died, that somebody was caught in it is the news."""
    if trigger.voice != "noun" or scene.has("count", "killed", "injured"):
        return False
    caught = [t for t in found if t.value == DETAINED]
    if any(t.voice == "verb" and t.first == trigger.last for t in caught):
        return True
    if scene.grammar.order != "svo" or not any(t.voice == "passive" and t.last <= trigger.first for t in caught):
        return False
    within = [m for m in scene.of("role", *_WHEREIN) if 0 <= trigger.first - m.last <= _WHEREIN_REACH]
    aimed = scene.mark_at(trigger.last)
    return bool(within) and not (aimed is not None and aimed.has("role", "on", "against"))
