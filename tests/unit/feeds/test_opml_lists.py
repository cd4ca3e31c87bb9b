"""Lists of subscriptions in and out, well-formed or not."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import outlets as loading
from monitor.config import outlets_text
from monitor.feeds import opml
from monitor.feeds.opml import Subscription
from monitor.model.outlets import Feed, FeedKind, Grade, Outlet
from monitor.model.secret import Secret

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="Papers">
  <outline type="rss" text="The Gazette &amp; more" xmlUrl="https://gazette.example/rss?a=1&amp;b=2" language="es-PE"/>
  <outline type="rss" title="Post" text="x" xmlUrl="https://post.example/feed"></outline>
</outline>
<outline text="Loose" xmlUrl="http://www.loose.example/atom.xml"/>
<outline text="Twice" xmlUrl="https://post.example/feed"/>
</body></opml>"""
EXPECTED = (
    Subscription(
        url="https://gazette.example/rss?a=1&b=2", title="The Gazette & more", group="Papers", language="es-PE"
    ),
    Subscription(url="https://post.example/feed", title="Post", group="Papers"),
    Subscription(url="http://www.loose.example/atom.xml", title="Loose"),
)


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        "\ufeff" + LIST,
        LIST.replace("&amp; more", "& more").replace("&amp;b", "&b"),
        LIST.replace('type="rss"', "type=rss").replace("</body></opml>", ""),
        LIST.replace("xmlUrl", "XMLURL").replace("outline", "OUTLINE"),
        LIST.replace("<opml", "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml"),
        LIST.replace("</outline>\n</outline>", "</outline>\n</outline></outline></outline>"),
    ],
    ids=["plain", "bom", "bare-ampersands", "no-quotes-no-end", "capitals", "doctype", "too-many-ends"],
)
def test_the_feeds_of_a_list_are_found_however_it_is_written(text: str) -> None:
    """In order, each address once, with the heading that they stand under."""
    assert opml.parse(text.encode()) == EXPECTED


def test_other_encodings_are_read_as_declared() -> None:
    """By the mark, or the declaration; an unknown one is UTF-8."""
    latin = '<?xml version="1.0" encoding="iso-8859-1"?><outline text="Perú" xmlUrl="http://a.example/"/>'
    assert opml.parse(latin.encode("latin-1"))[0].title == "Perú"
    assert opml.parse("\ufeff".encode("utf-16-le") + latin.encode("utf-16-le"))[0].title == "Perú"
    assert opml.parse(latin.replace("iso-8859-1", "klingon").encode())[0].title == "Perú"


def test_entities_of_the_file_mean_nothing() -> None:
    """Neither files nor expansions come in."""
    text = (
        "<!DOCTYPE opml [<!ENTITY a 'AAAA'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
        '<outline text="&b;&f;" xmlUrl="http://a.example/&b;"/>'
    )
    (found,) = opml.parse(text.encode())
    assert (found.title, found.url) == ("&b;&f;", "http://a.example/&b;")


def test_a_bare_ampersand_parts_parameters_and_begins_no_sign() -> None:
    """Whatever the parameter is called: only what ends with a semicolon is a reference."""
    text = (
        '<outline text="R&D &eacute;&#38;" xmlUrl="http://a.example/?a=1&copy=2&section=3&amp;lt=4&#38;b=5&ampere=6"/>'
    )
    (found,) = opml.parse(text.encode())
    assert (found.title, found.url) == ("R&D é&", "http://a.example/?a=1&copy=2&section=3&lt=4&b=5&ampere=6")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.text("<>!?-[]&;\"'= outline/xmlUrl\x00é", max_size=200).map(str.encode))
def test_reading_a_list_never_raises(body: bytes) -> None:
    """Whatever it is."""
    assert isinstance(opml.parse(LIST.encode()[:200] + body), tuple)


OUTLETS = {"post": Outlet(id="post", name='The "Post" <b>', hosts=("post.example",))}
FEEDS = (
    Feed(id="post-home", outlet="post", url="https://post.example/feed?a=1&b=2", language="en"),
    Feed(id="post-x", outlet="post", url="https://post.example/x", headers=(("X-Key", Secret("hidden-key")),)),
    Feed(id="other", outlet="unknown", url="https://other.example/"),
)


def test_what_is_written_is_read_again() -> None:
    """Addresses, names and languages come back; secrets aren't written."""
    text = opml.render(FEEDS, OUTLETS, title="border-monitor")
    assert [(s.url, s.title, s.group) for s in opml.parse(text.encode())] == [
        (feed.url, feed.id, OUTLETS[feed.outlet].name if feed.outlet in OUTLETS else "unknown") for feed in FEEDS
    ]
    assert "hidden-key" not in text


def test_an_imported_list_is_a_configuration_that_loads(tmp_path: Path) -> None:
    """Nobody has judged what is in it: grade F, not verified; what is polled already or can't be polled is left out."""
    known = loading.LoadedOutlets(
        outlets=tuple(OUTLETS.values()),
        feeds=(*FEEDS, Feed(id="q", outlet="post", url="https://search.example/rss?q=a", kind=FeedKind.QUERY)),
    )
    subscriptions = (
        *EXPECTED,
        Subscription(url="https://post.example/feed?b=2&a=1", title="known"),
        Subscription(url="https://user:word@secret.example/", title="with a password"),
        Subscription(url="ftp://old.example/"),
        Subscription(url="https://search.example/rss?q=b", title="A search"),
        Subscription(url="https://gazette.example/rss", title='"The Gazette" & more: #1'),
        Subscription(url="http://127.0.0.1:8000/rss", title="پاکستان"),
    )
    written = outlets_text.write(subscriptions, known)
    (tmp_path / "outlets.yaml").write_text(written.text, encoding="utf-8")
    found = loading.load_outlets(tmp_path / "outlets.yaml")
    assert (written.feeds, len(found.feeds), len(written.known), len(written.refused)) == (6, 6, 1, 2)
    assert [(feed.id, feed.kind.value, feed.language) for feed in found.feeds] == [
        ("gazette-example-the-gazette-more", "feed", "es"),
        ("gazette-example-the-gazette-more-1", "feed", None),
        ("post-example-post", "feed", None),
        ("loose-example-loose", "feed", None),
        ("search-example-a-search", "query", None),
        ("127-0-0-1", "feed", None),
    ]
    assert not any(feed.verified for feed in found.feeds)
    assert {outlet.events for outlet in found.outlets} == {Grade.F}
    assert [outlet.hosts for outlet in found.outlets] == [("gazette.example",), (), ("loose.example",), (), ()]
    assert "post.example is a host of the outlet 'post'" in written.text


def test_ids_never_stand_twice() -> None:
    """Whatever the titles: numbers are added, also beside what is known."""
    many = [Subscription(url=f"https://a.example/{n}", title="Same") for n in range(30)]
    known = loading.LoadedOutlets(outlets=(), feeds=(Feed(id="a-example-same", outlet="a", url="https://z.example/"),))
    ids = [line for line in outlets_text.write(many, known).text.splitlines() if line.startswith("      - id:")]
    assert len(set(ids)) == 30
    assert "      - id: a-example-same" not in ids
