"""``status`` on one screen: a line for each thing, the borders in lines of their own."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from monitor.cli import output
from monitor.text import lengths

Shape = dict[str, Any]
When = Callable[[str | None], str]

MOST_BORDERS = 12
"""Lines of borders: the rest of the screen takes as many, and a terminal has 24 by default."""
_ARROWS = {"up": "↑", "down": "↓", "level": "→"}
_NAMED = 5


def lines(status: Shape, show: When) -> Iterator[str]:
    """Labels stand first, aligned. For scripts there is the JSON."""
    for label, text in _parts(status, show):
        yield f"{label:9}{' '.join(text.splitlines())}".rstrip()


def _parts(status: Shape, show: When) -> Iterator[tuple[str, str]]:
    yield "version", f"border-monitor {status['version']}, rules {status['rules']}, {show(status['at'])}"
    yield "health", "; ".join(status["health"]) or "healthy"
    yield from (("told", f"{wrong['says']}, since {show(wrong['since'])}") for wrong in status["told"])
    yield from _daemon(status["daemon"], show)
    yield "files", status["files"]
    yield from _borders(status["borders"])
    yield "feeds", _feeds(status["feeds"])
    yield (
        "stored",
        ", ".join(output.some(status[f"{name}s"], name) for name in ("item", "report", "incident", "alert")),
    )
    yield "backlog", f"{status['unread']:,} items to read, {status['dirty']:,} borders to assess"
    yield from _messages(status, show)
    yield "database", f"{status['database']}{_size(status['database_bytes'])}"
    yield "backup", show(status["last_backup_at"]) or "none: see border-monitor db backup"


def _daemon(daemon: Shape | None, show: When) -> Iterator[tuple[str, str]]:
    if daemon is None:
        yield "daemon", "not seen on this database: border-monitor run"
        return
    started, ago = show(daemon["started_at"]), _age(daemon["beat_seconds_ago"])
    if not daemon["runs"]:
        yield "daemon", f"stopped, last sign of life {ago} ago: border-monitor run"
        return
    yield (
        "daemon",
        f"process {daemon['pid']}, version {daemon['version']}, since {started}, last sign of life {ago} ago",
    )
    yield (
        "cycles",
        ", ".join(f"{name} {_cycle(cycle, daemon['beat_seconds_ago'])}" for name, cycle in daemon["cycles"].items()),
    )


def _cycle(cycle: Shape, since_beat: float) -> str:
    if cycle["failures"]:
        return f"failed {cycle['failures']} times in a row"
    ago = cycle["last_good_seconds_ago"]
    return "not yet" if ago is None else f"{_age(ago + since_beat)} ago"


def _age(seconds: float) -> str:
    return lengths.of_time(timedelta(seconds=seconds))


def _borders(borders: list[Shape]) -> Iterator[tuple[str, str]]:
    width = max((len(border["state"]) for border in borders), default=0)
    for n, border in enumerate(borders[:MOST_BORDERS]):
        heard = " ".join(f"{side} {how}" for side, how in border["coverage"].items())
        risk = "  risk alert" if border["risk"] else ""
        yield (
            "" if n else "borders",
            f"{border['border']}  {border['state']:{width}}  {border['score']:6.1f} {_ARROWS[border['trend']]}  {heard}{risk}",
        )
    if borders[MOST_BORDERS:]:
        yield "", f"… and {len(borders) - MOST_BORDERS} more: border-monitor borders list"
    if not borders:
        yield "borders", "none has been heard of yet"


def _feeds(feeds: Shape) -> str:
    said = ", ".join(f"{number} {kind}" for kind, number in feeds["conditions"].items())
    bad = feeds["bad"]
    named = f" ({', '.join(bad[:_NAMED])}{', …' if bad[_NAMED:] else ''})" if bad else ""
    return f"{feeds['configured']}{': ' if said else ''}{said}{named}"


def _messages(status: Shape, show: When) -> Iterator[tuple[str, str]]:
    outbox = status["outbox"]
    since = f", one since {show(outbox['waiting_since'])}" if outbox["waiting_since"] else ""
    yield "outbox", f"{outbox['open']} open{since}, {outbox['dead']} dead"
    for n, channel in enumerate(status["channels"]):
        last = show(channel["last_delivered_at"])
        waits = "".join(f", {channel[kind]} {kind}" for kind in ("open", "dead") if channel[kind])
        yield (
            "" if n else "channels",
            f"{channel['channel']} ({channel['kind']}): {f'last delivered {last}' if last else 'nothing delivered yet'}{waits}",
        )


def _size(size: int | None) -> str:
    return "" if size is None else f", {size / 2**20:,.1f} MiB"
