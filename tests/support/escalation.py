"""Hand-made incidents of two made-up sides, A and B on the border ``AA-BB``, judged by the shipped indicators and ladder."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from monitor.config import yaml
from monitor.escalation.assess import assess
from monitor.model.assessments import Assessment
from monitor.model.incidents import Incident, Status
from monitor.model.reports import ActClass, Count, Party, PartyKind, PlacePoint, TargetClass
from monitor.model.rulebook import Actor, Border, Country, CoveredPeriod, HistoryEntry, Place, Rulebook
from monitor.model.times import Precision
from monitor.rules import indicators as rules
from monitor.rules import validation

BORDER = "AA-BB"
CORE = Path(__file__).parents[2] / "rules" / "core"
GROUP = Party(name="Group", kind=PartyKind.NONSTATE_GROUP, entity="group")
GUNMEN = Party(name="unknown gunmen", kind=PartyKind.UNKNOWN)

ACTS = {
    "force_state.air_strike": ActClass.AIR,
    "force_state.missile_strike": ActClass.AIR,
    "force_state.fire_exchange": ActClass.GROUND_FIRE,
    "force_state.shelling": ActClass.GROUND_FIRE,
    "force_state.ground_raid": ActClass.GROUND_ENTRY,
    "force_state.territory_or_post_taken": ActClass.GROUND_ENTRY,
    "force_nonstate.attack_on_forces": ActClass.ARMED_ATTACK,
    "force_nonstate.attack_on_civilians": ActClass.ARMED_ATTACK,
    "force_nonstate.suicide_attack": ActClass.ARMED_ATTACK,
    "diplo_hostile.condemn_protest": ActClass.PROTEST,
    "diplo_hostile.accuse": ActClass.PROTEST,
    "diplo_hostile.threat_warning": ActClass.THREAT,
    "diplo_hostile.envoy_recalled_expelled": ActClass.DOWNGRADE,
    "diplo_coop.contact": ActClass.CONTACT,
    "diplo_coop.conciliatory": ActClass.CONCILIATION,
    "diplo_coop.no_escalation_declaration": ActClass.CONCILIATION,
    "diplo_coop.agreement_joint_statement": ActClass.AGREEMENT,
    "material_deesc.ceasefire": ActClass.AGREEMENT,
}
SEVERITIES = {
    "force_state": 5,
    "force_nonstate": 4,
    "posture": 3,
    "diplo_hostile": 1,
    "diplo_coop": -1,
    "material_deesc": -4,
}


def at(text: str) -> datetime:
    """``2024-01-16 18:00`` as an instant."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def count(best: int) -> Count:
    """Exactly so many."""
    return Count(low=best, best=best, high=best)


def forces(side: str) -> Party:
    """A side's armed forces."""
    return Party(name=f"{side} forces", kind=PartyKind.STATE_FORCES, state=side)


def town(side: str, *, km: float = 20, entity: str = "", precision: int = 2) -> PlacePoint:
    """A place in a side's country."""
    return PlacePoint(
        entity=entity or f"place-{side.lower()}",
        name=f"Town of {side}",
        country=side,
        precision=precision,
        border_km=km,
    )


def incident(id: str, event: str, when: str | datetime, c: float = 0.95, **fields: object) -> Incident:  # noqa: A002
    """An incident that happened, and was known, at a time."""
    moment = at(when) if isinstance(when, str) else when
    kind = event.partition(".")[0]
    plain = {
        "border": BORDER,
        "act": ACTS.get(event, ActClass.OTHER),
        "status": Status.REPORTED,
        "severity": SEVERITIES.get(kind, 0),
        "precision": Precision.HOUR,
        "first_known_at": moment,
        "last_known_at": moment,
        "items": (f"item-{id}",),
    }
    return Incident(id=id, event=event, started_at=moment, confidence=c, **{**plain, **fields})  # type: ignore[arg-type]


def other(side: str) -> str:
    """The side across the line."""
    return "BB" if side == "AA" else "AA"


def strike(id: str, side: str, when: str | datetime, c: float = 0.95, **fields: object) -> Incident:  # noqa: A002
    """A strike by a side on a group in the other's country."""
    plain = {
        "initiator": forces(side),
        "target": GROUP,
        "target_class": TargetClass.NONSTATE_GROUP,
        "means": ("missile",),
        "places": (town(other(side)),),
        "effects": 0.7,
    }
    return incident(id, "force_state.missile_strike", when, c, **{**plain, **fields})


