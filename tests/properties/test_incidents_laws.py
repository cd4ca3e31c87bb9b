"""Laws of joining, over reports of two sides in several places and times."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.incidents import bearing, compare, responses
from monitor.incidents import join as joining
from monitor.incidents.identity import identify
from monitor.model.incidents import Incident, Status
from monitor.model.moderation import Ruling, Verdict
from monitor.model.reports import FORCE_CLASSES, Correction, Field, Mode, Report, Span, TargetClass
from monitor.model.times import Precision
from monitor.pipeline import moderate
from tests.support.incidents import EVENTS, GUNMEN, IR_PK, OUTLETS, START, dead, group, join, people, report

_IN_TITLE = Span(field=Field.TITLE, start=0, end=6)
_BELOW = Span(field=Field.SUMMARY, start=0, end=6)

QUICK = settings(max_examples=40, deadline=None)

_FORCE = ("force_state.air_strike", "force_state.missile_strike", "force_state.fire_exchange")
_GROUPS = ("force_nonstate.attack_on_forces", "force_nonstate.suicide_attack", "force_nonstate.attack_on_civilians")
_WORDS = (
    "diplo_hostile.condemn_protest",
    "diplo_hostile.threat_warning",
    "diplo_coop.contact",
    "diplo_coop.conciliatory",
)


def _who(event: str, by: str, on: str) -> Any:
    if event in _GROUPS:
        return st.sampled_from((None, GUNMEN, group("justice-army"), group("liberation-front")))
    return st.sampled_from((None, IR_PK.state(by), IR_PK.force(by))) if event in _FORCE else st.just(IR_PK.state(by))


@st.composite
def facts(draw: st.DrawFn, key: str) -> Report:
    """One factual report, dated or not, by one side on the other."""
    event = draw(st.sampled_from(_FORCE + _GROUPS + _WORDS))
    by, on = draw(st.sampled_from((("IR", "PK"), ("PK", "IR"))))
    known = START + timedelta(hours=draw(st.integers(0, 160)))
    where = [place for name, place in IR_PK.places.items() if place.country == on]
    fields: dict[str, Any] = {
        "outlet": draw(st.sampled_from(sorted(OUTLETS))),
        "initiator": draw(_who(event, by, on)),
        "target": draw(st.sampled_from((None, people(on), IR_PK.state(on), group("justice-army")))),
        "target_class": draw(st.sampled_from(TargetClass)),
        "places": tuple(draw(st.lists(st.sampled_from(where), max_size=2, unique=True))),
        "killed": draw(st.sampled_from((None, dead(2), dead(9), dead(12)))),
        "said_by": draw(st.sampled_from(((), (by,), (on,), (by, on)))),
        "denied_by": draw(st.sampled_from(((), (), (), (by,), (on,)))),
        "hedged": draw(st.booleans()),
        "agency": draw(st.sampled_from((None, None, "Wire"))),
        "primary": draw(st.booleans()),
        "evidence": draw(st.sampled_from(((), (_IN_TITLE,), (_BELOW,)))),
        "sketch": draw(st.sampled_from(((), (1, 2, 3, 4, 5), (3, 4, 5, 6, 7), (11, 12, 13, 14)))),
    }
    if draw(st.booleans()):
        fields |= {"happened_at": known - timedelta(hours=draw(st.integers(0, 30))), "precision": Precision.HOUR}
    return report(key, event, known, **fields)


@st.composite
def news(draw: st.DrawFn, most: int = 9) -> list[Report]:
    """Several reports with keys in an order of their own."""
    size = draw(st.integers(1, most))
    names = draw(st.permutations([f"n{n}" for n in range(size)]))
    return [draw(facts(name)) for name in names]


def standing(incidents: tuple[Incident, ...]) -> list[Incident]:
    return [incident for incident in incidents if incident.status is not Status.RETRACTED]


def confidences(incidents: tuple[Incident, ...]) -> dict[str, float]:
    return {key: incident.confidence for incident in incidents for key in incident.reports}


@given(st.data())
@QUICK
def test_order_and_repetition_change_nothing(data: st.DataObject) -> None:
    """The same reports in any order, some of them twice, make the same incidents."""
    reports = data.draw(news())
    again = data.draw(st.lists(st.sampled_from(reports), max_size=5))
    assert join(data.draw(st.permutations(reports + again))) == join(reports)


@given(news())
@QUICK
def test_every_factual_report_is_in_exactly_one_incident(reports: list[Report]) -> None:
    """None is lost and none is counted twice; confidence and effects are probabilities; every line belongs to its incident."""
    incidents = join(reports)
    assert sorted(key for incident in incidents for key in incident.reports) == sorted(r.key for r in reports)
    assert len({incident.id for incident in incidents}) == len(incidents)
    for incident in incidents:
        assert 0.0 <= incident.confidence <= 1.0
        assert 0.0 <= incident.effects <= 0.9
        assert sorted(key for line in incident.lines for key in line.reports) == sorted(incident.reports)
        assert incident.confidence <= 0.85 or len(incident.lines) > 1


@given(news(), st.data())
@QUICK
def test_copies_of_one_line_never_raise_confidence(reports: list[Report], data: st.DataObject) -> None:
    """Further copies, under other names of one owner or one agency, join the same incident and add nothing to any."""
    original = data.draw(st.sampled_from(reports))
    copies = [
        replace(original, key=f"{name}#0", item=name, outlet=f"{original.outlet}-{name}")
        for name in ("a0", "n00", "z0")
    ]
    before, after = join(reports), join(reports + copies)
    assert all(confidences(after)[key] <= sure for key, sure in confidences(before).items())
    assert len(after) == len(before)
    (home,) = [incident for incident in after if original.key in incident.reports]
    assert {copy.key for copy in copies} <= set(home.reports)


@given(news(), st.data())
@QUICK
def test_a_deleted_item_counts_as_never_seen(reports: list[Report], data: st.DataObject) -> None:
    """What remains is judged as if the deleted item had never come; only its trace is left."""
    gone = data.draw(st.sampled_from(reports))
    remaining = [r for r in reports if r.key != gone.key]
    never = join(remaining)
    after = [
        incident
        for incident in join(reports, withdrawn=(gone.item,))
        if incident.confidence > 0 or set(incident.reports) != {gone.key}
    ]
    assert {facts_of(incident, gone) for incident in after} == {facts_of(incident, gone) for incident in never}


def facts_of(incident: Incident, gone: Report) -> tuple[object, ...]:
    """What an incident says, without the trace of a withdrawn report."""
    keys = tuple(key for key in incident.reports if key != gone.key)
    return (
        keys,
        incident.event,
        incident.confidence,
        incident.effects,
        incident.severity,
        incident.started_at,
        incident.initiator,
        incident.target,
        incident.places,
        incident.killed,
        incident.lines,
        incident.confirmed_by,
        incident.denied_by,
        incident.traits,
    )


@given(st.data())
@QUICK
def test_a_retracted_report_leaves_a_retracted_incident(data: st.DataObject) -> None:
    """A notice of withdrawal takes all confidence from an incident that nobody else holds, and keeps its severity."""
    (claim,) = data.draw(news(most=1))
    known = claim.known_at + timedelta(hours=data.draw(st.integers(0, 48)))
    notice = replace(claim, key="zz#0", item="zz", known_at=known, mode=Mode.NEGATED, correction=Correction.WITHDRAWN)
    (before,), (after,) = join([claim]), join([claim, notice])
    assert (after.status, after.confidence, after.lines) == (Status.RETRACTED, 0.0, ())
    assert (after.id, after.severity, after.event) == (before.id, before.severity, before.event)


@given(news(most=12))
@settings(max_examples=150, deadline=None)
def test_strike_and_counter_strike_never_merge(reports: list[Report]) -> None:
    """Apart from exchanges of fire, no incident holds two acting sides of an act of force, nor words together with deeds."""
    by_key = {r.key: r for r in reports}
    for incident in join(reports):
        members = [by_key[key] for key in incident.reports]
        sides = {r.initiator.state for r in members if r.initiator and r.initiator.state and r.event in _FORCE[:2]}
        assert len(sides) <= 1
        acts = {r.act for r in members}
        assert len(acts) == 1 or (acts <= FORCE_CLASSES and any(r.killed for r in members))


@given(facts("x"), facts("y"))
@QUICK
def test_compatibility_is_symmetric_and_reflexive(one: Report, other: Report) -> None:
    """Whether two identities may be one doesn't depend on which is asked first, and each is compatible with itself."""
    ours, theirs = identify(one, IR_PK.actors), identify(other, IR_PK.actors)
    assert compare.why_apart(ours, theirs) == compare.why_apart(theirs, ours)
    assert compare.compatible(ours, ours)


