"""Items from saved feed documents: what ``replay`` makes of a folder."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import PurePath

from monitor.errors import Problem
from monitor.feeds import normalize
from monitor.model.items import FetchFailure, Item, ParsedFeed
from monitor.model.outlets import UNKNOWN_OUTLET, Feed, FeedKind, Outlet
from monitor.pipeline.items_in import LoadedItems, with_language

Parse = Callable[..., ParsedFeed | FetchFailure]


def parse_saved(documents: Iterable[tuple[str, bytes]], *, outlets: Mapping[str, Outlet], parse: Parse) -> LoadedItems:
    """Every dated entry once, first seen when it was published. A document that can't be read is a problem, the others go on."""
    items: dict[str, Item] = {}
    problems = []
    for path, body in documents:
        parsed = parse(body, media_type=None, charset=None, url=f"file:{path}")
        if isinstance(parsed, FetchFailure):
            problems.append(Problem(path, 0, 0, f"{parsed.kind}: {parsed.detail}"))
            continue
        for item in _items(path, parsed, outlets):
            items.setdefault(item.id, item)
    return LoadedItems(
        items=tuple(sorted(items.values(), key=lambda item: item.seen_at)),
        outlets=dict(outlets),
        problems=tuple(problems),
    )


def _items(path: str, parsed: ParsedFeed, outlets: Mapping[str, Outlet]) -> Iterable[Item]:
    """The outlet is found by each entry's host, as for a query feed."""
    feed = Feed(id=PurePath(path).stem, outlet=UNKNOWN_OUTLET.id, url=f"file:{path}", kind=FeedKind.QUERY)
    by_host = {host: outlet for outlet in outlets.values() for host in outlet.hosts}
    far = datetime(9999, 1, 1, tzinfo=UTC)
    for entry in parsed.entries:
        draft = normalize.normalize(entry, feed=feed, outlet=UNKNOWN_OUTLET, outlets_by_host=by_host, seen_at=far)
        if draft.published_at:
            yield with_language(
                normalize.normalize(
                    entry, feed=feed, outlet=UNKNOWN_OUTLET, outlets_by_host=by_host, seen_at=draft.published_at
                ),
                parsed.language,
            )
