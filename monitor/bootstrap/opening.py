"""The way from files to an application: configuration, outlets and rules, with the problems of all of them at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TextIO, TypeVar

from monitor.bootstrap.app import App
from monitor.config import environment, folders, outlets, rules, settings
from monitor.errors import ConfigError, Problem
from monitor.model.secret import Secret
from monitor.pipeline.ports import Clock

T = TypeVar("T")


def open_app(
    *,
    config: Path | None = None,
    rules_folder: Path | None = None,
    database: str | None = None,
    clock: Clock | None = None,
    out: TextIO | None = None,
) -> App:
    """Loads everything that is needed. Raises ConfigError with the problems of all files at once."""
    variables = environment.snapshot()
    home = folders.find(variables, Path.cwd(), config=config, rules=[rules_folder] if rules_folder else [])
    problems: list[Problem] = []
    loaded = _gather(partial(rules.load_rulebook, home.rules, home.cache), problems)
    countries = [country.iso for country in loaded.rulebook.countries] if loaded else []
    configured = _gather(
        partial(settings.load_settings, home.settings, variables, base=home.base, countries=countries), problems
    )
    known = _gather(
        partial(
            outlets.load_outlets,
            home.outlets,
            home.cache,
            countries=countries,
            environment=variables,
            base=home.base,
        ),
        problems,
    )
    if loaded is None or configured is None or known is None:
        raise ConfigError(tuple(problems))
    if database:
        configured = replace(configured, database=Secret(database))
    return App(loaded, configured, known, clock=clock, out=out)


def _gather(load: Callable[[], T], problems: list[Problem]) -> T | None:
    """What ``load`` gives, or None with its problems noted."""
    try:
        return load()
    except ConfigError as error:
        problems.extend(error.problems)
        return None
