"""``completion``, ``man`` and ``settings``: what a shell and a reader of manuals are given, made from commands and models themselves."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Shell(StrEnum):
    """Shells whose completion we can write."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (completion, man, settings):
        app.command()(command)


def completion(
    context: typer.Context, shell: Annotated[Shell, typer.Argument(help="Whose completion to print.")]
) -> None:
    """Prints what makes a shell complete commands and options; --install-completion puts it in place by itself.

    completion bash > /etc/bash_completion.d/border-monitor
    completion zsh > /usr/local/share/zsh/site-functions/_border-monitor
    completion fish > /etc/fish/completions/border-monitor.fish
    """
    from typer import completion as shells

    program = "border-monitor"
    variable = f"_{program.replace('-', '_').upper()}_COMPLETE"
    raise typer.Exit(shells.shell_complete(context.find_root().command, {}, program, variable, f"source_{shell}"))


def man(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="A file, in place of the screen.")] = None,
) -> None:
    """Prints the manual page.

    man --out /usr/local/share/man/man1/border-monitor.1
    man | man -l -
    """
    from monitor.cli import man_page, output

    with output.opened(out) as stream:
        stream.write(man_page.render(context.find_root()))


def settings(
    write: Annotated[
        Path | None,
        typer.Option(
            "--write",
            exists=True,
            dir_okay=False,
            help="Put it between the marks of this file, in place of the screen.",
        ),
    ] = None,
) -> None:
    """Prints every key of monitor.yaml and outlets.yaml, with its type, its default and what it is for.

    settings
    settings --write config/README.md
    """
    from monitor.cli import output
    from monitor.config import manual

    text = manual.render() if write is None else manual.put_into(write.read_text(encoding="utf-8"))
    with output.opened(write) as stream:
        stream.write(text)
