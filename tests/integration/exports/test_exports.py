"""Incidents for other programs, each form read back by a reader of its own."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import jsonschema
import pytest
import stix2

from monitor.model.incidents import Incident, Line, Status
from monitor.model.lexicon import EventType
from monitor.model.queries import ExportFormat
from monitor.model.reports import ActClass, Count, Party, PartyKind, PlacePoint, TargetClass
from monitor.model.rulebook import Place
from monitor.model.times import Precision
from monitor.pipeline.exports import EXPORTERS, Reference, acled, tables
from monitor.pipeline.exports.schema import SCHEMA

NOW = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
REFERENCE = Reference(
    events={
        "force_state.missile_strike": EventType(
            id="force_state.missile_strike", act=ActClass.AIR, severity=5, title="Missile strike",
            acled="Shelling/artillery/missile attack",
        ),
        "force_state.territory_or_post_taken": EventType(
            id="force_state.territory_or_post_taken", act=ActClass.GROUND_ENTRY, severity=6,
            acled="Non-state actor overtakes territory",
        ),
        "force_nonstate.attack_on_civilians": EventType(
            id="force_nonstate.attack_on_civilians", act=ActClass.ARMED_ATTACK, severity=4, acled="Attack",
        ),
        "diplo_coop.contact": EventType(id="diplo_coop.contact", act=ActClass.CONTACT, severity=-2, title="Direct contact"),
    },
    places={"loja-province": Place(id="loja-province", name="Loja Province", country="EC", precision=3)},
    countries={"EC": "Ecuador", "PE": "Peru"},
    outlets={"gazette": "The Gazette"},
)  # fmt: skip
ARMY = Party(name="Peruvian Army", kind=PartyKind.STATE_FORCES, state="PE", entity="peru-army")
FRONT = Party(name="Frente Libre", kind=PartyKind.NONSTATE_GROUP, entity="free-front")
PROVINCE = PlacePoint(entity="loja-province", name="Loja Province", country="EC", lat=-4.1, lon=-79.9, precision=3)
TOWN = PlacePoint(
    entity="loja", name="Loja", country="EC", lat=-3.99, lon=-79.2, precision=1, admin1="loja-province"
)  # fmt: skip


def strike(name: str = "i1", **fields: Any) -> Incident:
    """A missile strike in Loja, with everything known."""
    usual: dict[str, Any] = {
        "border": "EC-PE",
        "event": "force_state.missile_strike",
        "act": ActClass.AIR,
        "status": Status.CORROBORATED,
        "confidence": 0.876,
        "severity": 5,
        "started_at": NOW,
        "precision": Precision.HOUR,
        "first_known_at": NOW + timedelta(hours=1),
        "last_known_at": NOW + timedelta(hours=2),
        "confidence_because": ("two lines",),
        "initiator": ARMY,
        "target": FRONT,
        "target_class": TargetClass.NONSTATE_GROUP,
        "means": ("missile",),
        "places": (PROVINCE, TOWN),
        "killed": Count(low=2, best=3, high=7),
        "claimed_by": ("PE",),
        "reports": ("r1#0", "r2#0"),
        "lines": (
            Line(id="l", reports=("r1#0",), outlets=("gazette", "blog"), grade="B", reliability=0.7, because="x"),
        ),
        "headline": "Missiles hit Loja",
        "links": ("https://gazette.example/1",),
    }
    return Incident(id=name, **{**usual, **fields})


BARE = Incident(
    id="i2",
    border=None,
    event="diplo_coop.contact",
    act=ActClass.CONTACT,
    status=Status.RETRACTED,
    confidence=0.0,
    severity=-2,
    started_at=NOW,
    precision=Precision.UNKNOWN,
    first_known_at=NOW,
    last_known_at=NOW,
)
HOSTILE = strike(
    "i3",
    headline='=cmd|"/c calc"!A1, \u202egnp.exe\n\x1b[31m</script>',
    initiator=replace(ARMY, name="@SUM(1)", entity=None),
    places=(replace(TOWN, name="+1", lat=None, lon=None, country=None),),
    killed=None,
)
ALL = (strike(), BARE, HOSTILE)


def exported(fmt: ExportFormat, incidents: Sequence[Incident] = ALL) -> str:
    return "".join(EXPORTERS[fmt](incidents, REFERENCE))


def rows(fmt: ExportFormat, *incidents: Incident) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported(fmt, incidents or ALL)), strict=True))


def test_csv_has_the_same_columns_always() -> None:
    """Facts in one flat line; lists in one cell; unknown is empty."""
    full, bare, _ = rows(ExportFormat.CSV)
    assert tuple(full) == tuple(bare) == tables.COLUMNS
    assert (full["place"], full["lat"], full["lon"], full["admin1"]) == ("Loja", "-3.99", "-79.2", "Loja Province")
    assert (full["killed_low"], full["killed_best"], full["killed_high"]) == ("2", "3", "7")
    assert (full["outlets"], full["places"], full["title"]) == (
        "The Gazette; blog",
        "Loja Province; Loja",
        "Missile strike",
    )
    assert {bare[name] for name in ("border", "initiator", "lat", "killed_best", "headline")} == {""}


@pytest.mark.parametrize("fmt", [ExportFormat.CSV, ExportFormat.ACLED])
def test_no_cell_is_a_formula(fmt: ExportFormat) -> None:
    """Nor does any hold a character that acts; numbers below nought stay numbers."""
    (row,) = rows(fmt, HOSTILE)
    cells = [cell for cell in row.values() if cell and not cell.lstrip("-").replace(".", "").isdigit()]
    assert not any(cell[0] in "=+-@" for cell in cells)
    assert not {"\x1b", "\u202e"} & set("".join(cells))


def test_json_keeps_to_its_schema() -> None:
    """Also where nothing is known, and what is hostile stays text."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    value = json.loads(exported(ExportFormat.JSON))
    jsonschema.Draft202012Validator(SCHEMA).validate(value)
    assert [each["id"] for each in value] == ["i1", "i2", "i3"]
    assert json.loads(exported(ExportFormat.JSON, ())) == []
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate([{**value[0], "killed": 3}])


