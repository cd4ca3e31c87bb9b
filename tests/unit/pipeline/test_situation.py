"""A situation report: what belongs to its period, what is added up, and news that tries to be more than text."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from monitor.model.assessments import Assessment, Contribution, Coverage, State
from monitor.model.incidents import Claim, Incident, Line, Stance, Status
from monitor.model.queries import SituationFormat
from monitor.model.reports import ActClass, Count, PlacePoint
from monitor.model.responses import Rating, Worth
from monitor.model.rulebook import BorderLine
from monitor.pipeline.situation import RENDERERS, Known, Situation, compose, markdown
from monitor.pipeline.situation.blocks import Heading, Paragraph, points
from tests.support.rules import shipped
from tests.support.store import NOW, alert, assessment, firing, incident, report, transition

DAY = timedelta(days=1)
LADDER = shipped().ladder
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> [win](https://evil.example) ![x](//evil.example/p.png) "
    '</title></svg><a href="https://evil.example">x</a> <https://evil.example> https://evil.example www.evil.example '
    "`a` **b** | # h \u202egnp\u001b[31m <!channel> @everyone &lt;b&gt; javascript:alert(1) \n# heading\n\n- point"
)
GOOD = "https://gazette.example/a?b=1&c=2"


def known(*incidents: Incident, **fields: Any) -> Known:
    """A border with these incidents, judged at noon."""
    given = {"assessment": assessment(), "alerts": (), "reports": {}, "voices": {}, **fields}
    return Known(incidents=incidents, **given)


def composed(*borders: Known, since: Any = NOW - DAY, until: Any = NOW) -> Situation:
    """The report of the day before noon."""
    names = {"EC": "Ecuador", "PE": "Peru"}
    return compose(borders, since=since, until=until, ladder=LADDER, names=names, outlets={"gazette": "The Gazette"})


def at(hours: float, name: str = "i1", **fields: Any) -> Incident:
    """An incident that began, and was known, so many hours before noon."""
    then = NOW - timedelta(hours=hours)
    return incident(name, **{"started_at": then, "first_known_at": then, "last_known_at": then, **fields})


def test_a_period_has_its_beginning_and_not_its_end() -> None:
    """What began in it, and what there was news of in it; the gravest first."""
    old_news = at(60, "old", last_known_at=NOW - timedelta(hours=1), severity=5)
    inside = (at(24, "first"), at(0.1, "last", severity=6), old_news)
    outside = (at(24.1, "before"), at(0, "after"))
    (border,) = composed(known(*inside, *outside)).borders
    assert [(a.incident.id, a.is_new) for a in border.accounts] == [("last", True), ("old", False), ("first", True)]


def test_the_dead_are_added_up_once() -> None:
    """Over incidents of force; a protest that repeats a toll, and what was retracted, don't count."""
    shots = at(3, "a", killed=Count(low=2, best=3, high=5)), at(2, "b", killed=Count(low=1, best=1, high=1))
    protest = at(1, "c", act=ActClass.PROTEST, killed=Count(low=3, best=3, high=3))
    retracted = at(1, "d", status=Status.RETRACTED, killed=Count(low=9, best=9, high=9))
    (border,) = composed(known(*shots, protest, retracted)).borders
    assert border.toll == {"killed": Count(low=3, best=4, high=6)}


def heated(**fields: Any) -> Assessment:
    """A border that went from calm to escalation within the last day, twelve hours apart."""
    steps = (
        transition(State.CALM, State.TENSION, at=NOW - timedelta(hours=18)),
        transition(State.TENSION, State.ESCALATION, at=NOW - timedelta(hours=6)),
    )
    strikes = tuple(firing("I11", at=step.at, weight=50.0, confidence=1.0) for step in steps)
    given = {"state": State.ESCALATION, "history": steps, "firings": strikes, "score": 90.0, "risk": True}
    return assessment(**{**given, "outlook": ("more to come",), "coverage": (("EC", Coverage.STALE),), **fields})


def test_a_report_of_today_tells_state_changes_outlook_and_gaps() -> None:
    """In the summary, and in the section of the border."""
    text = RENDERERS[SituationFormat.MD](composed(known(assessment=heated())))
    assert "- Changed state: EC-PE (calm → tension → escalation)." in text
    assert "- Coverage gaps, where quiet is no calm: EC-PE (EC stale)." in text
    assert "- Watch: more to come" in text


