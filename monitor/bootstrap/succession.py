"""One application after another: what was just loaded goes on with what the running one holds open.

Decides what a reload can change, and what takes a restart. Parts that are in the middle of something (polls, messages under way, the children
that parse) live on and are told what changed; everything that only thinks is made anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.bootstrap import App


def succeed(app: "App", before: "App") -> None:
    """Has ``app`` take over from a running application: same database, same thread that writes, same work under way.

    What takes long to make is made here too. May be called in a thread: nothing that runs is changed.
    """
    kept = before.settings
    app.settings = replace(app.settings, database=kept.database, push=kept.push, metrics=kept.metrics)
    app.held, app.observers = before.held, before.observers
    app.parser, app.pushes = before.parser, before.pushes
    app.collector, app.deliverer = before.collector, before.deliverer
    app.sender.go_on(before.sender)
    for part in ("read", "assess", "fetcher"):
        getattr(app, part)


def collect_by(app: "App") -> None:
    """From now on feeds are polled as this application says. At once: no poll sees half."""
    wanted = app.settings.feeds
    app.parser.adopt(replace(app.parser.limits, wait=wanted.parse_timeout))
    app.collector.adopt(
        feeds=app.feeds,
        outlets=app.outlets,
        fetcher=app.fetcher,
        concurrency=wanted.concurrency,
        per_host=wanted.per_host,
    )
    if app.pushes is not None:
        app.pushes.adopt(feeds=app.feeds, intake=app.collector.intake, hubs=app.fetcher)


def deliver_by(app: "App") -> None:
    """From now on messages go through this application's channels."""
    app.deliverer.adopt(sender=app.sender, channels=app.settings.channels)


def differences(before: "App", after: "App") -> tuple[str, ...]:
    """What a reload changes, a sentence each; nothing when all is as it was. No secret is shown."""
    return tuple(sentence for say in _SAYINGS for sentence in say(before, after))


def restarts_needed(before: "App", opened: "App") -> tuple[str, ...]:
    """What has changed and takes effect with a restart only. ``opened`` has not yet succeeded."""
    changed = {
        "database": before.settings.database != opened.settings.database,
        "push": before.settings.push != opened.settings.push,
        "metrics": before.settings.metrics != opened.settings.metrics,
    }
    return tuple(name for name, is_so in changed.items() if is_so)


def _rules(before: "App", after: "App") -> Iterator[str]:
    old, new = before.loaded.rulebook.digest[:12], after.loaded.rulebook.digest[:12]
    if old != new:
        yield f"rules: {new}, were {old}"


def _feeds(before: "App", after: "App") -> Iterator[str]:
    yield from _counted("feeds", {feed.id: feed for feed in before.feeds}, {feed.id: feed for feed in after.feeds})


def _outlets(before: "App", after: "App") -> Iterator[str]:
    yield from _counted("outlets", before.outlets, after.outlets)


def _channels(before: "App", after: "App") -> Iterator[str]:
    old, new = ({c.id: (c, a.settings.addresses.get(c.id)) for c in a.settings.channels} for a in (before, after))
    yield from _counted("channels", old, new)


def _watch(before: "App", after: "App") -> Iterator[str]:
    if before.watch != after.watch:
        yield f"watch: {', '.join(after.settings.watch) or 'all borders'}"


def _others(before: "App", after: "App") -> Iterator[str]:
    """The settings that have no names of their own to count."""
    named = ("routes", "quiet", "zone", "contact", "cycles", "upkeep", "operational", "heartbeat", "daily_note")
    changed = [name for name in named if getattr(before.settings, name) != getattr(after.settings, name)]
    if before.settings.feeds != after.settings.feeds:
        changed.append("how feeds are fetched")
    if changed:
        yield f"changed: {', '.join(changed)}"


def _counted(what: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    counts = {
        "new": _named(name for name in new if name not in old),
        "gone": _named(name for name in old if name not in new),
        "changed": _named(name for name in new if name in old and old[name] != new[name]),
    }
    said = [f"{how}: {names}" for how, names in counts.items() if names]
    if said:
        yield f"{what} {'; '.join(said)}"


_NAMED = 5


def _named(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _NAMED} more" if every[_NAMED:] else ""
    return ", ".join(every[:_NAMED]) + more


_SAYINGS: tuple[Callable[["App", "App"], Iterator[str]], ...] = (_rules, _watch, _outlets, _feeds, _channels, _others)
