"""A month of news, made up: outlets with several feeds, acts on borders that some of them report, and the troubles that feeds have.

Everything follows from the size and the seed, so that who serves it and who checks what came of it need not talk to each other.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from benchmarks import documents

START = datetime(2024, 3, 1, tzinfo=UTC)
FEEDS_OF_OUTLET = 3
PER_DAY = (1, 2, 3, 4, 6, 12)
"""Entries a day, by the number of the feed: a document of thirty holds at least what a day and a half brings."""
LISTED = 30
QUIET_AT_THE_END = timedelta(hours=18)
"""Nothing comes out in the last hours, so that every feed, however long it was backed off, is polled once more after its last entry."""
ACTS_PER_DAY = 3
EVENTFUL = 0.08
"""Of the entries: those that tell of one of the acts, while there is one to tell of."""
EDITED, DELETED = 0.02, 0.01
EDITED_AFTER, DELETED_AFTER = timedelta(hours=2), timedelta(hours=20)
"""That an entry is gone can only be seen between two others that stay: it has to have some above it."""
TROUBLED, RE_KEYED, MOVED = 4, 40, 25
"""Of so many feeds one has that trouble."""
LONGEST_TROUBLE = timedelta(hours=20)
TROUBLES = ("500", "503", "429", "404", "html", "cut", "nothing", "refuse", "hang", "bomb", "loop")

SIDES = ("AF", "IN", "IR", "PK")
ADJECTIVES = {"AF": "Afghan", "IN": "Indian", "IR": "Iranian", "PK": "Pakistani"}
TOWNS = (
    ("Saravan", "IR", "PK"), ("Panjgur", "PK", "IR"), ("Taftan", "PK", "IR"), ("Chaman", "PK", "AF"), ("Torkham", "PK", "AF"),
    ("Spin Boldak", "AF", "PK"), ("Islam Qala", "AF", "IR"), ("Zaranj", "AF", "IR"), ("Poonch", "IN", "PK"), ("Uri", "IN", "PK"),
)  # fmt: skip
ACTS = (
    ("Gunmen kill {n} border guards near {town}", "{n} border guards killed in an attack near {town}"),
    ("{other} forces shell {town}, {n} civilians killed", "{n} civilians killed as {other} troops shell {town}"),
    ("{other} missiles hit targets near {town}, {n} killed", "{n} killed in {other} missile strike near {town}"),
    ("Bomb kills {n} soldiers near {town}", "{n} soldiers killed by roadside bomb near {town}"),
    ("{own} foreign ministry summons {other} ambassador over {town}", "{other} envoy summoned over incident at {town}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One entry of one feed. It is listed from ``at`` on; ``edited_at`` its title changes, ``gone_at`` it is deleted."""

    guid: str
    at: datetime
    title: str
    summary: str
    edited_at: datetime | None = None
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What a server does in place of answering, for a while."""

    kind: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed: what comes out in it, and when it is in which trouble."""

    number: int
    news: tuple[News, ...]
    trouble: Trouble | None = None
    moved_at: datetime | None = None
    re_keyed_at: datetime | None = None

    @property
    def outlet(self) -> int:
        """The number of the outlet whose feed it is."""
        return self.number // FEEDS_OF_OUTLET

    def listed(self, now: datetime) -> list[News]:
        """The newest entries that are out and not deleted, newest first."""
        out = [one for one in self.news if one.at <= now and not (one.gone_at and one.gone_at <= now)]
        return out[-LISTED:][::-1]

    def guid(self, one: News, now: datetime) -> str:
        """The identifier by which the entry is listed."""
        return f"new-{one.guid}" if self.re_keyed_at and self.re_keyed_at <= now else one.guid


def outlet_id(number: int) -> str:
    """Of an outlet by its number."""
    return f"paper-{number:03}"


def feed_id(number: int) -> str:
    """Of a feed by its number."""
    return f"{outlet_id(number // FEEDS_OF_OUTLET)}-{number % FEEDS_OF_OUTLET}"


def made(*, days: int, feeds: int, seed: int = 1) -> tuple[Source, ...]:
    """The world."""
    chance = random.Random(seed)
    acts = tuple(_acts(days, chance))
    return tuple(_source(number, days, acts, random.Random(seed * 100_003 + number)) for number in range(feeds))


def _acts(days: int, chance: random.Random) -> Iterator[tuple[datetime, tuple[str, ...]]]:
    """When something happens, and what may be written of it."""
    for number in range(days * ACTS_PER_DAY):
        town, own, other = chance.choice(TOWNS)
        said = {"town": town, "n": chance.randrange(1, 9), "own": ADJECTIVES[own], "other": ADJECTIVES[other]}
        at = START + timedelta(days=number / ACTS_PER_DAY + chance.random() / ACTS_PER_DAY)
        yield at, tuple(words.format(**said) for words in chance.choice(ACTS))


def _source(number: int, days: int, acts: Sequence[tuple[datetime, tuple[str, ...]]], chance: random.Random) -> Source:
    end = START + timedelta(days=days) - QUIET_AT_THE_END
    times = sorted(
        START + timedelta(days=day, hours=5 + 18 * chance.random())
        for day in range(-2, days)
        for _ in range(PER_DAY[number % len(PER_DAY)])
    )
    news = tuple(_news(number, n, at, acts, chance) for n, at in enumerate(time for time in times if time < end))
    middle = START + timedelta(days=days * (0.2 + 0.5 * chance.random()))
    return Source(
        number=number,
        news=news,
        trouble=_trouble(number, middle, chance) if number % TROUBLED == 1 else None,
        moved_at=middle if number % MOVED == 2 else None,
        re_keyed_at=middle if number % RE_KEYED == 3 else None,
    )


def _trouble(number: int, since: datetime, chance: random.Random) -> Trouble:
    kind = TROUBLES[number // TROUBLED % len(TROUBLES)]
    return Trouble(kind=kind, since=since, until=since + LONGEST_TROUBLE * (0.2 + 0.8 * chance.random()))


def _name(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3)).title()


def _news(
    feed: int, number: int, at: datetime, acts: Sequence[tuple[datetime, tuple[str, ...]]], chance: random.Random
) -> News:
    running = feed * 10_000 + number
    title, summary = documents.quiet_text(running)
    title = f"{' '.join(_name(chance) for _ in range(12))}: {title}"  # no two stories share most of their words
    lately = [words for time, words in acts if timedelta(0) <= at - time <= timedelta(hours=9)]
    if lately and chance.random() < EVENTFUL * ACTS_PER_DAY:
        title = chance.choice(chance.choice(lately))
        summary = f"{title}, officials said. Our correspondent reports, number {running}."
    fate = chance.random()
    return News(
        guid=f"f{feed}-{number}",
        at=at.replace(microsecond=0),
        title=title,
        summary=summary,
        edited_at=at + EDITED_AFTER if fate < EDITED else None,
        gone_at=at + DELETED_AFTER if EDITED <= fate < EDITED + DELETED else None,
    )
