"""Help that teaches: the last paragraph of a command's docstring may be examples, lines that begin with the command's own words."""

from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperCommand


def parted(text: str, path: str) -> tuple[str, tuple[str, ...]]:
    """A help text without its examples, and these."""
    lines = text.rstrip().splitlines()
    first = len(lines)
    while first and (lines[first - 1] == path or lines[first - 1].startswith(f"{path} ")):
        first -= 1
    return "\n".join(lines[:first]).rstrip(), tuple(lines[first:])


class Taught(TyperCommand):
    """A command whose help shows its examples as they are typed. Contexts and formatters are of a class that Typer keeps to itself."""

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
    """Gives every command of the groups such a help."""
    for group in groups:
        for command in group.registered_commands:
            command.cls = Taught
