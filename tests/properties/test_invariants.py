"""What holds whatever the news: made-up weeks between Iran and Pakistan, as headlines through the real cycles on SQLite.

| invariant | test |
|---|---|
| the order in which news arrives changes nothing of the past as known at the end | ``test_the_past_does_not_depend_on_the_order_of_arrival`` |
| a restart at any moment gives the same firings, states, alerts and messages | ``test_a_restart_changes_nothing`` |
| feeding every item twice changes nothing | ``test_what_comes_twice_changes_nothing`` |
| copies of one line never raise the score, and new coverage never rings | ``test_copies_neither_heat_nor_ring`` |
| what is retracted is as if it had never been seen | ``test_what_is_retracted_was_never_seen`` |
| no transition upwards without its gate, and none to calmer without its wait | ``test_no_transition_without_its_gate`` |
| while a side is silent nothing calms down by time alone | ``test_nothing_calms_down_while_a_side_is_silent`` |
| each alert has a link, a grade and a why; one a day rings | ``test_every_alert_has_its_evidence_and_one_a_day_rings`` |
| news about something else leaves a border alone | ``test_sport_and_anniversaries_change_nothing`` |

Laws of single stages are in the other modules of this folder; weekdays in the zones of the borders in ``tests/unit/text``.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.adapters.clock import VirtualClock
from monitor.adapters.store import open_store
from monitor.cli import replaying
from monitor.extraction.reader import Reader
from monitor.model.alerts import SAME_DAY
from monitor.model.assessments import Coverage
from monitor.model.moderation import Verdict
from monitor.pipeline import moderate
from monitor.pipeline.assess import AssessCycle, Heard, HeardOf
from monitor.pipeline.items_in import LoadedItems
from monitor.pipeline.read import ReadCycle
from monitor.pipeline.replay import Replay
from monitor.pipeline.watch import WatchList
from tests.support.scenarios import app

START = datetime(2030, 3, 1, tzinfo=UTC)
END = START + timedelta(days=24)
WATCH = WatchList(("IR-PK",))
NEWS = (
    "Iranian missiles hit Jaish al-Adl base near Panjgur in Pakistan, two children killed",
    "Pakistani air strike kills nine near Saravan in Iran",
    "حمله موشکی سپاه به مقر جیش العدل در پنجگور پاکستان",
    "Iranian and Pakistani border guards exchange fire near Taftan, three soldiers killed",
    "Gunmen kill three Iranian border guards in ambush near Saravan",
    "Gunmen kill nine Pakistani workers in Saravan in Iran",
    "Pakistan condemns Iranian strike as violation of its sovereignty",
    "Pakistan says it reserves the right to respond to Iran's strike",
    "Pakistan recalls its ambassador from Iran",
    "Foreign ministers of Iran and Pakistan speak by phone",
    "Iran and Pakistan agree to de-escalate tensions",
    "Pakistan calls Iran a brotherly country",
    "Iran and Pakistan agree ceasefire",
)
BESIDE = (
    "Pakistan strike early against Iran in Asian Cup",
    "A year after the Iran-Pakistan strikes, Saravan families wait for answers",
    "Could Iran and Pakistan go to war?",
)
OUTLETS = (("Reuters", "A"), ("Dawn", "B"), ("IRNA English", "C"), ("The Border Post", "D"))
STRIKES = ((NEWS[0], OUTLETS[0], 5), (NEWS[1], OUTLETS[0], 40))
CALMING = ((NEWS[9], OUTLETS[0], 70), (NEWS[10], OUTLETS[1], 70))
CRISES = ((), STRIKES, (*STRIKES, *CALMING))
COPIES = 6
LOUD = {"watch", "warning", "critical"}

Line = dict[str, Any]
Shape = dict[str, Any]
few = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def weeks(draw: st.DrawFn, most: int = 6) -> list[Line]:
    """News of ten days, often with a crisis in it, each item known within hours or days; in order of being known."""
    anything = st.tuples(st.sampled_from(NEWS), st.sampled_from(OUTLETS), st.integers(0, 240))
    told = [*draw(st.sampled_from(CRISES)), *draw(st.lists(anything, min_size=1, max_size=most))]
    lines = []
    for n, (title, (outlet, grade), hours) in enumerate(told):
        published = START + timedelta(hours=hours, minutes=n)
        late = draw(st.sampled_from((0, 2, 40)))
        lines.append(_line(f"n{n}", title, outlet, grade, published, seen=published + timedelta(hours=late)))
    return sorted(lines, key=lambda line: line["seen"])


def _line(name: str, title: str, outlet: str, grade: str, published: datetime, *, seen: datetime) -> Line:
    times = {"published": published.isoformat(), "seen": seen.isoformat()}
    return {"id": name, "url": f"https://news.test/{name}", "title": title, "outlet": outlet, "grade": grade, **times}


@cache
def _empty() -> bytes:
    """A database without anything in it, made once."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        open_store(f"sqlite:///{file}", now=START).close()
        return file.read_bytes()


