"""Writes entries of ``outlets.yaml`` for feeds that a list of subscriptions names.

Decides their ids and that nobody has judged them: grade F, not verified. What is polled already is left out, and what can't be polled.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.config import hosts, outlets
from monitor.config.outlets import LoadedOutlets
from monitor.feeds.opml import Subscription
from monitor.model.outlets import FeedKind
from monitor.text import printable, urls

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 60
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The text of an ``outlets.yaml``, and what became of the subscriptions that aren't in it."""

    text: str
    feeds: int
    known: tuple[str, ...]
    refused: tuple[str, ...]


def write(subscriptions: Sequence[Subscription], known: LoadedOutlets) -> Written:
    """One outlet for each host; what is at the host of a known search is a search. Ids differ from all that are ``known``; an outlet that has the host already is named beside it."""
    polled = {urls.canonicalize(feed.url) for feed in known.feeds}
    usable, old, refused = list[Subscription](), list[str](), list[str]()
    for subscription in subscriptions:
        if outlets.url_complaint(subscription.url) or urls.host_of(subscription.url) is None:
            refused.append(subscription.url)
        elif urls.canonicalize(subscription.url) in polled:
            old.append(subscription.url)
        else:
            usable.append(subscription)
    lines = ["schema_version: 1", "outlets:" if usable else "outlets: []"]
    lines += _outlets(usable, known)
    return Written(text="\n".join(lines) + "\n", feeds=len(usable), known=tuple(old), refused=tuple(refused))


def _outlets(usable: Iterable[Subscription], known: LoadedOutlets) -> list[str]:
    by_host: dict[str, list[Subscription]] = {}
    for subscription in usable:
        by_host.setdefault((urls.host_of(subscription.url) or "").removeprefix("www."), []).append(subscription)
    outlet_ids, feed_ids = {outlet.id for outlet in known.outlets}, {feed.id for feed in known.feeds}
    owners = {host: outlet.id for outlet in known.outlets for host in outlet.hosts}
    searches = {urls.host_of(feed.url) for feed in known.feeds if feed.kind is FeedKind.QUERY}
    lines = []
    for host, of_it in by_host.items():
        name = _taken(_slug(host) or "outlet", outlet_ids)
        if host in owners:
            lines.append(f"  # {host} is a host of the outlet '{owners[host]}': these feeds belong there")
        lines += [f"  - id: {name}", f"    name: {_quoted(host)}", "    grades: {events: F}"]
        is_search = urls.host_of(of_it[0].url) in searches
        if host not in owners and hosts.is_name(host) and not is_search:
            lines.append(f"    hosts: [{host}]")
        lines.append("    feeds:")
        for found in of_it:
            lines += _feed(found, name, feed_ids)
            lines += ["        kind: query"] if is_search else []
    return lines


def _feed(found: Subscription, outlet: str, taken: set[str]) -> list[str]:
    title = _slug(found.title)
    lines = [f"      - id: {_taken(f'{outlet}-{title}' if title else outlet, taken)}"]
    lines += [f"        url: {_quoted(found.url)}", "        verified: false"]
    if language := _LANGUAGE.match(found.language.lower()):
        lines.append(f"        language: {language[0]}")
    note = " / ".join(part for part in (found.group, found.title) if part)
    return [*lines, f"        note: {_quoted(printable.one_line(note, longest=200))}"] if note else lines


def _taken(wanted: str, taken: set[str]) -> str:
    """The id, or the first with a number that nobody has; now it is taken."""
    base = wanted[:_LONGEST_ID].strip("-")
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    found = base if base not in taken else next(name for name in numbered if name not in taken)
    taken.add(found)
    return found


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", plain).strip("-")


def _quoted(text: str) -> str:
    # A JSON text is a YAML text in double quotes.
    return json.dumps(text, ensure_ascii=False)