def test_a_report_of_the_past_doesnt_speak_of_what_came_later() -> None:
    """State and score are those of its last moment; outlook and coverage, which aren't kept, are left out."""
    past = composed(known(assessment=heated()), until=NOW - timedelta(hours=12))
    (border,) = past.borders
    assert (border.assessment.state, [t.new for t in border.changes]) == (State.TENSION, [State.TENSION])
    assert 0 < border.assessment.score < 50
    text = RENDERERS[SituationFormat.MD](past)
    assert "more to come" not in text
    assert "stale" not in text


def test_the_hottest_border_comes_first() -> None:
    """And of a calm day it is said that it was calm."""
    calm = known(assessment=assessment("AR-CL"))
    assert [b.border for b in composed(calm, known(assessment=heated())).borders] == ["EC-PE", "AR-CL"]
    assert json.loads(RENDERERS[SituationFormat.JSON](composed(calm)))["summary"][:3] == [
        "Every border is calm.",
        "No border changed its state.",
        "No incident.",
    ]


def test_a_border_that_cooled_down_and_isnt_calm_yet_is_no_calm_one() -> None:
    """Its score has faded, its state takes some days more."""
    tense = known(assessment=assessment("EC-PE", state=State.TENSION))
    told = json.loads(RENDERERS[SituationFormat.JSON](composed(known(assessment=assessment("AR-CL")), tense)))
    assert told["summary"][0] == "Hottest: EC-PE, tension. Score 0 (+0/24 h)."
    assert [row["border"] for row in told["borders"]] == ["EC-PE", "AR-CL"]


def test_it_says_what_the_alerts_were_worth() -> None:
    """By level and reason: how many were told, what people said of them, and of how many nobody said a word."""
    told = [alert(name, at=NOW - timedelta(hours=1)) for name in ("a", "b", "c")]
    said = [
        Rating(alert=name, worth=worth, by=by, at=NOW)
        for name, worth, by in (
            ("a", Worth.USEFUL, "amina"),
            ("a", Worth.USEFUL, "bo"),
            ("b", Worth.NOISE, "bo"),
            ("old", Worth.WRONG, "bo"),
        )
    ]
    report = composed(known(alerts=told, ratings=said, acknowledged={"a"}))
    assert json.loads(RENDERERS[SituationFormat.JSON](report))["worth"] == [
        {"level": "watch", "reason": "new_incident", "told": 3, "useful": 2, "noise": 1, "wrong": 0, "unanswered": 1}
    ]
    text = RENDERERS[SituationFormat.MD](report)
    assert "What the alerts were worth" in text
    assert "What the alerts were worth" not in RENDERERS[SituationFormat.MD](composed(known()))


def test_the_map_has_the_borders_that_lie_in_it() -> None:
    """The one that is told of by name; of others what can be seen, and nothing of what is far away."""
    village = PlacePoint(entity="p", name="Huaquillas", country="EC", lat=-3.5, lon=-80.2, precision=1)
    lines = (
        BorderLine(border="EC-PE", points="-34000 -802000 -2000 1000"),
        BorderLine(border="CO-EC", points="-30000 -801000 1000 1000"),
        BorderLine(border="IR-PK", points="250000 615000 1000 1000"),
    )
    page = RENDERERS[SituationFormat.HTML](replace(composed(known(at(2, places=(village,)))), lines=lines))
    drawn = ET.fromstring(re.findall(r"<svg.*?</svg>", page, re.DOTALL)[0])
    assert [line.findtext("title") for line in drawn.iter("polyline")] == ["EC-PE", "CO-EC"]
    assert [text.text for text in drawn.iter("text") if "°" not in (text.text or "")] == ["EC-PE", "Huaquillas"]


def hostile(text: str) -> Situation:
    """A border all of whose words are this text."""
    place = PlacePoint(entity="p", name=text, country="PE", within=text, lat=-3.5, lon=-80.2, precision=1)
    lines = tuple(
        Line(id=key, reports=(key,), outlets=("gazette",), grade="B", reliability=0.7, because=text)
        for key in ("a#0", "b#0")
    )
    told = at(
        2,
        headline=text,
        places=(place,),
        lines=lines,
        confidence_because=(text,),
        claims=(Claim(stance=Stance.DENIAL, by=text, report="a#0", outlet=text, grade="B", known_at=NOW),),
    )
    reports = {
        "a#0": report("a#0", title=text, url=GOOD),
        "b#0": report("b#0", title=text, url=f"javascript:alert(1)//{text}", outlet=text),
    }
    ledger = (Contribution(code="I11", indicator="x", points=9.0, because=text),)
    heat = replace(heated(), because=(text,), absent=(text,), outlook=(text,), ledger=ledger)
    return composed(
        known(told, assessment=heat, reports=reports, alerts=(alert("a", headline=text, at=told.started_at),))
    )


