"""Plain data against a model."""

from pydantic import Field

from monitor.model.reports import Mode
from monitor.rules import validation
from monitor.rules.section import Entry


class Inner(Entry):
    """A part."""

    size: int = Field(ge=1)
    note: str = ""


class Outer(Entry):
    """A whole."""

    name: str
    parts: tuple[Inner, ...] = Field(default=(), min_length=1)
    modes: Mode | tuple[Mode, ...] = ()


def test_what_is_faulty_gives_no_entry() -> None:
    """Half an entry must not be taken for a whole one."""
    entry, faults = validation.validate({"name": "x", "colour": "red"}, Outer)
    assert entry is None
    assert [fault.code for fault in faults] == ["unknown-key"]


def test_a_misspelt_key_isnt_called_missing_as_well() -> None:
    """One mistake, one complaint."""
    _, faults = validation.validate({"nme": "x"}, Outer)
    assert [(fault.code, fault.at_key) for fault in faults] == [("unknown-key", True)]


def test_a_list_isnt_called_too_short_because_of_what_is_in_it() -> None:
    """A faulty part is the only complaint."""
    _, faults = validation.validate({"name": "x", "parts": [{"size": "1"}]}, Outer)
    assert [fault.message for fault in faults] == ["size: '1' should be a whole number"]


def test_one_or_several_are_complained_of_once() -> None:
    """Of several where one of them is wrong: that one, not the whole for not being one."""
    _, faults = validation.validate({"name": "x", "modes": ["factual", "factul"]}, Outer)
    assert [(fault.trail, "(did you mean 'factual'?)" in fault.message) for fault in faults] == [(("modes", 1), True)]


def test_a_long_value_is_cut() -> None:
    """A message stays a line."""
    _, faults = validation.validate({"name": "x", "parts": [{"size": "9" * 500}]}, Outer)
    assert len(faults[0].message) < 100
