"""Laws of leaving known entries out, for documents that nobody thought of."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.feeds import known, normalize, parse
from monitor.model.items import Entry, FetchFailure, ParsedFeed
from tests.corpus.feeds.cases import CASES

ADDRESS = "http://north.test/rss"
BODIES = [case.body for case in CASES if len(case.body) < 5_000]
PIECES = st.sampled_from(
    ["plain", "سلام", "&lt;b&gt;bold&lt;/b&gt;", "<![CDATA[<p>one</p><item>]]>", "<!-- <entry> -->", "&amp;#38;", "  "]
)
GUIDS = st.sampled_from(["", "a", "b", "http://north.test/a#1", "http://north.test/a#2"])


@st.composite
def entries(draw: st.DrawFn, name: str) -> str:
    """One entry, with or without an identifier, a date, a language of its own and a namespace of its own."""
    guid = draw(GUIDS)
    identifier = f"<guid>{guid}</guid><id>{guid}</id>" if guid else ""
    own = draw(st.sampled_from(["", " xml:lang='fa'", " xmlns:dc='http://purl.org/dc/elements/1.1/'"]))
    creator = "<dc:creator>X</dc:creator><dc:date>2031-05-04</dc:date>" if "dc" in own else ""
    title, text = draw(PIECES), draw(PIECES)
    source = draw(st.sampled_from(["", "<source url='http://other.test/'>Other</source>"]))
    return f"<{name}{own}>{identifier}<title>{title}</title><description>{text}</description>{creator}{source}</{name}>"


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """An RSS or Atom document, elements of the head also between and after the entries."""
    rss = draw(st.booleans())
    parts = draw(st.lists(entries("item" if rss else "entry"), max_size=5))
    late = draw(st.sampled_from(["", "<language>ur</language>", "<ttl>5</ttl>"]))
    inner = f"<title>Head</title>{''.join(parts)}{late}"
    if rss:
        return f"<rss version='2.0'><channel>{inner}</channel></rss>".encode()
    return f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'>{inner}</feed>".encode()


def parsed(body: bytes, marks: frozenset[str] = frozenset()) -> ParsedFeed | FetchFailure:
    """The document with these marks known."""
    return parse.parse(body, media_type=None, charset=None, url=ADDRESS, known_marks=marks)


def left(everything: ParsedFeed, marks: frozenset[str]) -> tuple[Entry, ...]:
    """The entries that must be there: those unknown, and those whose identifier stands on another one too."""
    repeated = normalize.repeated_guids(everything.entries)
    return tuple(
        entry
        for entry, mark in zip(everything.entries, everything.marks, strict=True)
        if mark not in marks or (entry.guid and normalize.steady_guid(entry.guid) in repeated)
    )


@settings(max_examples=60, deadline=None)
@given(documents(), st.data())
def test_what_is_parsed_is_what_is_new(body: bytes, data: st.DataObject) -> None:
    """With any marks known, the others' entries come out as if all had been parsed, and so does everything else."""
    everything = parsed(body)
    assert isinstance(everything, ParsedFeed)
    assert everything.total == len(everything.marks) == len(everything.entries)
    marks = frozenset(data.draw(st.lists(st.sampled_from(everything.marks))) if everything.marks else ())
    some = parsed(body, marks)
    assert isinstance(some, ParsedFeed)
    assert some.entries == left(everything, marks)
    assert normalize.repeated_guids(some.entries) == normalize.repeated_guids(everything.entries)
    assert len(some.positions) == (len(some.entries) if everything.marks else 0)
    assert replace(some, entries=(), positions=()) == replace(everything, entries=(), positions=())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BODIES), st.data())
def test_damaged_documents_obey_as_well(body: bytes, data: st.DataObject) -> None:
    """Whatever was done to a document: where there are marks, leaving out any one entry leaves the others as they are."""
    broken = bytearray(body)
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.integers(0, max(len(broken) - 1, 0)))
        broken[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from([b"", b"x", b"<item>", b"]]>", b" "])
        )
    everything = parsed(bytes(broken))
    if not isinstance(everything, ParsedFeed) or not everything.marks:
        return
    marks = frozenset({data.draw(st.sampled_from(everything.marks))})
    some = parsed(bytes(broken), marks)
    assert isinstance(some, ParsedFeed)
    unknown = [e for e, m in zip(everything.entries, everything.marks, strict=True) if m not in marks]
    assert [entry for entry in some.entries if entry in unknown] == unknown


@settings(max_examples=60, deadline=None)
@given(documents(), st.sets(st.integers(0, 4)))
def test_taking_apart_loses_no_byte(body: bytes, kept: set[int]) -> None:
    """The entries are disjoint and in order, and what isn't left out is there byte for byte."""
    parts = known.apart(body)
    assert parts is not None
    edges = [edge for span in parts.spans for edge in span]
    assert edges == sorted(edges)
    assert parts.only(range(len(parts.spans))) == body
    without = sum(stop - start for n, (start, stop) in enumerate(parts.spans) if n not in kept)
    assert len(parts.only(kept)) == len(body) - without
