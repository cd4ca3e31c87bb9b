"""The rulebook out of folders of files."""

import functools
import shutil
from pathlib import Path

import pytest

from monitor.config import files, rules
from monitor.errors import ConfigError
from monitor.rules.compile import compile_rulebook
from monitor.rules.documents import Document, Mark, Positions, Trail
from tests.support import rules as world
from tests.support.powerless import powerless

ACTOR = "schema_version: 1\nactors: [{id: a, name: A, kind: civilians}]\n"


def load(folder: Path, cache: Path | None = None) -> rules.LoadedRules:
    """The rulebook of one folder."""
    return rules.load_rulebook([folder], cache)


def test_all_yaml_files_below_a_folder_count(tmp_path: Path) -> None:
    """At any depth, by path; hidden files, other files and folders of tests don't count."""
    world.write_files(
        tmp_path,
        {
            "core/world.yaml": world.WORLD, "packs/x/actors.yml": ACTOR, "packs/x/tests/t.yaml": "tests: []\n", ".git/x.yaml": "bad: [",
            "packs/.hidden.yaml": "bad: [", "notes.txt": "bad: [",
        },
    )  # fmt: skip
    loaded = load(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in loaded.files] == ["core/world.yaml", "packs/x/actors.yml"]
    assert [actor.id for actor in loaded.rulebook.actors] == ["a"]


def test_a_pack_that_is_a_link_counts_once(tmp_path: Path) -> None:
    """It may lie in another checkout; links that go round in a circle lead nowhere new."""
    elsewhere = world.write_files(tmp_path / "elsewhere", {"actors.yaml": ACTOR})
    folder = world.write_files(tmp_path / "rules", {"core/world.yaml": world.WORLD})
    (folder / "packs").mkdir()
    (folder / "packs" / "x").symlink_to(elsewhere)
    (elsewhere / "round").symlink_to(folder)
    names = [path.relative_to(folder).as_posix() for path in load(folder).files]
    assert names == ["core/world.yaml", "packs/x/actors.yaml"]


def test_a_folder_that_nobody_may_look_into_is_told(tmp_path: Path) -> None:
    """A desk would not miss its pack before it was needed."""
    folder = world.write_files(tmp_path, {"core/world.yaml": world.WORLD, "packs/x/actors.yaml": ACTOR})
    (folder / "packs" / "x").chmod(0)
    with powerless(), pytest.raises(ConfigError) as caught:
        load(folder)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{folder}/packs/x: can't be read: Permission denied [file]"
    ]


def test_a_later_folder_comes_over_an_earlier_one(tmp_path: Path) -> None:
    """A desk's folder may override what is shipped, without touching it."""
    shipped = world.write_files(tmp_path / "shipped", {"world.yaml": world.WORLD, "actors.yaml": ACTOR})
    desk = world.write_files(
        tmp_path / "desk", {"mine.yaml": "schema_version: 1\nactors: [{id: a, override: append, name: Mine}]\n"}
    )
    assert rules.load_rulebook([shipped, desk]).rulebook.actors[0].name == "Mine"


def test_a_desk_may_tune_one_threshold_of_the_ladder(tmp_path: Path) -> None:
    """``override: append`` on the one ladder changes what it says and leaves the rest as shipped."""
    text = "schema_version: 1\nladder: {override: append, tension: {enter: 12}}\n"
    desk = world.write_files(tmp_path, {"mine.yaml": text})
    tuned = rules.load_rulebook([world.ROOT / "rules", desk], world.CACHE).rulebook.ladder
    shipped = world.shipped().ladder
    assert tuned.tension.enter == 12
    assert (tuned.tension.leave, tuned.escalation, tuned.force) == (
        shipped.tension.leave,
        shipped.escalation,
        shipped.force,
    )


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    """A file that is no YAML doesn't hide the mistakes of shape in others, and isn't the cause of more complaints."""
    world.write_files(
        tmp_path,
        {
            "countries.yaml": "countries: [",
            "actors.yaml": "schema_version: 1\nactors: [{id: a, name: 1, kind: civilians, state: EC}]\n",
        },
    )
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    assert world.problems_of(caught.value) == [(2, 24, "bad-value"), (1, 13, "yaml")]
    assert str(caught.value).startswith(f"{tmp_path}/actors.yaml:2:24: ")


def test_a_folder_that_isnt_there_is_told(tmp_path: Path) -> None:
    """Nothing to load is an error, not an empty world."""
    with pytest.raises(ConfigError, match="nowhere: there is no such folder"):
        load(tmp_path / "nowhere")


def test_the_digest_is_of_content_and_not_of_place(tmp_path: Path) -> None:
    """The same files elsewhere have the same digest; one other character gives another."""
    first = world.write_files(tmp_path / "one", {"world.yaml": world.WORLD, "actors.yaml": ACTOR})
    second = Path(shutil.copytree(first, tmp_path / "two"))
    assert load(first).rulebook.digest == load(second).rulebook.digest
    (second / "actors.yaml").write_text(ACTOR.replace("name: A", "name: B"), encoding="utf-8")
    assert load(first).rulebook.digest != load(second).rulebook.digest


