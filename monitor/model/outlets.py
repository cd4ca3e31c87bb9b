"""Who publishes: outlets with two grades, and their feeds."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from monitor.model.secret import Secret


class Grade(StrEnum):
    """Admiralty source reliability: A completely reliable ... E unreliable, F cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class FeedKind(StrEnum):
    """A feed of the outlet itself, or a search query whose items belong to the outlets they link to."""

    FEED = "feed"
    QUERY = "query"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher. ``owner`` groups outlets that are one line of reporting (``state:IR``); ``side`` is the state it speaks for, if any.

    ``hosts`` are the web hosts whose items are this outlet's, subdomains included; ``zone`` is an IANA name for dates without one.
    """

    id: str
    name: str
    events: Grade = Grade.F
    statements: Grade | None = None
    country: str | None = None
    owner: str = ""
    side: str | None = None
    languages: tuple[str, ...] = ()
    zone: str = "UTC"
    hosts: tuple[str, ...] = ()
    agency: bool = False
    analysis: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One polled address. ``verified`` tells whether anyone saw it answer; ``borders`` is empty for a feed of general news.

    ``poll_every`` is the shortest wait and the one to start with, ``slowest`` the longest for a feed that seldom brings anything (None: the
    schedule's own choice). ``headers`` and ``basic_auth`` (user, password) are sent to the feed's own host only; ``proxy`` is an address.
    """

    id: str
    outlet: str
    url: str
    kind: FeedKind = FeedKind.FEED
    language: str | None = None
    poll_every: timedelta = timedelta(minutes=5)
    verified: bool = False
    borders: tuple[str, ...] = ()
    note: str = ""
    slowest: timedelta | None = None
    headers: tuple[tuple[str, Secret], ...] = ()
    basic_auth: tuple[Secret, Secret] | None = None
    proxy: Secret | None = None


UNKNOWN_OUTLET = Outlet(id="unknown", name="unknown outlet", owner="ungraded")
"""All outlets that nobody graded are one line of reporting (grade F)."""
