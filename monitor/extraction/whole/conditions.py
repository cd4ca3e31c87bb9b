"""What a state will do only on a condition: "A will close the border if attacks go on" is a threat, and no closure.

Decides which of a headline's steps stand under one. Doesn't decide it of force, of which ``threats`` knows whether it is to come.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import DEPLOYED, RECALLED, SUSPENDED, WARNED
from monitor.extraction.words.vocabulary import Mark

_CONDITION = ("object", "condition")
_STEPS = ("coercion.crossing", "coercion.airspace", "coercion.trade", DEPLOYED, RECALLED, SUSPENDED)
"""What is threatened with; who lets go or withdraws on a condition offers something."""


def tell(read: Sequence[Act], drafts: Sequence[Draft]) -> None:
    """Make threats of the headline's steps that stand right before a condition, or right behind one that opens it."""
    title = read[0] if read and read[0].scene.title else None
    if title is None or _CONDITION not in title.scene.senses:
        return
    under = [trigger for trigger in title.triggers if trigger.value.startswith(_STEPS) and _is_under(title, trigger)]
    spans = [title.scene.span(trigger.first, trigger.last) for trigger in under]
    for made in drafts:
        if not made.kinetic and made.title and made.voice == "verb" and made.doer and made.evidence[0] in spans:
            made.words = [WARNED]


def _is_under(act: Act, step: Trigger) -> bool:
    return any(_leads(act, step, word) or _follows(act, step, word) for word in act.scene.of(*_CONDITION))


def _leads(act: Act, step: Trigger, word: Mark) -> bool:
    """ "A will close the border if", with no other step between, and not "A closes the border, asks if"."""
    between = (t for t in act.triggers if step.last <= t.first < word.first and t.value != step.value)
    beside = step.last <= word.first and not act.scene.broken(step.last - 1, word.first - 1)
    return beside and next(between, None) is None


def _follows(act: Act, step: Trigger, word: Mark) -> bool:
    """ "If attacks go on, A will close the border"."""
    return word.first == act.scene.first and word.last <= step.first and act.scene.broken(word.first, step.first)
