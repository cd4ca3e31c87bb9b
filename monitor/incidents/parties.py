"""Decides what an incident was and who had part in it, where its reports differ: by lines that say so, the more specific first.

Whether it happened at all is decided in ``confidence``. Support is counted in lines, so that eight copies weigh no more than one.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from monitor.incidents import voices
from monitor.incidents.identity import EXCHANGES, is_retold, party_state
from monitor.incidents.lines import Strand
from monitor.model.reports import FORCE_CLASSES, ActClass, Party, PartyKind, PlacePoint, Report, TargetClass
from monitor.model.rulebook import Actor

T = TypeVar("T", bound=Hashable)

_GENERIC = frozenset(
    {
        "air_strike",
        "attack_on_forces",
        "attack_on_civilians",
        "fire_exchange",
        "condemn_protest",
        "talks_visits_suspended",
        "threat_warning",
        "agreement_joint_statement",
        "deployment_mobilisation",
    }
)
"""What an act is called while nobody knows more."""
_ENOUGH_LINES = 3
"""A more specific word is taken when at least every third line uses it."""

_STATE_TARGETS = (TargetClass.STATE_FORCES, TargetClass.GOVERNMENT, TargetClass.INFRASTRUCTURE)


def support(strands: Sequence[Strand], of: Callable[[Report], Iterable[T]]) -> dict[T, tuple[int, int]]:
    """For each value: how many lines give it, and the negated rank of the best grade that does. More is better in both."""
    lines: defaultdict[T, int] = defaultdict(int)
    best: dict[T, int] = {}
    for strand in strands:
        given = [(value, -voices.rank(report)) for report in strand.reports for value in of(report)]
        for value in {value for value, _ in given}:
            lines[value] += 1
        for value, rank in given:
            best[value] = max(best.get(value, rank), rank)
    return {value: (lines[value], best[value]) for value in lines}


def choose_act(strands: Sequence[Strand]) -> ActClass:
    """The best supported class of act; the joined reports of an act of force may call it by several, and who only tells it anew knows it least."""
    own = support(strands, lambda report: () if is_retold(report) else (report.act,))
    backing = own or support(strands, lambda report: (report.act,))
    return min(backing, key=lambda act: (*(-n for n in backing[act]), act.value))


def choose_event(strands: Sequence[Strand], act: ActClass) -> str:
    """The best supported ``type.subtype`` of this class, a specific one before a generic one if enough lines give it."""
    backing = support(strands, lambda report: (report.event,) if report.act is act else ())
    specific = {
        event: score
        for event, score in backing.items()
        if event.partition(".")[2] not in _GENERIC and score[0] * _ENOUGH_LINES >= len(strands)
    }
    candidates = specific or backing
    return min(candidates, key=lambda event: (*(-n for n in candidates[event]), event))


def choose_party(
    strands: Sequence[Strand], of: Callable[[Report], Party | None], *, actors: Mapping[str, Actor]
) -> Party | None:
    """The most specific party: a named force or group before a bare state, that before somebody unknown; then the best supported."""
    backing = support(strands, lambda report: _bare(of(report), actors))
    if not backing:
        return None
    named = {
        party for strand in strands for r in strand.reports if (p := of(r)) and p.spans for party in _bare(p, actors)
    }
    return min(
        backing,
        key=lambda party: (
            -_specificity(party, actors, named=party in named),
            *(-n for n in backing[party]),
            party.entity or "",
            party.name,
            party.kind,
        ),
    )


def _bare(party: Party | None, actors: Mapping[str, Actor]) -> tuple[Party, ...]:
    if party is None:
        return ()
    state = party_state(party, actors)
    return (party if not party.spans and party.state == state else replace(party, state=state, spans=()),)


def _specificity(party: Party, actors: Mapping[str, Actor], *, named: bool) -> int:
    """``named``: some text has its name; a state that was only inferred says no more than the people who were hit."""
    if party.kind is PartyKind.UNKNOWN:
        return 0
    if party.kind is PartyKind.CIVILIANS or (party.kind is PartyKind.GOVERNMENT and not named):
        return 1
    if party.entity and party.entity in actors and not actors[party.entity].generic:
        return 4
    if party.state is not None:
        return 3 if party.kind is PartyKind.STATE_FORCES else 2
    return 2 if party.entity else 1


def choose_target_class(strands: Sequence[Strand], *, by_state: bool) -> TargetClass:
    """What was meant to be hit. In strikes by states the victims' account ("civilians") doesn't outweigh the named aim.

    That soldiers, officials or works of the state were struck changes the class of a crisis: it takes at least half of the lines that
    say anything.
    """
    backing = support(
        strands, lambda report: () if report.target_class is TargetClass.UNKNOWN else (report.target_class,)
    )
    if not backing:
        return TargetClass.UNKNOWN
    telling = sum(any(r.target_class is not TargetClass.UNKNOWN for r in strand.reports) for strand in strands)
    order = list(TargetClass)
    best = min(backing, key=lambda cls: (*(-n for n in backing[cls]), order.index(cls)))
    if not by_state or (best in _STATE_TARGETS and 2 * backing[best][0] >= telling):
        return best
    return next((cls for cls in (TargetClass.NONSTATE_GROUP, TargetClass.CIVILIANS) if cls in backing), best)


def is_of_class(party: Party, target_class: TargetClass) -> bool:
    """Whether it is what a strike was found to be aimed at: where a group was meant, "struck Iran" says only where."""
    return target_class is TargetClass.NONSTATE_GROUP and party.kind is PartyKind.NONSTATE_GROUP


def choose_means(strands: Sequence[Strand]) -> tuple[str, ...]:
    """All means that graded lines name, or any line if none is graded; the best supported first."""
    backing = support(strands, lambda report: report.means if voices.grade(report) != "F" else ())
    backing = backing or support(strands, lambda report: report.means)
    return tuple(sorted(backing, key=lambda means: (*(-n for n in backing[means]), means)))


def answers(reports: Iterable[Report], actors: Mapping[str, Actor]) -> frozenset[str]:
    """The keys of reports that tell of the fire returned: of one item's accounts of an exchange, those behind the first that turn it round."""
    first: dict[str, Report] = {}
    found: set[str] = set()
    for report in sorted((r for r in reports if r.subtype in EXCHANGES), key=lambda r: (not r.primary, r.key)):
        opening = first.setdefault(report.item, report)
        began, side = party_state(opening.initiator, actors), party_state(report.initiator, actors)
        if began is not None and side is not None and began != side and not _only_names_two(opening):
            found.add(report.key)
    return frozenset(found)


