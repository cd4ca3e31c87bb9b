"""Feed documents as they come: honest, careless, broken and hostile. Each says what must come of it."""

import codecs
from dataclasses import dataclass

ENTRY = (
    "<item><title>Shots at the river</title><link>http://north.test/a?x=1&amp;y=2</link><guid>g1</guid>"
    "<pubDate>Sun, 04 May 2031 10:00:00 +0430</pubDate><description>Two guards hurt.</description></item>"
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
TITLE, RIVER = "Shots at the river", "درگیری در کنار رودخانه"


def rss(entries: str = ENTRY, head: str = DECLARATION) -> str:
    """An RSS document round the entries."""
    return f'{head}<rss version="2.0"><channel><title>North</title><link>http://north.test/</link>{entries}</channel></rss>'


def titled(title: str, head: str = DECLARATION) -> str:
    """An RSS document whose one entry has this title, as written in the source."""
    return rss(ENTRY.replace(TITLE, title), head)


def atom(entry: str, attributes: str = "") -> bytes:
    """An Atom document round the entry."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>North</title><id>f</id>'
        f"<entry>{entry}<id>1</id><updated>2031-05-04T10:00:00Z</updated></entry></feed>"
    ).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document, how it was sent, and what must come of it: the first title, or a kind of failure."""

    name: str
    body: bytes
    title: str | None = TITLE
    failure: str | None = None
    degraded: bool = False
    media_type: str | None = "application/rss+xml"
    charset: str | None = None
    link: str | None = "http://north.test/a?x=1&y=2"
    summary: str | None = None


def _damaged_utf8() -> bytes:
    return titled(RIVER * 3).encode().replace("د".encode(), b"\xd8", 1)


_JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "title": "North", "items": [{"id": 7, "title": "Shots at the river", '
    '"url": "/a?x=1&y=2", "content_html": "<p>Two guards hurt.</p>", "date_published": "2031-05-04T10:00:00Z"}, 3]}'
)
_RDF = (
    '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>North</title></channel><item rdf:about="y">'
    "<title>Shots at the river</title><link>http://north.test/a</link><dc:date>2031-05-04T10:00:00+03:30</dc:date></item></rdf:RDF>"
)
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "' + "A" * 3000 + '">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 30}">' for i in range(5)) + "]>"
)  # fmt: skip
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

CASES = (
    Case(name="plain", body=rss().encode(), summary="Two guards hurt."),
    Case(name="byte-order-mark", body=codecs.BOM_UTF8 + rss().encode()),
    Case(name="leading-blanks", body=b"\n \n" + rss().encode(), degraded=True),
    Case(name="bare-ampersand", body=rss().replace("&amp;y", "&y").encode(), degraded=True),
    Case(
        name="bare-ampersands-before-names-of-signs",
        body=rss().replace("x=1&amp;y=2", "x=1&copy=2&lang=ur&section=3&amp;y=4").encode(),
        link="http://north.test/a?x=1&copy=2&lang=ur&section=3&y=4",
        degraded=True,
    ),
    Case(
        name="bare-ampersands-between-words",
        body=titled("R&D at AT&T, &copy 2031 &#163;5 &eacute;").encode(),
        title="R&D at AT&T, © 2031 £5 é",
        degraded=True,
    ),
    Case(
        name="quoted-ampersands", body=titled("<![CDATA[R&D, &copy=1 &amp; Shots]]>").encode(), title="R&D, ©=1 & Shots"
    ),
    Case(name="html-entity", body=titled("Shots&nbsp;at the river").encode(), degraded=True),
    Case(name="control-character", body=titled("Shots \x0bat the river").encode(), degraded=True),
    Case(name="truncated", body=rss(ENTRY * 2).encode()[:-60], degraded=True),
    Case(name="unclosed", body=rss().replace("Two", "<p>Two<br>").encode(), degraded=True),
    Case(name="undeclared-prefix", body=rss().replace("<guid>", "<media:x>q</media:x><guid>").encode(), degraded=True),
    Case(name="cdata-with-markup", body=titled("<![CDATA[Shots <b>at</b> the river]]>").encode()),
    Case(
        name="escaped-twice",
        body=titled("Shots at the river &amp;#8217;s end").encode(),
        title="Shots at the river ’s end",
    ),
    Case(name="script-in-title", body=titled("&lt;script&gt;x()&lt;/script&gt;Shots at the river").encode()),
    Case(
        name="script-link", body=rss().replace("http://north.test/a?x=1&amp;y=2", "javascript:x()").encode(), link=None
    ),
    Case(name="utf-16", body=titled(RIVER, '<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"), title=RIVER),
    Case(name="undeclared-utf-8", body=titled(RIVER, "").encode(), title=RIVER),
    Case(
        name="wrong-charset-in-header",
        body=titled(RIVER).encode(),
        title=RIVER,
        charset="iso-8859-1",
        media_type="text/xml",
    ),
    Case(
        name="wrong-charset-in-document",
        body=titled(RIVER, DECLARATION.replace("UTF-8", "windows-1252")).encode(),
        title=RIVER,
    ),
    Case(
        name="windows-1256",
        body=titled("حملة", DECLARATION.replace("UTF-8", "windows-1256")).encode("cp1256"),
        title="حملة",
    ),
    Case(name="windows-1252-said-utf-8", body=titled("Café ’s river").encode("cp1252"), title="Café ’s river"),
    Case(name="damaged-utf-8", body=_damaged_utf8(), title=(RIVER * 3).replace("د", "\ufffd", 1), degraded=True),
    Case(name="impossible-character", body=titled("Shots&#x110000; at&#55296; the river").encode(), degraded=True),
    Case(name="no-such-charset", body=rss().encode(), charset="zlib"),
    Case(
        name="charset-that-does-not-fit",
        body=titled("Café ’s river").encode("cp1252"),
        title="Café ’s river",
        charset="utf-16",
    ),
    Case(name="sent-as-html", body=rss().encode(), media_type="text/html"),
    Case(name="rdf", body=_RDF.encode(), link="http://north.test/a"),
    Case(
        name="atom-with-base",
        body=atom(
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Shots <b>at</b> the river</div></title><link href="a"/>',
            ' xml:base="http://north.test/x/"',
        ),
        link="http://north.test/x/a",
    ),
    Case(name="atom-relative-link", body=atom(f'<title>{TITLE}</title><link href="/a"/>'), link="http://north.test/a"),
    Case(name="json-feed", body=_JSON.encode(), media_type="application/feed+json"),
    Case(name="outside-entity", body=titled("Shots at the river&x;", _OUTSIDE).encode()),
    Case(name="deep", body=rss().replace("Two", "<a>" * 20_000 + "</a>" * 20_000).encode()),
    Case(name="entity-bomb", body=titled("&f;", _BOMB).encode(), failure="malformed"),
    Case(
        name="html-page",
        body=b"<!DOCTYPE html><html><head><title>Blocked</title></head><body><p>no<br></body>",
        failure="not_a_feed",
    ),
    Case(name="empty", body=b" \n", failure="not_a_feed"),
    Case(name="other-xml", body=b"<?xml version='1.0'?><svg/>", failure="not_a_feed"),
    Case(name="other-json", body=b'{"error": "no"}', failure="not_a_feed"),
    Case(name="broken-json", body=b'{"version": "https://jsonfeed', failure="malformed"),
    Case(name="deep-json", body=b'{"a":' + b"[" * 100_000, failure="malformed"),
)
