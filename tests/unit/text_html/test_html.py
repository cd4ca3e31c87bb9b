"""Markup becomes plain text."""

import pytest

from monitor.text import html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("<p>One</p><p>Two<br/>three</p>", "One\nTwo\nthree"),
        ("a <b>bold</b> word", "a bold word"),
        ("<ul><li>x</li><li>y</li></ul>", "x\ny"),
        ("x<script>var a = '<p>no</p>';</script>y<style>p {}</style>z", "xyz"),
        ("<script>never closed", ""),
        ("x<iframe src='//e'/>y", "xy"),
        ("Tom &amp; Jerry &#8217;s &hellip;", "Tom & Jerry ’s …"),
        ("Tom &amp;amp; Jerry", "Tom & Jerry"),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;", "One\nTwo"),
        ("5 < 6 and a &lt; b", "5 < 6 and a < b"),
        ("<![CDATA[kept]]>", "kept"),
        ("a<![if x]>b<![endif]>c", "abc"),
        ("a<!-- <p>no</p> -->b", "ab"),
        ("a<!DOCTYPE x [<!ENTITY b 'c'>]>", "a]>"),
        ("  many\t blanks \n\n\r\n lines ", "many blanks\nlines"),
        ("nul\x00 esc\x1b[31m del\x7f \ud800x", "nul esc[31m del x"),
        ("نیم‌فاصله", "نیم‌فاصله"),
        ("AT&T", "AT&T"),
        ("kept <a href='cut of", "kept"),
        ("kept<!-- cut off <b>", "kept"),
        ("<a href='javascript:x'>link</a>", "link"),
    ],
)
def test_what_is_seen_is_what_stays(markup: str, text: str) -> None:
    """Text stays in its lines; tags, scripts and control characters go; entities are decoded, also when escaped twice."""
    assert html.to_text(markup) == text


@pytest.mark.parametrize("piece", ["<a ", "<a b='", "<!--", "<!", "</", "&", "<", "<script>", "<p"])
@pytest.mark.parametrize("end", ["", ">", "'>", "-->"])
def test_repetition_costs_no_more_than_length(piece: str, end: str) -> None:
    """Markup made to be looked through again and again is done within a test's patience."""
    assert len(html.to_text(piece * 20_000 + end)) <= 20_000 * len(piece) + len(end)


def test_a_title_is_one_line() -> None:
    """Block elements in a title become blanks."""
    assert html.one_line("<h1>One</h1><h2>Two</h2>") == "One Two"
