"""Which acts of a sentence are background to another of them: what is condemned, undone, judged, or set off by a headline.

Decides it from the acts that stand, their order and voice. Doesn't decide what "after" and "over" look back on: that is for ``triggers``.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import TAKEN, Trigger
from monitor.extraction.words.steps import (
    ACCUSED,
    CONCILIATORY,
    CONDEMNED,
    DETAINED,
    MET,
    REFUSED,
    RELEASED,
    SHOWN,
    SUMMONED,
    SUSPENDED,
    TRUCE,
    VIOLATED,
    WARNED,
)
from monitor.extraction.words.vocabulary import Mark

_GERUND = "ing"
_POSTURE = "posture."
_HOSTILE = "diplo_hostile."
_TAKEN_STEPS = (_HOSTILE, "coercion.", _POSTURE)
"""What a state does about another's force."""
_ENDS = ("material_deesc.ceasefire", "material_deesc.reopening", "diplo_coop.agreement")
"""Steps by which a fight ends."""
_FIGHTS = frozenset({"clash", "shoot", "shell"})
"""Words of force for what goes on until somebody ends it."""
_SNARES = frozenset({"ambush", "foray", "raid", "offensive"})
"""Words of force in which somebody may be caught unhurt."""
_WHEREIN, _WHEREIN_REACH = ("in", "while"), 3
"""Roles of words between whoever is caught and such a word, and tokens between them: "in a joint"."""
_BIDDEN = "to_fire"
"""What words need that bid forces use force, which they don't carry out: "orders the army to hit back at any attack"."""
_CAPTORS = "of_captors"
"""What words need that a group holds somebody: whoever wants them back tells of it."""
_COMING = frozenset({VIOLATED, "incursion"})
"""How somebody came where he is killed or held."""
_HELD = frozenset({DETAINED, RELEASED})
"""What befalls him there, if nobody uses force."""
_NO_TRUCE = (("object", "despite"), ("object", "pending"), ("object", "undoing"))
_TRUCE_REACH = 3
"""Tokens between such a word and the truce: "despite the new A truce"."""
_BLOW_REACH = 2
"""Tokens between whom somebody threatens, or the word for "with", and what he threatens with: "with a new"."""
_STRAINED = ("object", "strained")
_ABOUT = ("on", "topic", "of", "over", "for")
_CALL_REACH = 8
"""Tokens between whoever calls for a truce and it, over the names of who shall keep it: "urges A and B to agree on a truce"."""
_REFUSING = ("object", "refusing")
_NOT_TAKEN = (
    (_REFUSING, ("material_deesc.",)),
    (("object", "despite"), ("material_deesc.", "diplo_coop.")),
    (("object", "undoing"), ("coercion.crossing", "coercion.airspace", "diplo_coop.agreement", _POSTURE)),
)
"""Words beside which a step is one that nobody takes, and which steps those are."""
_SAID_OF_TRUCES = (
    (_REFUSING, _TRUCE_REACH, REFUSED),
    (("object", "calling"), _CALL_REACH, "diplo_coop.restraint_appeal"),
)
"""What somebody says of a truce, how near to it, and which step that is."""
_CALLED_OFF, _RESUMED = ("object", "called_off"), ("object", "resumed")
_MEETINGS = frozenset({MET, "diplo_coop.visit"})
_OFFERED = frozenset({*_MEETINGS, CONCILIATORY, "diplo_coop.mediation_offer"})
"""What is refused by somebody who won't talk."""
_OFF_BEFORE, _OFF_BEHIND = 2, 10
"""Tokens between such a word and the talks: "cancels all talks", "talks between A and B due on Friday in D are off"."""
_APART = ("while", "after", "because")
"""Roles of words that part the two: "talks after flights were cancelled"."""
_NOT_OFMET = ("and", "topic", "on", "over", "against")
"""And of those right before the word: "talks on suspended flights"."""
_STATES = frozenset({"country", "demonym", "capital", "actor"})
"""What a name is of, where it names a side."""


