"""Entries recognised by their bytes, before anything is parsed."""

import pytest

from monitor.feeds import fields, known
from tests.support.collect import parsed, rss

THREE = rss("One", "Two", "Three", channel="<language>ur</language><ttl>15</ttl>")


def titles(body: bytes, marks: tuple[str, ...] = ()) -> list[str]:
    """What is parsed of the document when these marks are known."""
    return [entry.title for entry in parsed(body, known_marks=marks).entries]


def atom(*entries: str) -> bytes:
    """An Atom document with these entries."""
    head = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fa"><title>North</title><id>urn:north</id>'
    return f"<?xml version='1.0'?>{head}{''.join(entries)}</feed>".encode()


def test_known_entries_are_left_out_and_the_head_stays() -> None:
    """What is new is parsed as it would be among all the others; language, ttl, marks and the count are those of the whole."""
    everything = parsed(THREE)
    some = parsed(THREE, known_marks=everything.marks[:2])
    assert some.entries == everything.entries[2:]
    assert (some.language, some.ttl, some.marks, some.total) == ("ur", everything.ttl, everything.marks, 3)


def test_a_document_of_known_entries_is_still_a_feed() -> None:
    """With nothing new there are no entries, and the count tells that the feed isn't empty."""
    again = parsed(THREE, known_marks=parsed(THREE).marks)
    assert (again.entries, again.total) == ((), 3)


def test_a_changed_entry_is_new() -> None:
    """One byte makes a difference, wherever in the entry it stands."""
    marks = parsed(THREE).marks
    assert titles(THREE.replace(b"10:00:00", b"10:00:01", 1), marks) == ["One"]
    assert titles(THREE.replace(b"<title>Two", b"<title>Two!"), marks) == ["Two!"]
    assert titles(THREE.replace(b"<ttl>15", b"<ttl>20"), marks) == []


def test_atom_and_rdf_entries_are_recognised() -> None:
    """Each format has its entries where it has them."""
    entries = [f"<entry><id>urn:{n}</id><title>{n}</title></entry>" for n in "AB"]
    marks = parsed(atom(*entries)).marks
    assert titles(atom(*entries, "<entry><id>urn:C</id><title>C</title></entry>"), marks) == ["C"]
    rdf = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b'<channel rdf:about="http://north.test/"><title>North</title></channel>'
        b'<item rdf:about="http://north.test/1"><title>One</title></item></rdf:RDF>'
    )
    assert len(parsed(rdf).marks) == 1
    assert titles(rdf, parsed(rdf).marks) == []


def test_a_byte_order_mark_shifts_nothing() -> None:
    """Stretches are counted in the bytes as they came."""
    marked = b"\xef\xbb\xbf" + THREE
    parts = known.apart(marked)
    assert parts is not None
    assert [marked[start:stop][:6] + marked[start:stop][-7:] for start, stop in parts.spans] == [b"<item></item>"] * 3
    assert titles(marked, parsed(THREE).marks) == []


def test_an_entry_that_stands_in_quoted_text_is_none() -> None:
    """Comments and CDATA hold text, whatever it looks like."""
    body = rss("One", extra="<description><![CDATA[<item><title>No</title></item>]]></description><!-- <item> -->")
    assert len(parsed(body).marks) == 1


def test_entries_that_share_an_identifier_are_all_parsed() -> None:
    """Whether an identifier repeats is judged over the whole document, known or not."""
    same = "<item><guid>same</guid><title>{}</title><link>http://north.test/{}</link></item>"
    before = rss("One", channel=same.format("A", "a"))
    after = rss("One", channel=same.format("A", "a") + same.format("B", "b"))
    assert titles(after, parsed(before).marks) == ["A", "B"]


def test_an_identifier_of_the_source_is_not_the_entrys() -> None:
    """Entries taken over from one other feed name it, each; that is no repetition."""
    taken = "<entry><id>urn:{0}</id><title>{0}</title><source><id>urn:other</id></source></entry>"
    body = atom(taken.format("A"), taken.format("B"))
    assert titles(body, parsed(body).marks) == []


@pytest.mark.parametrize(
    "body",
    [
        THREE.replace(b"<rss", b"<!DOCTYPE rss><rss"),
        THREE.replace(b"</channel>", b""),
        THREE.replace(b"Two", b"T&nbsp;wo"),
        THREE.replace(b"Two</title>", b"Two</title><item/>"),
        THREE.replace(b"<channel>", b"<channel><odd><item><title>x</title></item></odd>"),
        THREE.replace(b"<channel>", b"<channel><item title='x'/>"),
        THREE.replace(b"</channel>", b"<title>Late</title></channel>"),
        THREE.replace(b"<item>", b"<item xmlns:x='urn:1'>", 1).replace(b"<item>", b"<item xmlns:x='urn:2'>", 1),
    ],
    ids=[
        "doctype",
        "truncated",
        "entity",
        "nested",
        "elsewhere",
        "empty element",
        "late title",
        "two meanings of a prefix",
    ],
)
def test_where_it_is_not_certain_everything_is_parsed(body: bytes) -> None:
    """A document that can't be taken apart for certain has no marks, and old ones change nothing."""
    result = parsed(body)
    assert result.marks == ()
    assert parsed(body, known_marks=parsed(THREE).marks) == result


@pytest.mark.parametrize(
    ("charset", "letter"), [("utf-16", "یک"), ("iso-2022-jp", "一"), ("windows-1256", "پنج"), ("utf-7", "یک")]
)
def test_only_what_reads_as_utf_8_is_taken_apart(charset: str, letter: str) -> None:
    """In other encodings the bytes of a bracket may be part of a letter."""
    body = THREE.decode().replace("version='1.0'", f"version='1.0' encoding='{charset}'").replace("One", letter)
    assert parsed(body.encode(charset)).marks == ()


def test_the_longest_documents_are_cut_in_their_middle() -> None:
    """Archives are written in either order, and what is new stands at one end. Leaving known entries out doesn't bring in others."""
    many = rss(*(f"Title {n}" for n in range(fields.MAX_ENTRIES + 5)))
    everything = parsed(many)
    assert (len(everything.entries), everything.total) == (fields.MAX_ENTRIES, fields.MAX_ENTRIES + 5)
    assert everything.degraded == "2005 entries, 2000 taken"
    assert [entry.title for entry in everything.entries[998:1002]] == [
        "Title 998",
        "Title 999",
        "Title 1005",
        "Title 1006",
    ]
    assert titles(many, everything.marks[:999] + everything.marks[1006:]) == ["Title 999", "Title 1005"]


def test_json_feeds_have_known_entries_too() -> None:
    """By their content as JSON, so that blanks make no difference."""
    items = ['{"id": "1", "title": "One"}', '{"id": "2", "title": "Two"}']
    document = '{{"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": [{}]}}'
    marks = parsed(document.format(items[0]).encode()).marks
    assert titles(document.format(",  \n".join(items)).encode(), marks) == ["Two"]


def test_hours_to_skip_are_read() -> None:
    """Each hour once, in order; a feed that skips the whole day means something else."""
    hours = "<skipHours><hour>3</hour><hour> 0 </hour><hour>24</hour><hour>x</hour></skipHours>"
    assert parsed(rss("One", channel=hours)).skip_hours == (0, 3)
    whole = "".join(f"<hour>{hour}</hour>" for hour in range(24))
    assert parsed(rss("One", channel=f"<skipHours>{whole}</skipHours>")).skip_hours == ()
