"""YAML 1.2 as the program reads it: what scalars mean, what is refused, and where everything stands."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import yaml
from monitor.rules.documents import Json, Trail


def parsed(text: str) -> yaml.Parsed:
    """A document that must be good."""
    result = yaml.parse(text.encode(), "a.yaml")
    assert isinstance(result, yaml.Parsed), result
    return result


def refusals(body: str | bytes) -> list[str]:
    """Why a document is refused."""
    result = yaml.parse(body if isinstance(body, bytes) else body.encode(), "a.yaml")
    assert isinstance(result, yaml.Refused), result
    return [str(problem) for problem in result.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("NO", "NO"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("12:30", "12:30"), ("2024-01-16", "2024-01-16"),
        ("1_000", "1_000"), ("0123", 123), ("0o17", 15), ("0x1F", 31), ("+7", 7), ("1.5", 1.5), ("1e3", 1000.0), (".5", 0.5), ("5.", 5.0),
        ("true", True), ("False", False), ("tRue", "tRue"), ("null", None), ("~", None), ("", None), ("'12'", "12"), ('"true"', "true"),
        ("1.2.3", "1.2.3"), ("٣", "٣"), ("=", "="), ("<<", "<<"), ("0b1", "0b1"), ("1:2:3", "1:2:3"),
    ],
)  # fmt: skip
def test_plain_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    """Country codes, times and dates are text; only JSON-like words and numbers are anything else."""
    found = parsed(f"a: {text}\n").data["a"]
    assert (found, type(found)) == (value, type(value))


def test_keys_are_always_text() -> None:
    """A key that looks like a number or a truth value is the word that stands there."""
    assert parsed("NO: 1\non: 2\n12: 3\ntrue: 4\n").data == {"NO": 1, "on": 2, "12": 3, "true": 4}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: key 'a' stands twice, first in line 1, column 1 [yaml]"),
        ("a: {b: 1, b: 2}\n", "a.yaml:1:11: key 'b' stands twice, first in line 1, column 5 [yaml]"),
        ("a: [1, 2\nb: 3\n", "a.yaml:2:2: no YAML: expected ',' or ']', but got ':' [yaml]"),
        ("a: b: c\n", "a.yaml:1:5: no YAML: mapping values are not allowed here [yaml]"),
        ("", "a.yaml:1:1: is empty [yaml]"),
        ("# nothing\n", "a.yaml:1:1: is empty [yaml]"),
        ("- a\n", "a.yaml:1:1: should be a mapping at the top (key: value) [yaml]"),
        ("words\n", "a.yaml:1:1: should be a mapping at the top (key: value) [yaml]"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: holds more than one document [yaml]"),
        ("a: !!python/object:os.system x\n", "a.yaml:1:4: tags (!) have no meaning here; put it in quotes if it is text [yaml]"),
        ("a: *b\n", "a.yaml:1:4: an alias (*) of what isn't finished or isn't there; put it in quotes if it is text [yaml]"),
        ("a: &b [*b]\n", "a.yaml:1:8: an alias (*) of what isn't finished or isn't there; put it in quotes if it is text [yaml]"),
        ("? [a]\n: 1\n", "a.yaml:1:3: a key should be a word [yaml]"),
        (b"a: ok\nb: \xff\n", "a.yaml:2:4: is not UTF-8 from here on [yaml]"),
        ("a: \x07\n", "a.yaml:1:4: a character that YAML doesn't allow [yaml]"),
        ("a: .inf\n", "a.yaml:1:4: .inf is no number to reckon with; put it in quotes if it is text [yaml]"),
        ("a: 1e999\n", "a.yaml:1:4: the number is too large; put it in quotes if it is text [yaml]"),
        ("a: " + "9" * 5000, "a.yaml:1:4: the number is too long; put it in quotes if it is text [yaml]"),
        ("a: " + "[" * 40 + "]" * 40, "a.yaml:1:35: is nested deeper than 32 levels [yaml]"),
        ("a: &x 1\nb: [" + ", ".join(["*x"] * 101) + "]\n", "a.yaml:2:405: has more than 100 aliases [yaml]"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_with_its_place(body: str | bytes, complaint: str) -> None:
    """Each refusal has a line, a column and a sentence."""
    assert refusals(body) == [complaint]


def test_several_faults_are_told_at_once() -> None:
    """Faults that don't end the reading are all told."""
    assert [line.split(" ")[0] for line in refusals("a: 1\na: .nan\nb: !x y\nb: 2\n")] == [
        "a.yaml:2:1:", "a.yaml:2:4:", "a.yaml:3:4:", "a.yaml:4:1:",
    ]  # fmt: skip


def test_aliases_that_multiply_are_refused() -> None:
    """Nine times nine times nine...: what aliases repeat is counted before it can fill the memory."""
    lines = [
        "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)),
    ]
    assert refusals("\n".join(lines))[0].endswith("holds more than 400000 values [yaml]")


def test_a_file_may_not_be_huge() -> None:
    """Two mebibytes are the limit."""
    assert refusals(b"a: " + b"x" * yaml.MAX_BYTES) == ["a.yaml:1:1: is larger than 4096 KiB [yaml]"]


def test_an_alias_repeats_its_value() -> None:
    """A few aliases are fine; positions inside a repetition are those of the alias."""
    document = parsed("a: &x {b: [1, 2]}\nc: *x\n")
    assert document.data == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}}
    assert document.positions.mark(("c", "b", 1)) == (2, 4)


def test_positions_are_those_of_keys_and_values() -> None:
    """Lines and columns count characters from one, in any script, after any mark of byte order."""
    document = parsed("\ufeffاسم: ایران\nlist:\n  - name: x\n    other: [1,  2]\n")
    assert document.positions.mark(("اسم",), at_key=True) == (1, 1)
    assert document.positions.mark(("اسم",)) == (1, 6)
    assert document.positions.mark(("list", 0)) == (3, 5)
    assert document.positions.mark(("list", 0, "other", 1)) == (4, 17)
    assert document.positions.mark(("list", 0, "missing")) == (3, 5)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=20
)


@given(st.dictionaries(TEXTS, DATA, max_size=4))
@settings(max_examples=50, deadline=None)
def test_json_means_the_same_as_yaml(data: dict[str, Json]) -> None:
    """JSON is YAML: any data written as JSON comes back the same, and every value of it has a place where it begins."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    document = parsed(text)
    assert document.data == data
    lines = text.split("\n")
    for trail, value in leaves(document.data):
        line, column = document.positions.mark(trail)
        assert lines[line - 1][column - 1 :].startswith(json.dumps(value, ensure_ascii=False))


def leaves(value: Json, trail: Trail = ()) -> list[tuple[Trail, Json]]:
    """All values that hold no others, with their trails."""
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*trail, key))]
    if isinstance(value, list):
        return [leaf for index, inner in enumerate(value) for leaf in leaves(inner, (*trail, index))]
    return [(trail, value)]


@given(
    st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#,? \n\t\\Ux0~<=\ufeff\u0085"), max_size=40)
    | st.binary(max_size=40).map(lambda b: b.decode("latin-1"))
)
@settings(max_examples=60, deadline=None)
def test_no_bytes_make_it_raise(text: str) -> None:
    """Whatever a file holds, the answer is data or a complaint with a place."""
    result = yaml.parse(text.encode(), "a.yaml")
    if isinstance(result, yaml.Refused):
        assert all(problem.line >= 1 and problem.column >= 1 for problem in result.problems)
