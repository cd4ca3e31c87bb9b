"""What can still be said of data that is wrong elsewhere."""

from collections.abc import Sequence

from pydantic import Field, model_validator

from monitor.model.reports import Mode
from monitor.rules import validation
from monitor.rules.documents import Fault, Json, Trail
from monitor.rules.salvage import Salvaged, salvage
from monitor.rules.section import Entry
from monitor.rules.units import Duration


class Inner(Entry):
    """A part."""

    size: int = Field(ge=1)
    note: str = ""

    @model_validator(mode="after")
    def _is_never_odd(self) -> "Inner":
        if self.size % 2:
            raise ValueError("odd")
        return self


class Outer(Entry):
    """A whole."""

    name: str
    parts: tuple[Inner, ...]
    one: Inner | None = None
    words: str | tuple[str, ...] = Field(alias="say")
    by_name: dict[str, Inner] = Field(default={})
    mode: Mode = Mode.FACTUAL
    every: Duration | None = None


def salvaged(data: dict[str, Json]) -> tuple[Salvaged[Outer], list[Trail]]:
    """What is made of it, and where it is wrong."""
    entry, faults = validation.validate(data, Outer)
    assert entry is None
    made, below = salvage(data, faults, Outer)
    return made, [fault.trail for fault in (*faults, *below)]


def told(made: Salvaged[Outer], *trails: Trail) -> Sequence[Trail]:
    """Which of more faults at these places are told, and where."""
    return [fault.trail for fault in made.told(Fault(trail, "more", "bad-value") for trail in trails)]


def test_what_is_right_stands_where_it_stood() -> None:
    """Beside what is wrong, after it, and in it: whoever looks for more finds it in its place."""
    made, _ = salvaged(
        {
            "name": 5,
            "parts": [{"size": "1", "note": "n"}, 7, {"size": 3}, {"size": 4}],
            "one": {"note": "n"},
            "say": ["a", 1, "b"],
            "by_name": {"x": {"size": 2}, "y": 3},
            "mode": "factul",
            "every": "soon",
        }
    )
    entry = made.entry
    assert [(part.size, part.note) for part in entry.parts] == [(None, "n"), (None, ""), (3, ""), (4, "")]
    assert (entry.name, entry.words, entry.mode, entry.every) == ("", ("a", "", "b"), Mode.FACTUAL, None)
    assert entry.one is not None
    assert (entry.one.note, entry.by_name["x"].size, entry.by_name["y"].note) == ("n", 2, "")


def test_of_stand_ins_nothing_is_told() -> None:
    """They were never written; what is known to be wrong is told once. What stands beside either is told."""
    made, wrong = salvaged({"parts": [{"size": 0, "note": "n"}], "say": ["a", 1]})
    assert wrong == [(), ("parts", 0, "size"), ("say", 1)]
    assert told(made, ("name",), ("parts", 0, "size"), ("say", 1), ("parts", 1)) == []
    assert told(made, ("parts", 0, "note"), ("say", 0)) == [("parts", 0, "note"), ("say", 0)]


def test_a_misspelt_key_is_taken_for_what_was_meant() -> None:
    """Also below another one; what is found there is told where it stands."""
    data: dict[str, Json] = {"nmae": "x", "say": "a", "prts": [{"sizee": 0}, {"size": 2, "nte": "n"}]}
    made, wrong = salvaged(data)
    assert wrong == [("nmae",), ("prts",), ("prts", 0, "sizee"), ("prts", 1, "nte"), ("prts", 0, "sizee")]
    assert (made.entry.name, made.entry.parts[1].note) == ("x", "n")
    assert told(made, ("name",), ("parts", 1, "note")) == [("nmae",), ("prts", 1, "nte")]
    assert data["nmae"] == "x"


def test_a_key_that_is_there_is_not_overwritten() -> None:
    """The misspelt one is then left alone."""
    made, _ = salvaged({"name": "x", "nmae": "y", "say": "a", "parts": []})
    assert made.entry.name == "x"
