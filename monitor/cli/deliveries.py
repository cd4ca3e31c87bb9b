"""``deliveries`` and ``channels``: how messages get there, and what became of them."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli import output
from monitor.cli.options import (
    BorderOption,
    FormatOption,
    Limit,
    LimitOption,
    SinceOption,
    open_app,
    parse_border,
    parse_since,
)
from monitor.cli.output import Format, pick
from monitor.errors import UsageError
from monitor.model.alerts import DeliveryState
from monitor.model.queries import NO_LIMIT

if TYPE_CHECKING:
    from monitor.bootstrap import App
    from monitor.model.alerts import Delivery

Keys = Annotated[
    list[str] | None, typer.Argument(help="Their keys, as deliveries list has them, or the beginnings of them.")
]
Which = Annotated[str, typer.Argument(help="Its key, or the beginning of it.")]
OfChannel = Annotated[str | None, typer.Option("--channel", help="All dead letters of this channel.")]

app = typer.Typer(help="Messages on their way, and dead letters.", no_args_is_help=True)
channels = typer.Typer(help="Where messages go.", no_args_is_help=True)


@app.command("list")
def list_deliveries(
    context: typer.Context,
    state: Annotated[
        DeliveryState | None, typer.Option(help="Only in this state; dead shows the dead letters.")
    ] = None,
    border: BorderOption = None,
    since: SinceOption = None,
    limit: LimitOption = 50,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists deliveries, newest first.

    deliveries list --state dead
    """
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        found = app_.store.deliveries(
            state=state,
            alert=None,
            limit=limit,
            border=parse_border(app_, border),
            since=parse_since(since, now=app_.clock.now()),
        )
        rows = [shapes.delivery(d) for d in found]
        show = output.when(app_.settings.zone)
    columns: list[output.Column] = [
        ("key", pick("key")),
        ("created", lambda r: show(r["at"])),
        ("channel", pick("channel")),
        ("state", pick("state")),
        ("attempts", pick("attempts")),
        ("next try", lambda r: show(r["next_try_at"])),
        ("why", pick("last_reason")),
        ("title", pick("title")),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no deliveries")


@app.command("show")
def show_delivery(context: typer.Context, key: Which, fmt: FormatOption = Format.TABLE) -> None:
    """Shows every attempt of one delivery.

    deliveries show cf3f
    """
    from monitor.pipeline import shapes

    with open_app(context) as app_:
        rows = [shapes.attempt(attempt) for attempt in app_.store.attempts(_delivery(app_, key).key)]
        show = output.when(app_.settings.zone)
    columns: list[output.Column] = [
        ("number", pick("number")),
        ("started", lambda r: show(r["started_at"])),
        ("finished", lambda r: show(r["finished_at"])),
        ("outcome", pick("outcome")),
        ("why", pick("reason")),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no attempt yet")


@app.command("retry")
def retry(context: typer.Context, keys: Keys = None, channel: OfChannel = None) -> None:
    """Puts dead letters back into the outbox, with all of their time before them.

    deliveries retry --channel desk-slack
    """
    _set(context, keys, channel, DeliveryState.PENDING)


@app.command("drop")
def drop(context: typer.Context, keys: Keys = None, channel: OfChannel = None) -> None:
    """Gives deliveries up for good.

    deliveries drop cf3f
    """
    _set(context, keys, channel, DeliveryState.DROPPED)


def _set(context: typer.Context, keys: list[str] | None, channel: str | None, state: DeliveryState) -> None:
    if bool(keys) is (channel is not None):
        raise UsageError("name deliveries by key, or a channel whose dead letters are meant")
    with open_app(context) as app_:
        chosen = _dead_letters(app_, channel) if channel else [_unsent(app_, key) for key in keys or ()]
        for key in chosen:
            app_.store.set_delivery_state(key, state, now=app_.clock.now())
            output.write(f"{key}: {state}")
    if not chosen:
        output.write(f"no dead letters of {channel}")


def _dead_letters(app_: "App", channel: str) -> list[str]:
    """The keys of what this channel wouldn't take, oldest first. Raises UsageError for a channel that nobody knows."""
    dead = app_.store.deliveries(state=DeliveryState.DEAD, alert=None, limit=NO_LIMIT)
    found = [letter.key for letter in reversed(dead) if letter.channel == channel]
    if not found and channel not in {known.id for known in app_.settings.channels}:
        raise UsageError(f"no channel {channel}; see border-monitor channels list")
    return found


def _delivery(app_: "App", beginning: str) -> "Delivery":
    """The one delivery whose key begins so. Raises UsageError for none, for several and for nothing."""
    if not beginning:
        raise UsageError("name a delivery by its key; see border-monitor deliveries list")
    found = app_.store.deliveries(state=None, alert=None, key=beginning, limit=2)
    if len(found) > 1:
        raise UsageError(f"several deliveries begin with {beginning}; see border-monitor deliveries list")
    if not found:
        raise UsageError(f"no delivery {beginning}; see border-monitor deliveries list")
    return found[0]


def _unsent(app_: "App", beginning: str) -> str:
    """The key of a delivery that isn't out. Raises UsageError: what arrived would arrive twice, or be told to have been given up."""
    found = _delivery(app_, beginning)
    if found.state in (DeliveryState.DELIVERED, DeliveryState.CLAIMED):
        raise UsageError(
            f"{found.key} is {'delivered already' if found.state is DeliveryState.DELIVERED else 'being sent just now'}"
        )
    return found.key


@channels.command("list")
def list_channels(
    context: typer.Context,
    border: Annotated[
        str | None, typer.Option("--border", help="Only those that a route may bring alerts of this border to.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="Only those that took a message since: 24h, 7d, or a date.")
    ] = None,
    limit: Limit = None,
    fmt: FormatOption = Format.TABLE,
) -> None:
    """Lists the configured channels with what waits for them and what they took last; addresses are secrets and not shown.

    channels list
    channels list --border IR-PK
    """
    with open_app(context) as app_:
        rows = app_.channel_rows(border=parse_border(app_, border), since=parse_since(since, now=app_.clock.now()))[
            :limit
        ]
        show = output.when(app_.settings.zone)
    columns: list[output.Column] = [
        ("channel", pick("channel")),
        ("kind", pick("kind")),
        ("open", pick("open")),
        ("dead", pick("dead")),
        ("last delivered", lambda r: show(r["last_delivered_at"])),
    ]
    output.emit(rows, columns, fmt=fmt, empty="no channels")


@channels.command("test")
def test_channel(context: typer.Context, channel: str) -> None:
    """Sends one message that is marked as a test, and says what came of it.

    channels test desk-slack
    """
    with open_app(context, needs_secrets=True) as app_:
        if channel not in dict(app_.channel_kinds()):
            raise UsageError(f"no channel {channel}; see border-monitor channels list")
        outcome = asyncio.run(app_.send_test(channel))
    output.write(f"{channel}: {outcome}")
    raise typer.Exit(0 if outcome == "delivered" else 1)
