"""What ``init`` does: four questions, a first configuration, and a marked test message."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from monitor.cli import output
from monitor.errors import ConfigError

if TYPE_CHECKING:
    from monitor.bootstrap import App

DEFAULT_BORDERS = "IR-PK, AF-PK, AF-IR, IN-PK"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The four answers. ``channel`` is ``print`` or an Apprise URL, which is a secret."""

    borders: str
    channel: str
    zone: str
    contact: str


def ask(*, borders: str | None, channel: str | None, zone: str | None, contact: str | None) -> Answers:
    """Asks what was not answered on the command line."""
    return Answers(
        borders=borders or typer.prompt("1. Which borders (country codes, or all)", default=DEFAULT_BORDERS),
        channel=channel
        or typer.prompt(
            "2. Where to send alerts (print, or an Apprise URL such as slack://… or mailto://…)", default="print"
        ),
        zone=zone or typer.prompt("3. In which time zone do you read", default="UTC"),
        contact=contact or typer.prompt("4. How can publishers reach you (an address for the User-Agent)", default=""),
    )


def write(answers: Answers, home: Path, *, rules: Path | None, test: bool) -> int:
    """Writes the configuration, checks it, sends the test; returns the exit code. Never overwrites, and leaves nothing that can't work."""
    from monitor.bootstrap.opening import Sources
    from monitor.config import init
    from monitor.config.rules import load_rulebook

    shipped = Sources(rules=rules).home()
    countries = [country.iso for country in load_rulebook(shipped.rules, shipped.cache).rulebook.countries]
    borders = (
        ["all"]
        if answers.borders.strip() == "all"
        else [b.strip().upper() for b in answers.borders.split(",") if b.strip()]
    )
    written = init.write_first_configuration(
        home,
        borders=borders,
        channel=answers.channel,
        zone=answers.zone,
        contact=answers.contact,
        countries=countries,
    )
    with _checked(home, written, rules=rules) as app:
        for path in written:
            output.write(f"wrote {path}")
        outcomes = [asyncio.run(app.send_test(name)) for name, _ in app.channel_kinds()] if test else []
    for outcome in outcomes:
        output.write(f"test message: {outcome}")
    output.write(f"next: border-monitor --config {home / 'config'} run")
    return 0 if all(outcome == "delivered" for outcome in outcomes) else 1


def _checked(home: Path, written: Sequence[Path], *, rules: Path | None) -> "App":
    """The application that was described. Raises ConfigError when there can be none; then what was written is gone again."""
    from monitor import bootstrap

    try:
        app = bootstrap.open_app(config=home / "config", rules_folder=rules)
        app.check_channels()
    except ConfigError:
        for path in written:
            path.unlink()
        raise
    return app