@given(news(), st.data())
@QUICK
def test_only_factual_reports_make_incidents(reports: list[Report], data: st.DataObject) -> None:
    """Reports in every other mode, whatever they say, make no incident and carry none."""
    modes = [mode for mode in Mode if mode is not Mode.FACTUAL]
    others = [
        replace(r, key=f"m{n}#0", item=f"m{n}", mode=data.draw(st.sampled_from(modes))) for n, r in enumerate(reports)
    ]
    assert join(others) == ()
    assert {key for incident in join(reports + others) for key in incident.reports} == {r.key for r in reports}


@st.composite
def rulings(draw: st.DrawFn, reports: list[Report]) -> list[Ruling]:
    """What a desk might rule about the incidents of these reports, some of it about what it has merged or split before."""
    made: list[Ruling] = []
    for n in range(draw(st.integers(1, 4))):
        incidents = joining.join(reports, border=IR_PK.border, events=EVENTS, actors=IR_PK.actors, rulings=made)
        one, other = draw(st.sampled_from(incidents)), draw(st.sampled_from(incidents))
        said = {"by": "desk", "because": "it knows", "at": START + timedelta(days=20 + n)}
        wanted = draw(
            st.sampled_from(
                (
                    moderate.merging(one, other, **said),
                    moderate.splitting(one, one.items[:1], **said),
                    moderate.ruling(
                        draw(st.sampled_from((Verdict.CONFIRM, Verdict.RETRACT, Verdict.NOTE))), one, **said
                    ),
                )
            )
        )
        made += [wanted] if isinstance(wanted, Ruling) else []
    return made