def _only_names_two(report: Report) -> bool:
    """ "The A-B border clash": two states in one breath, of which neither is said to have begun."""
    sides = (report.initiator, report.target)
    return all(party is not None and party.kind is PartyKind.GOVERNMENT and party.spans for party in sides)


def is_disputed(reports: Iterable[Report], actors: Mapping[str, Actor]) -> bool:
    """Whether each side says that the other opened fire."""
    openers = {
        party_state(report.initiator, actors)
        for report in reports
        if report.act in FORCE_CLASSES and report.subtype in EXCHANGES
    }
    return len(openers - {None}) > 1


def who_began(strands: Sequence[Strand], actors: Mapping[str, Actor]) -> str | None:
    """Of an exchange that each side lays at the other's door: the side that most lines say began, of two with as many the headlines'."""

    def side(report: Report) -> tuple[str, ...]:
        state = party_state(report.initiator, actors)
        return (state,) if state else ()

    backing = support(strands, side)
    headlined = support(strands, lambda report: side(report) if report.primary else ())
    return min(
        backing,
        key=lambda state: (*(-n for n in backing[state]), -headlined.get(state, (0, 0))[0], state),
        default=None,
    )


def is_target_disputed(strands: Sequence[Strand]) -> bool:
    """Whether some say that a state struck fighters, or its enemy's forces, and others, grade C or better or officials, civilians."""
    heard = {
        report.target_class
        for strand in strands
        for report in strand.reports
        if report.type == "force_state" and (voices.grade(report) in "ABC" or report.said_by)
    }
    return TargetClass.CIVILIANS in heard and not heard.isdisjoint({TargetClass.NONSTATE_GROUP, *_STATE_TARGETS})


def acts_at_home(initiator: Party | None, target: Party | None, places: Sequence[PlacePoint]) -> bool:
    """Whether a state acts on its own soil, with no word of another state as the target."""
    if initiator is None or initiator.state is None or not places:
        return False
    others = {place.country for place in places} | {target.state if target else None}
    return others <= {initiator.state, None} and any(place.country for place in places)


def with_other_side(first: Party | None, second: Party | None, reports: Iterable[Report]) -> Party | None:
    """For acts of both sides: the other party, should both choices have fallen on the same side."""
    if first is None or second is None or first.state != second.state or first.state is None:
        return second
    others = [
        replace(party, spans=())
        for report in reports
        for party in (report.initiator, report.target)
        if party and party.state not in {None, first.state}
    ]
    return min(others, key=lambda party: (party.state or "", party.name), default=second)
