"""What is kept between starts is used when it is whole, ours and fresh, and else made anew."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.config import kept, rules
from monitor.config.kept import Shelf, Thawed
from monitor.extraction import reader
from monitor.extraction.reader import Reader
from tests.support import rules as world
from tests.support.reading import item

WORDS = """\
schema_version: 1
lexicon:
  - {id: ar-of, language: ar, sense: "grammar:proclitic", words: [ب, لل]}
  - {id: ar-attack, language: ar, sense: "kinetic:attack", form: noun, words: [الهجوم, هجوم]}
  - {id: en-attack, language: en, sense: "kinetic:attack", form: nv, words: [attack, attack on, attacks]}
"""


def desk(folder: Path, **more: str) -> Path:
    """A small world with words in two languages."""
    return world.write_files(folder / "rules", {"world.yaml": world.WORLD, "words.yaml": WORDS, **more})


def test_what_was_kept_comes_back() -> None:
    """The shipped rules and their dictionary are the same, made or kept."""
    made = rules.load_rulebook([world.ROOT / "rules"])
    again = rules.load_rulebook([world.ROOT / "rules"], world.CACHE)
    assert rules.load_rulebook([world.ROOT / "rules"], world.CACHE) == again == made
    dictionary = rules.load_dictionary(again)
    assert rules.load_dictionary(again) == dictionary == reader.dictionary_of(made.rulebook)


def test_a_second_start_parses_and_compiles_nothing(tmp_path: Path) -> None:
    """Neither the YAML library nor the compiler of rules is even imported."""
    folder, cache = desk(tmp_path), tmp_path / "cache"
    rules.load_dictionary(rules.load_rulebook([folder], cache))
    code = (
        "import sys; from pathlib import Path; from monitor.config import rules; "
        f"print([*rules.load_dictionary(rules.load_rulebook([Path({str(folder)!r})], Path({str(cache)!r}))).parts[0].tree['attack']]); "
        "print([name for name in ('ruamel.yaml', 'monitor.rules.compile') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=world.ROOT)
    assert done.stdout == "['', 'on']\n[]\n"


def test_words_that_no_text_needs_stay_as_they_were_kept(tmp_path: Path) -> None:
    """Who reads English pays for no Arabic."""
    folder, cache = desk(tmp_path), tmp_path / "cache"
    rules.load_dictionary(rules.load_rulebook([folder], cache))
    kept_rules = rules.load_rulebook([folder], cache)
    words, forms = kept_rules.rulebook.lexicon, rules.load_dictionary(kept_rules)
    readers = Reader(kept_rules.rulebook, {}, forms)
    readers.read(item("Attack on a post"))
    assert isinstance(words, Thawed)
    assert isinstance(forms.parts, Thawed)
    assert [*words] == ["ar", "en"]
    assert (words.asked_for, forms.parts.asked_for) == ({"en"}, {0})
    readers.read(item("هجوم", language="ar"))
    assert (words.asked_for, forms.parts.asked_for) == ({"ar", "en"}, {0, 6})


def test_a_bundle_comes_apart_as_it_was_put_together() -> None:
    """Empty parts and a part without a name included."""
    parts = {"": b"{}", "en": b'["a\\n"]', "ar": b""}
    assert kept.unbundle(kept.bundle(parts)) == parts


def test_whoever_only_reads_does_not_load_the_rule_language() -> None:
    """Its schema is a fifth of a start, and only those need it who compile or list rules."""
    parts = "monitor.bootstrap, monitor.extraction.reader, monitor.cli.reading_view, monitor.pipeline.shapes"
    assert _loaded_with(parts) & {"monitor.rules.registry", "monitor.rules.lexicon"} == set()


def test_whoever_only_lists_does_not_load_what_reads_and_judges() -> None:
    """An application is opened without it, and an incident is shown without it."""
    parts = "monitor.bootstrap, monitor.adapters.store, monitor.cli.incident_view"
    heavy = {
        "monitor.extraction.reader",
        "monitor.pipeline.desk_rules",
        "monitor.incidents.join",
        "monitor.pipeline.judge",
    }
    assert _loaded_with(parts) & heavy == set()


def _loaded_with(parts: str) -> set[str]:
    code = f"import sys, {parts}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=world.ROOT)
    return set(done.stdout.split())


def test_another_file_makes_it_stale(tmp_path: Path) -> None:
    """A change of any file shows at once; the earlier rules are still there for who goes back to them."""
    cache = tmp_path / "cache"
    first = rules.load_rulebook([desk(tmp_path)], cache)
    second = rules.load_rulebook([desk(tmp_path, **{"words.yaml": WORDS.replace("attacks", "assails")})], cache)
    assert second.rulebook.lexicon["en"][-1].text == "assails"
    assert rules.load_rulebook([desk(tmp_path)], cache) == first
    assert len(list(cache.glob("*.rulebook"))) == 2


@pytest.mark.parametrize(
    "spoil", [lambda body: body[:-1], lambda body: body.replace(b"attacks", b"attacke"), lambda _: b""]
)
def test_what_is_not_whole_is_made_anew(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    """A full disk or a crash cuts files short, and a bad disk changes them: even what is still JSON is told from what was written."""
    folder, cache = desk(tmp_path), tmp_path / "cache"
    good = rules.load_rulebook([folder], cache)
    words = rules.load_dictionary(good)
    for path in (*cache.glob("*.rulebook"), *cache.glob("*.dictionary")):
        path.write_bytes(spoil(path.read_bytes()))
    assert rules.load_rulebook([folder], cache) == good
    assert rules.load_dictionary(good) == words


def test_what_is_whole_and_yet_no_rulebook_is_made_anew(tmp_path: Path) -> None:
    """It can only be somebody's mischief, and it is harmless."""
    folder, cache = desk(tmp_path), tmp_path / "cache"
    good = rules.load_rulebook([folder], cache)
    for path in cache.glob("*.rulebook"):
        Shelf(cache, "rulebook", 4).remember(path.stem, b'{"rulebook": {"lexicon": 7}}')
    assert rules.load_rulebook([folder], cache) == good


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_what_somebody_else_put_there_is_left_alone(tmp_path: Path) -> None:
    """In a folder that others can write to, too, nobody else decides how we read."""
    shelf = Shelf(tmp_path, "rulebook", 4)
    shelf.remember("a", b"theirs")
    assert shelf.recall("a") == b"theirs"
    os.chown(tmp_path / "a.rulebook", 12345, 12345)
    assert shelf.recall("a") is None


def test_only_the_newest_stay(tmp_path: Path) -> None:
    """The cache of one sort doesn't grow, nor does it push out another sort."""
    other = Shelf(tmp_path, "json", 1)
    other.remember("z", b"other")
    shelf = Shelf(tmp_path, "rulebook", 2)
    for number, name in enumerate("abc"):
        shelf.remember(name, name.encode())
        os.utime(tmp_path / f"{name}.rulebook", (number, number))
    assert [shelf.recall(name) for name in "abc"] == [None, b"b", b"c"]
    assert other.recall("z") == b"other"


def test_what_cant_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """A disk that is full doesn't get fuller with each start."""
    (tmp_path / "a.rulebook").mkdir()
    shelf = Shelf(tmp_path, "rulebook", 4)
    shelf.remember("a", b"bytes")
    assert shelf.recall("a") is None
    assert [path.name for path in tmp_path.iterdir()] == ["a.rulebook"]


def test_nothing_is_kept_without_a_folder() -> None:
    """A user without a home, a system that is read-only: only slower."""
    Shelf(None, "rulebook", 2).remember("a", b"a")
    assert Shelf(None, "rulebook", 2).recall("a") is None