@given(st.data())
@QUICK
def test_rulings_hold_in_any_order_and_lose_no_report(data: st.DataObject) -> None:
    """Whatever the desk ruled: the order of reports and of reading the log changes nothing, and each report has one home."""
    reports = data.draw(news())
    log = data.draw(rulings(reports))

    def ruled(reports: list[Report], log: list[Ruling]) -> tuple[Incident, ...]:
        return joining.join(reports, border=IR_PK.border, events=EVENTS, actors=IR_PK.actors, rulings=log)

    incidents = ruled(reports, log)
    assert ruled(data.draw(st.permutations(reports)), data.draw(st.permutations(log))) == incidents
    assert sorted(key for incident in incidents for key in incident.reports) == sorted(r.key for r in reports)
    lifts = [
        moderate.lifting(log, one.id, by="desk", because="", at=START + timedelta(days=60 - n))
        for n, one in enumerate(log)
    ]
    assert ruled(reports, [*log, *(lift for lift in lifts if isinstance(lift, Ruling))]) == join(reports)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_blocks_have_no_bearing_on_each_other(data: st.DataObject) -> None:
    """The incidents of a border are those of its blocks, each computed by itself: retold, withdrawn, denied or ruled on."""
    reports = data.draw(news(most=14))
    extra = [
        replace(
            r,
            key=f"e{n}#0",
            item=f"e{n}",
            **data.draw(st.sampled_from(_AFTERWARDS)),
            known_at=r.known_at + timedelta(hours=30),
        )
        for n, r in enumerate(data.draw(st.lists(st.sampled_from(reports), max_size=3)))
    ]
    log = data.draw(rulings(reports)) if data.draw(st.booleans()) else []
    block = bearing.parted(reports + extra, rulings=log, actors=IR_PK.actors)

    def ruled(reports: list[Report]) -> tuple[Incident, ...]:
        return joining.join(reports, border=IR_PK.border, events=EVENTS, actors=IR_PK.actors, rulings=log)

    alone = [i for name in set(block.values()) for i in ruled([r for r in reports + extra if block[r.key] == name])]
    together = responses.link_responses(sorted(alone, key=lambda i: (i.started_at, i.id)))
    assert together == ruled(reports + extra)


_AFTERWARDS: tuple[dict[str, Any], ...] = (
    {"mode": Mode.NEGATED, "correction": Correction.WITHDRAWN},
    {"mode": Mode.NEGATED, "denied_by": ("IR",)},
    {"mode": Mode.HISTORICAL},
)
