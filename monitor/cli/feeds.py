"""``feeds``: what is polled and how it does."""

import typer

from monitor.cli import output
from monitor.cli.options import FormatOption, open_app
from monitor.cli.output import Format, pick

app = typer.Typer(help="What is polled, and how it does.", no_args_is_help=True)


@app.command("list")
def list_feeds(context: typer.Context, fmt: FormatOption = Format.TABLE) -> None:
    """Lists the feeds with their health, last success, next poll and last error."""
    with open_app(context) as app_:
        rows = app_.feed_rows()
        show = output.when(app_.settings.zone)
    columns: list[output.Column] = [
        ("feed", pick("feed")),
        ("outlet", pick("outlet")),
        ("verified", pick("verified")),
        ("items", pick("items_seen")),
        ("last success", lambda r: show(r["last_success_at"])),
        ("next poll", lambda r: show(r["next_due_at"])),
        ("failures", pick("failures")),
        ("last error", pick("last_failure")),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no feeds")
