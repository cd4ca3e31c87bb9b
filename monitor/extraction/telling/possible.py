"""What is only possible: "may", "if", "would", fears and plans, and what only sounds so.

Decides whether such a word bears on an act. Doesn't decide what is planned, denied or past.
"""

from collections.abc import Sequence

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import denials, untaken
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark

_ACT = "act"
"""The form of words behind which only force is no more than possible."""
_BIDS = "bids"
"""The form of words that tell others to do something, where "to" stands before what they are to do."""
_CONDITIONAL = frozenset({"would", "serait", "seraient", "seria", "serian", "seriam", "sarebbe", "sarebbero"})
"""Of the words for what is only possible, those with which English and Romance tell a consequence, as they are folded."""
_MAY, _TO_COME = "قد", ("ی", "ت")
"""The Arabic word for "may", and how a verb begins behind it that may come; one of the past may begin and end in the second letter."""
REACH = 7
"""Tokens before a trigger in which "could" or "not" bears on it."""


def is_possible(scene: Scene, trigger: Trigger, before: Sequence[Mark]) -> bool:
    """ "If" rules its clause and the next; a month called "may" stands beside a number."""
    if not scene.has("mode", "hypothetical"):
        return False
    signs = [mark for mark in before if mark.has("mode", "hypothetical") and not _is_no_may(scene, mark)]
    if bids := [mark for mark in signs if _only_bids(mark)]:
        told = untaken.is_bidden(scene, trigger) and (
            trigger.kinetic or any(untaken.bids_state(scene, bid) for bid in bids)
        )
        signs = [mark for mark in signs if told or mark not in bids]
    if len(signs) == 1 and not trigger.kinetic and _is_reported(scene, trigger, signs[0]):
        return False
    possible = any(trigger.kinetic or not _is_of_force(mark) for mark in signs) or _would_be(scene, trigger)
    if possible or denials.is_open(scene, trigger.first, beside=False) or denials.is_feared(scene, trigger):
        return True
    if scene.grammar.post and any(_is_feared(scene, trigger, m) for m in scene.of("mode", "hypothetical")):
        return True
    opening = scene.mark_at(scene.first)
    return (
        opening is not None and opening.has("mode", "hypothetical") and opening.has("role", "after") and trigger.kinetic
    )


def _is_feared(scene: Scene, act: Trigger, modal: Mark) -> bool:
    """ "A'of attack'of danger", "shutting'of plan": where relations stand behind their noun, what is feared or planned right before the word for it."""
    if modal.first == act.last:
        return not scene.broken(act.last - 1, modal.first)
    return modal.first == act.last + 1 and ("mode", _ACT) in modal.word.forms


def _is_reported(scene: Scene, trigger: Trigger, modal: Mark) -> bool:
    """ "A said that the gates would be shut": what it says it will take, told later; "would be shut if" sets a condition."""
    if modal.last != trigger.first or scene.passage.folded.tokens[modal.first] not in _CONDITIONAL:
        return False
    if any(mark.first >= trigger.last for mark in scene.of("mode", "hypothetical")):
        return False
    said = (mark for mark in reversed(scene.of("role", "say")) if mark.last <= modal.first)
    word = next(said, None)
    return word is not None and not scene.broken(word.last - 1, modal.first)


def _would_be(scene: Scene, trigger: Trigger) -> bool:
    """ "An attack on D would be a red line": what a headline opens with and sets in the conditional, with no other verb before it."""
    if not (scene.title and trigger.kinetic and trigger.voice == "noun") or trigger.first > scene.first + 1:
        return False
    modal = next((m for m in scene.of("mode", "hypothetical") if 0 <= m.first - trigger.last <= REACH), None)
    if modal is None or scene.passage.folded.tokens[modal.first] not in _CONDITIONAL:
        return False
    if scene.broken(trigger.first, modal.first):
        return False
    return not any(trigger.last <= m.first < modal.first and (m.word.acts or m.has("count")) for m in scene.marks)


def _only_bids(mark: Mark) -> bool:
    return all(sign.form == _BIDS for sign in mark.signs if (sign.group, sign.value) == ("mode", "hypothetical"))


def _is_of_force(mark: Mark) -> bool:
    """ "Ready to", "agree to": force isn't done yet by them, but a step that a state says it takes is taken."""
    return all(sign.form == _ACT for sign in mark.signs if (sign.group, sign.value) == ("mode", "hypothetical"))


def _is_no_may(scene: Scene, mark: Mark) -> bool:
    """A month, or "may" that before a verb of the past says that it was done."""
    if _is_date(scene, mark):
        return True
    tokens = scene.passage.folded.tokens
    if scene.grammar.order != "vso" or not tokens[mark.first].endswith(_MAY) or mark.last >= scene.last:
        return False
    verb = tokens[mark.last]
    return not verb.startswith(_TO_COME) or (verb.startswith(_TO_COME[1]) and verb.endswith(_TO_COME[1]))


def _is_date(scene: Scene, mark: Mark) -> bool:
    return mark.has("time") and any(number.last == mark.first or number.first == mark.last for number in scene.numbers)
