"""Decides what of a report makes it comparable: who acted on whom, the class of act, where, and when with which uncertainty.

Whether two identities may be one occurrence is decided in ``compare``. Wording plays no part here: the likeness of two texts cannot
tell a strike from the counter-strike two days later; direction can.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from monitor.incidents import places as sites
from monitor.model.reports import (
    FORCE_CLASSES,
    NOBODY,
    ActClass,
    Correction,
    Count,
    Field,
    Party,
    PartyKind,
    PlacePoint,
    Report,
    TargetClass,
)
from monitor.model.rulebook import Actor
from monitor.model.times import Precision, slack

EXCHANGES = frozenset({"fire_exchange", "ceasefire_violation"})
"""Fire that both sides may lay at the other's door."""

PLACED = FORCE_CLASSES | {ActClass.POSTURE, ActClass.CROSSING}
"""Classes in which the place belongs to the identity; a declaration is the same wherever it was made."""

ACROSS = frozenset({ActClass.AIR, ActClass.GROUND_ENTRY})
"""Classes in which a state acts beyond its line: a place at home is then that of some other act in the same news."""

_BURIED = "buried"
"""The trait of reports of those who fell days ago and are laid to rest now."""

_ONE_KIND = frozenset(
    {
        ActClass.AIR,
        ActClass.GROUND_FIRE,
        ActClass.GROUND_ENTRY,
        ActClass.ARMED_ATTACK,
        ActClass.ABDUCTION,
        ActClass.THREAT,
    }
)
"""Classes whose subtypes are different words for one act: an early report doesn't know whether it was a missile or a drone."""

_SAME_ACT = {
    "condemn_protest": "blame",
    "accuse": "blame",
    "envoy_summoned": "blame",
    "envoy_recalled_expelled": "recall",
    "talks_visits_suspended": "recall",
    "agreement_joint_statement": "agreement",
    "ceasefire": "agreement",
    "alert": "readiness",
    "deployment_mobilisation": "readiness",
}
"""Subtypes of the other classes that one announcement usually makes together, or two words for it; every other subtype stands for itself."""

_DEFENCE = "air_defence_engagement"
"""Bringing down what the other side sent is an act of the side that was struck: never one with a strike of its own."""

