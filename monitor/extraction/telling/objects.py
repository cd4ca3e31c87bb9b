"""What a word is said of: the object of an active verb, the subject of a passive one.

Decides which marks and parties are it, from order and voice. Doesn't decide whether the word needs one.
"""

from collections.abc import Sequence

from monitor.extraction.naming import brackets
from monitor.extraction.naming.party_at import PEOPLE, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import DETAINED
from monitor.extraction.words.vocabulary import Mark

_PLACE = 3
"""Tokens of a place that stands between a subject and its verb: "at D"."""
SUBJECT = frozenset({"agent", "by"})
"""Relations of who does what, where a mark or word tells."""
OWNED = frozenset({"", "object", "of", "to", "with"})
"""Relations of whom a word is said of, or of what is theirs: "the roads to A", "drives back an attack of A's"."""
_OF_NOTES = "with_protest"
"""What a word needs that is said of notes."""
_TAKEN = frozenset({("kinetic", "abduct"), ("kinetic", "seize"), ("event", DETAINED)})
"""Words of which people are said who were taken: "captured", "detained"."""
_MATTER = 8
"""Tokens between something and its participle, where it is said what it is about."""
REACH = 4
"""Tokens between a verb and its object: numbers and adjectives."""


def stands_by(scene: Scene, marks: Sequence[Mark], trigger: Trigger, reach: int = REACH) -> bool:
    """Whether one of these marks is the verb's object: close behind it, or before it in its clause where the verb comes last."""
    if scene.grammar.order == "svo" and not brackets.closed_by(scene, trigger.first):
        last = trigger.voice == "passive" or scene.grammar.adjective_before  # a participle may end its sentence
        fired = last and any(0 <= trigger.first - mark.last <= 1 for mark in marks)
        placed = trigger.voice == "passive" and any(_stands_where(scene, mark, trigger) for mark in marks)
        if trigger.voice == "passive" and not placed:
            by = scene.mark_at(trigger.last)  # "a ship that works for B let go by A"
            noted = trigger.needs == _OF_NOTES or (by is not None and ("role", "by") in by.senses)
            placed = noted and _stands_ahead(scene, marks, trigger)
        return fired or placed or any(0 <= mark.first - trigger.last <= reach for mark in marks)
    low, high = scene.window(trigger.first)
    return any(low <= mark.first < high for mark in marks)


def _stands_ahead(scene: Scene, marks: Sequence[Mark], trigger: Trigger) -> bool:
    """ "A note over A's tanks handed to B's envoy": what it is about stands between it and its participle."""
    ahead = (mark for mark in marks if 0 <= trigger.first - mark.last <= _MATTER)
    return any(not scene.broken(mark.last - 1, trigger.first) for mark in ahead)


def _stands_where(scene: Scene, thing: Mark, trigger: Trigger) -> bool:
    """ "The office at D reduced to rubble": a subject with the word for where it is."""
    near = 0 < trigger.first - thing.last <= _PLACE and not scene.broken(thing.last - 1, trigger.first)
    where = scene.mark_at(thing.last) if near else None
    return where is not None and where.has("role", *LOCATIVE)


def is_mere_word(scene: Scene, token: int) -> bool:
    """A word that nobody knows, or that only says what sort of news it may be: "a B gold digger"."""
    mark = scene.mark_at(token)
    return mark is None or all(sign.group == "filter" for sign in mark.signs)


def is_half_a_word(scene: Scene, mark: Mark) -> bool:
    """ "Missile-shaped": no missile."""
    tied = mark.last < scene.last and scene.passage.folded.gap(mark.last) == "-"
    return tied and scene.mark_at(mark.last) is None


def is_object(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """Whether a party is what the word is said of: behind an active verb, before a passive one, in its clause where verbs come last."""
    if scene.grammar.order == "sov":
        low, high = scene.window(trigger.first)
        return low <= party.first < high and party.cue not in SUBJECT
    if trigger.voice == "passive":
        near = 0 <= trigger.first - party.last <= REACH or _is_captive(scene, trigger, party)
        return near and not scene.broken(party.last - 1, trigger.first)
    if brackets.closed_by(scene, trigger.first):
        return scene.window(trigger.first)[0] < party.first and party.last <= trigger.first
    return 0 <= party.first - trigger.last <= REACH and not scene.broken(trigger.last - 1, party.first)


def _is_captive(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """ "Four Bs held by the R since spring are released": those who were taken, however much stands between."""
    taken = scene.mark_at(party.last)
    return party.last < trigger.first and taken is not None and not _TAKEN.isdisjoint(taken.senses)


def carried_over(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """ "Guard of A strays over the line, held by B's soldiers": whom the clause before is about, of a participle that opens its own."""
    if trigger.voice != "passive" or trigger.first not in scene.hard or scene.grammar.order != "svo":
        return None
    follower = scene.mark_at(trigger.last)
    if trigger.last < scene.last and (follower is None or not follower.has("role", "by", "in", "near", "after", "at")):
        return None
    low, _ = scene.window(trigger.first - 1)
    subject = next((p for p in parties if low <= p.first and p.last <= trigger.first), None)
    return None if subject is None or subject.cue or subject.bare else subject


def before_relative(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """ "Corporal of A who strayed over the line held at D": whoever stands right before the clause that tells of him, of a participle behind it."""
    if trigger.voice != "passive" or scene.grammar.order != "svo":
        return None
    low, _ = scene.window(trigger.first)
    opener = scene.mark_at(low) if low < trigger.first else None
    if opener is None or "relative" not in opener.word.forms or scene.broken(opener.last - 1, trigger.first):
        return None
    return next((p for p in parties if p.last == opener.first and not p.cue and p.kind in PEOPLE), None)


def moved(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> list[PartyAt]:
    """Those of the parties of whom the word is said."""
    return [party for party in parties if is_object(scene, trigger, party)]
