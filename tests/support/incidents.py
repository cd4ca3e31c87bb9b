"""Reports by hand, as reading would give them, for two invented or two real states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.incidents import join as joining
from monitor.model.incidents import Incident
from monitor.model.lexicon import EventType
from monitor.model.reports import ActClass, Count, Mode, Party, PartyKind, PlacePoint, Report, TargetClass
from monitor.model.rulebook import Actor
from monitor.model.times import Precision

_ROWS = (
    ("force_state.air_strike", ActClass.AIR, 5),
    ("force_state.missile_strike", ActClass.AIR, 5),
    ("force_state.drone_strike", ActClass.AIR, 5),
    ("force_state.fire_exchange", ActClass.GROUND_FIRE, 4),
    ("force_state.shelling", ActClass.GROUND_FIRE, 5),
    ("force_nonstate.attack_on_forces", ActClass.ARMED_ATTACK, 4),
    ("force_nonstate.attack_on_civilians", ActClass.ARMED_ATTACK, 4),
    ("force_nonstate.suicide_attack", ActClass.ARMED_ATTACK, 4),
    ("diplo_hostile.condemn_protest", ActClass.PROTEST, 1),
    ("diplo_hostile.accuse", ActClass.PROTEST, 1),
    ("diplo_hostile.envoy_summoned", ActClass.PROTEST, 1),
    ("diplo_hostile.threat_warning", ActClass.THREAT, 2),
    ("diplo_hostile.envoy_recalled_expelled", ActClass.DOWNGRADE, 2),
    ("diplo_hostile.talks_visits_suspended", ActClass.DOWNGRADE, 2),
    ("diplo_coop.conciliatory", ActClass.CONCILIATION, -1),
    ("diplo_coop.no_escalation_declaration", ActClass.CONCILIATION, -1),
    ("diplo_coop.contact", ActClass.CONTACT, -2),
    ("diplo_coop.agreement_joint_statement", ActClass.AGREEMENT, -3),
    ("diplo_coop.relations_restored", ActClass.AGREEMENT, -3),
    ("material_deesc.ceasefire", ActClass.AGREEMENT, -4),
    ("posture.alert", ActClass.POSTURE, 3),
    ("posture.deployment_mobilisation", ActClass.POSTURE, 3),
)
EVENTS: Mapping[str, EventType] = {
    name: EventType(
        id=name,
        act=act,
        severity=severity,
        severity_no_deaths=4 if name.endswith("shelling") else None,
        severity_deaths=5 if name.endswith("fire_exchange") else None,
    )
    for name, act, severity in _ROWS
}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Two states with a force and a group each, and places. ``b_*`` lies in the second."""

    a: str
    b: str

    @property
    def border(self) -> str:
        return "-".join(sorted((self.a, self.b)))

    @property
    def actors(self) -> dict[str, Actor]:
        named = {
            "a-guards": (PartyKind.STATE_FORCES, self.a),
            "b-army": (PartyKind.STATE_FORCES, self.b),
            "justice-army": (PartyKind.NONSTATE_GROUP, None),
            "liberation-front": (PartyKind.NONSTATE_GROUP, None),
        }
        return {name: Actor(id=name, name=name, kind=kind, state=state) for name, (kind, state) in named.items()}

    def state(self, iso: str) -> Party:
        return Party(name=iso, kind=PartyKind.GOVERNMENT, state=iso)

    def force(self, iso: str) -> Party:
        entity = "a-guards" if iso == self.a else "b-army"
        return Party(name=entity, kind=PartyKind.STATE_FORCES, state=iso, entity=entity)

    def place(self, name: str) -> PlacePoint:
        return self.places[name]

    @property
    def places(self) -> dict[str, PlacePoint]:
        def at(entity: str, country: str, precision: int, **more: Any) -> PlacePoint:
            return PlacePoint(entity=entity, name=entity, country=country, precision=precision, **more)

        return {
            "a": at("a", self.a, 4),
            "b": at("b", self.b, 4),
            "a-province": at("a-province", self.a, 3),
            "b-province": at("b-province", self.b, 3),
            "b-district": at("b-district", self.b, 2, admin1="b-province", within="b-province", lat=27.0, lon=64.1),
            "b-village": at("b-village", self.b, 1, admin1="b-province", within="b-district", lat=26.9, lon=64.0),
            "b-far-town": at("b-far-town", self.b, 1, admin1="b-province", within="b-far", lat=30.2, lon=67.0),
            "a-town": at("a-town", self.a, 1, admin1="a-province", within="a-district", lat=27.4, lon=62.3),
        }


