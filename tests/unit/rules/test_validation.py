"""Plain data against a model."""

from pydantic import Field

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


def test_what_is_faulty_gives_no_entry() -> None:
    """Half an entry must not be taken for a whole one."""
    entry, faults = validation.validate({"name": "x", "colour": "red"}, Outer)
    assert entry is None
    assert [fault.code for fault in faults] == ["unknown-key"]


def test_what_remains_ends_lists_before_their_first_fault() -> None:
    """So that places in what remains are places in what was written."""
    data: dict[str, validation.Json] = {
        "name": "x",
        "colour": "red",
        "parts": [{"size": 1, "nte": "n"}, {"size": "2"}, {"size": 3}],
    }
    _, faults = validation.validate(data, Outer)
    assert [fault.trail for fault in faults] == [("parts", 0, "nte"), ("parts", 1, "size"), ("colour",)]
    left = validation.remains(data, faults, Outer)
    assert left is not None
    assert [part.size for part in left.parts] == [1]


def test_nothing_may_remain() -> None:
    """Without what an entry needs there is none."""
    data: dict[str, validation.Json] = {"name": 5}
    _, faults = validation.validate(data, Outer)
    assert validation.remains(data, faults, Outer) is None


def test_a_misspelt_key_isnt_called_missing_as_well() -> None:
    """One mistake, one complaint."""
    _, faults = validation.validate({"nme": "x"}, Outer)
    assert [(fault.code, fault.at_key) for fault in faults] == [("unknown-key", True)]


def test_a_list_isnt_called_too_short_because_of_what_is_in_it() -> None:
    """A faulty part is the only complaint."""
    _, faults = validation.validate({"name": "x", "parts": [{"size": "1"}]}, Outer)
    assert [fault.message for fault in faults] == ["size: '1' should be a whole number"]


def test_a_long_value_is_cut() -> None:
    """A message stays a line."""
    _, faults = validation.validate({"name": "x", "parts": [{"size": "9" * 500}]}, Outer)
    assert len(faults[0].message) < 100
