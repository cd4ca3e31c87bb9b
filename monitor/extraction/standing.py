"""Which of an item's accounts become reports, and which of them is the item's first.

Decides what stands by itself and what rings loudest. Doesn't decide what happened.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from monitor.extraction.drafts import Draft
from monitor.model.lexicon import EventType
from monitor.model.reports import Field, Mode, PartyKind

_NEEDS_TWO_STATES = (
    "diplo_coop.", "diplo_hostile.condemn", "diplo_hostile.accuse", "diplo_hostile.threat", "diplo_hostile.third", "diplo_hostile.complaint",
    "coercion.", "material_deesc.", "posture.", "society.", "diplo_hostile.mediation", "diplo_hostile.talks",
)  # fmt: skip


_WARNED = "diplo_hostile.threat"
"""What only a state itself can do, not a thing of its: "A's central bank warns"."""


_CONDEMNED = "diplo_hostile.condemn"
_BY_SOMEBODY = ("diplo_hostile.accuse", "diplo_hostile.condemn", "diplo_hostile.threat", "diplo_coop.visit")
"""What is somebody's word about somebody, or call on somebody: of neither whom the text knows, growers accuse buyers and pilgrims visit shrines."""

_FLIGHT = "society.displacement"
"""What force does to people, who flee from it: the force is the news."""


class Account(NamedTuple):
    """A draft that is settled: the kind of event that it tells of, and the border that it belongs to."""

    draft: Draft
    event: str
    home: str | None

    @property
    def doer(self) -> str | None:
        """The state that did it."""
        return self.draft.doer


def standing(accounts: Sequence[Account]) -> Iterator[Account]:
    """What stands by itself, and the threats of a state that in the same breath recalls or summons an envoy of whom it doesn't say whose."""
    steps = (one for one in accounts if one.home is None and one.event.startswith("diplo_hostile.envoy"))
    alone = {one.doer for one in steps if one.draft.initiator is not None}
    return (one for one in accounts if _stands(one) or _is_threat_of(one, alone))


def first(accounts: Sequence[Account], kept: Sequence[Account], types: Mapping[str, EventType]) -> Account | None:
    """The item's primary account: the first of the title's graver acts that happened; if that one doesn't stand, the first that does."""
    factual = [one for one in accounts if one.draft.mode == Mode.FACTUAL]
    best = max(factual, key=lambda one: _rank(one, types), default=None)
    if [one for one in kept if one is best]:
        return best
    return next((one for one in kept if one.draft.mode == Mode.FACTUAL), None)


def _rank(one: Account, types: Mapping[str, EventType]) -> tuple[bool, bool, int]:
    from_afar = bool({"shell", "strike"} & set(one.draft.words))
    retold = any(span.field != Field.TITLE for span in one.draft.evidence)
    told = one.draft.charged and bool(one.draft.places or one.draft.tolls or from_afar or retold)
    main = one.draft.main and not one.event.startswith(_FLIGHT) and not _is_bystanders(one)
    return one.draft.title, main or told, types[one.event].severity if one.event in types else 0


def _is_bystanders(one: Account) -> bool:
    """What an organisation condemns is the news, not that it does."""
    doer = one.draft.initiator
    return one.event.startswith(_CONDEMNED) and doer is not None and doer.kind == PartyKind.ORGANISATION


def _is_threat_of(one: Account, states: Collection[str | None]) -> bool:
    return one.draft.initiator is not None and one.doer in states and one.event.startswith("diplo_hostile.threat")


def _stands(one: Account) -> bool:
    """Words of diplomacy need two states, or they are anything: a mayor warns, a shop reopens. Drills and alerts are some state's.

    A crowd that scuffles with the police of its own country, at no border, is a protest.
    """
    if one.event.startswith("posture.") and one.doer is None:
        return False
    if one.draft.vague and one.event.startswith(_WARNED):
        return False
    if one.event.startswith(_BY_SOMEBODY) and one.draft.initiator is None and one.draft.target is None:
        return False
    if one.draft.crowd and one.home is None and not any(t.what == "killed" and t.count.best for t in one.draft.tolls):
        return False
    return one.home is not None or not one.event.startswith(_NEEDS_TWO_STATES)
