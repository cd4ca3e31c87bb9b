"""What one state has to say to another, set off from who says it to whom: "A to B: leave D", "'Leave D': A to B".

Decides whether a headline is such an address, and that what it bids, warns of or asks for is the word of whoever says so. Doesn't decide what is said.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import EVENT, Trigger
from monitor.extraction.words.steps import PROTESTED
from monitor.extraction.words.vocabulary import Mark

TO = ("role", "to")
_TWO = 2
_QUOTES = "'\"‘“«„`"
_WORDS = ("diplo_hostile.", "diplo_coop.", "claim.")
"""Steps that are done by saying them."""


def addressed(scene: Scene, standing: list[Trigger], parties: Sequence[PartyAt]) -> list[Trigger]:
    """The triggers, or the one word of whoever addresses another: "free our soldiers" frees nobody."""
    word = _between(scene, standing, parties)
    if word is None:
        return standing
    value = next((t.value for t in standing if t.value.startswith(_WORDS)), PROTESTED)
    clause = scene.window(word.first)
    return [
        Trigger(first=word.first, last=word.last, group=EVENT, kinetic=False, value=value, voice="verb", clause=clause)
    ]


def _between(scene: Scene, standing: Sequence[Trigger], parties: Sequence[PartyAt]) -> Mark | None:
    """The "to" between the two states with which the headline opens or ends."""
    if len(parties) < _TWO:
        return None
    if not any(trigger.kinetic for trigger in standing) and _is_set_off(scene, parties[0].first, parties[1].last):
        return _to(scene, parties[0], parties[1])
    told = scene.passage.folded.text[:1] in _QUOTES or any(t.first == scene.first for t in standing)
    if told and parties[-1].last == scene.last and _has_colon(scene, parties[-2].first):
        return _to(scene, parties[-2], parties[-1])
    return None


def _is_set_off(scene: Scene, first: int, last: int) -> bool:
    return first == scene.first and _has_colon(scene, last)


def _has_colon(scene: Scene, at: int) -> bool:
    return at in scene.hard and ":" in scene.passage.folded.gap(at)


def _to(scene: Scene, one: PartyAt, other: PartyAt) -> Mark | None:
    word = scene.mark_at(one.last)
    states = one.kind in OF_STATES and other.kind in OF_STATES and None not in (one.state, other.state)
    joint = states and one.state != other.state and word is not None and word.last == other.first
    return word if joint and word is not None and word.has(*TO) else None
