"""Force that a state says it will use against another: "A's army says it will take D" is a threat, before it is anything else.

Decides which acts to come are threats of whoever is to do them, and whether a headline sets a condition for them. Doesn't read words of threat.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import addressed
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import WARNED
from monitor.model.reports import Mode, PartyKind

_NOT_YET = frozenset({Mode.FUTURE, Mode.HYPOTHETICAL})
"""Of force that a state says it will use, or hints that it could."""

_STRIFE = frozenset(
    {
        "kinetic",
        "means",
        ("object", "slur"),
        ("object", "craft"),
        ("object", "answer"),
        ("object", "quarrel"),
        ("party", "state_forces"),
        ("role", "border"),
        ("event", WARNED),
    }
)
"""Words of which one stands where more than a match is threatened."""
_OPENING = 4
"""Tokens of a headline up to the end of "one ... more", where the noun may stand between."""
_JOINED = 6
"""Tokens between "one more" and "and"."""


def is_last_time(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "One more shot and we take D, A's general tells B": what opens a headline, an "and", and a state that says so."""
    if not scene.title or trigger.first - scene.first > _OPENING or _STRIFE.isdisjoint(scene.senses):
        return False
    joints = (m for m in scene.of("role") if m.has("role", "and") and 0 <= m.first - trigger.last <= _JOINED)
    joint = next(joints, None)
    if joint is None or scene.broken(trigger.first, joint.first) or any(n.first == joint.last for n in scene.numbers):
        return False
    return any(p.state is not None and p.kind in OF_STATES and (p.speaker or _tells(scene, p)) for p in parties)


def is_told_to(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Get out of D or be thrown out, A told": whom a headline ends with, and that he is told so."""
    return scene.title and addressed.at_end(scene, trigger, parties) is not None


def _tells(scene: Scene, party: PartyAt) -> bool:
    """ "A tells a rally", "says A": beside a word of saying, or with one word behind the last comma."""
    cut = scene.hard[-1] if scene.hard else scene.last
    if party.last == scene.last and party.person and 0 <= party.first - cut <= 1:
        return True
    words = (*scene.of("role", "say"), *scene.of("object", "demanding"))
    return any(0 <= word.first - party.last <= 1 or party.first == word.last for word in words)


def announced(drafts: Sequence[Draft]) -> None:
    """Make the headline's acts of force to come threats, when the state that is to do them says so and nobody else does."""
    for made in drafts:
        if made.kinetic and made.title and made.mode in _NOT_YET and _is_own_word(made):
            made.kinetic, made.words, made.mode = False, [WARNED], Mode.FACTUAL
            made.means, made.tolls = [], []


def _is_own_word(made: Draft) -> bool:
    doer = made.initiator
    if doer is None or doer.state is None or doer.kind not in OF_STATES or set(made.said_by) != {doer.state}:
        return False
    group = made.target is not None and made.target.kind == PartyKind.NONSTATE_GROUP and made.target.entity
    return bool(group) or any(state not in {None, doer.state} for state in (made.struck, *made.countries))
