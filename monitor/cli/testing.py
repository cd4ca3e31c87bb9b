"""The tests of rules, run and told: as lines for people, as JSON, or as JUnit XML."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from monitor.cli import terminal
from monitor.cli.output import cell
from monitor.errors import Problem
from monitor.text.printable import printable

if TYPE_CHECKING:
    from monitor.bootstrap import App


class Report(StrEnum):
    """How the outcome is printed."""

    TABLE = "table"
    JSON = "json"
    JUNIT = "junit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One test and everything that was not as expected."""

    pack: str
    name: str
    path: str
    problems: tuple[Problem, ...]


def run(app: "App", packs: Sequence[str]) -> list[Outcome]:
    """The examples in the packs' files, then every timeline. Raises ConfigError when one can't even be read."""
    from monitor.bootstrap import rehearsal

    examples = list(_examples(app))
    timelines = rehearsal.load(app, packs, tested={outcome.pack for outcome in examples})
    return [outcome for outcome in examples if not packs or outcome.pack in packs] + [
        Outcome(pack=t.pack, name=t.entry.id, path=t.document.path, problems=rehearsal.check(app, t))
        for t in terminal.tracked(timelines, "playing timelines")
    ]


def _examples(app: "App") -> Iterator[Outcome]:
    """One outcome for each file that holds examples, of words or of rules."""
    failed = app.failed_examples()
    beside_words = (example.path for example in app.loaded.rulebook.examples)
    of_rules = (rule.origin for rule in app.desk_rules.all if rule.examples)
    for path in dict.fromkeys((*beside_words, *of_rules)):
        file = PurePath(path)
        pack = app.loaded.rulebook.pack_of(str(file.parent)) or _folder_of(file)
        problems = tuple(problem for problem in failed if problem.path == path)
        yield Outcome(pack=pack, name=f"examples in {file.name}", path=path, problems=problems)


def _folder_of(file: PurePath) -> str:
    """What a desk without a ``pack`` calls its folder, or the core."""
    return file.parts[file.parts.index("packs") + 1] if "packs" in file.parts else "core"


def render(outcomes: Sequence[Outcome], fmt: Report) -> str:
    """The report."""
    if fmt is Report.JSON:
        return json.dumps([_shape(outcome) for outcome in outcomes], ensure_ascii=False, indent=1)
    return _junit(outcomes) if fmt is Report.JUNIT else "\n".join(_lines(outcomes))


def _lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        yield f"{'FAIL' if outcome.problems else 'ok':5}{outcome.pack}: {outcome.name}"
        for problem in outcome.problems:
            yield f"     {problem.path}:{problem.line}:{problem.column}: {cell(problem.message)}"
    failed = sum(bool(outcome.problems) for outcome in outcomes)
    yield f"{len(outcomes)} tests, {failed} failed"


def _shape(outcome: Outcome) -> dict[str, Any]:
    problems = [
        {"path": p.path, "line": p.line, "column": p.column, "code": p.code, "message": p.message}
        for p in outcome.problems
    ]
    return {
        "pack": outcome.pack,
        "test": outcome.name,
        "path": outcome.path,
        "passed": not problems,
        "problems": problems,
    }


def _junit(outcomes: Sequence[Outcome]) -> str:
    """One suite, one case a test, one failure a test with all its lines."""
    failed = sum(bool(outcome.problems) for outcome in outcomes)
    suite = ET.Element("testsuite", name="border-monitor rules", tests=str(len(outcomes)), failures=str(failed))
    for outcome in outcomes:
        case = ET.SubElement(suite, "testcase", classname=outcome.pack, name=outcome.name, file=outcome.path)
        if outcome.problems:
            failure = ET.SubElement(case, "failure", message=f"{len(outcome.problems)} not as expected")
            failure.text = printable("\n".join(str(problem) for problem in outcome.problems))
    return ET.tostring(suite, encoding="unicode", xml_declaration=True)
