"""Every key of the shipped settings and outlets, those shown in comments too, got wrong: each is complained of where it stands."""

import functools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from monitor.config import files, outlets, settings
from monitor.config.route_names import RouteNames
from monitor.errors import ConfigError, Problem
from monitor.rules.documents import Document, Trail
from tests.properties.test_mistakes import MARK, NUMBER, QUANTITY, changed, places
from tests.support import scenarios
from tests.support.rules import ROOT, document

Load = Callable[[Path], object]
COMMENTED = re.compile(r"^( *)# ((?:- \{|[a-z_-]+: [\[{]).*)$", re.MULTILINE)
"""A setting that is shown in a comment, ready to be used."""

SECRETS = dict.fromkeys(("SLACK_TOKEN_A", "SLACK_TOKEN_B", "SLACK_TOKEN_C", "VARIABLE", "BEAT_TOKEN"), "secret")
FREE_KEYS = ("channels", "labels", "headers")


def in_full() -> str:
    """The shipped settings with everything in force that they show."""
    text = COMMENTED.sub(r"\1\2", (ROOT / "config" / "monitor.yaml").read_text(encoding="utf-8"))
    return text.replace("/run/secrets/duty-mail", "duty-mail.txt").replace("[duty-phone]", "[desk-slack]")


def data_of(text: str, name: str) -> dict[str, Any]:
    """What a file says."""
    return dict(document(text, name).data)


def load_settings(path: Path) -> settings.Settings:
    """Beside a file with a secret."""
    (path.parent / "duty-mail.txt").write_text("mailto://user:word@example.org", encoding="utf-8")
    states = ("IR", "PK", "AF", "IN")
    return settings.load_settings(path, SECRETS, base=path.parent, countries=states, known=_known())


@functools.cache
def _known() -> RouteNames:
    return RouteNames(scenarios.app().loaded.rulebook)


def load_outlets(path: Path) -> outlets.LoadedOutlets:
    """With the states that the shipped ones name."""
    return outlets.load_outlets(path, countries=_countries(), environment=SECRETS, base=path.parent)


@functools.cache
def _countries() -> frozenset[str]:
    found = (ROOT / "config" / "outlets.yaml").read_text(encoding="utf-8")
    return frozenset(re.findall(r"\b[A-Z]{2}\b", found))


def outlet_files() -> Iterator[dict[str, Any]]:
    """Each outlet alone in a file, and one with everything that a feed may need beside it."""
    shipped = files.load(ROOT / "config" / "outlets.yaml")
    assert isinstance(shipped, Document)
    every = shipped.data["outlets"]
    assert isinstance(every, list)
    for outlet in every:
        yield {"schema_version": 1, "outlets": [outlet]}
    full = json.loads(json.dumps(every[0]))
    full["feeds"][0] |= {"headers": {"X-Key": "${VARIABLE}"}, "basic_auth": {"user": "desk", "password": "${VARIABLE}"}}
    full["feeds"][0] |= {"proxy": "http://user:${VARIABLE}@host:3128", "slowest": "2h", "borders": ["IR-PK"]}
    yield {"schema_version": 1, "outlets": [full]}


def complaints(data: dict[str, Any], load: Load, folder: Path) -> tuple[str, tuple[Problem, ...]]:
    """The data as a file (JSON is YAML), and what is said of it."""
    path = folder / "file.yaml"
    path.write_text(text := json.dumps(data, indent=1), encoding="utf-8")
    try:
        load(path)
    except ConfigError as error:
        return text, error.problems
    return text, ()


def mistakes(data: dict[str, Any]) -> Iterator[tuple[Trail, dict[str, Any]]]:
    """A key with letters too many, a value of another type, a quantity that nobody knows."""
    for trail, value in places(data):
        free = bool({*trail[:-1]} & {*FREE_KEYS}) and trail[-2] in FREE_KEYS
        if not free:
            yield trail, changed(data, trail, f"{trail[-1]}{MARK}", value)
        yield trail, changed(data, trail, trail[-1], NUMBER if isinstance(value, str) else MARK)
        if isinstance(value, str) and QUANTITY.fullmatch(value) and re.search("[smhdk]", value):
            yield trail, changed(data, trail, trail[-1], f"12 parsecs {MARK}")


def first_of_each_key(found: Iterator[dict[str, Any]]) -> Iterator[tuple[Trail, dict[str, Any]]]:
    """The mistakes in every key, each key where it first stands."""
    seen: set[tuple[str, ...]] = set()
    for data in found:
        new = {tuple(part for part in trail if isinstance(part, str)) for trail, _ in places(data)} - seen
        seen |= new
        yield from (one for one in mistakes(data) if tuple(p for p in one[0] if isinstance(p, str)) in new)


def unseen(cases: Iterator[tuple[Trail, dict[str, Any]]], load: Load, folder: Path) -> list[tuple[Trail, list[str]]]:
    """Mistakes of which nothing is said between where what holds them begins and where they end."""
    silent = []
    for trail, data in cases:
        text, found = complaints(data, load, folder)
        start, _ = document(text).positions().mark(trail[:-1])
        last = max(text[: at.start()].count("\n") + 1 for at in re.finditer(f"{MARK}|{NUMBER}", text))
        if not any(start <= problem.line <= last for problem in found):
            silent.append((trail, [str(problem) for problem in found]))
    return silent


def test_what_the_settings_show_in_comments_can_be_used(tmp_path: Path) -> None:
    """Uncommented, all of it loads."""
    text = in_full()
    assert text.count("duty-mail") > 1
    (tmp_path / "monitor.yaml").write_text(text, encoding="utf-8")
    full = load_settings(tmp_path / "monitor.yaml")
    assert len(full.channels) >= 3
    assert len(full.routes) >= 4
    assert full.quiet


def test_a_mistake_in_the_settings_is_complained_of_where_it_stands(tmp_path: Path) -> None:
    """Every key, in every way."""
    cases = list(mistakes(data_of(in_full(), "monitor.yaml")))
    assert len(cases) > 80
    assert unseen(iter(cases), load_settings, tmp_path) == []


def test_a_mistake_in_the_settings_hides_no_other(tmp_path: Path) -> None:
    """Whatever is wrong elsewhere: a border that can't be is told as well."""
    data = data_of(in_full(), "monitor.yaml")
    data["watch"] = ["IR-PK", "IR-XX"]
    hidden = [
        trail
        for trail, wrong in mistakes(data)
        if trail[0] not in ("schema_version", "watch")
        and "IR-XX" not in str(complaints(wrong, load_settings, tmp_path)[1])
    ]
    assert hidden == []


def test_a_mistake_in_the_outlets_is_complained_of_where_it_stands(tmp_path: Path) -> None:
    """Every key that any of them has, in every way."""
    cases = list(first_of_each_key(outlet_files()))
    assert len(cases) > 50
    assert unseen(iter(cases), load_outlets, tmp_path) == []
