"""What people type, and what it comes to."""

import pytest

from monitor.errors import UsageError
from monitor.model.lexicon import EventType
from monitor.model.queries import Circle, IncidentQuery, Named, Phrase, Role
from monitor.model.reports import ActClass, PartyKind
from monitor.model.rulebook import Actor, Alias, Border, Country, Place, Rulebook, Towns
from monitor.pipeline.asking import Wanted, border, nobody, query_of

BOOK = Rulebook(
    countries=(
        Country(iso="EC", name="Ecuador", aliases=(Alias(text="الإكوادور"),), demonyms=(Alias(text="Ecuadorian"),)),
        Country(iso="PE", name="Peru"),
    ),
    borders=(Border(id="EC-PE"),),
    actors=(
        Actor(id="free-front", name="Free Front", kind=PartyKind.NONSTATE_GROUP, aliases=(Alias(text="Frente Libre"),)),
        Actor(id="front-youth", name="Youth Wing", kind=PartyKind.NONSTATE_GROUP, parent="free-front"),
        Actor(id="front-cell", name="Cell 9", kind=PartyKind.NONSTATE_GROUP, parent="front-youth"),
    ),
    places=(Place(id="loja", name="Loja", country="EC", lat=-4.0, lon=-79.2), Place(id="south", name="South", country="EC")),
    towns=(Towns(country="PE", lines=("7|Piura|-5.19|-80.63|1000|EC90|piura,пиура", "8|Loja|-6.5|-70.0|900|EC9|loja")),),
    events=(
        EventType(id="force_state.missile_strike", act=ActClass.AIR, severity=5, title="Missile strike"),
        EventType(id="diplo_coop.visit", act=ActClass.CONTACT, severity=-2, title="Visit"),
    ),
)  # fmt: skip
BOTH = (Role.INITIATOR, Role.TARGET)


def asked(**fields: object) -> IncidentQuery:
    return query_of(Wanted(**fields), lambda: BOOK)  # type: ignore[arg-type]


def words(*each: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(words=(word,)) for word in each)


def test_a_name_stands_for_all_that_it_means() -> None:
    """In any script, as a name, alias, adjective or code; a group for its branches and theirs; unknown ones for their words."""
    front = ("free-front", "front-youth", "front-cell")
    assert asked(actors=("FRENTE LIBRE",)).names == (Named(roles=BOTH, ids=front, words=words("frente", "libre")),)
    assert asked(initiators=("الاکوادور",)).names[0].ids == ("EC",)
    assert [asked(targets=(name,)).names[0].ids for name in ("ec", "Ecuadorian", "Peru")] == [("EC",), ("EC",), ("PE",)]
    assert asked(actors=("nobody known",)).names == (Named(roles=BOTH, ids=(), words=words("nobody", "known")),)


def test_a_place_is_a_town_a_province_or_a_state() -> None:
    """Of several places with one name each counts."""
    assert asked(places=("Пиура",)).names == (Named(roles=(Role.PLACE,), ids=("city-7",), words=words("пиура")),)
    assert asked(places=("loja",)).names[0].ids == ("loja", "city-8")
    assert asked(places=("Peru",)).names[0].ids == ("PE",)


def test_near_is_around_a_place_or_a_point() -> None:
    """Around every place of the name."""
    assert asked(near="Piura", km=7).near == (Circle(lat=-5.19, lon=-80.63, km=7),)
    assert [circle.lat for circle in asked(near="Loja").near] == [-4.0, -6.5]
    assert asked(near=" -4.5, 80 ").near == (Circle(lat=-4.5, lon=80, km=50),)


@pytest.mark.parametrize(
    ("typed", "event"),
    [
        ("force_state", "force_state"),
        ("Missile-Strike", "missile_strike"),
        ("missile strike", "missile_strike"),
        ("force_state.missile_strike", "force_state.missile_strike"),
        ("VISIT", "visit"),
    ],
)
def test_a_type_is_a_type_a_subtype_or_both(typed: str, event: str) -> None:
    """However it is written."""
    assert asked(types=(typed,)).events == (event,)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"types": ("misile",)}, "--type misile: no such type; did you mean missile_strike"),
        ({"near": "nowhere"}, "--near nowhere: no place of this name has known coordinates"),
        ({"near": "South"}, "--near South: no place of this name has known coordinates"),
        ({"near": "91,0"}, "latitudes go from -90 to 90"),
        ({"text": " … "}, "--text ' … ' holds no word"),
        ({"actors": ("--",)}, "a name '--' holds no word"),
    ],
)
def test_what_cannot_be_meant_is_said(fields: dict[str, object], complaint: str) -> None:
    """In a sentence that says what would do."""
    with pytest.raises(UsageError, match=complaint.replace(".", r"\.")):
        asked(**fields)


def test_a_border_is_two_states_in_any_order() -> None:
    """They need not touch, but both must be there."""
    assert border("pe-ec", BOOK) == "EC-PE"
    for wrong, complaint in {
        "EC-PX": "there is no country 'PX'; did you mean EC-PE?",
        "ZZ-QQ": "there is no country 'QQ'; see border-monitor borders list --all",
        "EC-EC": "is a state with itself",
        "Ecuador": "is no border",
    }.items():
        with pytest.raises(UsageError, match=complaint.replace("?", r"\?")):
            border(wrong, BOOK)


def test_of_a_name_that_nobody_knows_the_nearest_is_offered() -> None:
    """Among those who act, or among places."""
    (front,), (loja,) = asked(actors=("Free Frond",)).names, asked(places=("lojja",)).names
    assert nobody(front, BOOK) == "no party 'free frond' is known; did you mean Free Front?"
    assert nobody(loja, BOOK) == "no place 'lojja' is known; did you mean Loja?"


def test_nothing_is_loaded_for_what_needs_no_names() -> None:
    """A query by time and words works without the rulebook."""

    def refuse() -> Rulebook:
        raise AssertionError("asked for")

    assert query_of(Wanted(text="x", border="EC-PE", severity=3), refuse).phrases == words("x")
