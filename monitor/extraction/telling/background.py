"""Which acts of a sentence are background to another of them: what is condemned, undone, judged, or set off by a headline.

Decides it from the acts that stand, their order and voice. Doesn't decide what "after" and "over" look back on: that is for ``triggers``, nor
what nobody does (``untaken``).
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import rallies, untaken
from monitor.extraction.telling.triggers import TAKEN, Trigger
from monitor.extraction.telling.untaken import COMING, FIGHTS, POSTURE
from monitor.extraction.words.steps import (
    ACCUSED,
    CONCILIATORY,
    CONDEMNED,
    DETAINED,
    RELEASED,
    SUMMONED,
    VIOLATED,
    WARNED,
)

_GERUND = "ing"
_HOSTILE = "diplo_hostile."
_TAKEN_STEPS = (_HOSTILE, "coercion.", POSTURE)
"""What a state does about another's force."""
_ENDS = ("material_deesc.ceasefire", "material_deesc.reopening", "diplo_coop.agreement")
"""Steps by which a fight ends."""
_BIDDEN = "to_fire"
"""What words need that bid forces use force, which they don't carry out: "orders the army to hit back at any attack"."""
_CAPTORS = "of_captors"
"""What words need that a group holds somebody: whoever wants them back tells of it."""
_HELD = frozenset({DETAINED, RELEASED})
"""What befalls him there, if nobody uses force."""
BACKED = ("role", "backed")
_HELP_REACH = 3
"""Tokens between "backed by" and what somebody was helped with: "heavy C air strikes"."""
_ANSWER, _AFTER = ("role", "answer"), ("role", "after")
_HURT = frozenset({("count", "killed"), ("count", "injured"), ("count", "toll")})
"""Senses of words for those who fell."""
_STATES = frozenset({"country", "demonym", "capital", "actor"})
"""What a name is of, where it names a side."""


def subordinate(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, each of which is background when another of them looks back on it: words that say nothing subordinate nothing."""
    found = rallies.without(scene, found) if rallies.RALLY in scene.senses else found
    if len(found) > 1 or not untaken.SAID.isdisjoint(scene.senses):
        found = untaken.without(scene, found)
    if len(found) > 1 and scene.title:
        found = _without_occasion(scene, _without_topic(scene, found) if scene.hard else found)
    if len(found) > 1 and scene.grammar.relative:
        found = [t for t in found if not _tells_which(scene, t, found)]
    if len(found) > 1 and BACKED in scene.senses:
        found = [t for t in found if not _is_support(scene, t, found)]
    if len(found) > 1:
        regrets = False
        for trigger in found:
            trigger.main = trigger.main and not _is_behind(scene, trigger, found)
            regrets = regrets or trigger.value == CONCILIATORY
        if regrets:
            found = _without_regret(found)
    return found


def _without_occasion(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """ "C calls for restraint after clashes between A and B": of a fight right behind "after", in which nobody is said to have fallen, the step is
    the news, and no word of who began."""
    if _AFTER not in scene.senses or not _HURT.isdisjoint(scene.senses):
        return found
    step = not found[0].kinetic and found[0].voice == "verb" and found[0].value != ACCUSED
    after = {mark.last for mark in scene.of(*_AFTER)} if step else ()
    return [t for t in found if not (t.value == "clash" and t.voice == "noun" and t.first in after)]


def _is_support(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "A's forces, backed by C's air strikes, take D": by what somebody was helped, beside what he did himself."""
    if trigger.voice != "noun" or not trigger.kinetic or all(t.voice == "noun" for t in found):
        return False
    return is_help(scene, trigger.first)


def is_help(scene: Scene, token: int) -> bool:
    """ "Backed by C's air strikes": whether a word is of what somebody was helped with."""
    near = (m for m in scene.of(*BACKED) if 0 <= token - m.last <= _HELP_REACH and "pre" in m.word.forms)
    helped = next((m for m in near if not scene.broken(m.last - 1, token)), None)
    if helped is None:
        return False
    return not any(m.word.acts for m in scene.marks if helped.last <= m.first and m.last <= token)


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
        or (trigger.value in COMING and _is_relative(scene, trigger, found))
        or (trigger.value.startswith(POSTURE) and _is_meanwhile(scene, trigger, found))
        or (trigger.kinetic and _ANSWER in scene.senses and _is_answered(scene, trigger, found))
        or (scene.title and trigger.kinetic and _is_set_back(scene, trigger, found))
    )


