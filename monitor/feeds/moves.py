"""Follows feeds that moved for good.

Decides when permanent redirects are believed, which address is then asked, and that nothing secret moves along to another site. Believing
is no rewriting of the configuration: the operator sees where the feed went, and the configured address is tried again when the new one fails.
"""

from dataclasses import replace
from urllib.parse import urlsplit

from monitor.model.items import Document, FeedState, NotModified
from monitor.model.outlets import Feed

BELIEVED_AFTER = 3
"""Sightings in a row: a captive portal or a mistake of an afternoon says 301 too."""
GIVEN_UP_AFTER = 3
"""Failures in a row at the new address, after which the configured one is asked again."""


def has_moved(feed: Feed, state: FeedState) -> bool:
    """Whether the feed is believed to have moved from its configured address."""
    return state.moved_to is not None and state.moved_from == feed.url and state.moved_sightings >= BELIEVED_AFTER


def asked(feed: Feed, state: FeedState) -> Feed:
    """The feed with the address to ask now; what is secret stays behind when that is another site's."""
    if not has_moved(feed, state) or state.failures >= GIVEN_UP_AFTER or state.moved_to is None:
        return feed
    if _site(state.moved_to) == _site(feed.url):
        return replace(feed, url=state.moved_to)
    return replace(feed, url=state.moved_to, headers=(), basic_auth=None)


def sighted(feed: Feed, state: FeedState, outcome: Document | NotModified) -> FeedState:
    """What a good answer says of the address: a sighting more, another target, or none any more.

    A further redirect from the new address starts the count again, from the configured address.
    """
    by_new_address = asked(feed, state).url != feed.url
    if outcome.moved_to is None:
        stays = by_new_address or state.moved_to is None
        return state if stays else replace(state, moved_from=None, moved_to=None, moved_sightings=0)
    again = outcome.moved_to == state.moved_to and state.moved_from == feed.url
    sightings = min(state.moved_sightings + 1, BELIEVED_AFTER) if again else 1
    return replace(state, moved_from=feed.url, moved_to=outcome.moved_to, moved_sightings=sightings)


def _site(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname, parts.port
