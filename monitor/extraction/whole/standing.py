"""Which of an item's accounts become reports, and which of them is the item's first.

Decides what stands by itself and what rings loudest. Doesn't decide what happened.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.borders import Setting
from monitor.extraction.naming.party_at import NOBODYS
from monitor.extraction.words.steps import ACCUSED, CONDEMNED, RECALLED, SUMMONED
from monitor.extraction.words.vocabulary import POLICE
from monitor.model.reports import Field, Mode, PartyKind

_NEEDS_TWO_STATES = (
    "diplo_coop.", "diplo_hostile.condemn", "diplo_hostile.accuse", "diplo_hostile.threat", "diplo_hostile.third", "diplo_hostile.complaint",
    "coercion.", "material_deesc.", "posture.", "society.", "diplo_hostile.mediation", "diplo_hostile.talks", "claim.",
)  # fmt: skip


_OF_STATES_ALONE = ("diplo_hostile.threat", "diplo_coop.contact", "coercion.crossing_closed")
"""What only a state itself can do, not a thing of its: "A's central bank warns", "A's and B's hikers meet", "a bakery of A's shuts"."""


_OF_ENVOYS = frozenset({SUMMONED, RECALLED})
_BY_SOMEBODY = (
    "diplo_hostile.accuse", "diplo_hostile.condemn", "diplo_hostile.threat", "diplo_coop.visit", "diplo_hostile.envoy", "claim.denial",
)  # fmt: skip
"""What is somebody's word about somebody, or call on somebody: of neither whom the text knows, growers accuse buyers and pilgrims visit shrines."""


_ANYWHERE = "force_"
_SEVERAL = 2
"""Dead: of one, the pages of crime tell each day."""
_FRIENDLY = ("diplo_coop.", "material_deesc.")
_FLIGHT = "society.displacement"
"""What force does to people, who flee from it: the force is the news."""


_NO_DIPLOMATS = frozenset({PartyKind.ORGANISATION, PartyKind.STATE_FORCES})
_WORK = frozenset({"raid", "seize", "hit", "offensive"})
"""Words of force for what police do at home, too: houses, camps and goods are searched, taken and destroyed."""
_OPPOSED = frozenset({PartyKind.STATE_FORCES, PartyKind.NONSTATE_GROUP, PartyKind.CIVILIANS})
"""Whom police meet with force that tells of unrest."""


class Account(NamedTuple):
    """A draft that is settled: the kind of event that it tells of, and the border that it belongs to."""

    draft: Draft
    event: str
    home: str | None

    @property
    def doer(self) -> str | None:
        """The state that did it."""
        return self.draft.doer


def standing(accounts: Sequence[Account], setting: Setting) -> Iterator[Account]:
    """What stands by itself, and the threats of a state that in the same breath recalls or summons an envoy of whom it doesn't say whose."""
    steps = (one for one in accounts if one.home is None and one.event.startswith("diplo_hostile.envoy"))
    alone = {one.doer for one in steps if one.draft.initiator is not None}
    return (one for one in accounts if _stands(one, setting) or _is_threat_of(one, alone))


def first(accounts: Sequence[Account], kept: Sequence[Account]) -> Account | None:
    """The item's primary account; if the one that leads doesn't stand by itself, the next that does.

    What the headline's main clause tells leads: before the summary, before reasons ("after", "over", "as") and before fights that are ended there; of
    what stands side by side, force before steps, these before friendly ones, then in order. Mere words about an act bring the news of it and don't
    lead: an accusation, and what a state says of nobody's or a group's deed, since that is no step towards another state.
    """
    factual = [one for one in accounts if one.draft.mode == Mode.FACTUAL]
    spoken = bool([one for one in factual if one.event.startswith(CONDEMNED) and _is_to_nobody(one.draft)])
    stepped = bool([one for one in factual if _is_step(one)])
    ranked = sorted(factual, key=lambda one: _rank(one, spoken=spoken, stepped=stepped), reverse=True)
    return next((one for one in ranked if any(one is other for other in kept)), None)


def _rank(one: Account, *, spoken: bool, stepped: bool) -> tuple[bool, bool, bool, bool, int]:
    draft = one.draft
    main = draft.main and not one.event.startswith(_FLIGHT) and not _is_bystanders(one) and not _is_mutual(one)
    told = (draft.charged and not stepped) or (spoken and _is_no_states(draft) and _is_told(draft))
    at = draft.evidence[0].start if draft.evidence else 0
    return draft.title, main or told, draft.kinetic, not one.event.startswith(_FRIENDLY), -at


