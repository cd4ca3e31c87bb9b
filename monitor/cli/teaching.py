"""What every command has: help that teaches, and a pager for what is longer than the terminal.

The last paragraph of a command's docstring may be examples, lines that begin with the command's own words.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from monitor.cli import output

LIVE = frozenset({"run", "demo", "init", "reload", "watch"})
"""Commands that speak with somebody, or go on for as long as somebody looks: these write straight away."""
_A_SENTENCE = 400
"""Letters; what is longer is cut."""


def parted(text: str, path: str) -> tuple[str, tuple[str, ...]]:
    """A help text without its examples, and these."""
    lines = text.rstrip().splitlines()
    first = len(lines)
    while first and (lines[first - 1] == path or lines[first - 1].startswith(f"{path} ")):
        first -= 1
    return "\n".join(lines[:first]).rstrip(), tuple(lines[first:])


class Command(TyperCommand):
    """A command whose help shows its examples as they are typed, and which is paged unless it is live.

    Contexts and formatters are of a class that Typer keeps to itself.
    """

    def invoke(self, ctx: Any) -> Any:
        """Runs it."""
        with nullcontext() if ctx.info_name in LIVE else output.paged():
            return super().invoke(ctx)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """What the command does."""
        whole = self.help
        self.help = self._parted(ctx)[0]
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = whole

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """How it is typed."""
        examples = self._parted(ctx)[1]
        if examples:
            program = ctx.find_root().info_name
            with formatter.section("Examples"):
                for example in examples:
                    formatter.write(f"  {program} {example}\n")

    def _parted(self, ctx: Any) -> tuple[str, tuple[str, ...]]:
        return parted(self.help or "", ctx.command_path.partition(" ")[2])


class Group(TyperGroup):
    """Commands whose list says of each what it does in a whole sentence, however long the line."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Their names, and the first sentences of their help texts."""
        commands = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        rows = [(name, each.get_short_help_str(_A_SENTENCE)) for name, each in commands if not each.hidden]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def teach(groups: Iterable[typer.Typer]) -> None:
    """Makes the groups and every command of theirs such ones."""
    for group in groups:
        group.info.cls = Group
        for command in group.registered_commands:
            command.cls = Command
