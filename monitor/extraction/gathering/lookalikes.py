"""Acts that only look like ours: stoppages of work, arrests by nobody named, the taking of things, states that "kill" each other, words of no state.

Decides it from a trigger, its doer and what stands behind it. Doesn't decide who did it.
"""

from collections.abc import Sequence

from monitor.extraction.gathering import taking
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import POLICE
from monitor.model.reports import PartyKind

_SEIZE = "seize"
_KILL = "kill"
_WORDS = ("diplo_hostile.condemn", "diplo_hostile.accuse", "diplo_hostile.threat")
"""What anybody says of anybody, too."""
_MET = "diplo_coop.contact"
OF = (_SEIZE, _KILL, _MET, "coercion.", *_WORDS)
"""The acts that others look like."""
_HOW = "ly"
"""How adverbs end: "strongly condemns"."""
_AT_WORK = "workers"
"""The general word (its ``form`` in the lexicon) for people as what they work."""


def is_one(
    scene: Scene,
    trigger: Trigger,
    parties: Sequence[PartyAt],
    *,
    doer: PartyAt | None,
    struck: PartyAt | None,
    by_nobody: bool,
    by_thing: bool,
) -> bool:
    """Whether nothing happened that we watch: nobody kills a whole state but in a game.

    ``doer`` and ``struck``: by the sentence; ``by_nobody``: nor does any act before it name one; ``by_thing``: a state is only named for whose it is.
    """
    if trigger.value == _KILL:
        state = struck is not None and struck.bare and not struck.adjective
        return trigger.voice == "verb" and state and not scene.has("means") and not scene.numbers
    if trigger.value == _MET:
        return doer is not None and doer.kind == PartyKind.CIVILIANS  # "A's and B's hikers meet"
    if trigger.value.startswith(_WORDS):
        return _is_private(scene, trigger, parties, doer)
    if trigger.value != _SEIZE:
        return _is_at_work(doer)
    return (
        (trigger.voice == "passive" and by_nobody)
        or (by_thing and not scene.has("means"))
        or _is_by_thing(scene, trigger, doer)
        or taking.takes_things(scene, trigger, parties)
    )


def _is_by_thing(scene: Scene, trigger: Trigger, doer: PartyAt | None) -> bool:
    """ "D silk conquers A", as "B's coffee" does: what nobody knows takes nothing."""
    active = doer is None and trigger.voice == "verb" and scene.grammar.order == "svo"
    return active and _is_common_noun(scene, trigger.first - 1)


def _is_private(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt], doer: PartyAt | None) -> bool:
    """ "Traders blame shortages", "a residents' group warns": words of nobody who stands for a state, nor to a state."""
    low, high = trigger.clause
    told = any(p.state and trigger.last <= p.first < high for p in parties)
    if told or trigger.voice != "verb" or scene.grammar.order != "svo":
        return False
    nobodys = doer is not None and doer.state is None and doer.last <= trigger.first
    if nobodys and doer is not None and (doer.kind == PartyKind.CIVILIANS or doer.common == POLICE):
        return True
    clause = [p for p in parties if low <= p.first < trigger.first]
    return not clause and low < trigger.first and _is_common_noun(scene, trigger.first - 1)


def is_of_stranger(scene: Scene, trigger: Trigger) -> bool:
    """ "Bishops condemn", "Senator D condemns": whether a word that nobody knows stands right before the verb of a statement, as its subject."""
    at = trigger.first - 1
    if (
        not trigger.value.startswith(_WORDS)
        or trigger.voice != "verb"
        or scene.grammar.order != "svo"
        or at < scene.first
    ):
        return False
    how = scene.passage.folded.tokens[at].endswith(_HOW)
    return not (how or scene.broken(at, trigger.first) or scene.is_known(at))


def _is_common_noun(scene: Scene, token: int) -> bool:
    """A word that nobody knows, written small."""
    if token >= scene.last or scene.broken(token - 1, token) or scene.is_known(token):
        return False
    return scene.passage.folded.written(token, token + 1).islower()


def _is_at_work(doer: PartyAt | None) -> bool:
    """ "Truck drivers block the border": people who work don't shut it for their state."""
    return doer is not None and doer.common == _AT_WORK and doer.state is None
