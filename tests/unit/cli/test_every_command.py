"""The command line as a whole: what holds for each command, also for one that is added tomorrow."""

import shlex
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import typer
import typer.main

from monitor.cli import man_page
from monitor.cli.main import app
from monitor.cli.teaching import parted
from tests.support.program import ROOT

PROGRAM = "border-monitor"
LISTING = frozenset(
    {"list", "show", "status", "doctor", "rulings", "ratings", "lint", "test", "diff", "backtest", "explain", "probe", "report", "replay"}
)  # fmt: skip
OF_NO_TIME = frozenset({"rules list"})
"""What is written has no time."""

KEPT = ROOT / "monitor" / "cli" / "border-monitor.1"
TEST_SENDS = "channels test"
"""Lists nothing."""


def root() -> Any:
    """The context of the whole program."""
    command = typer.main.get_command(app)
    return command.make_context(PROGRAM, [], resilient_parsing=True)


def contexts(context: Any) -> Iterator[Any]:
    """The context of every command, groups left out."""
    for name, command in context.command.commands.items():
        inner = type(context)(command, parent=context, info_name=name)
        if hasattr(command, "commands"):
            yield from contexts(inner)
        else:
            yield inner


COMMANDS = {context.command_path.partition(" ")[2]: context for context in contexts(root())}
EXAMPLES = [
    (path, example)
    for path, context in COMMANDS.items()
    for example in parted(context.command.help or "", path)[1]
    if "|" not in example
]


def test_lists_of_commands_say_what_each_does_in_whole_sentences() -> None:
    """On a terminal of any width: half a sentence helps nobody."""
    whole = root()
    groups = [type(whole)(each, parent=whole, info_name=name) for name, each in whole.command.commands.items()]
    texts = [each.command.get_help(each) for each in (whole, *groups) if hasattr(each.command, "commands")]
    assert len(texts) > 5
    assert not [text for text in texts if "..." in text.partition("Commands:")[2]]


@pytest.mark.parametrize("path", sorted(COMMANDS))
def test_a_command_says_what_it_does_and_how_it_is_typed(path: str) -> None:
    """A sentence, and at least one example, as lines of their own."""
    text = COMMANDS[path].command.get_help(COMMANDS[path])
    assert parted(COMMANDS[path].command.help, path)[0].split("\n")[0]
    assert f"Examples:\n  {PROGRAM} {path}" in text


@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_an_example_can_be_typed(path: str, example: str) -> None:
    """Its options exist, and nothing that is required is missing."""
    given = shlex.split(example.partition(" > ")[0])[len(path.split()) :]
    command = COMMANDS[path].command
    try:
        command.make_context(path, given, parent=COMMANDS[path].parent)
    except typer.BadParameter as refused:
        if "does not exist" not in str(refused):  # a file that only an example has
            raise


def test_everything_that_lists_takes_a_format() -> None:
    """Also for machines."""
    lacking = [
        path
        for path, context in COMMANDS.items()
        if path.split()[-1] in LISTING
        and path != TEST_SENDS
        and not any("--format" in parameter.opts for parameter in context.command.params)
    ]
    assert lacking == []


LISTS = [path for path in COMMANDS if path.endswith(" list")] + ["incidents rulings", "alerts ratings"]


@pytest.mark.parametrize("path", LISTS)
def test_every_list_can_be_narrowed(path: str) -> None:
    """To a border, a time and a number, whatever it lists."""
    options = {name for parameter in COMMANDS[path].command.params for name in parameter.opts}
    timed = set() if path in OF_NO_TIME else {"--since"}
    assert options >= {"--border", "--limit", "--format", *timed}


def test_the_manual_page_has_every_command() -> None:
    """With its options; and it is plain ASCII, which every formatter reads. What is kept is what the commands say: else `make man`."""
    page = man_page.render(root())
    assert KEPT.read_text(encoding="ascii") == page
    assert page.isascii()
    for path in COMMANDS:
        assert f'.SS "{path}"' in page.replace("\\-", "-")
    assert "\\-\\-severity" in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff isn't installed")
def test_groff_finds_nothing_wrong_with_the_manual_page() -> None:
    """With every warning on."""
    command = ["groff", "-man", "-Tutf8", "-ww", "-z"]
    checked = subprocess.run(command, input=man_page.render(root()), capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
