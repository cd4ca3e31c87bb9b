"""The options by which incidents are chosen, the same for every command that lists, counts, watches or exports them."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.cli.options import BorderOption, SinceOption, parse_border, parse_since, parse_until
from monitor.errors import UsageError
from monitor.model.incidents import Status

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.queries import IncidentQuery


_OPTIONS: dict[str, tuple[Any, Any]] = {
    "border": (BorderOption, None),
    "since": (SinceOption, None),
    "until": (
        Annotated[str | None, typer.Option("--until", help="Not after: 24h, or a date, which counts whole.")],
        None,
    ),
    "types": (
        Annotated[
            list[str] | None,
            typer.Option("--type", metavar="<type>", help="Type, subtype or title: force_state, missile_strike."),
        ],
        None,
    ),
    "actors": (
        Annotated[
            list[str] | None,
            typer.Option("--actor", metavar="<actor>", help="Who, on either side: any name, alias or ISO code."),
        ],
        None,
    ),
    "initiators": (
        Annotated[list[str] | None, typer.Option("--initiator", metavar="<initiator>", help="Whose act it is.")],
        None,
    ),
    "targets": (
        Annotated[list[str] | None, typer.Option("--target", metavar="<target>", help="Who was acted upon.")],
        None,
    ),
    "places": (
        Annotated[
            list[str] | None,
            typer.Option("--place", metavar="<place>", help="Where: town, district, province or state."),
        ],
        None,
    ),
    "near": (Annotated[str | None, typer.Option("--near", help="Around a town, or lat,lon.")], None),
    "km": (Annotated[float, typer.Option("--km", min=0, help="How far around.")], 50.0),
    "statuses": (
        Annotated[
            list[Status] | None,
            typer.Option("--status", metavar="<status>", help=f"Only of this status: {', '.join(Status)}."),
        ],
        None,
    ),
    "severity": (Annotated[int | None, typer.Option("--severity", min=-6, max=6, help="At least so severe.")], None),
    "confidence": (Annotated[float | None, typer.Option("--confidence", min=0, max=1, help="At least so sure.")], None),
    "text": (
        Annotated[str | None, typer.Option("--text", help='Words of the reports, any script; "side by side"; begin*.')],
        None,
    ),
}
_MANY = frozenset({"types", "actors", "initiators", "targets", "places", "statuses"})


@dataclass(frozen=True, slots=True)
class Filters:
    """What was given on the command line, not yet understood."""

    given: Mapping[str, Any]

    def query(self, app: "App") -> "IncidentQuery":
        """What is asked for. Raises UsageError, also for a name that neither the rules nor any report has."""
        from monitor.model.queries import IncidentQuery
        from monitor.pipeline import asking

        query = self.query_to_come(app)
        for named in query.names:
            if not named.ids and not app.store.incidents(IncidentQuery(names=(named,)), limit=1):
                raise UsageError(asking.nobody(named, app.loaded.rulebook))
        return query

    def query_to_come(self, app: "App") -> "IncidentQuery":
        """The same, though nobody may have heard yet of who is named. Raises UsageError."""
        from monitor.pipeline import asking

        now, values = app.clock.now(), dict(self.given)
        values |= {name: tuple(values[name] or ()) for name in _MANY}
        values["border"] = parse_border(app, values["border"])
        values["since"] = parse_since(values["since"], now=now)
        values["until"] = parse_until(values["until"], now=now)
        return asking.query_of(asking.Wanted(**values), lambda: app.loaded.rulebook)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command all of these options; it takes what was given as ``filters``."""
    own = {name: part for name, part in inspect.signature(command).parameters.items() if name != "filters"}
    context, *others = own.values()
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in _OPTIONS.items()
    ]
    parts = [context, *added, *(part.replace(kind=inspect.Parameter.KEYWORD_ONLY) for part in others)]

    @wraps(command)
    def run(*args: Any, **values: Any) -> None:
        given = {name: values.pop(name) for name in _OPTIONS}
        command(*args, filters=Filters(given), **values)

    run.__signature__ = inspect.Signature(parts)  # type: ignore[attr-defined]
    run.__annotations__ = {part.name: part.annotation for part in parts}
    del run.__wrapped__
    return run