IR_PK = World(a="IR", b="PK")

OUTLETS: Mapping[str, dict[str, Any]] = {
    "a-agency": {"events_grade": "C", "statements_grade": "A", "outlet_side": "a", "owner": "state-a"},
    "a-television": {"events_grade": "D", "statements_grade": "B", "outlet_side": "a", "owner": "state-a"},
    "b-army-office": {"events_grade": "D", "statements_grade": "A", "outlet_side": "b", "owner": "state-b"},
    "b-ministry": {"events_grade": "D", "statements_grade": "A", "outlet_side": "b", "owner": "state-b"},
    "morning": {"events_grade": "B", "owner": "morning"},
    "evening": {"events_grade": "C", "owner": "evening"},
    "wire": {"events_grade": "A", "owner": "wire"},
    "monitor-ngo": {"events_grade": "B", "owner": "ngo"},
    "stringer": {"events_grade": "C", "owner": "stringer"},
    "militant-channel": {"events_grade": "D", "owner": "militant"},
    "blog": {"events_grade": "F", "owner": "ungraded"},
}

GUNMEN = Party(name="unknown gunmen", kind=PartyKind.UNKNOWN)
START = datetime(2030, 1, 16, tzinfo=UTC)


def at(text: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def group(entity: str) -> Party:
    return Party(name=entity, kind=PartyKind.NONSTATE_GROUP, entity=entity)


def people(state: str | None = None) -> Party:
    return Party(name="civilians", kind=PartyKind.CIVILIANS, state=state)


def dead(best: int, *, low: int | None = None, high: int | None = None) -> Count:
    return Count(low=best if low is None else low, best=best, high=best if high is None else high)


def report(
    item: str, event: str, known: datetime, *, outlet: str = "morning", world: World = IR_PK, **fields: Any
) -> Report:
    """A factual report, timed by its publishing (as undated news is) unless ``happened_at`` is given."""
    sides = {"a": world.a, "b": world.b}
    house = {**OUTLETS.get(outlet, {"events_grade": "F", "owner": "ungraded"})}
    house["outlet_side"] = sides.get(house.get("outlet_side", ""))
    key, _, number = item.partition("#")
    timed = {
        "precision": Precision.HOUR if "happened_at" in fields else Precision.DAY,
        "happened_at": known,
        "published_at": known,
    }
    base: dict[str, Any] = {
        "key": f"{key}#{number or 0}",
        "item": key,
        "event": event,
        "act": EVENTS[event].act,
        "mode": Mode.FACTUAL,
        "known_at": known,
        "outlet": outlet,
        "border": world.border,
        "title": f"{item}: {event}",
        "url": f"https://news.example/{key}",
        **timed,
        **house,
    }
    return Report(**(base | fields))


def strike(item: str, known: datetime, *, by: str = "a", world: World = IR_PK, **fields: Any) -> Report:
    """A strike by one of the two states on a group in the other."""
    actor = world.a if by == "a" else world.b
    usual: dict[str, Any] = {
        "initiator": world.force(actor),
        "target": group("justice-army" if by == "a" else "liberation-front"),
        "target_class": TargetClass.NONSTATE_GROUP,
        "places": (world.place("b-village" if by == "a" else "a-town"),),
    }
    return report(item, fields.pop("event", "force_state.missile_strike"), known, world=world, **(usual | fields))


def join(reports: Sequence[Report], *, world: World = IR_PK, withdrawn: Sequence[str] = ()) -> tuple[Incident, ...]:
    return joining.join(reports, border=world.border, events=EVENTS, actors=world.actors, withdrawn=withdrawn)


def later(moment: datetime, **delta: float) -> datetime:
    return moment + timedelta(**delta)