def markdown_tokens(text: str) -> list[Any]:
    """All tokens of a Markdown text, inner ones too."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return [inner for token in tokens for inner in (token, *(token.children or ()))]


def assert_markdown_is_ours(text: str) -> None:
    """No markup but ours, no address but that of the source."""
    tokens = markdown_tokens(text)
    ours = markdown_tokens(RENDERERS[SituationFormat.MD](hostile("plain words")))
    assert [t.type for t in tokens if t.type != "text"] == [t.type for t in ours if t.type != "text"]
    assert [t.attrGet("href") for t in tokens if t.type == "link_open"] == [GOOD]


class Page(HTMLParser):
    """What a browser would find."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def assert_page_is_ours(text: str) -> None:
    """The same elements as for plain words; no address but that of the source, and nothing that runs or is loaded."""
    page, ours = Page(text), Page(RENDERERS[SituationFormat.HTML](hostile("plain words")))
    assert page.tags == ours.tags
    assert not {"script", "img", "link", "iframe", "object", "base", "form", "use", "image"} & set(page.tags)
    assert [name for name, _ in page.attributes] == [name for name, _ in ours.attributes]
    assert [value for name, value in page.attributes if name == "href"] == [GOOD]
    assert not [name for name, _ in page.attributes if name in ("src", "style") or name.startswith("on")]
    assert set(re.findall(r"https?://[^\s\"<]+", text)) == {GOOD.replace("&", "&amp;")}


def test_hostile_news_stays_text() -> None:
    """Nothing of it becomes markup, is opened, pings or turns the line around."""
    situation = hostile(HOSTILE)
    text, page, document = (RENDERERS[fmt](situation) for fmt in SituationFormat)
    assert_markdown_is_ours(text)
    assert_page_is_ours(page)
    for written in (text, page, document):
        assert not {"\u202e", "\u001b"} & set(written)
    assert not {"@", "`", "*"} & set(text)
    json.loads(document)


FRAGMENTS = (
    "[",
    "](",
    "](//e.example)",
    "![",
    "\\",
    "<",
    ">",
    "<b ",
    "/>",
    "&lt;",
    '"',
    "'",
    "|",
    "`",
    "**",
    "~~",
    "\n",
    "\n\n",
    "- ",
    "# ",
    "a",
    "1. ",
)


@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8).map("".join))
def test_no_text_is_markup(text: str) -> None:
    """Whatever the signs."""
    situation = hostile(f"a{text}z")
    assert_markdown_is_ours(RENDERERS[SituationFormat.MD](situation))
    assert_page_is_ours(RENDERERS[SituationFormat.HTML](situation))


@pytest.mark.parametrize(
    "beginning", ["- ", "# ", "1. ", "12) ", "+ ", "=== ", "--- ", "[a]: b ", "    code ", "| ", "> "]
)
def test_a_line_begins_with_text(beginning: str) -> None:
    """Also where the text stands at the beginning of a point, or of a paragraph."""
    foreign = f"{beginning}words"
    tokens = markdown_tokens(markdown.written([points(foreign), Paragraph((foreign,)), Heading(2, foreign)]))
    ours = markdown_tokens(markdown.written([points("words"), Paragraph(("words",)), Heading(2, "words")]))
    assert [t.type for t in tokens] == [t.type for t in ours]


def test_a_date_at_the_beginning_of_a_line_is_written_as_it_is() -> None:
    """Nothing is escaped that would be no markup."""
    assert (
        markdown.written([points("2024-01-16: told"), Paragraph(("2024: told",))])
        == "- 2024-01-16: told\n\n2024: told\n"
    )


def test_drawings_are_whole() -> None:
    """Map, curve and timeline are well-formed; everything that is drawn lies inside."""
    page = RENDERERS[SituationFormat.HTML](hostile(HOSTILE))
    drawings = [ET.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]
    assert [d.findtext("title") for d in drawings] == [
        "Map of the incidents",
        "State and score of EC-PE",
        "Incidents of EC-PE in time",
    ]
    for drawing in drawings:
        *_, width, height = map(float, drawing.attrib["viewBox"].split())
        for spot in drawing.iter("circle"):
            assert 0 <= float(spot.attrib["cx"]) <= width
            assert 0 <= float(spot.attrib["cy"]) <= height
