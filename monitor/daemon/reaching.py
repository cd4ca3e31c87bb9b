"""Whether the world can be reached: names, connections, certificates, and what time it is there. At most three feeds are asked, once."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from monitor.bootstrap import App
from monitor.daemon.findings import Finding, error, ok, warning
from monitor.model.items import Document, FailureKind, FetchFailure, FetchOutcome, Validators
from monitor.model.outlets import Feed

TRIED = 3
"""One feed may be down; three of different hosts at once mean that it is us."""
_NAME_WITHIN = 10
"""Seconds: twice what resolvers wait by default before they ask again (resolv.conf(5))."""
_ADVICE = {
    FailureKind.TLS: "the clock is wrong, certificates of the system are old (update ca-certificates), or something on the way reads along",
    FailureKind.TIMEOUT: "look for a firewall or a proxy between this machine and the servers",
    FailureKind.CONNECT: "look for a firewall, a proxy, or a network that is down",
    FailureKind.REFUSED_ADDRESS: "the name leads to a private address; name the host in feeds.allow_hosts if that is meant",
}


def reach(app: App, *, skew: timedelta) -> Iterator[Finding]:
    """The checks that ask servers."""
    if chosen := _chosen(app):
        yield from asyncio.run(_asked(app, chosen, skew))
    else:
        yield warning("network", "no feed is configured", "give outlets.yaml a feed")
    if app.settings.heartbeat is not None:
        yield heartbeat(asyncio.run(app.fetcher.can_ping(app.settings.heartbeat.address)))


def _chosen(app: App) -> list[Feed]:
    """Of different hosts, those that no proxy stands before first, and of those the ones with certificates."""
    ranked = sorted(app.feeds, key=lambda feed: (feed.proxy is not None, not feed.url.startswith("https:")))
    by_host: dict[str | None, Feed] = {}
    for feed in ranked:
        by_host.setdefault(urlsplit(feed.url).hostname, feed)
    return list(by_host.values())[:TRIED]


async def _asked(app: App, chosen: list[Feed], skew: timedelta) -> list[Finding]:
    names = [await _name(app, feed) for feed in chosen]
    outcomes = await asyncio.gather(*(app.fetcher.fetch(feed, Validators()) for feed in chosen))
    told = [outcome for outcome in outcomes if isinstance(outcome, Document) and outcome.answered_at]
    return [
        dns([trouble for trouble in names if trouble], asked=len(names)),
        connection(list(zip(chosen, outcomes, strict=True))),
        *(time_there(told[0].answered_at, now=app.clock.now(), skew=skew) for _ in told[:1]),
    ]


async def _name(app: App, feed: Feed) -> str | None:
    """Why the name of the host that we connect to leads nowhere: the feed's, or its proxy's, which is a secret."""
    parts = urlsplit(feed.proxy.reveal() if feed.proxy else feed.url)
    shown = f"the proxy of {feed.id}" if feed.proxy else parts.hostname
    try:
        async with asyncio.timeout(_NAME_WITHIN):
            await app.fetcher.resolver(parts.hostname or "", parts.port or 443)
    except TimeoutError:
        return f"{shown}: no answer within {_NAME_WITHIN} s"
    except OSError as trouble:
        return f"{shown}: {trouble.strerror or type(trouble).__name__}"
    except UnicodeError:
        return f"{shown}: no host can be called so"
    return None


def dns(troubles: list[str], *, asked: int) -> Finding:
    """Whether names are found; one that isn't may be the publisher's affair."""
    if not troubles:
        return ok("dns", f"{asked} of {asked} names found")
    todo = "see /etc/resolv.conf, or ask whoever runs the network"
    grade = error if len(troubles) == asked else warning
    return grade("dns", f"{len(troubles)} of {asked} names not found: {'; '.join(troubles)}", todo)


def connection(asked: list[tuple[Feed, FetchOutcome]]) -> Finding:
    """Whether any server answers, encrypted where that was asked for; an answer that isn't the feed is an answer."""
    shut = [(feed, outcome) for feed, outcome in asked if isinstance(outcome, FetchFailure) and outcome.status is None]
    if not shut:
        return ok("network", f"{len(asked)} of {len(asked)} servers answer")
    feed, first = shut[0]
    advice = _ADVICE.get(first.kind, f"see border-monitor feeds probe {feed.id}")
    grade = error if len(shut) == len(asked) else warning
    return grade(
        "network", f"{len(shut)} of {len(asked)} servers don't answer: {feed.id}: {first.kind}: {first.detail}", advice
    )


def heartbeat(failure: FetchFailure | None) -> Finding:
    """Whether the address of the heartbeat can be called. It isn't: that would say that the daemon is well."""
    if failure is None:
        return ok("heartbeat", "its address is in good form, and its host is found")
    advice = (
        "https:// is wanted, unless feeds.allow_hosts names the host" if failure.kind is FailureKind.BAD_URL else ""
    )
    todo = advice or _ADVICE.get(failure.kind, "see whether the name of its host is right")
    return error("heartbeat", f"its address can't be called: {failure.kind}", todo)


def time_there(there: datetime | None, *, now: datetime, skew: timedelta) -> Finding:
    """This machine's clock against a server's."""
    if there is None or abs(now - there) <= skew:
        return ok("clock", "a server's clock agrees")
    todo = "let the clock be set from the network (timedatectl set-ntp true), then restart the daemon"
    return error("clock", f"it is {now:%Y-%m-%d %H:%M} UTC here and {there:%Y-%m-%d %H:%M} at a server", todo)
