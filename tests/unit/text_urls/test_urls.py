"""Addresses: which are the same page, and which are none."""

import pytest

from monitor.text import urls

SAME = [
    "https://north.test/news/a?id=7",
    "http://www.north.test/news/a?id=7",
    "HTTPS://North.Test:443/news/a/?id=7#comments",
    "https://m.north.test/news/a?utm_source=rss&id=7&fbclid=x",
    "https://amp.north.test/amp/news/a?id=7",
    "https://north.test/news/a/amp/?id=7",
    "https://north.test/news//a.amp?id=7&output=amp",
    "  https://north.test/news/%61?id=7\n",
]


@pytest.mark.parametrize("address", SAME)
def test_all_forms_of_a_page_are_one(address: str) -> None:
    """Scheme, www, mobile, AMP, ports, tracking, fragments and escapes make no difference."""
    assert urls.canonicalize(address) == "https://north.test/news/a?id=7"


def test_different_pages_stay_different() -> None:
    """What selects a page is kept: path, case of the path, parameters and their values, odd ports."""
    pages = [
        "http://a.test/x",
        "http://a.test/X",
        "http://a.test/x?p=1",
        "http://a.test/x?p=2",
        "http://a.test:8080/x",
        "http://b.test/x",
        "http://a.test/lamp",
    ]
    assert len({urls.canonicalize(page) for page in pages}) == len(pages)


def test_the_order_of_parameters_makes_no_difference() -> None:
    """Same parameters, same page."""
    assert urls.canonicalize("http://a.test/?b=2&a=1") == urls.canonicalize("http://a.test/?a=1&b=2")


def test_an_international_name_is_its_ascii_form() -> None:
    """Both spellings of a host are one."""
    assert urls.host_of("http://Bücher.test/") == urls.host_of("http://xn--bcher-kva.test/") == "xn--bcher-kva.test"


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("faß.test", "xn--fa-hia.test"),
        ("βόλος.test", "xn--nxasmm1c.test"),
        ("نامه\u200cای.test", "xn--mgba3gch31f060k.test"),
        ("क्\u200dष.test", "xn--11b2ezcw70k.test"),
        ("ایران.test", "xn--mgba3a4f16a.test"),
        ("пример。рф", "xn--e1afmkfd.xn--p1ai"),
        ("☃.test", "xn--n3h.test"),
        ("１２７.0.0.1", "127.0.0.1"),
    ],
)
def test_a_name_leads_where_browsers_go(written: str, host: str) -> None:
    """No letter is taken for two others, no joiner lost: another name is another site. Signs are names where they were registered."""
    assert urls.host_of(f"https://{written}/") == host


def test_joiners_of_a_path_are_kept_and_those_around_an_address_are_not() -> None:
    """Persian words in a path keep their form; what was copied along with an address isn't part of it."""
    assert urls.clean("\u200dhttps://north.test/می\u200cشود\u200c ") == (
        "https://north.test/%D9%85%DB%8C%E2%80%8C%D8%B4%D9%88%D8%AF"
    )


@pytest.mark.parametrize(
    "address",
    [
        "",
        "north.test/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://north.test/",
        "http://",
        "http:///a",
        "http://[::1",
        "http://a:99999/",
        "http://user@north.test/",
        "http://north.test\\@south.test/",
        "http://a b.test/",
        "http://a..b/",
        "http://\u2024/",
        "x" * 5_000,
    ],
)
def test_what_is_no_web_address_is_none(address: str) -> None:
    """Other schemes, broken hosts and ports, and names before the host are refused everywhere alike."""
    assert (urls.clean(address), urls.canonicalize(address), urls.host_of(address)) == (None, None, None)


def test_a_clean_address_can_still_be_opened() -> None:
    """For showing, only tracking, default ports and characters that deceive are taken out."""
    assert (
        urls.clean("HTTP://www.North.test:80/a b/ü?utm_medium=x&q=%D8%B3&z#part")
        == "http://www.north.test/a%20b/%C3%BC?q=%D8%B3&z#part"
    )
    assert urls.clean("http://north.test/\u202egpj.exe") == "http://north.test/gpj.exe"


def test_no_address_has_no_host() -> None:
    """None in, None out."""
    assert urls.host_of(None) is None
