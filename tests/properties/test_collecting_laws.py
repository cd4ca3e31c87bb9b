"""Laws of collecting, for texts and bytes that nobody thought of."""

import string
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.adapters.parser import wire
from monitor.feeds import normalize, parse, schedule
from monitor.model.items import Entry, FailureKind, FeedState, FetchFailure, NotModified, ParsedFeed
from monitor.text import feed_dates, html, urls
from tests.corpus.feeds.cases import CASES
from tests.support.collect import NOON, feed, outlet

TEXTS = st.text(st.sampled_from(string.printable + "&;<>#/!-[]\x00\u200c\u202e\ud800\ufffeپحé"), max_size=80)
ENTRIES = st.builds(
    Entry,
    guid=st.none() | TEXTS,
    link=st.none() | TEXTS,
    title=TEXTS,
    summary=TEXTS,
    content=TEXTS,
    published=st.none() | TEXTS,
)
BODIES = [case.body for case in CASES if len(case.body) < 5_000]


def normalized(entry: Entry) -> object:
    """The entry as an item."""
    return normalize.normalize(entry, feed=feed(), outlet=outlet(), outlets_by_host={}, seen_at=NOON)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BODIES), st.data())
def test_parsing_never_raises(body: bytes, data: st.DataObject) -> None:
    """However a document is broken, there are entries of plain text or a failure, and both can be told over the wire."""
    broken = bytearray(body)
    for _ in range(data.draw(st.integers(1, 6))):
        if not broken:
            break
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 9))] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b"&#x110000;", b"<![", b"&#55296;", b"]]>", b"<"])
        )
    result = parse.parse(bytes(broken), media_type=None, charset=None, url="http://north.test/rss")
    assert wire.understood(wire.answer(result)) == result
    if isinstance(result, ParsedFeed):
        assert all(entry.link is None or entry.link.startswith(("http://", "https://")) for entry in result.entries)


@settings(max_examples=60, deadline=None)
@given(ENTRIES)
def test_normalizing_twice_changes_nothing(entry: Entry) -> None:
    """The same entry gives the same item, and the item's own text gives its own text again."""
    item = normalized(entry)
    assert item == normalized(entry)
    assert (html.tidy(item.title), html.tidy(item.summary)) == (item.title, item.summary)  # type: ignore[attr-defined]
    item.title.encode()  # type: ignore[attr-defined]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["http://", "https://WWW.", "http://m.", ""]),
    st.sampled_from(["a.test", "bücher.test", "[::1]:8080", "1.2.3.4"]),
    TEXTS,
)
def test_canonicalizing_twice_changes_nothing(start: str, host: str, rest: str) -> None:
    """A canonical address is its own canonical form; so is a clean one; and they agree on what is an address."""
    address = f"{start}{host}/{rest}"
    canonical, clean = urls.canonicalize(address), urls.clean(address)
    assert (canonical is None) == (clean is None)
    if canonical is not None and clean is not None:
        assert urls.canonicalize(canonical) == canonical
        assert urls.clean(clean) == clean
        assert urls.canonicalize(clean) == canonical


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_text_out_of_markup_holds_no_tags(markup: str) -> None:
    """No control characters, no blank lines, nothing at either end, and it can be stored."""
    text = html.to_text(markup)
    assert text == html.tidy(text)
    assert "\n\n" not in text
    text.encode()


@settings(max_examples=60, deadline=None)
@given(
    st.integers(946_684_800, 1_893_456_000),
    st.sampled_from(["Asia/Karachi", "Asia/Tehran", "UTC", "America/New_York"]),
)
def test_an_instant_written_in_any_form_is_the_same_instant(seconds: int, zone: str) -> None:
    """RFC 822, ISO with offset, ISO without zone at home, and seconds agree."""
    moment = datetime.fromtimestamp(seconds - seconds % 60 + 1, UTC)
    local = moment.astimezone(ZoneInfo(zone))
    forms = [f"{local:%a, %d %b %Y %H:%M:%S %z}", local.isoformat(), str(int(moment.timestamp()))]
    assert {feed_dates.read(form, zone="UTC", now=NOON)[0] for form in forms} == {moment}
    at_home = feed_dates.read(f"{local:%Y-%m-%d %H:%M:%S}", zone=zone, now=NOON)[0]
    assert at_home is not None
    assert abs(at_home - moment) in (timedelta(0), timedelta(hours=1))  # the hour that autumn has twice


USUAL = st.tuples(
    st.sampled_from(["", "Thu, ", "Mon, "]),
    st.sampled_from(["0 Jan", "01 Jan", "29 Feb", "31 Apr", "9 Dec", "18 Mai"]),
    st.sampled_from([" 1989 ", " 1402 ", " 2024 ", " 2031 "]),
    st.sampled_from(["00:00:00", "00:00:01", "23:59:60", "24:00:00", "12:60:00", "10:07:00"]),
    st.sampled_from([" GMT", " +0000", " -0345", " +1400", " +2500", " +0560", " PKT", ""]),
).map("".join)


@settings(max_examples=200, deadline=None)
@given(USUAL, st.sampled_from(["UTC", "Asia/Karachi"]))
def test_the_usual_form_of_a_date_is_read_as_any_other(raw: str, zone: str) -> None:
    """There is a short way for what nearly all feeds write; no programme writes it in small letters, which go the long way."""
    assert feed_dates.read(raw, zone=zone, now=NOON) == feed_dates.read(raw.lower(), zone=zone, now=NOON)


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("0123456789-/:.+TZ ,JanدیPKT۱۴۰۲"), max_size=30))
def test_reading_a_date_never_raises(raw: str) -> None:
    """Whatever is written, it is an instant within bounds, or None."""
    moment, _ = feed_dates.read(raw, zone="Asia/Karachi", now=NOON)
    assert moment is None or feed_dates.OLDEST <= moment <= NOON + feed_dates.FUTURE_ALLOWED


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FailureKind), st.integers(0, 10**6), st.none() | st.integers(0, 10**7), st.floats(0, 1))
def test_a_feed_is_always_asked_again_within_bounds(
    kind: FailureKind, failures: int, seconds: int | None, jitter: float
) -> None:
    """Never at once, never later than a day and its spread; never before the server allows, up to a day."""
    retry_after = None if seconds is None else timedelta(seconds=seconds)
    state = FeedState(feed="f", next_due_at=NOON, failures=failures, last_polled_at=NOON)
    due_at = schedule.next_due_at(
        state, FetchFailure(kind=kind, retry_after=retry_after), feed=feed(), now=NOON, jitter=jitter
    )
    assert timedelta(minutes=4) < due_at - NOON <= timedelta(hours=24) * 1.1
    assert due_at - NOON >= min(retry_after or timedelta(0), timedelta(hours=24))


@pytest.mark.parametrize("jitter", [0.0, 1.0])
def test_the_next_time_is_later_than_now(jitter: float) -> None:
    """Even for a feed that was never polled."""
    state = FeedState(feed="f", next_due_at=NOON)
    assert schedule.next_due_at(state, NotModified(), feed=feed(), now=NOON, jitter=jitter) > NOON