def clash(id: str, when: str | datetime, c: float = 0.95, **fields: object) -> Incident:  # noqa: A002
    """Fire between the forces of both sides, nobody knows who began; graver when somebody died."""
    dead = fields.get("killed")
    severity = 5 if isinstance(dead, Count) and dead.best else 4
    plain = {"target_class": TargetClass.STATE_FORCES, "severity": severity, "initiator_disputed": True}
    return incident(id, "force_state.fire_exchange", when, c, **{**plain, **fields})


def said(id: str, event: str, side: str, when: str | datetime, c: float = 0.9, **fields: object) -> Incident:  # noqa: A002
    """What a side's government says or does to the other."""
    speaker = Party(name=f"government of {side}", kind=PartyKind.GOVERNMENT, state=side)
    addressee = Party(name=f"government of {other(side)}", kind=PartyKind.GOVERNMENT, state=other(side))
    return incident(id, event, when, c, **{"initiator": speaker, "target": addressee, **fields})


def attack(id: str, side: str, when: str | datetime, c: float = 0.9, **fields: object) -> Incident:  # noqa: A002
    """An armed group's attack in a side's country."""
    plain = {
        "initiator": GUNMEN,
        "target_class": TargetClass.CIVILIANS,
        "places": (town(side),),
    }
    return incident(id, "force_nonstate.attack_on_civilians", when, c, **{**plain, **fields})


@cache
def rulebook() -> Rulebook:
    """The shipped indicators and ladder in a world of two states, with nothing in its history."""
    entries = _section("indicators.yaml", "indicators")
    (ladder,) = _section("ladder.yaml", "ladder")
    return Rulebook(
        countries=(Country(iso="AA", name="Aland"), Country(iso="BB", name="Beland")),
        actors=(
            Actor(id="group", name="Group", kind=PartyKind.NONSTATE_GROUP, hosted_by="BB"),
            Actor(id="home-group", name="Home group", kind=PartyKind.NONSTATE_GROUP),
        ),
        places=(
            Place(id="capital-b", name="B City", country="BB", capital=True, pack="ab"),
            Place(id="province-b", name="East B", country="BB", precision=3, pack="ab"),
            Place(id="far-b", name="Far B", country="BB", border_km=(("AA-BB", 350.0),), pack="ab"),
        ),
        borders=(Border(id=BORDER, pack="ab"),),
        indicators=rules.compile_indicators(entries),
        ladder=rules.compile_ladder(ladder),
    )


def with_history(*entries: HistoryEntry, since: date, until: date) -> Rulebook:
    """The same with a history that is complete for strikes from the air."""
    period = CoveredPeriod(border=BORDER, since=since, until=until, acts=(ActClass.AIR,))
    return replace(rulebook(), history=entries, covered=(period,))


def judge(
    incidents: list[Incident], when: str | datetime, *, book: Rulebook | None = None, **more: object
) -> Assessment:
    """The assessment of the made-up border."""
    now = at(when) if isinstance(when, str) else when
    return assess(BORDER, incidents, rulebook=book or rulebook(), now=now, **more)  # type: ignore[arg-type]


def codes(assessment: Assessment) -> list[str]:
    """What fired, sorted."""
    return sorted(firing.code for firing in assessment.firings)


def path(assessment: Assessment) -> list[str]:
    """The states it went through, the first one included."""
    return ["calm", *(transition.new.value for transition in assessment.history)]


def later(when: str, **span: float) -> datetime:
    """Some time after."""
    return at(when) + timedelta(**span)


def _section(name: str, section: str) -> list:
    parsed = yaml.parse((CORE / name).read_bytes(), name)
    assert isinstance(parsed, yaml.Parsed), parsed
    found = parsed.data[section]
    model = rules.SECTIONS[section].entry
    validated = [validation.validate(data, model) for data in (found if isinstance(found, list) else [found])]
    assert not [fault for _, faults in validated for fault in faults], [faults for _, faults in validated if faults]
    return [entry for entry, _ in validated]