def _is_step(one: Account) -> bool:
    """ "Two held over a bomb": what the headline says was done, beside which a charge is only its reason."""
    draft = one.draft
    if not draft.title or not draft.main or draft.kinetic:
        return False
    return one.event in _OF_ENVOYS or not one.event.startswith(_BY_SOMEBODY)


def _is_to_nobody(draft: Draft) -> bool:
    """A headline's condemnation that names no state to which it is addressed."""
    target = draft.target
    return draft.title and not (target is not None and target.state and target.spans)


def _is_told(draft: Draft) -> bool:
    """Whether the item says more of an act than that somebody speaks of it: at whom, where, how many, or in a sentence of its own."""
    retold = any(span.field != Field.TITLE for span in draft.evidence)
    aimed = draft.target is not None and bool(draft.target.spans)
    return aimed or bool(draft.places or draft.tolls) or retold


def _is_no_states(draft: Draft) -> bool:
    """A group's act, or that of gunmen whom nobody knows."""
    doer = draft.initiator
    return draft.kinetic and doer is not None and doer.state is None and doer.kind in NOBODYS


def _is_bystanders(one: Account) -> bool:
    """What an organisation, or an army, condemns is the news, not that it does."""
    doer = one.draft.initiator
    return one.event.startswith(CONDEMNED) and doer is not None and doer.kind in _NO_DIPLOMATS


def _is_mutual(one: Account) -> bool:
    """ "A and B trade blame after a shootout": what both are charged with is the news."""
    return one.event == ACCUSED and "both_sides" in one.draft.traits


def _is_threat_of(one: Account, states: Collection[str | None]) -> bool:
    return one.draft.initiator is not None and one.doer in states and one.event.startswith("diplo_hostile.threat")


def _is_police_work(one: Account) -> bool:
    """ "Police raid a bar", "police destroy camps": of a state's police against nobody, when nobody is hurt. Against a crowd it is force."""
    doer, struck = one.draft.initiator, one.draft.target
    work = not one.draft.title or set(one.draft.words) <= _WORK  # what a headline tells of a crowd is the news
    police = one.draft.kinetic and work and doer is not None and doer.name.endswith(POLICE)
    return police and not one.draft.tolls and (struck is None or struck.kind not in _OPPOSED)


def _is_deadly(one: Account, least: int = 1) -> bool:
    return any(t.what == "killed" and t.count.best >= least for t in one.draft.tolls)


def _is_anybodys(one: Account, setting: Setting) -> bool:
    """Whether force has to do with a border, two states, or a group by its name.

    What happens within one state, at none of its lines, does so in any country on any day: it has to be the headline's news, and where not even
    one state is told, several must have died.
    """
    if not one.event.startswith(_ANYWHERE) or setting.border_word or len(setting.states) > 1:
        return True
    parties = (one.draft.initiator, one.draft.target)
    if any(party.entity for party in parties if party is not None) or _is_told_by_group(one.draft):
        return True
    return one.draft.title and (bool(setting.states) or _is_deadly(one, _SEVERAL))


def _is_told_by_group(draft: Draft) -> bool:
    """ "The R confirm that their commander died in a strike": a group, by its name, which states' codes aren't."""
    return any(not teller.isupper() for teller in draft.said_by)


def _stands(one: Account, setting: Setting) -> bool:
    """Words of diplomacy need two states, or they are anything: a mayor warns, a shop reopens. Drills and alerts are some state's.

    A crowd that scuffles with the police of its own country, at no border, is a protest; what police do there is their work.
    """
    if one.event.startswith("posture.") and one.doer is None:
        return False
    if one.draft.vague and one.event.startswith(_OF_STATES_ALONE):
        return False
    if one.event.startswith(_BY_SOMEBODY) and one.draft.initiator is None and one.draft.target is None:
        return False
    if one.home is None and (one.draft.crowd or _is_police_work(one)) and not _is_deadly(one):
        return False
    return one.home is not None or (not one.event.startswith(_NEEDS_TWO_STATES) and _is_anybodys(one, setting))
