"""Who goes over a line, and what the rest of the item tells of his way: that he was taken there, or that somebody died.

Decides that the taking is the act, and not the way there, whose an attack of nobody's was, and whose ground was entered. Doesn't decide who took whom.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging.facing import government
from monitor.extraction.naming.party_at import OF_STATES
from monitor.extraction.words.steps import DEPLOYED, DETAINED, RELEASED, VIOLATED
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode

_WAYS = frozenset({"incursion", "infiltrate", VIOLATED, DEPLOYED})
"""Words of going where another state is, which are said of whoever loses his way, too."""

_GOING = "incursion"
_RAIDS = frozenset({_GOING, "raid"})
"""What soldiers' going over a line is called; a raid alone may be on their own ground."""
_RANK = ("count", "rank")
"""What tells one act from a spell of them: "fifth incursion", where "day 90 of the invasion" is of none."""


def taken(drafts: list[Draft]) -> None:
    """ "A's guard strays into B, held by its rangers": drop the way, which is how the taking came about. Where nobody else is said to have done it,
    the state took them into which they went."""
    taking = next((made for made in drafts if made.words[0] == DETAINED and made.mode == Mode.FACTUAL), None)
    if taking is None or taking.struck is None or not taking.title:
        for freed in drafts:  # "A frees B's soldiers. They were held for entering A"
            if freed.words[0] == RELEASED and freed.title and freed.main and freed.struck is not None:
                drafts[:] = [d for d in drafts if d.title or not _leads_there(d, freed) or d.doer != freed.struck]
                break
        return
    ways = [made for made in drafts if _leads_there(made, taking)]
    taking.main = taking.main or bool(ways)
    for made in ways:
        if taking.doer is None and made.doer == taking.struck and made.struck is not None:
            taking.initiator = made.target
        taking.places += [place for place in made.places if place not in taking.places]
    drafts[:] = [made for made in drafts if made not in ways]


def _leads_there(made: Draft, taking: Draft) -> bool:
    return made.words[0] in _WAYS and not made.tolls and made.doer in {taking.doer, taking.struck}


def came(drafts: Sequence[Draft]) -> None:
    """ "Five soldiers die in a raid. A says B's scouts crossed the line": who is told by a neighbour to have come made the attack of nobody's."""
    attack = next((made for made in drafts if made.title and _is_nobodys(made)), None)
    way = next((made for made in drafts if made.words[0] in _WAYS and _is_told_of(made)), None)
    if attack is None or way is None or way.initiator is None or way.doer in {attack.struck, *attack.countries}:
        return
    attack.initiator, attack.hedged = way.initiator, True
    attack.said_by += [teller for teller in way.said_by if teller not in attack.said_by]


def _is_nobodys(made: Draft) -> bool:
    fell = any(toll.count.best for toll in made.tolls)
    return made.kinetic and made.mode == Mode.FACTUAL and made.initiator is None and fell and not made.means_of_state


def _is_told_of(made: Draft) -> bool:
    """Whether a state says it of another's men."""
    by_forces = made.initiator is not None and made.initiator.kind in OF_STATES and made.doer is not None
    return by_forces and made.mode == Mode.FACTUAL and any(teller != made.doer for teller in made.telling_states)


def entered(read: Sequence[Act], drafts: Sequence[Draft], states: Sequence[str], gazetteer: Gazetteer) -> None:
    """ "Fifth A-ish incursion in a week, B wants talks": where a headline leaves out whose ground it was, the only neighbour's that the text names."""
    if not read or _RANK not in read[0].scene.senses:
        return
    for made in drafts:
        going = made.voice == "noun" and _GOING in made.words and _RAIDS.issuperset(made.words)
        bare = made.title and going and made.target is None and not made.countries
        by_state = made.initiator is not None and made.initiator.kind in OF_STATES and not made.vague
        if bare and by_state:
            others = [state for state in states if state != made.doer]
            if len(others) == 1 and gazetteer.adjoin(made.doer, others[0]):
                made.target = government(others[0], gazetteer)
