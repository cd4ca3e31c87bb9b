"""The manual page in the macros of man(7), out of the commands' own help: so it never says what isn't so."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from monitor import __version__
from monitor.cli.teaching import parted

_EXITS = (
    ("0", "Done."),
    ("1", "Something was found, or failed; it is stated."),
    ("2", "Usage or configuration: path:line:column and what is wrong, all problems at once."),
    ("3", "The environment: a locked or newer database, a port that is taken, a full disk."),
)
_VARIABLES = (
    ("BORDER_MONITOR_HOME", "The folder that holds config/ and rules/."),
    ("BORDER_MONITOR_CONFIG, BORDER_MONITOR_RULES, BORDER_MONITOR_DATABASE, BORDER_MONITOR_LOG_FORMAT", "As the options."),
    ("PAGER", "What shows text that is longer than the terminal; empty for nothing. Default: less."),
    ("NO_COLOR", "Not empty: no colours."),
)  # fmt: skip
_FILES = (
    ("config/monitor.yaml", "What to watch, where to keep it, whom to tell."),
    ("config/outlets.yaml", "Outlets and their feeds."),
    ("rules/", "What is known of words, places, groups, signs and thresholds; rules/README.md is its manual."),
)


def render(root: Any) -> str:
    """The whole page, from the context of the whole program."""
    parts = [
        f'.TH BORDER-MONITOR 1 "" "border-monitor {__version__}" "User Commands"',
        ".ad l",
        *_section("NAME", [f"border-monitor \\- {_text(_first(root.command.help))}"]),
        *_section("SYNOPSIS", [".B border-monitor", "[\\fIoptions\\fR] \\fIcommand\\fR [\\fIarguments\\fR]"]),
        *_section("DESCRIPTION", _paragraphs(root.command.help)),
        *_section("OPTIONS", _options(root)),
        *_section("COMMANDS", _commands(root)),
        *_section("EXIT STATUS", _terms(_EXITS)),
        *_section("ENVIRONMENT", _terms(_VARIABLES)),
        *_section("FILES", _terms(_FILES)),
    ]
    return "\n".join(parts) + "\n"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from lines


def _terms(terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, says in terms:
        yield from (".TP", f"\\fB{_text(name)}\\fR", _text(says))


def _commands(context: Any) -> Iterator[str]:
    for name in sorted(context.command.commands):
        command = context.command.commands[name]
        inner = type(context)(command, parent=context, info_name=name)
        if hasattr(command, "commands"):
            yield from _commands(inner)
        elif not command.hidden:
            yield from _command(inner)


def _command(context: Any) -> Iterator[str]:
    path = context.command_path.partition(" ")[2]
    usage = " ".join(context.command.collect_usage_pieces(context))
    text, examples = parted(context.command.help or "", path)
    yield f'.SS "{_text(path)}"'
    yield f"\\fB{_text(path)}\\fR {_text(usage)}"
    yield ".PP"
    yield from _paragraphs(text)
    yield from _options(context)
    if examples:
        yield from (
            ".PP",
            "Examples:",
            ".PP",
            ".nf",
            *(f"    border\\-monitor {_text(each)}" for each in examples),
            ".fi",
        )


def _options(context: Any) -> Iterator[str]:
    records = (each.get_help_record(context) for each in context.command.get_params(context) if each.name != "help")
    yield from _terms(record for record in records if record is not None)


def _paragraphs(text: str) -> Iterator[str]:
    for n, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if n:
            yield ".PP"
        yield _text(" ".join(paragraph.split()))


def _first(text: str) -> str:
    """For NAME: one line, without the full stop."""
    return text.strip().splitlines()[0].rstrip(".")


def _text(text: str) -> str:
    """As roff reads it: in ASCII, backslashes and hyphens are themselves, and no line is a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    escaped = "".join(each if each.isascii() else f"\\[u{ord(each):04X}]" for each in escaped)
    return re.sub(r"^(?=[.'])", "\\\\&", escaped)