def _live(_border: str, _now: datetime) -> Heard:
    return Heard(coverage=(("IR", Coverage.LIVE), ("PK", Coverage.LIVE)))


@cache
def _reader() -> Reader:
    """Made once, for all outlets: it is what takes longest to make."""
    names = [*(name for name, _ in OUTLETS), *(f"Copy {n}" for n in range(1, COPIES + 1))]
    lines = [json.dumps({"title": "x", "outlet": name, "grade": "C", "published": START.isoformat()}) for name in names]
    return app().reader_for(app().parse_lines(lines, path="outlets").outlets)


@contextmanager
def pipeline(
    news: Sequence[Line], folder: Path, heard: HeardOf = _live, *, begin: datetime = START
) -> Iterator[tuple[Replay, Callable[[], Shape]]]:
    """The real cycles over what is in the folder's database, and what has come of it."""
    file = folder / "border.db"
    if not file.exists():
        file.write_bytes(_empty())
    loaded, clock = _loaded(news), VirtualClock(begin)
    with closing(open_store(f"sqlite:///{file}", now=begin)) as store:
        replay = Replay(
            store=store,
            read=ReadCycle(store, _reader().read, clock=clock),
            assess=AssessCycle(store, app().judge_for(WATCH), clock=clock, heard=heard),
            clock=clock,
        )
        yield replay, lambda: replaying.result(replay, loaded, watch=WATCH, ladder=app().loaded.rulebook.ladder)


def played(news: Sequence[Line], heard: HeardOf = _live, *, until: datetime = END) -> Shape:
    """What comes of the news by the end of the month, or later."""
    with TemporaryDirectory() as folder, pipeline(news, Path(folder), heard) as (replay, result):
        replay.run(_loaded(news).items, until=until)
        return result()


def _loaded(news: Sequence[Line]) -> LoadedItems:
    loaded = app().parse_lines([json.dumps(line) for line in news], path="news")
    assert loaded.problems == ()
    return loaded


def past(shape: Shape) -> Shape:
    """The past as known at the end, without when and from whom it became known."""
    facts = ("id", "type", "subtype", "status", "severity", "started_at", "initiator", "target", "killed", "lines")
    return {
        "incidents": sorted(({name: i[name] for name in facts} for i in shape["incidents"]), key=lambda i: i["id"]),
        "firings": sorted(shape["firings"], key=lambda f: (f["at"], f["code"], f["incident"] or "")),
        "borders": [(b["border"], b["state"], b["score"], b["history"]) for b in shape["borders"]],
    }


def rung(shape: Shape) -> list[Shape]:
    """The loud alerts."""
    return [alert for alert in shape["alerts"] if alert["level"] in LOUD]


@few
@given(weeks(), st.data())
def test_the_past_does_not_depend_on_the_order_of_arrival(news: list[Line], data: st.DataObject) -> None:
    """Whatever is seen first, what was said when stays."""
    times = data.draw(st.permutations([line["seen"] for line in news]))
    later = [{**line, "seen": max(seen, line["published"])} for line, seen in zip(news, times, strict=True)]
    assert past(played(sorted(later, key=lambda line: line["seen"]))) == past(played(news))


