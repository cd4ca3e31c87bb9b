"""``rules``: what the rules say, and whether they do what they should."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import output, rules_compare
from monitor.cli.options import FormatOption, Limit, open_app, parse_border, parse_since
from monitor.cli.output import Format
from monitor.cli.testing import Report
from monitor.errors import UsageError

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.rules import Rule

app = typer.Typer(help="The rules: what they say, and whether they do what they should.", no_args_is_help=True)
rules_compare.register(app)


@app.callback()
def rules() -> None:
    """The rules: what they say, and whether they do what they should."""


@app.command("list")
def list_(
    context: typer.Context,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            help="With --origin: every single value of these entries, of the ladder, of settings; or one, as in retaliation.tiers.0.weight."
        ),
    ] = None,
    origin: Annotated[
        bool, typer.Option("--origin", help="Say where each is written, and which file changes what of it.")
    ] = False,
    border: Annotated[
        str | None, typer.Option("--border", help="Only what was written for this border, such as IR-PK.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Only what a file says that was written since: 24h, 7d, or a date.")
    ] = None,
    limit: Limit = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists packs, rules, lists, macros and indicators, and whatever else a later file changes.

    rules list --border IR-PK
    rules list --since 24h --origin
    rules list --origin retaliation routes
    """
    from monitor.cli import rules_view
    from monitor.pipeline import rule_shapes

    if name and not origin:
        raise UsageError("names of entries are for rules list --origin")
    with open_app(context) as app_:
        if name:
            output.emit(_single_values(app_, name), rules_view.VALUES, fmt=fmt)
            return
        wanted, fresh = parse_border(app_, border), _files_since(app_, since)
        chosen = [
            each
            for each in app_.standing_rules()
            if (wanted is None or wanted in each.borders)
            and (fresh is None or any(layer.path in fresh for layer in each.layers))
        ][:limit]
        rows = [rule_shapes.standing(each, origin=origin) for each in chosen]
    output.emit(rows, rules_view.listed(origin=origin), fmt=fmt)


@app.command()
def lint(
    context: typer.Context,
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 when there is any warning.")] = False,
    cost: Annotated[
        bool, typer.Option("--cost", help="Measure instead what each rule costs, in microseconds.")
    ] = False,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Says what is allowed in the rules and yet probably not meant, and which examples aren't met.

    rules lint --strict
    rules lint --cost
    """
    from monitor.cli import rules_view

    with open_app(context) as app_:
        if cost:
            from monitor.bootstrap import costs

            output.emit([rules_view.cost(each) for each in costs.costs(app_)], rules_view.COSTS, fmt=fmt)
            return
        warnings = (*app_.loaded.warnings, *app_.failed_examples())
    shown = [rules_view.problem(each) for each in warnings]
    output.emit(shown, rules_view.PROBLEMS, fmt=fmt, empty="nothing is doubtful")
    raise typer.Exit(1 if strict and warnings else 0)


@app.command()
def explain(
    context: typer.Context,
    rule: Annotated[str, typer.Argument(help="The rule's id.")],
    item: Annotated[str | None, typer.Argument(help="A stored item, by id or address.")] = None,
    text: Annotated[str | None, typer.Option(help="Ask of this text, as a headline of an outlet of grade A.")] = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Says what a rule makes of an item: the verdict of every condition, and what it was read from.

    rules explain trade-stopped-at-crossing --text "Pakistan shuts Taftan crossing to trade"
    """
    from monitor.cli import reading, rules_view
    from monitor.pipeline import rule_shapes

    if [item, text].count(None) != 1:
        raise UsageError("give one of: a stored item, --text")
    with open_app(context) as app_:
        asked = _rule(app_, rule)
        (one,), outlets, _ = reading.wanted(app_, item, text=text, grade="A")
        match = app_.desk_rules.asked_alone(asked, one, app_.reader_for(outlets).read(one))
    shape = rule_shapes.explained(match, item=one.id, rule_at=asked.origin)
    if fmt is Format.TABLE:
        output.write(rules_view.tree(shape))
    else:
        output.emit([shape], [], fmt=fmt)


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="Of which files: rules, tests, monitor or outlets.")] = "rules",
    write: Annotated[
        Path | None, typer.Option("--write", help="Write all of them into this folder instead of printing one.")
    ] = None,
) -> None:
    """Prints the JSON Schema of a sort of files, for editors that complete and check YAML.

    rules schema monitor
    rules schema --write schema
    """
    from monitor.config import schema as schemas

    if name not in schemas.FILES:
        raise UsageError(f"no schema {name}: there are {', '.join(schemas.FILES)}")
    if write is None:
        output.write(schemas.text(name).rstrip("\n"))
        return
    for each in schemas.FILES:
        with output.opened(schemas.path(write, each)) as stream:
            stream.write(schemas.text(each))


def _files_since(app_: "App", since: str | None) -> frozenset[str] | None:
    """The files of the rules that were written since; None when nobody asked."""
    from monitor.config import files

    moment = parse_since(since, now=app_.clock.now())
    return files.written_since(app_.loaded.files, moment) if moment else None


def _single_values(app_: "App", names: list[str]) -> list[output.Row]:
    from monitor.config import origins as settings
    from monitor.pipeline import rule_shapes
    from monitor.rules import origins
    from monitor.rules.documents import nearest

    entries = app_.standing_rules(everything=True)
    ours = list(settings.of_settings(app_.settings.path))
    known = {entry.key for entry in entries} | {key for key, _ in ours}
    if unknown := [name for name in names if not any(_is_of(name, key) for key in known)]:
        raise UsageError(f"nothing is called {unknown[0]}{nearest(unknown[0], known)}; see border-monitor rules list")
    wanted = [entry for entry in entries if any(_is_of(name, entry.key) for name in names)]
    rows = [rule_shapes.single(v, kind=e.kind, of=e.key) for e in wanted for v in origins.values(e)]
    rows += [rule_shapes.single(v, kind="setting", of=key) for key, v in ours]
    paths = [f"{row['id']}.{row['key']}" for row in rows]
    if empty := [name for name in names if name not in known and not any(_is_of(path, name) for path in paths)]:
        raise UsageError(f"nothing is written at {empty[0]}; see all of it with --origin {empty[0].partition('.')[0]}")
    return [row for path, row in zip(paths, rows, strict=True) if any(_is_of(path, name) for name in names)]


def _is_of(path: str, prefix: str) -> bool:
    """Whether the dotted path is the prefix or leads on from it."""
    return f"{path}.".startswith(f"{prefix}.")


def _rule(app_: "App", name: str) -> "Rule":
    from monitor.rules.documents import nearest

    known = {rule.id: rule for rule in app_.desk_rules.all}
    if name not in known:
        raise UsageError(f"no rule {name}{nearest(name, known)}; see border-monitor rules list")
    return known[name]


@app.command("test")
def check_packs(
    context: typer.Context,
    pack: Annotated[list[str] | None, typer.Argument(help="Packs to test, or core; default: all.")] = None,
    fmt: Annotated[
        Report, typer.Option("--format", help="How to print; junit is XML for build servers.")
    ] = Report.TABLE,
) -> None:
    """Reads the examples and plays the timelines of the packs through the real pipeline; exit code 1 when anything is not as expected.

    rules test
    rules test iran-pakistan
    """
    from monitor.cli import testing

    with open_app(context) as app_:
        outcomes = testing.run(app_, pack or [])
    output.write(testing.render(outcomes, fmt))
    raise typer.Exit(1 if any(outcome.problems for outcome in outcomes) else 0)