def test_what_is_remembered_is_the_same(tmp_path: Path) -> None:
    """A second start reads JSON instead of YAML and comes to the same rulebook, and to the same places of its warnings."""
    text = "schema_version: 1\ncountries: [{iso: CO, name: Colombia, neighbours: [EC]}]\n"
    folder = world.write_files(tmp_path / "rules", {"world.yaml": world.WORLD, "more.yaml": text})
    cache = tmp_path / "cache"
    first, second = load(folder, cache), load(folder, cache)
    assert first == second == load(folder)
    assert [(w.line, w.column) for w in second.warnings if w.code == "one-sided-neighbour"] == [(2, 52)]
    assert len(list(cache.glob("*.json"))) == 2
    assert cache.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("rubbish", [b"", b"[1]", b"{", b"\xff\xff", b"[" * 100_000])
def test_a_spoilt_cache_is_only_slower(tmp_path: Path, rubbish: bytes) -> None:
    """What can't be read from the cache is read from the file."""
    folder = world.write_files(tmp_path / "rules", {"world.yaml": world.WORLD})
    cache = tmp_path / "cache"
    load(folder, cache)
    for path in cache.iterdir():
        path.write_bytes(rubbish)
    assert load(folder, cache) == load(folder)


def test_a_cache_that_cant_be_written_is_no_problem(tmp_path: Path) -> None:
    """The place for the cache may be taken by a file."""
    folder = world.write_files(tmp_path / "rules", {"world.yaml": world.WORLD})
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert load(folder, tmp_path / "cache") == load(folder)


def test_a_world_without_words_or_indicators_is_worth_a_warning(tmp_path: Path) -> None:
    """It can be loaded, but nothing would ever be read or judged by it."""
    loaded = load(world.write_files(tmp_path, {"world.yaml": world.WORLD}))
    assert [warning.message for warning in loaded.warnings] == [
        "nothing is defined under lexicon",
        "nothing is defined under indicators",
    ]


def test_the_shipped_rules_are_good() -> None:
    """They load without a problem, and their warnings are few enough to be looked at."""
    book = world.shipped()
    assert len(book.countries) > 190
    assert book.digest


SAMPLE = (
    "core/countries.yaml", "core/actors.yaml", "core/events.yaml", "packs/iran-pakistan/actors.yaml", "packs/iran-pakistan/places.yaml",
    "packs/iran-pakistan/history.yaml", "packs/iran-pakistan/pack.yaml",
)  # fmt: skip


@pytest.mark.parametrize("name", SAMPLE)
def test_a_misspelt_key_in_a_shipped_file_is_told_at_its_place(name: str) -> None:
    """Each kind of key that stands in a shipped file, misspelt once: a complaint at its line and column."""
    path = world.ROOT / "rules" / name
    lines = path.read_text(encoding="utf-8").split("\n")
    for trail, (line, column) in one_of_each_kind(path).items():
        first, last = around(trail, path)
        kept = [text if number == first[0] or first[1] <= number < last else "" for number, text in enumerate(lines, 1)]
        kept[line - 1] = f"{kept[line - 1][: column - 1]}Q{kept[line - 1][column - 1 :]}"
        problems = compile_rulebook([world.document("\n".join(["schema_version: 1", *kept[1:]]), str(path))])[1]
        assert (line, column) in {(problem.line, problem.column) for problem in problems}, f"{trail}: {problems}"


@functools.cache
def positions(path: Path) -> Positions:
    """Where everything stands in a shipped file."""
    document = files.load(path)
    assert isinstance(document, Document)
    return document.positions()


def one_of_each_kind(path: Path) -> dict[Trail, Mark]:
    """The first key of each kind: keys are of one kind when their trails differ in indices only."""
    kinds: dict[Trail, tuple[Trail, Mark]] = {}
    for trail, mark in positions(path).keys.items():
        if trail != ("schema_version",):
            kinds.setdefault(tuple("" if isinstance(part, int) else part for part in trail), (trail, mark))
    return dict(kinds.values())


def around(trail: Trail, path: Path) -> tuple[tuple[int, int], int]:
    """The lines of the section's key and of the entry that a key stands in, and the line after that entry."""
    found = positions(path)
    section = found.mark(trail[:1], at_key=True)[0]
    entry = trail[:2] if len(trail) > 1 and isinstance(trail[1], int) else (trail[0], 0)
    after = found.values.get((entry[0], int(entry[1]) + 1), (None, None))[0] if entry in found.values else None
    following = [line for other, (line, _) in found.keys.items() if len(other) == 1 and line > section]
    return (section, found.mark(entry)[0]), after or min(following, default=10**6)