@few
@given(weeks(), st.integers(0, 23 * 24))
def test_a_restart_changes_nothing(news: list[Line], hours: int) -> None:
    """Down and up again at any moment: not one firing, alert or message more or less."""
    at = START + timedelta(hours=hours)
    with TemporaryDirectory() as folder:
        with pipeline(news, Path(folder)) as (replay, _):
            replay.run(_loaded(news).items, until=at)
        with pipeline(news, Path(folder), begin=at) as (replay, result):
            replay.run([item for item in _loaded(news).items if item.seen_at > at], until=END)
            assert result() == played(news)


@few
@given(weeks())
def test_what_comes_twice_changes_nothing(news: list[Line]) -> None:
    """The whole month once more, after it: known, and nothing to tell."""
    with TemporaryDirectory() as folder, pipeline(news, Path(folder)) as (replay, result):
        replay.run(_loaded(news).items, until=END)
        once = result()
        replay.run([replace(item, seen_at=END) for item in _loaded(news).items], until=END)
        assert result() == once


@few
@given(weeks(most=3), st.integers(1, COPIES), st.data())
def test_copies_neither_heat_nor_ring(news: list[Line], copies: int, data: st.DataObject) -> None:
    """The same words in other outlets of the same grade, hours later, are one line of reporting."""
    original = data.draw(st.sampled_from(news))
    again = [
        {
            **original,
            "id": f"c{n}",
            "url": f"https://copy{n}.test/x",
            "outlet": f"Copy {n}",
            "seen": _after(original, n),
        }
        for n in range(1, copies + 1)
    ]
    alone, copied = played(news), played(sorted([*news, *again], key=lambda line: line["seen"]))
    assert [b["score"] for b in copied["borders"]] <= [b["score"] for b in alone["borders"]]
    assert len(rung(copied)) <= len(rung(alone))


def _after(line: Line, hours: int) -> str:
    return (datetime.fromisoformat(line["seen"]) + timedelta(hours=hours)).isoformat()


@few
@given(weeks(), st.data())
def test_what_is_retracted_was_never_seen(news: list[Line], data: st.DataObject) -> None:
    """The desk retracts an incident: states and score are those without its items, and whoever was told of it is told."""
    with TemporaryDirectory() as folder, pipeline(news, Path(folder)) as (replay, result):
        replay.run(_loaded(news).items, until=END)
        before = result()
        if not before["incidents"]:
            return
        wrong = data.draw(st.sampled_from(before["incidents"]))
        incident = next(i for i in replay.store.incidents() if i.id == wrong["id"])
        ruling = moderate.ruling(Verdict.RETRACT, incident, by="desk", because="a hoax", at=END)
        replay.store.record_ruling(ruling, now=END)
        replay.assess.turn()
        after = result()
    without = played([line for line in news if line["id"] not in wrong["items"]])
    assert [standing(b) for b in after["borders"]] == [standing(b) for b in without["borders"]] or not without[
        "borders"
    ]


def standing(border: Shape) -> tuple[object, ...]:
    """State, score and how it came to them, as known at the end."""
    return border["state"], border["score"], border["history"]


@few
@given(weeks())
def test_no_transition_without_its_gate(news: list[Line]) -> None:
    """Judged anew here, from the firings alone, by the numbers of the published proposal."""
    shape = played(news)
    (border,) = shape["borders"] or [None]
    users = {i["id"]: _users(i) for i in shape["incidents"]}
    for step in border["history"] if border else ():
        at = datetime.fromisoformat(step["at"])
        force = [f for f in shape["firings"] if f["code"] in FORCE and f["confidence"] >= 0.6 and f["at"] <= step["at"]]
        recent = [f for f in force if at - datetime.fromisoformat(f["at"]) < timedelta(hours=72)]
        if step["state"] == "escalation":
            assert step["score"] >= 50
            week = [f for f in force if at - datetime.fromisoformat(f["at"]) < timedelta(days=7)]
            assert len({side for f in week for side in users[f["incident"]]}) == len(("IR", "PK")) or _alone(shape, at)
        if step["state"] == "confrontation" and step["was"] != "escalation":
            assert step["score"] >= 30 or recent
        if step["state"] == "tension" and step["was"] == "calm":
            assert step["score"] >= 10
        if step["state"] == "de_escalating":
            assert not [f for f in force if at - datetime.fromisoformat(f["at"]) < timedelta(hours=24)]
        if step["state"] == "calm":
            assert step["score"] <= 6