def _without_topic(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """ "Border clash: A's troops kill two of B's": the fight that a headline sets off, of nobody, is what the verb behind it tells of."""
    end = scene.hard[0]
    if ":" not in scene.passage.folded.gap(end) or any(named.first < end for named in scene.names):
        return found
    told = (t for t in found if t.first >= end and (t.voice == "verb" or (t.voice == "passive" and not t.kinetic)))
    if any(number.first < end for number in scene.numbers) or not any(told):
        return found
    return [t for t in found if not (t.value == "clash" and t.voice == "noun" and t.last <= end)]


def _tells_which(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "B's opening-fire soldier A's police killed": a verb that says which of them it was, before one of force that ends the sentence."""
    which = scene.passage.folded.tokens[trigger.last - 1].endswith(scene.grammar.relative) and trigger.voice == "verb"
    return which and any(t.kinetic and t.first > trigger.last and t.voice != "noun" for t in found)


def _is_answered(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "A answers B's attack with air strikes": with what is answered is the news, not what."""
    if trigger.voice != "noun" or scene.cue(trigger.first, trigger.last) == "with":
        return False
    if not any(mark.last <= trigger.first for mark in scene.of(*_ANSWER)):
        return False
    return any(
        t.kinetic and t is not trigger and t.voice == "noun" and scene.cue(t.first, t.last) == "with" for t in found
    )


def _is_set_back(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """Whether a headline's force is what a step is about, what somebody calls it, only the reason of a step, or a fight that ends."""
    if _is_heading(scene, trigger, found) or _is_judged(scene, trigger, found):
        return True
    if ("role", "while") in scene.senses and _is_reason(scene, trigger, found):
        return True
    if WARNED in {t.value for t in found} and _is_to_be_paid(scene, trigger, found):
        return True
    if trigger.voice == "noun" and found[0].value == SUMMONED and found[0].voice == "verb":
        return True  # "A summons B's envoy, blames B for the attack"
    return trigger.value in FIGHTS and _is_ended(scene, trigger, found)


def _is_to_be_paid(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "Those behind the attack at D will pay": of whose dead a headline tells nothing, the threat is the news; not "a blast threatens D"."""
    if trigger.voice != "noun" or trigger.first == scene.first or scene.has("count", "killed", "injured"):
        return False
    threats = (t for t in found if t.value == WARNED and t.voice != "noun" and t.first >= trigger.last)
    return any(not scene.broken(trigger.last - 1, t.first) for t in threats)


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
    steps = [other for other in found if not other.kinetic and other.voice == "verb"]
    if not steps or trigger.needs == _CAPTORS:
        return False
    if trigger.kinetic:
        steps = [other for other in steps if other.value != VIOLATED or not _goes_on(scene, other, trigger)]
    elif trigger.value in _HELD:  # "who strayed over the line is held"
        steps = [t for t in steps if t.value not in COMING and not _says_who_is_freed(scene, t, trigger)]
    verbs = [other.first for other in steps if _bears(scene, other)]
    if not verbs:
        return False
    low, high = scene.window(trigger.first)
    if not trigger.kinetic:
        within = any(low <= verb < high and not _is_anothers(scene, trigger, verb) for verb in verbs)
        return within or any(verb < trigger.first for verb in verbs)
    if scene.grammar.order == "sov":
        return any(trigger.first < verb < high for verb in verbs)
    return any(verb < trigger.first and not scene.broken(verb, trigger.first) for verb in verbs)


def _says_who_is_freed(scene: Scene, held: Trigger, freed: Trigger) -> bool:
    """ "Detained fishermen of A's are freed": the word that heads the sentence."""
    return freed.value == RELEASED and held.value == DETAINED and held.first == scene.first


def _is_anothers(scene: Scene, held: Trigger, verb: int) -> bool:
    """ "A's men held by B, A protests": a state's name right behind a comma opens what somebody else does."""
    opened = (n.first for n in scene.names if held.last < n.first < verb and n.name.what in _STATES)
    return any("," in scene.passage.folded.gap(first) for first in opened)


def _goes_on(scene: Scene, way: Trigger, force: Trigger) -> bool:
    """ "A's troops cross the line and shoot": who goes over it does two things, not so "crosses the line during an attack"."""
    return any(way.last <= mark.first < force.first for mark in scene.of("role") if mark.has("role", "and"))


def _is_charge(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "A accuses B of mobilising", "A protests B's jets entering its airspace": what B is said to do."""
    gerund = trigger.value.startswith(POSTURE) and scene.passage.folded.tokens[trigger.first].endswith(_GERUND)
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
    return not carries and ("role", "say") not in mark.senses
