"""Proposals that somebody turns down, and moves that he opposes: "A rejects B's call for a truce", "spurns B's demand for the release of two men".

Decides that the step isn't taken, and that refusing it is what is told. Doesn't decide who does either.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import (
    AGREED,
    CONCILIATORY,
    DEPLOYED,
    MET,
    PROTESTED,
    REFUSED,
    RELEASED,
    REOPENED,
    SHOWN,
    TRUCE,
    WITHDRAWN,
)
from monitor.extraction.words.vocabulary import Mark

PROPOSAL = ("object", "proposal")
REFUSING: tuple[str, str] = ("object", "refusing")  # told, since those who ask for it are read before this is
_PEACE = frozenset(
    {AGREED, CONCILIATORY, MET, TRUCE, "diplo_coop.visit", "diplo_coop.mediation_offer", "diplo_coop.restraint_appeal"}
)
"""What is proposed by somebody who wants to talk: whoever turns it down won't. Whoever turns down anything else only says no."""
_STEPS = _PEACE | {RELEASED, REOPENED, WITHDRAWN}
_MOVES = frozenset({DEPLOYED, SHOWN})
_MOVE_REACH = 3
"""Tokens between the verb and a move: "opposes B's new"."""
_STEP_REACH, _VERB_REACH = 4, 6
"""Tokens between a proposal and its step ("by B for an early"), and between the verb and the proposal, over whose it is."""


_OWNER_REACH = 2
"""Tokens between whose proposal it is and the word for it: "B's latest"."""
_NOT_OWNERS = LOCATIVE | {"on", "over", "topic", "about"}


def told_as_refused(scene: Scene, found: list[Trigger]) -> list[Trigger]:
    """The triggers, with the refusal in place of what is refused; without it, where nobody is named whose proposal it is."""
    found = [_as_opposed(scene, t) if t.value in _MOVES else t for t in found]
    if PROPOSAL not in scene.senses:
        return found
    verbs = {at: said for at, t in enumerate(found) if t.value in _STEPS and (said := _refusal(scene, t)) is not None}
    if not verbs:
        return found
    told: dict[int, Trigger] = {}
    for at, (offer, verb) in verbs.items():
        peace = found[at].value in _PEACE
        if (verb.first not in told or peace) and (peace or _is_anothers(scene, offer, verb.first, verb.last)):
            value = REFUSED if peace else PROTESTED
            told[verb.first] = replace(
                found[at], first=verb.first, last=verb.last, value=value, voice="verb", needs="", main=True
            )
    stays = [t for at, t in enumerate(found) if at not in verbs and t.first not in told]
    return sorted((*stays, *told.values()), key=lambda t: t.first)


def _as_opposed(scene: Scene, move: Trigger) -> Trigger:
    """ "A opposes the deployment of B's men": of a move that isn't its own, it is told that it won't have it."""
    for verb in scene.of(*REFUSING):
        low, high = (move.last, verb.first) if scene.grammar.post else (verb.last, move.first)
        stands_by = 0 <= high - low <= _MOVE_REACH and not verb.has("mode", "negated")
        if stands_by and not scene.broken(low - 1, high):
            return replace(move, first=verb.first, last=verb.last, value=PROTESTED, voice="verb", needs="")
    return move


def of_another(scene: Scene, verb: Trigger, _parties: Sequence[PartyAt]) -> bool:
    """Whether what the verb turns down is somebody's by name: "B's demand"; "rejects demands to leave B" says nothing to B."""
    return any(
        _is_turned_down(scene, offer, verb.first, verb.last) and _is_anothers(scene, offer, verb.first, verb.last)
        for offer in scene.of(*PROPOSAL)
    )


def _refusal(scene: Scene, step: Trigger) -> tuple[Mark, Mark] | None:
    """The proposal of this step, and the verb by which it is turned down."""
    for offer in scene.of(*PROPOSAL):
        if _is_of(scene, offer, step):
            for verb in scene.of(*REFUSING):
                if _is_turned_down(scene, offer, verb.first, verb.last):
                    return offer, verb
    return None


def _is_turned_down(scene: Scene, offer: Mark, first: int, last: int) -> bool:
    """By the verb of these tokens: before it, or behind it where verbs may end the sentence."""
    low, high = (offer.last, first) if scene.grammar.order == "sov" and offer.last <= first else (last, offer.first)
    return 0 <= high - low <= _VERB_REACH and not scene.broken(low - 1, high)


def _is_anothers(scene: Scene, offer: Mark, first: int, last: int) -> bool:
    """Whether somebody is named, between the verb and it, before it where the verb follows, or right behind it."""
    follows = offer.last <= first
    reach = _VERB_REACH if follows else _OWNER_REACH
    for named in scene.names:
        if 0 <= offer.first - named.last <= reach and (follows or named.first >= last):
            return True
        behind = not follows and 0 <= named.first - offer.last <= 1
        if behind and scene.cue(named.first, named.last) not in _NOT_OWNERS:
            return True
    return False


def _is_of(scene: Scene, offer: Mark, step: Trigger) -> bool:
    """ "Proposal for a truce", "call for a truce" as one word, "truce proposal"."""
    if offer.first <= step.first < offer.last or step.first <= offer.first < step.last:
        return True
    if 0 <= offer.first - step.last <= 1:
        return True
    return 0 <= step.first - offer.last <= _STEP_REACH and not scene.broken(offer.last - 1, step.first)