def _users(incident: Shape) -> set[str]:
    if incident["subtype"] == "fire_exchange":
        return {"IR", "PK"}
    return {incident["initiator"]["state"]} if incident["initiator"] else set()


def _alone(shape: Shape, at: datetime) -> bool:
    """One of the signs that stand for both sides' force fired within a week before."""
    times = [datetime.fromisoformat(f["at"]) for f in shape["firings"] if f["code"] in ("I12", "I13", "I22")]
    return any(timedelta(0) <= at - fired < timedelta(days=7) for fired in times)


FORCE = {"I10b", "I11", "I12", "I13", "I14b"}


@few
@given(weeks(), st.integers(0, 14))
def test_nothing_calms_down_while_a_side_is_silent(news: list[Line], days: int) -> None:
    """From when Iran's feeds are silent on, no step is taken downwards and no quiet is counted; and that is shown."""
    silent = START + timedelta(days=days)

    def heard(_border: str, now: datetime) -> Heard:
        if now < silent + timedelta(hours=6):
            return Heard(coverage=(("IR", Coverage.LIVE), ("PK", Coverage.LIVE)), until=silent + timedelta(hours=6))
        return Heard(coverage=(("IR", Coverage.STALE), ("PK", Coverage.LIVE)), silent_since=(("IR", silent),))

    shape = played(
        news, heard, until=END + timedelta(days=40)
    )  # long enough for all to be calm again, if they were heard
    for border in shape["borders"]:
        after = [step for step in border["history"] if datetime.fromisoformat(step["at"]) > silent]
        assert not [step for step in after if HEIGHTS.index(step["state"]) < HEIGHTS.index(step["was"])]
        assert border["coverage"] == {"IR": "stale", "PK": "live"}
    late = [f for f in shape["firings"] if datetime.fromisoformat(f["at"]) > silent]
    assert not {"J15", "J17", "J12b"} & {firing["code"] for firing in late}


HEIGHTS = ("calm", "tension", "de_escalating", "confrontation", "escalation")


@few
@given(weeks())
def test_every_alert_has_its_evidence_and_one_a_day_rings(news: list[Line]) -> None:
    """At least one link or item, one grade, one why; what would ring a second time on a day is an update."""
    with TemporaryDirectory() as folder, pipeline(news, Path(folder)) as (replay, _):
        replay.run(_loaded(news).items, until=END)
        alerts = replay.store.alerts(border="IR-PK", since=None, limit=1000)
    for alert in alerts:
        assert alert.why
        assert alert.links or "items n" in alert.body
        assert "Confidence: " in alert.body
    days = Counter(a.at.date() for a in alerts if a.level in LOUD and SAME_DAY not in a.labels)
    assert all(rings == 1 for rings in days.values())


@few
@given(weeks(most=3), st.lists(st.tuples(st.sampled_from(BESIDE), st.integers(0, 500)), min_size=1, max_size=3))
def test_sport_and_anniversaries_change_nothing(news: list[Line], beside: list[tuple[str, int]]) -> None:
    """No incident, no firing, no alert comes of them."""
    others = [
        _line(f"b{n}", title, "Reuters", "A", at := START + timedelta(hours=hours), seen=at)
        for n, (title, hours) in enumerate(beside)
    ]
    with_them = played(sorted([*news, *others], key=lambda line: line["seen"]))
    alone = played(news)
    assert (past(with_them), with_them["alerts"]) == (past(alone), alone["alerts"])