def subordinate(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, each of which is background when another of them looks back on it: words that say nothing subordinate nothing."""
    if ("event", TRUCE) in scene.senses:
        found = _without_truces(scene, found)
    if _CALLED_OFF in scene.senses and _RESUMED not in scene.senses:
        found = _without_meetings(scene, found)
    for sense, steps in _NOT_TAKEN:
        if sense in scene.senses:
            found = [t for t in found if not (t.value.startswith(steps) and _is_refused(scene, t, sense))]
    if len(found) > 1:
        told = {trigger.value for trigger in found}
        found = _without_untold(scene, found, told)
        for trigger in found:
            trigger.main = trigger.main and not _is_behind(scene, trigger, found)
        if CONCILIATORY in told:
            found = _without_regret(found)
    return found


def _without_untold(scene: Scene, found: list[Trigger], told: set[str]) -> list[Trigger]:
    """The triggers, without steps that are only threatened, talks that somebody refuses, ambushes that hurt nobody, and what a move is said to be."""
    if SHOWN in told:
        found = _without_shows(scene, found)
    if WARNED in told and SUSPENDED in told:
        found = [t for t in found if t.value != SUSPENDED or not _is_threatened(scene, t, found)]
    if REFUSED in told or SUSPENDED in told:
        found = [t for t in found if t.value not in _OFFERED or not _is_turned_down(scene, t, found)]
    if WARNED in told:
        found = [t for t in found if not (t.kinetic and t.voice == "noun" and _is_brandished(scene, t, found))]
    if not _SNARES.isdisjoint(told):
        found = [t for t in found if t.value not in _SNARES or not _is_snare(scene, t, found)]
    return found


def _without_truces(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, without truces to which nobody agreed: "A rejects a truce", "C calls for a truce" and "A and B discuss a truce" are words, and
    "A strikes B despite the truce", "truce hours old, A and B clash again" have agreed to it before."""
    broken = any(trigger.kinetic and trigger.voice == "verb" and trigger.value in _FIGHTS for trigger in found)
    stays = [t for t in found if not (broken and t.value == TRUCE and t.voice == "noun" and t.main)]
    return [said for trigger in stays if (said := _as_said(scene, trigger) if trigger.value == TRUCE else trigger)]


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


def _is_of_talks(scene: Scene, word: Mark, talks: Trigger) -> bool:
    ahead = word.last <= talks.first
    low, high = (word.last, talks.first) if ahead else (talks.last, word.first)
    if not 0 <= high - low <= (_OFF_BEFORE if ahead else _OFF_BEHIND) or scene.broken(low - 1, high):
        return False
    between = [mark for mark in scene.marks if low <= mark.first < high]
    if any(mark.word.acts or mark.has("filter") or mark.has("role", *_APART) for mark in between):
        return False
    return not any(mark.has("role", *_NOT_OFMET) for mark in (between if ahead else between[-1:]))


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


def _is_refused(scene: Scene, step: Trigger, sense: tuple[str, str]) -> bool:
    """ "A rejects the reopening of the gates", "denies closing them": the step isn't taken; of "refuses to" the modes know."""
    verb = _beside(scene, step, sense, _TRUCE_REACH)
    return verb is not None and not verb.has("mode", "negated")


def is_matter_of_talks(scene: Scene, first: int, last: int) -> bool:
    """ "Hold talks on a truce", "the truce talks", of these tokens: it is what the talks are about."""
    on = scene.mark_before(first)
    if on is not None and on.has("role", "det"):
        on = scene.mark_before(on.first)
    talks = scene.mark_before(on.first) if on is not None and _is_about(on) else None
    behind = scene.mark_at(last) if scene.grammar.order != "vso" else None
    return any(m is not None and (m.has("object", "peace") or m.has("event", MET)) for m in (talks, behind))


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
    if scene.grammar.post:
        return next((m for m in scene.of(*sense) if 0 <= m.first - truce.last <= reach), None)
    marks = (m for m in reversed(scene.of(*sense)) if 0 <= truce.first - m.last <= reach)
    return next((m for m in marks if not scene.broken(m.last - 1, truce.first)), None)


def _without_regret(found: list[Trigger]) -> list[Trigger]:
    """ "A regrets the expulsion of its envoy by B": what B did is the news, and A's regret no kind word."""
    rued = {t.first for t in found for r in found if r.value == CONCILIATORY and _is_rued(t, r)}
    for trigger in found:
        trigger.main = trigger.main or trigger.first in rued
    return [t for t in found if t.value != CONCILIATORY] if rued else found


def _is_rued(step: Trigger, regret: Trigger) -> bool:
    return step.value.startswith(_TAKEN_STEPS) and 0 <= step.first - regret.last <= 1


def _is_behind(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    return (
        _is_object(scene, trigger, found)
        or ((trigger.value in TAKEN or trigger.value == DETAINED) and _is_undone(scene, trigger, found))
        or (trigger.value in _COMING and _is_relative(scene, trigger, found))
        or (trigger.value.startswith(_POSTURE) and _is_meanwhile(scene, trigger, found))
        or (scene.title and trigger.kinetic and _is_set_back(scene, trigger, found))
    )


def _is_set_back(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether a headline's force is what a step is about, what somebody calls it, only the reason of a step, or a fight that ends."""
    if _is_heading(scene, trigger, found) or _is_judged(scene, trigger, found):
        return True
    if ("role", "while") in scene.senses and _is_reason(scene, trigger, found):
        return True
    if WARNED in {t.value for t in found} and _is_to_be_paid(scene, trigger, found):
        return True
    return trigger.value in _FIGHTS and _is_ended(scene, trigger, found)


def _is_to_be_paid(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "Those behind the attack at D will pay": of whose dead a headline tells nothing, the threat is the news; not "a blast threatens D"."""
    if trigger.voice != "noun" or trigger.first == scene.first or scene.has("count", "killed", "injured"):
        return False
    threats = (t for t in found if t.value == WARNED and t.voice != "noun" and t.first >= trigger.last)
    return any(not scene.broken(trigger.last - 1, t.first) for t in threats)


def _without_shows(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """ "Flies over B in a show of force" is one move."""
    moves = any(t.value in _COMING or (t.value.startswith(_POSTURE) and t.value != SHOWN) for t in found)
    return [t for t in found if not (moves and t.value == SHOWN and scene.cue(t.first, t.last) == "in")]


def _is_threatened(scene: Scene, step: Trigger, found: list[Trigger]) -> bool:
    """ "Threatens suspension of the truce": it goes on."""
    threats = (t for t in found if t.value == WARNED and t.voice == "verb")
    if scene.grammar.post:
        threat = next((t for t in threats if 0 <= t.first - step.last <= _TRUCE_REACH), None)
        return threat is not None and not scene.broken(step.last - 1, threat.first)
    threat = next((t for t in threats if 0 <= step.first - t.last <= 1), None)
    return threat is not None and not any(threat.last <= m.first < step.first for m in scene.of("role", "and"))


def _is_turned_down(scene: Scene, talks: Trigger, found: list[Trigger]) -> bool:
    """ "A rejects proposed talks with B", "quits talks": they aren't held, and who offered them is told by nobody."""
    verbs = (t for t in found if (t.value == REFUSED and t.voice == "verb") or t.needs == "with_talks")
    if scene.grammar.post:
        return any(0 <= t.first - talks.last <= _TRUCE_REACH for t in verbs)
    return any(0 <= talks.first - t.first <= _CALL_REACH and not scene.broken(t.last - 1, talks.first) for t in verbs)


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


def _is_reason(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "A puts its army on alert as B's police raid the north": what was done about it is the news, force in a clause of its own the reason."""
    opener = scene.mark_at(trigger.clause[0])
    if opener is None or not opener.has("role", "while"):
        return False
    steps = (t for t in found if t.value.startswith(_TAKEN_STEPS) and t.voice != "noun" and t.last <= opener.first)
    return any(not scene.broken(t.last - 1, opener.first) for t in steps)


def _is_ended(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "Fighting ends, truce takes hold", "road opens: A and B end shooting": of which nobody died, what is over is not the news."""
    if scene.has("count", "killed", "injured"):
        return False
    opener = scene.mark_at(trigger.clause[0])
    again = opener is not None and opener.has("role", "while")  # "truce agreed, but shells still fall"
    return not again and any(t.main and t.value.startswith(_ENDS) for t in found)


def _is_object(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """What is condemned or answered is background to the verb about it: "condemns A's strike that killed two"."""
    if not trigger.kinetic and trigger.voice not in {"noun", "passive", "phrase"}:
        return _is_charge(scene, trigger, found)
    steps = (other for other in found if not other.kinetic and other.voice == "verb")
    if trigger.kinetic:
        steps = (other for other in steps if other.value != VIOLATED or not _goes_on(scene, other, trigger))
    elif trigger.value in _HELD:  # "who strayed over the line is held"
        steps = (other for other in steps if other.value not in _COMING)
    verbs = [other.first for other in steps if _bears(scene, other)]
    if not verbs or trigger.needs == _CAPTORS:
        return False
    low, high = scene.window(trigger.first)
    if not trigger.kinetic:
        return any(verb < trigger.first or low <= verb < high for verb in verbs)
    if scene.grammar.order == "sov":
        return any(trigger.first < verb < high for verb in verbs)
    return any(verb < trigger.first and not scene.broken(verb, trigger.first) for verb in verbs)


def _goes_on(scene: Scene, way: Trigger, force: Trigger) -> bool:
    """ "A's troops cross the line and shoot": who goes over it does two things, not so "crosses the line during an attack"."""
    return any(way.last <= mark.first < force.first for mark in scene.of("role") if mark.has("role", "and"))


def _is_charge(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "A accuses B of mobilising", "A protests B's jets entering its airspace": what B is said to do."""
    gerund = trigger.value.startswith(_POSTURE) and scene.passage.folded.tokens[trigger.first].endswith(_GERUND)
    blame = [
        t
        for t in found
        if (t.value == ACCUSED or (gerund and t.value.startswith(CONDEMNED)))
        and t.voice == "verb"
        and t.last <= trigger.first
    ]
    return any(not scene.broken(other.last - 1, trigger.first) for other in blame) if blame else False


def _is_undone(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "Four Bs held by the R since spring are released", "A held B-pilot frees": that they were taken is what the release looks back on."""
    if scene.grammar.order == "vso":
        return False
    if scene.grammar.order == "svo" and trigger.voice != "passive" and trigger.first != scene.first:
        return False  # "captured A policemen are home"
    return any(
        t.value == RELEASED and t.first >= trigger.last and not scene.broken(trigger.last, t.first) for t in found
    )


def _is_heading(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "Shelling at the line: A summons B's envoy": what a headline sets off, of nobody and of no dead, is what the step is about."""
    if not scene.hard:
        return False
    end = scene.hard[0]
    if ":" not in scene.passage.folded.gap(end):
        return False
    if trigger.last > end:  # "B's envoy at the ministry: three villagers dead"
        return any(t.value.startswith(SUMMONED) and t.last <= end for t in found)
    if trigger.voice not in {"noun", "passive"}:
        return False
    told = any(named.name.what in _STATES for named in scene.names if named.first < end)
    dead = any(mark.has("count", "killed", "injured") for mark in scene.of("count") if mark.first < end)
    counted = dead and any(number.first < end for number in scene.numbers)  # "soldiers executed: A recalls its envoy"
    step = any(t.value.startswith(_HOSTILE) and t.value != ACCUSED and t.first >= end for t in found)
    return step and not told and not counted


def _is_judged(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "A calls B's warning shots a provocation": of whose shots nobody died, what they are called is the news."""
    if trigger.voice != "noun" or scene.has("count", "killed", "injured"):
        return False
    called = (t for t in found if t.value.startswith(CONDEMNED) and t.voice == "noun" and t.first >= trigger.last)
    return any(not scene.broken(trigger.last - 1, t.first) for t in called)


def _is_relative(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "Soldier who crossed the border killed": how he came there, beside what befell him, of which the sentence tells."""
    opener = scene.mark_at(trigger.clause[0])
    within = opener is not None and any(sign.form == "relative" for sign in opener.signs)
    return within and any((other.kinetic or other.value in _HELD) and other is not trigger for other in found)


def _is_meanwhile(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "A's soldiers captured while laying mines", "caught planting mines": what they were at when they were taken."""
    opener = scene.mark_at(trigger.clause[0])
    within = opener is not None and opener.has("role", "while") and opener.first < trigger.first
    within = within or scene.passage.folded.tokens[trigger.first].endswith(_GERUND)
    return within and any(
        other.value == DETAINED and other.voice == "passive" and other.last <= trigger.first for other in found
    )


def _bears(scene: Scene, verb: Trigger) -> bool:
    """Whether a verb has news of its own, which its object hasn't.

    "Resumes its offensive": a verb that is also said of ways and ties carries the act that is its object. "Denuncia un ataque": one that also
    says that something happened brings the news of it.
    """
    mark = scene.mark_at(verb.first)
    if mark is None:
        return True
    if verb.needs == _BIDDEN:
        return True
    carries = bool(verb.needs) and mark.has("role", "carry")
    return not carries and not mark.has("role", "say")
