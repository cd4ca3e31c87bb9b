"""The manual of the settings: it comes out of the models, has every key, and is kept where people read it."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from monitor.config import manual
from monitor.errors import UsageError
from tests.support.rules import ROOT

GUIDE = ROOT / "config" / "README.md"


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The model and all in it."""
    yield model
    for field in model.model_fields.values():
        for inner, _ in manual._entries(field.annotation):
            yield from models(inner)


ALL = [each for _, _, model in manual.FILES for each in models(model)]


def test_what_is_kept_is_what_the_models_say() -> None:
    """Otherwise: ``make man``."""
    kept = GUIDE.read_text(encoding="utf-8")
    assert manual.put_into(kept) == kept


@pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)
def test_every_key_is_explained(model: type[BaseModel]) -> None:
    """With its name in the file, and a sentence."""
    text = manual.render()
    for name, field in model.model_fields.items():
        assert f"| `{field.alias or name}` |" in text
        assert field.description, f"{model.__name__}.{name}"
        assert field.description.endswith("."), f"{model.__name__}.{name}"


@pytest.mark.parametrize(
    "row",
    [
        "| `lease_for` | duration | `2m` | How long",
        "| `per_host` | number, 1 to 20 | `2` | How many",
        "| `verified` | `true` or `false` | `false` | Whether",
        "| `events` | `A` `B` `C` `D` `E` `F` | required | On",
        "| `kind` | `feed` `query` | `feed` | `query`",
        "| `rate` | rate | – | The most",
        "| `at` | time and zone | required | When",
        "| `watch` | text, or a list | required | Borders",
        "| `headers` | names to text | – | Headers",
    ],
)
def test_types_and_defaults_are_said_as_they_are_written(row: str) -> None:
    """In units and words of the files, not of Python."""
    assert row in manual.render()


@pytest.mark.parametrize(
    "path", ["`channels.NAME`", "`routes[].when`", "`outlets[].feeds[].basic_auth`", "`heartbeat`"]
)
def test_each_part_says_where_it_stands(path: str) -> None:
    """As a path of keys."""
    assert f"\n{path}: " in manual.render()


@pytest.mark.parametrize("text", ["", manual.BEGIN, manual.END + manual.BEGIN, (manual.BEGIN + manual.END) * 2])
def test_a_file_without_one_pair_of_marks_stays_as_it_is(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError, match="one pair of lines"):
        manual.put_into(text)
