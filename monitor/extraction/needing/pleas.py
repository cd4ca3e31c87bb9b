"""Steps that one state wants of another: "A asks B to reopen the gate", "A demands that B withdraw", "Leave D, A tells B".

Decides whether a step is only wanted, and makes it the word of whoever wants it. Doesn't decide which words ask: the lexicon does.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import EVENT, TAKEN, Trigger
from monitor.extraction.telling.voices import INFINITIVE
from monitor.extraction.words.steps import CONDEMNED, PROTESTED, RECALLED, RELEASED, ULTIMATUM, WARNED
from monitor.extraction.words.vocabulary import ENVOYS, Mark
from monitor.model.reports import PartyKind

_ASKED = ("material_deesc.", "posture.deployment", "posture.exercise", "coercion.", "diplo_coop.relations")
"""Steps that are asked for; words are said, and who is told to say them is no news."""
_URGES, _DEMANDS = ("object", "urging"), ("object", "demanding")
_URGED = "diplo_coop.restraint_appeal"
_SLUR = ("object", "slur")
_DEADLY = frozenset({"kill", "shoot"})
"""Words of force that say what somebody is wanted for."""
_AWAITS = ("object", "awaiting")
_AWAITED_REACH = 8
"""Tokens between "until" and what is waited for: "until all eleven of its detained soldiers are freed"."""
_JOINT = 1
"""Tokens between a verb that asks and whom: "calls on", "demands that"."""
_WHEN_REACH = 7
"""Tokens between whom somebody asks and what for, that say when and how: "in a note on Monday"."""
_TIMED = "time"


def asked(scene: Scene, standing: list[Trigger], parties: Sequence[PartyAt]) -> list[Trigger]:
    """The triggers, with each step that is only wanted replaced by the wanting."""
    if _AWAITS in scene.senses:
        standing = [trigger for trigger in standing if not _is_awaited(scene, trigger)]
    if _SLUR in scene.senses and not scene.has("count", "killed", "injured"):
        standing = [trigger for trigger in standing if not _is_called_so(scene, trigger, standing)]
    if _DEMANDS in scene.senses and any(trigger.value == WARNED for trigger in standing):
        standing = _without_alarms(scene, standing, parties)
    if any(trigger.value == ULTIMATUM for trigger in standing):
        standing = _with_deadline(scene, standing, parties)
    if scene.grammar.order != "svo" or (_URGES not in scene.senses and _DEMANDS not in scene.senses):
        return standing
    told = {trigger.first for trigger in standing if trigger.needs == "told_to"}
    if told:  # "orders B to remove troops" orders none of its own
        standing = [t for t in standing if t.first not in told or not t.value.startswith("posture.")]
    if told_of := _captors(standing, parties):
        return told_of
    standing = _with_bid(scene, standing, parties)
    found = [_as_plea(scene, trigger, parties) or trigger for trigger in standing]
    pleas = {trigger.first for trigger, old in zip(found, standing, strict=True) if trigger is not old}
    return [t for t, old in zip(found, standing, strict=True) if t is not old or t.first not in pleas]


def _without_alarms(scene: Scene, standing: list[Trigger], parties: Sequence[PartyAt]) -> list[Trigger]:
    """ "A's general warns A must be ready for war with B": who tells his own state what it has to fear threatens nobody."""
    for verb in scene.of(*_DEMANDS):
        told = next((p for p in parties if 0 <= p.first - verb.last <= _JOINT and not p.cue), None)
        teller = next((p for p in parties if p.last == verb.first), None)
        if told is None or teller is None or told.state is None or told.state != teller.state:
            continue
        goes_on = scene.mark_at(told.last)
        if goes_on is None or not (goes_on.has("role", "infinitive") or goes_on.has("event", WARNED)):
            return [trigger for trigger in standing if trigger.value != WARNED or trigger.last <= teller.first]
    return standing


def _captors(standing: list[Trigger], parties: Sequence[PartyAt]) -> list[Trigger]:
    """ "A asks B to free two men carried off by the R": that a group holds them is the news, whoever is asked."""
    if not any(t.value == RELEASED for t in standing):
        return []
    taken = (t for t in standing if t.kinetic and t.value in TAKEN and t.voice == "passive")
    groups = [p for p in parties if p.cue == "by" and p.kind == PartyKind.NONSTATE_GROUP and p.entity]
    return [replace(t, needs="of_captors") for t in taken if any(0 <= p.first - t.last <= _JOINT + 1 for p in groups)]


def _is_called_so(scene: Scene, force: Trigger, standing: Sequence[Trigger]) -> bool:
    """ "A condemns the aggression of B's army on its soil": what a protest calls what it is about tells of no blow of its own."""
    word = scene.mark_at(force.first) if force.kinetic and force.voice == "noun" else None
    if word is None or not word.has("object", "slur"):
        return False
    return any(t.value.startswith(CONDEMNED) and t.last <= force.first for t in standing)


def _is_awaited(scene: Scene, step: Trigger) -> bool:
    """ "The gate stays shut until two drivers are freed": nobody has freed them."""
    if step.value != RELEASED:
        return False
    return any(
        0 <= step.first - mark.last <= _AWAITED_REACH and not scene.broken(mark.last - 1, step.first)
        for mark in scene.of(*_AWAITS)
    )


def _with_deadline(scene: Scene, standing: list[Trigger], parties: Sequence[PartyAt]) -> list[Trigger]:
    """ "Gives B 48 hours to reopen the gates", "B's envoy has two days to quit A": nobody has done it; whoever tells an envoy so throws him out."""
    ends = [t for t in standing if t.value == ULTIMATUM]
    left = [t for t in standing if not t.value.startswith(_ASKED) or not any(_is_set(scene, end, t) for end in ends)]
    return [replace(t, value=RECALLED) if t in ends and _is_to_envoy(t, parties) else t for t in left]


def _is_set(scene: Scene, end: Trigger, step: Trigger) -> bool:
    return step.voice == "verb" and step.first >= end.last and not scene.broken(end.last - 1, step.first)


def _is_to_envoy(end: Trigger, parties: Sequence[PartyAt]) -> bool:
    return any(party.common in ENVOYS and party.last == end.first for party in parties)


def _as_plea(scene: Scene, step: Trigger, parties: Sequence[PartyAt]) -> Trigger | None:
    if not step.value.startswith(_ASKED):
        return None
    plea = _verb_before(scene, step, parties) or _verb_behind(scene, step, parties)
    if plea is None:
        return None
    return replace(_plea(scene, plea), main=step.main, parted=step.parted)


def _with_bid(scene: Scene, standing: list[Trigger], parties: Sequence[PartyAt]) -> list[Trigger]:
    """ "Hand over the man who shot our guard, A tells B": the demand is the news, and what it is for is told beside it."""
    step = scene.mark_at(scene.first) if scene.title and scene.hard else None
    if step is None or not any(sign.group == EVENT and sign.value.startswith(_ASKED) for sign in step.signs):
        return standing
    if (verb := _told_behind(scene, step.first, parties)) is None:
        return standing
    told = [t for t in standing if not t.kinetic or t.last > verb.first or t.value in _DEADLY]
    others = [replace(t, main=False) if t.kinetic and t.last <= verb.first else t for t in told]
    if any(t.first in {step.first, verb.first} for t in others):
        return others
    return [_plea(scene, verb), *others]


def _plea(scene: Scene, verb: Mark) -> Trigger:
    value = _URGED if _URGES in verb.senses else PROTESTED
    clause = scene.window(verb.first)
    return Trigger(
        first=verb.first, last=verb.last, group=EVENT, kinetic=False, value=value, voice="verb", clause=clause
    )


def _verb_before(scene: Scene, step: Trigger, parties: Sequence[PartyAt]) -> Mark | None:
    """ "A asks B to", "demands that B": who is asked right before the step."""
    at = step.first
    before = scene.mark_before(at)
    if scene.passage.folded.tokens[at] != INFINITIVE and before is not None and before.has("role", "infinitive"):
        at = before.first
    told = next((p for p in reversed(parties) if p.last <= at and _is_state(p)), None)
    if told is None or not _goes_on(scene, told.last, at):
        return None
    verbs = (m for m in scene.of("object", "urging", "demanding") if 0 <= told.first - m.last <= _asides(scene, m))
    verb = next(verbs, None)
    return verb if verb is not None and _asker(verb, told, parties) else None


def _goes_on(scene: Scene, told: int, at: int) -> bool:
    """ "Asked B in a note on Monday to": nothing that anybody does between whom somebody asks and what for."""
    if told == at:
        return True
    between = [mark for mark in scene.marks if told <= mark.first < at]
    near = at - told <= _WHEN_REACH and not scene.broken(told - 1, at)
    return (
        near
        and _TIMED in {sign.group for mark in between for sign in mark.signs}
        and not any(mark.word.acts for mark in between)
    )


def _asides(scene: Scene, verb: Mark) -> int:
    """ "Called on Friday on B": tokens that may stand between a verb that asks and whom."""
    when = scene.mark_at(verb.last)
    return _JOINT if when is None or _TIMED not in when.senses else _JOINT + when.last - when.first


def _verb_behind(scene: Scene, step: Trigger, parties: Sequence[PartyAt]) -> Mark | None:
    """ "Leave D, A tells B": a headline that opens with the step, as one tells others to take it."""
    if not scene.title or step.first != scene.first or step.voice != "verb":
        return None
    return _told_behind(scene, step.first, parties)


def _told_behind(scene: Scene, step: int, parties: Sequence[PartyAt]) -> Mark | None:
    """The verb of telling behind the comma, by which one state tells another to take the step."""
    for verb in scene.of("object", "urging", "demanding"):
        told = next((p for p in parties if p.first == verb.last and _is_state(p)), None)
        if told is not None and _asker(verb, told, parties) and scene.broken(step, verb.first):
            return verb
    return None


def _asker(verb: Mark, told: PartyAt, parties: Sequence[PartyAt]) -> bool:
    return any(p.last <= verb.first and _is_state(p) and p.state != told.state and not p.cue for p in parties)


def _is_state(party: PartyAt) -> bool:
    return party.state is not None and party.kind != PartyKind.CIVILIANS