_RETURNED = "returned_fire"
"""The trait of an answer to fire of which the same text tells."""
_FORCE_THREATS = frozenset({"force_threat", "deadline"})
_DAY_ENDS = time(23, 59, 59)
"""The time of publishing of what carries only a date."""
_NEVER = datetime.min.replace(tzinfo=UTC)
_EXACT = frozenset({Precision.MINUTE, Precision.HOUR})
_ROUGH = frozenset({Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What two reports of one occurrence agree in. Equal identities are one occurrence; unequal ones may be.

    ``side`` is the acting state or, for a party without a state, its entity; None when nobody is named. ``vague`` is a party of no known
    name whom the text speaks of ("gunmen"); that it names nobody leaves all three open. ``family`` holds the acting entity and what it is part of or has grown from. ``struck`` are the states acted on:
    those whose people or works were hit (``owner``), and those on whose ``soil``. ``undated``: the text gave no time and the time of
    publishing stands in for it, so that the act can only lie before. ``by_day``: of that time no more is known
    than the day. ``retold``: undated background to other news, ``titled`` if the
    title names it all the same, with more than the bare word for it. ``homeless``: at home at no border, so that it may be from anywhere.
    """

    act: ActClass
    kind: str
    state: str | None
    entity: str | None
    vague: bool
    family: frozenset[str]
    struck: frozenset[str]
    owner: frozenset[str]
    soil: frozenset[str]
    target: str | None
    target_class: TargetClass
    places: tuple[PlacePoint, ...]
    at: datetime
    slack: timedelta
    undated: bool
    by_day: bool
    rough: bool
    killed: Count | None
    hurt: Count | None
    correcting: bool
    exchange: bool
    retold: bool
    titled: bool
    homeless: bool

    @property
    def side(self) -> str | None:
        """The acting side: a state, else a group."""
        return self.state or self.entity

    @property
    def timeless(self) -> "Identity":
        """All of it but when: what decides, once and for all times, how it stands to another."""
        return replace(self, at=_NEVER)

    @property
    def role(self) -> tuple[object, ...]:
        """Who did what to whom, and where; not when, nor with what toll. All but ``account`` and ``at``."""
        who = (self.act, self.kind, self.state, self.entity, self.vague, self.family, self.exchange, self.homeless)
        return (*who, self.struck, self.owner, self.soil, self.target, self.target_class, self.places)

    @property
    def account(self) -> tuple[object, ...]:
        """How well it is timed, and how many died."""
        return (
            self.slack,
            self.undated,
            self.by_day,
            self.rough,
            self.killed,
            self.hurt,
            self.correcting,
            self.retold,
            self.titled,
        )

    @property
    def sign(self) -> tuple[str, ...]:
        """A total order over identities that knows nothing of keys, so that a further copy of a report never tips a tie."""
        return (
            self.at.isoformat(),
            f"{self.kind}|{self.state}|{self.entity}|{self.vague}|{self.target}|{self.target_class}|{self.undated}|{self.by_day}|{self.rough}",
            f"{sorted(self.family)}|{sorted(self.struck)}|{self.slack}|{self.killed}|{self.hurt}|{self.correcting}|{self.exchange}|{self.retold}|{self.titled}|{self.homeless}",
            f"{sorted(self.owner)}|{sorted(self.soil)}",
            ",".join(place.entity for place in self.places),
            repr(self.places),
        )


def identify(report: Report, actors: Mapping[str, Actor]) -> Identity:
    """The identity of one report."""
    initiator, titled, dateless = report.initiator, _in_title(report), undated(report)
    retold = is_retold(report)
    state, entity = party_state(initiator, actors), initiator.entity if initiator else None
    if state and report.act in ACROSS:
        report = _abroad(report, state, surely=retold or party_state(report.target, actors) not in {None, state})
    buried = retold and _BURIED in report.traits  # where they are laid to rest isn't where they fell
    places = sites.pinned(report.places) if report.act in PLACED and not buried else ()
    return Identity(
        act=report.act,
        kind=_kind(report),
        state=state,
        entity=entity,
        vague=initiator is not None and not state and not entity and initiator.name != NOBODY,
        family=_family(entity, actors),
        struck=struck_states(report, actors),
        owner=_known({party_state(report.target, actors)}),
        soil=_known({place.country for place in places}),
        target=report.target.entity if report.target else None,
        target_class=report.target_class,
        places=places,
        at=_coarse(report) if dateless else report.at,
        slack=slack(report.precision),
        undated=dateless,
        by_day=dateless and _by_day(report),
        rough=report.precision in _ROUGH,
        killed=report.killed if report.act in FORCE_CLASSES else None,
        hurt=report.injured if report.act in FORCE_CLASSES else None,
        correcting=report.correction in {Correction.CORRECTED, Correction.REFILED, Correction.UPDATED},
        exchange=report.subtype in EXCHANGES,
        retold=retold,
        titled=titled and not (retold and _is_bare(report)),
        homeless=report.border is None,
    )


def _abroad(report: Report, state: str, *, surely: bool) -> Report:
    """Without places at the actor's home if others are named, or if it is ``surely`` not there that it acted."""
    elsewhere = tuple(place for place in report.places if place.country != state)
    return replace(report, places=elsewhere) if elsewhere or surely else report


def undated(report: Report) -> bool:
    """Whether the event time is only the time of publishing: the same instant, and not even known to the hour."""
    if report.happened_at is None:
        return True
    return report.happened_at in {report.published_at, report.known_at} and report.precision not in _EXACT


def is_retold(report: Report) -> bool:
    """Whether it is undated background to other news, or tells of a funeral, so that it says nothing of when the act was; fire is returned when it
    comes."""
    if _RETURNED in report.traits or not undated(report):
        return False
    return _BURIED in report.traits or (not report.primary and _is_aside(report, titled=_in_title(report)))


def _in_title(report: Report) -> bool:
    """Whether the words that name the act, which come first in the evidence, stand in the title."""
    return not report.evidence or report.evidence[0].field is Field.TITLE


def _is_bare(report: Report) -> bool:
    """Nothing but the word ("to patch up ties after airstrikes"): who and whom it was is only inferred, and neither place nor toll is given."""
    named = any(party is not None and (party.spans or party.entity) for party in (report.initiator, report.target))
    return not (named or report.places or report.killed or report.injured)


def _is_aside(report: Report, *, titled: bool) -> bool:
    """Told below a title that is about something else; or an act of force named in a title that is about what followed it."""
    return not titled or (bool(report.evidence) and report.act in FORCE_CLASSES)


def _known(states: Iterable[str | None]) -> frozenset[str]:
    return frozenset(state for state in states if state)


def _coarse(report: Report) -> datetime:
    """To the hour: minutes of publishing say nothing of the act, and a flood of copies stays one cell.

    What is dated by the day alone counts as published when that day ends; its middle is the better guess at when the act was.
    """
    moment = report.at
    if _by_day(report):
        return moment.replace(hour=12, minute=0, second=0, microsecond=0)
    return moment.replace(minute=0, second=0, microsecond=0)


def _by_day(report: Report) -> bool:
    return report.precision is Precision.DAY and report.at.time() >= _DAY_ENDS


def party_state(party: Party | None, actors: Mapping[str, Actor]) -> str | None:
    """The state that a party belongs to, by itself or by what the rulebook says of it."""
    if party is None:
        return None
    if party.state or not party.entity or party.kind in {PartyKind.NONSTATE_GROUP, PartyKind.CIVILIANS}:
        return party.state
    actor = actors.get(party.entity)
    return actor.state if actor else None


def party_side(party: Party | None, actors: Mapping[str, Actor]) -> str | None:
    """The state, or the entity of a party that has none."""
    return party_state(party, actors) or (party.entity if party else None)


def struck_states(report: Report, actors: Mapping[str, Actor]) -> frozenset[str]:
    """The states acted on: the target's, and for acts on the ground those where it happened, the actor's own only if no other is."""
    states = {party_state(report.target, actors)}
    if report.act in PLACED:
        states |= {place.country for place in report.places}
    known = _known(states)
    return known - {party_state(report.initiator, actors)} or known


def _kind(report: Report) -> str:
    if report.act is ActClass.THREAT:
        # A vow of force and a general warning are different statements, even in one evening.
        return "force" if _FORCE_THREATS.intersection(report.traits) or report.subtype == "ultimatum" else "warning"
    if report.subtype == _DEFENCE:
        return _DEFENCE
    return "" if report.act in _ONE_KIND else _SAME_ACT.get(report.subtype, report.subtype)


def _family(entity: str | None, actors: Mapping[str, Actor]) -> frozenset[str]:
    family: set[str] = set()
    waiting = [entity]
    while waiting:
        name = waiting.pop()
        if name is None or name in family:
            continue
        family.add(name)
        if actor := actors.get(name):
            waiting += [actor.parent, actor.succeeds]
    return frozenset(family)
