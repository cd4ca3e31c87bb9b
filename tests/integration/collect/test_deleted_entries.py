"""Entries that an outlet deletes without a word, and all the other reasons for which entries leave a feed."""

from collections.abc import Sequence

import pytest

from monitor.model.items import FailureKind, FetchFailure, NotModified, PollRecord
from monitor.model.outlets import FeedKind
from monitor.pipeline.collect import Collector
from tests.support.collect import Desk, feed

STORIES = [
    "Guards say missiles hit bases at Koh-e Sabz",
    "Grain harvest better than expected",
    "Minister opens a railway line in the north",
    "Football: the cup goes to the capital",
    "Water shortage in eight provinces",
    "New stamps for the year of the horse",
    "Court sentences two for smuggling fuel",
    "Snow closes the pass until Thursday",
]
GONE = STORIES[3]


def entry(title: str) -> str:
    """An entry, as old as its place among the stories, or newer than all."""
    place = STORIES.index(title) if title in STORIES else -1
    link = f"http://north.test/{title.replace(' ', '-')}"
    return (
        f"<item><title>{title}</title><guid isPermaLink='false'>{title}</guid><link>{link}</link>"
        f"<pubDate>Sun, 04 May 2031 {9 - place:02}:30:00 GMT</pubDate></item>"
    )


def document(titles: Sequence[str]) -> bytes:
    """A feed of these entries in this order."""
    entries = "".join(entry(title) for title in titles)
    return f"<rss version='2.0'><channel><title>North</title>{entries}</channel></rss>".encode()


def without(*titles: str) -> list[str]:
    """All stories but these."""
    return [title for title in STORIES if title not in titles]


async def polled(desk: Desk, collector: Collector, *documents: bytes, name: str = "north-times") -> list[PollRecord]:
    """The polls, six minutes apart, that these documents answered."""
    before = len(desk.store.polls)
    for body in documents:
        desk.answer(body, name)
        await collector.turn([name], force=True)
        desk.later(minutes=6)
    return desk.store.polls[before:]


def titles(desk: Desk, polls: Sequence[PollRecord]) -> list[str]:
    """Titles of what the polls found to be withdrawn."""
    return [desk.store.items[item].title for poll in polls for item in poll.withdrawn]


async def test_what_is_missing_twice_between_its_neighbours_was_deleted() -> None:
    """The first document without it raises a suspicion, the next one makes it a fact, told once."""
    desk = Desk()
    polls = await polled(desk, desk.collector(), document(STORIES), *[document(without(GONE))] * 3)
    assert [titles(desk, [poll]) for poll in polls] == [[], [], [GONE], []]


async def test_an_answer_that_nothing_changed_makes_it_a_fact_too() -> None:
    """A failure in between says nothing."""
    desk = Desk()
    collector = desk.collector()
    await polled(desk, collector, document(STORIES), document(without(GONE)))
    for answer in (FetchFailure(kind=FailureKind.TIMEOUT), NotModified(), NotModified()):
        desk.fetcher.answers["north-times"] = answer
        await collector.turn(["north-times"], force=True)
    assert [titles(desk, [poll]) for poll in desk.store.polls[2:]] == [[], [GONE], []]


async def test_what_comes_back_at_once_was_never_gone_and_later_is_restored() -> None:
    """Editors take a story down for minutes to correct it; some put it back after a day."""
    desk = Desk()
    collector = desk.collector()
    soon = await polled(desk, collector, document(STORIES), document(without(GONE)), document(STORIES))
    assert titles(desk, soon) == []
    late = await polled(desk, collector, *[document(without(GONE))] * 2, document(STORIES), document(STORIES))
    assert titles(desk, late) == [GONE]
    assert [len(poll.restored) for poll in late] == [0, 0, 1, 0]


OTHER_REASONS = {
    "rolled over the end": (STORIES, ["Fresh news", *STORIES[:-2]]),
    "the newest is taken down": (STORIES, STORIES[1:]),
    "sorted otherwise": (STORIES, list(reversed(without(GONE)))),
    "in no order": ([STORIES[n] for n in (3, 0, 6, 1, 5, 2, 7, 4)], [STORIES[n] for n in (0, 6, 1, 5, 2, 7, 4)]),
    "many at once": (STORIES, [*STORIES[:2], *STORIES[5:]]),
    "replaced in its place": (STORIES, [GONE + " again" if title == GONE else title for title in STORIES]),
    "written anew on top": (STORIES, [GONE + " at last", *without(GONE)]),
    "too few to tell": (STORIES[:4], [STORIES[0], *STORIES[2:4]]),
}


@pytest.mark.parametrize("why", OTHER_REASONS)
async def test_what_leaves_a_feed_otherwise_was_not_deleted(why: str) -> None:
    """Whatever else happens to feeds."""
    before, after = OTHER_REASONS[why]
    desk = Desk()
    polls = await polled(desk, desk.collector(), document(before), *[document(after)] * 3)
    assert titles(desk, polls) == []


async def test_what_another_feed_of_the_outlet_lists_was_moved_and_not_deleted() -> None:
    """A story leaves the front page for a section."""
    desk = Desk(feeds=(feed("front"), feed("section", "http://north.test/section")))
    collector = desk.collector()
    await polled(desk, collector, document(STORIES[2:5]), name="section")
    polls = await polled(desk, collector, document(STORIES), *[document(without(GONE))] * 3, name="front")
    assert titles(desk, polls) == []


async def test_a_query_lists_what_it_likes() -> None:
    """Results of a search come and go."""
    desk = Desk(feeds=(feed(kind=FeedKind.QUERY),))
    polls = await polled(desk, desk.collector(), document(STORIES), *[document(without(GONE))] * 3)
    assert titles(desk, polls) == []


async def test_a_document_that_breaks_off_or_is_damaged_says_nothing() -> None:
    """What a transmission lost was not deleted."""
    desk = Desk()
    damaged = document(without(GONE)).replace(b"</channel>", b"")
    polls = await polled(desk, desk.collector(), document(STORIES), *[damaged] * 3)
    assert titles(desk, polls) == []


async def test_a_feed_that_changes_all_identifiers_deletes_nothing() -> None:
    """Though none of the identities that it listed is there any more."""
    desk = Desk()
    renamed = document(without(GONE)).replace(b"isPermaLink='false'>", b"isPermaLink='false'>new-")
    polls = await polled(desk, desk.collector(), document(STORIES), *[renamed] * 3)
    assert titles(desk, polls) == []
