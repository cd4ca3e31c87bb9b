"""``db``: the database's schema."""

import typer

from monitor.cli import output
from monitor.cli.options import open_app

app = typer.Typer(help="The database.", no_args_is_help=True)


@app.command("upgrade")
def upgrade(context: typer.Context) -> None:
    """Brings the schema up to date (on SQLite this happens at every start; on PostgreSQL only here)."""
    with open_app(context) as app_:
        app_.upgrade_database()
    output.write("the schema is up to date")