POSITION = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "minItems": 2,
    "maxItems": 3,
}
POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {"type": {"const": "Point"}, "coordinates": POSITION},
    "additionalProperties": False,
}
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": ["string", "number"]},
        "geometry": {"oneOf": [POINT, {"type": "null"}]},
        "properties": {"type": ["object", "null"]},
    },
}
RFC_7946 = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": FEATURE}},
    "not": {"anyOf": [{"required": [name]} for name in ("coordinates", "geometries", "geometry", "properties", "crs")]},
}
"""RFC 7946, sections 2 to 4 and 7.1, for collections of points."""


def test_geojson_is_that_of_the_rfc() -> None:
    """Longitude before latitude, the most exact place; no geometry where no coordinates are known."""
    value = json.loads(exported(ExportFormat.GEOJSON))
    jsonschema.Draft202012Validator(RFC_7946).validate(value)
    assert [feature["geometry"] for feature in value["features"]] == [
        {"type": "Point", "coordinates": [-79.2, -3.99]},
        None,
        None,
    ]
    assert value["features"][0]["properties"]["killed"] == {"low": 2, "best": 3, "high": 7}


def test_acled_has_its_columns_and_codes() -> None:
    """Forces abroad are external; what ACLED has no sub-event for is left out."""
    (row,) = rows(ExportFormat.ACLED, strike(), BARE)
    assert tuple(row) == acled.COLUMNS
    wanted = {
        "event_id_cnty": "ECi1",
        "event_date": "2031-05-04",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Peruvian Army",
        "inter1": "8",
        "inter2": "2",
        "interaction": "28",
        "country": "Ecuador",
        "admin1": "Loja Province",
        "geo_precision": "1",
        "fatalities": "3",
        "source": "The Gazette; blog",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert "fatalities=2-7" in row["tags"]


@pytest.mark.parametrize(
    ("fields", "sub_event", "kind"),
    [
        ({"means": ("missile", "drone")}, "Air/drone strike", "Explosions/Remote violence"),
        ({"event": "force_state.territory_or_post_taken"}, "Government regains territory", "Battles"),
        (
            {"event": "force_state.territory_or_post_taken", "initiator": FRONT},
            "Non-state actor overtakes territory",
            "Battles",
        ),
        ({"event": "force_nonstate.attack_on_civilians"}, "Attack", "Violence against civilians"),
    ],
)
def test_a_sub_event_is_chosen_by_means_and_actor(fields: dict[str, Any], sub_event: str, kind: str) -> None:
    """Drones make it a strike from the air, whatever else flew."""
    (row,) = rows(ExportFormat.ACLED, strike(**fields))
    assert (row["sub_event_type"], row["event_type"]) == (sub_event, kind)


def test_stix_is_read_by_its_own_library() -> None:
    """Every object is valid STIX 2.1, and every reference leads to an object of the bundle."""
    bundle = stix2.parse(exported(ExportFormat.STIX), allow_custom=False, version="2.1")
    by_id = {value.id: value for value in bundle.objects}
    assert len(by_id) == len(bundle.objects)
    for value in bundle.objects:
        refs = [
            *getattr(value, "object_refs", []),
            getattr(value, "source_ref", None),
            getattr(value, "target_ref", None),
        ]
        assert {ref for ref in refs if ref} <= by_id.keys()
    related = [
        (by_id[r.source_ref].name, r.relationship_type, by_id[r.target_ref].name)
        for r in bundle.objects
        if r.type == "relationship"
    ]
    assert related[:3] == [
        ("Missiles hit Loja", "attributed-to", "Peruvian Army"),
        ("Missiles hit Loja", "targets", "Frente Libre"),
        ("Missiles hit Loja", "located-at", "Loja Province"),
    ]
    assert [value.get("revoked", False) for value in bundle.objects if value.type == "incident"] == [False, True, False]


def test_stix_ids_stay_and_a_change_is_a_new_version() -> None:
    """Whatever else is exported beside it, and whenever."""
    alone = {value["id"]: value for value in json.loads(exported(ExportFormat.STIX, [strike()]))["objects"]}
    later = strike(last_known_at=NOW + timedelta(days=9), confidence=0.99)
    again = {value["id"]: value for value in json.loads(exported(ExportFormat.STIX, [BARE, later]))["objects"]}
    assert alone.keys() < again.keys()
    changed = {each for each in alone if alone[each] != again[each]}
    assert {each.partition("--")[0] for each in changed} == {"incident", "relationship", "report"}
    assert all(alone[each]["modified"] < again[each]["modified"] for each in changed)


@pytest.mark.parametrize("fmt", ExportFormat)
def test_exports_stream(fmt: ExportFormat) -> None:
    """A piece leaves before the next incident is asked for."""
    asked = 0

    def endless() -> Iterator[Incident]:
        nonlocal asked
        while True:
            asked += 1
            yield strike(f"i{asked}")

    pieces = EXPORTERS[fmt](endless(), REFERENCE)
    for _ in range(100):
        next(pieces)
    assert asked <= 102
