"""What every command has: help that teaches, and a pager for what is longer than the terminal.

The last paragraph of a command's docstring may be examples, lines that begin with the command's own words.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

import typer
from typer.core import TyperCommand

from monitor.cli import output

LIVE = frozenset({"run", "demo", "init", "reload", "watch"})
"""Commands that speak with somebody, or go on for as long as somebody looks: these write straight away."""


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


def teach(groups: Iterable[typer.Typer]) -> None:
    """Makes every command of the groups such a one."""
    for group in groups:
        for command in group.registered_commands:
            command.cls = Command
