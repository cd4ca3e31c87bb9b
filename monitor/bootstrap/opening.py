"""The way from files to an application: configuration, outlets and rules, with the problems of all of them at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TextIO, TypeVar

from monitor.bootstrap.app import App
from monitor.bootstrap.place import Place, state_dir
from monitor.config import environment, folders, outlets, rules, settings
from monitor.config.folders import Home
from monitor.config.route_names import RouteNames
from monitor.errors import ConfigError, Problem
from monitor.model.secret import Secret
from monitor.pipeline.ports import Clock

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What was said on the command line of where the files are; where they are found by it may change while the program runs."""

    config: Path | None = None
    rules: Path | None = None
    database: str | None = None

    def home(self) -> Home:
        """Raises ConfigError for a folder that isn't there."""
        return folders.find(
            environment.snapshot(), Path.cwd(), config=self.config, rules=[self.rules] if self.rules else []
        )

    def open(self, *, clock: Clock | None = None, out: TextIO | None = None) -> App:
        """See :func:`open_app`."""
        return open_app(config=self.config, rules_folder=self.rules, database=self.database, clock=clock, out=out)

    def running_at(self) -> Place:
        """Where a daemon started by these keeps its things, whatever else is wrong with the files by now.

        Raises ConfigError when they don't even tell that.
        """
        home = self.home()
        if self.database:
            database = Secret(self.database)
        else:
            database = settings.load_database(home.settings, environment.snapshot(), base=home.base)
        return Place(database=database, state_dir=state_dir(database, home.base))


def open_app(
    *,
    config: Path | None = None,
    rules_folder: Path | None = None,
    database: str | None = None,
    clock: Clock | None = None,
    out: TextIO | None = None,
    needs_secrets: bool = True,
) -> App:
    """Loads everything that is needed. Raises ConfigError with the problems of all files at once.

    Without ``needs_secrets`` it is no problem that those of channels and feeds aren't at hand; then nothing may be fetched or sent.
    """
    variables = environment.snapshot()
    home = Sources(config=config, rules=rules_folder).home()
    problems: list[Problem] = []
    loaded = _gather(partial(rules.load_rulebook, home.rules, home.cache), problems)
    countries = [country.iso for country in loaded.rulebook.countries] if loaded else []
    known_names = RouteNames(loaded.rulebook) if loaded else None
    configured = _gather(
        partial(
            settings.load_settings,
            home.settings,
            variables,
            base=home.base,
            countries=countries,
            known=known_names,
            may_lack=not needs_secrets,
        ),
        problems,
    )
    known = _gather(
        partial(
            outlets.load_outlets,
            home.outlets,
            home.cache,
            countries=countries,
            environment=variables,
            base=home.base,
            may_lack=not needs_secrets,
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
