"""Who struck first, and whom, where the text names the side that answered: "Eleven killed by rockets. A returned fire".

Decides whose an act of nobody named was, and whom a neighbour's act struck, from a later sentence that says who answered it. Doesn't decide
what a state says in answer.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging.facing import government
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode

_SHOTS = frozenset({"shoot", "shell"})
"""Words of fire that is answered."""
_ANSWER = ("role", "answer")


def side(act: Act) -> str | None:
    """The state that answers fire in a sentence."""
    word = next(iter(act.scene.of(*_ANSWER)), None)
    if word is None:
        return None
    before = [party for party in act.parties if party.last <= word.first and _may_answer(party)]
    return before[-1].state if before else None


def _may_answer(party: PartyAt) -> bool:
    return party.state is not None and not party.located and party.cue not in {"on", "against", "from"}


def blame(read: Sequence[Act], drafts: Sequence[Draft], states: Sequence[str], gazetteer: Gazetteer) -> None:
    """Lay the first act of nobody named, told before the answer, at the door of the one neighbour that the text names beside the answerer."""
    for n, act in enumerate(read):
        if _ANSWER not in act.scene.senses:
            continue
        _turn(act, drafts)
        whose = side(act) if n else None
        if whose is None:
            continue
        _face(drafts, whose, gazetteer)
        other = gazetteer.neighbour_among(whose, states)
        if other is None:
            continue
        for draft in drafts:
            if _befell(draft, whose) and not draft.answers:
                draft.initiator = government(other, gazetteer)
                draft.target = draft.target or government(whose, gazetteer)
                return


def _turn(act: Act, drafts: Sequence[Draft]) -> None:
    """ "A's soldiers dodge bullets; the army returned fire": of an answer alone, those who gave it were fired upon, by nobody knows whom."""
    forces = [draft for draft in drafts if draft.kinetic and draft.mode == Mode.FACTUAL]
    only = forces[0] if len(forces) == 1 else None
    if only is None or only.target is not None or only.initiator is None or not _SHOTS.issuperset(only.words):
        return
    words = [act.scene.span(mark.first, mark.last) for mark in act.scene.of(*_ANSWER)]
    if only.evidence[0] in words:
        only.target = only.initiator
        only.initiator = None
        only.answers = False


def _face(drafts: Sequence[Draft], answerer: str, gazetteer: Gazetteer) -> None:
    """ "A's mortars break months of calm. B's soldiers returned the fire": what a neighbour answers was done to it."""
    first = next((draft for draft in drafts if draft.kinetic and draft.title), None)
    if first is None or first.target is not None or first.answers or first.mode != Mode.FACTUAL:
        return
    if answerer != first.doer and gazetteer.adjoin(answerer, first.doer):
        first.target = government(answerer, gazetteer)


def _befell(draft: Draft, state: str) -> bool:
    """Whether an act of nobody named struck this state, or nobody says whom."""
    if not draft.kinetic or draft.initiator is not None or draft.mode != Mode.FACTUAL:
        return False
    struck = draft.struck
    return (struck or next(iter(draft.countries), state)) == state
