"""Entries that come again under other identifiers."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import rekey
from monitor.model.items import Item
from monitor.model.times import Precision
from tests.support.collect import NOON


def item(number: int, key: str = "a", **fields: object) -> Item:
    """An entry of the feed, under an identity made of ``key``."""
    parts = {
        "id": f"{key}{number}",
        "title": f"Title {number}",
        "outlet": "north",
        "seen_at": NOON,
        "url": f"https://north.test/{number}",
        "published_at": NOON - timedelta(hours=number),
        "content_hash": f"hash {number}",
    }
    return Item(**parts | fields)  # type: ignore[arg-type]


FIRST = [item(number) for number in range(10)]
RECENT = rekey.remembered("", FIRST, (), total=10)


def test_a_feed_with_new_identifiers_for_everything_brings_nothing_new() -> None:
    """All entries are recognised, and what is new among them is not."""
    again = [item(number, "b") for number in range(10)]
    found = rekey.recognise([*again, item(77, "b")], [*again, item(77, "b")], RECENT, total=11)
    assert found == rekey.Recognised(fresh=(item(77, "b"),), re_keyed=True)


def test_they_are_recognised_by_title_and_time_or_by_text_and_address() -> None:
    """A new address with the old time, or a new time with the old text."""
    moved = [item(n, "b", url=f"https://new.test/{n}", content_hash="other") for n in range(5)]
    redated = [item(n, "b", published_at=NOON) for n in range(5, 10)]
    assert rekey.recognise(moved + redated, moved + redated, RECENT, total=10).fresh == ()


def test_half_a_document_is_no_new_set_of_identifiers() -> None:
    """A story that comes out again is for the reading to judge."""
    some = [item(number, "b") for number in range(5)]
    found = rekey.recognise([*FIRST[5:], *some], some, RECENT, total=10)
    assert found == rekey.Recognised(fresh=tuple(some), re_keyed=False)


def test_the_same_headline_at_another_time_is_news() -> None:
    """A feed of warnings whose titles and addresses repeat loses nothing."""
    warnings = [item(n, "b", published_at=NOON, content_hash=f"new {n}") for n in range(10)]
    assert rekey.recognise(warnings, warnings, RECENT, total=10).fresh == tuple(warnings)


def test_a_date_alone_recognises_nothing() -> None:
    """ "Morning briefing" of one day is another than that of the noon."""
    by_day = {"published_precision": Precision.DAY, "url": None, "title": "Briefing", "published_at": NOON}
    recent = rekey.remembered("", [item(1, **by_day, content_hash="x")], (), total=1)
    noon = [item(2, "b", **by_day, content_hash="y")]
    assert rekey.recognise(noon, noon, recent, total=1).fresh == tuple(noon)


def test_what_was_recognised_stays_so_when_newer_entries_push_it_down() -> None:
    """Told once; the entries under new identifiers stay known though they were never stored; a changed text is news again."""
    again = [item(number, "b") for number in range(10)]
    recent = rekey.remembered(RECENT, again, {i.id for i in again}, total=10)
    later = [*[item(number, "b") for number in range(50, 58)], *again[:2]]
    assert rekey.recognise(later, later, recent, total=10) == rekey.Recognised(fresh=tuple(later[:8]), re_keyed=False)
    changed = replace(again[0], content_hash="more dead")
    assert rekey.recognise([changed, *again[1:]], [changed, *again[1:]], recent, total=10).fresh == (changed,)


def test_a_document_of_hundreds_is_remembered_whole() -> None:
    """Also when only its newest entries were looked at; within limits."""
    many = [item(number) for number in range(500)]
    recent = rekey.remembered(rekey.remembered("", many, (), total=500), [item(900)], (), total=500)
    again = [replace(i, id=f"b{i.id}") for i in many[:498]]
    assert rekey.recognise(again, again, recent, total=500).fresh == ()
    assert len(rekey.remembered(recent, many, (), total=10**9)) <= 6 * rekey.MOST_KEPT


def test_a_feed_that_nothing_is_remembered_of_is_all_new() -> None:
    """A first contact recognises nothing."""
    assert rekey.recognise(FIRST, FIRST, "", total=10) == rekey.Recognised(fresh=tuple(FIRST), re_keyed=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 400), max_size=120), st.lists(st.integers(0, 400), max_size=120))
def test_memory_is_bounded_and_keeps_the_newest(first: list[int], second: list[int]) -> None:
    """However much comes: at most 400 fingerprints, those of the last document among them; entries unlike the old ones are all fresh."""
    items = [item(number) for number in dict.fromkeys(second)]
    recent = rekey.remembered(rekey.remembered("", [item(n) for n in first], (), total=0), items, (), total=0)
    assert len(recent) <= 6 * rekey.USUALLY_KEPT
    again = [replace(i, id=f"b{i.id}") for i in items]
    assert rekey.recognise(again, again, recent, total=len(again)).re_keyed is bool(again)
    strangers = [item(n, "c") for n in range(1_000, 1_020)]
    assert rekey.recognise(strangers, strangers, recent, total=20).fresh == tuple(strangers)
