"""The stored form of values: a law for the whole model, and what happens to values that aren't right."""

from dataclasses import MISSING, fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticSerializationError

from monitor.adapters.store import codec
from monitor.model.alerts import Alert, Attempt, Delivery
from monitor.model.assessments import Assessment, Firing, Transition
from monitor.model.incidents import Incident
from monitor.model.items import FeedState, Item
from monitor.model.reports import Count, Reading, Report
from tests.support.store import NOW, firing, report

KINDS = (Item, FeedState, Reading, Report, Incident, Assessment, Firing, Transition, Alert, Delivery, Attempt)

MOMENTS = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NUMBERS = st.floats(allow_nan=False)
PLAIN: dict[type, st.SearchStrategy[Any]] = {
    datetime: MOMENTS,
    timedelta: st.timedeltas(timedelta(0), timedelta(days=400)),
    str: WORDS,
    float: NUMBERS,
    int: st.integers(0, 2**63),
    Count: st.tuples(*[st.integers(0, 99)] * 3)
    .map(sorted)
    .map(lambda three: Count(low=three[0], best=three[1], high=three[2])),
}


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type of the model, down to its leaves."""
    if kind in PLAIN:
        return PLAIN[kind]
    arguments = getattr(kind, "__args__", None)
    if getattr(kind, "__origin__", None) is tuple:
        if arguments[-1] is Ellipsis:
            return st.lists(values_of(arguments[0]), max_size=2).map(tuple)
        return st.tuples(*(values_of(each) for each in arguments))
    if arguments:
        return st.one_of(*(values_of(each) for each in arguments))
    if not hasattr(kind, "__dataclass_fields__"):
        return st.from_type(kind)
    hints = get_type_hints(kind)
    given_always = {field.name: values_of(hints[field.name]) for field in fields(kind) if field.default is MISSING}
    given_sometimes = {
        field.name: values_of(hints[field.name]) for field in fields(kind) if field.default is not MISSING
    }
    return st.fixed_dictionaries(given_always, optional=given_sometimes).map(lambda chosen: kind(**chosen))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_value_of_the_model_comes_back_as_it_went_in(kind: type[Any]) -> None:
    """Storing loses nothing, whatever the fields hold, and equal values have one text."""

    @settings(max_examples=25, deadline=None)
    @given(values_of(kind))
    def law(value: Any) -> None:
        text = codec.encode(value)
        back = codec.decode(kind, text)
        assert back == value
        assert codec.encode(back) == text
        assert hash(back) == hash(value)

    law()


def test_a_body_of_an_earlier_version_is_read_with_defaults() -> None:
    """Fields that came later have their default; fields that went are ignored."""
    body = (
        '{"key":"one#0","item":"one","event":"force_state.missile_strike","act":"air","mode":"factual","known_at":"2031-05-04T12:00:00Z",'
        '"outlet":"gazette","events_grade":"B","border":"EC-PE","a_field_that_went":[1,2]}'
    )
    assert codec.decode(Report, body) == report("one#0")
    assert codec.encode(report("one#0")) == body.replace(',"a_field_that_went":[1,2]', "")


@pytest.mark.parametrize("wrong", [{"known_at": "soon"}, {"title": 7}, {"act": "air"}, {"places": ["somewhere"]}])
def test_a_field_of_the_wrong_type_is_refused_when_it_is_stored(wrong: dict[str, Any]) -> None:
    """Rows check nothing by themselves; what can't be read again never gets in."""
    with pytest.raises(PydanticSerializationError):
        codec.encode(replace(report("one#0"), **wrong))


def test_times_come_back_in_utc() -> None:
    """Another zone's time is the same instant."""
    elsewhere = NOW.astimezone(timezone(timedelta(hours=5, minutes=45)))
    back = codec.decode(Report, codec.encode(report("one#0", known_at=elsewhere)))
    assert back.known_at == NOW


def test_not_a_number_can_be_read_again() -> None:
    """A bug in arithmetic must not make a border unreadable for ever."""
    back = codec.decode(Firing, codec.encode(firing("I11", weight=float("nan"), confidence=float("inf"))))
    assert back.weight != back.weight
    assert back.confidence == float("inf")


def test_half_surrogates_become_one_sign_each() -> None:
    """Offsets into the text stay exact; whole characters beyond the first plane are untouched."""
    back = codec.decode(Report, codec.encode(report("one#0", title="\ud83dab\ude00 \U0001f600 \0")))
    assert back.title == "?ab? \U0001f600 \0"
