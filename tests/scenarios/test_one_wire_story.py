"""T03: one wire story in eight outlets and one report of its own make one incident on two lines, and one quiet notice."""

from collections.abc import Iterator

import pytest

from tests.support.scenarios import Stage, item, stage

WIRE = (
    "Militants opened fire on a border guards' patrol near Saravan in Sistan-Baluchestan province early on Tuesday, killing three and "
    "fleeing into the hills, the provincial police command said. No group has claimed the ambush. (Reuters)"
)
TITLES = [
    ("reuters", "Three border guards killed in ambush near Saravan in Iran"),
    ("dawn", "3 Iranian border guards killed in ambush near Saravan"),
    ("geo", "Gunmen kill three Iranian border guards near Saravan"),
    ("the-news", "Ambush near Saravan leaves three Iranian border guards dead"),
    ("express-tribune", "Three Iranian guards slain in ambush close to Saravan"),
    ("arab-news-pk", "Three Iranian border guards killed in Saravan ambush"),
    ("france24", "Iran: three border guards killed in ambush near Saravan"),
]
ITEMS = [
    *(item(f"2030-04-02T04:{10 * n:02}:00Z", outlet, title, WIRE) for n, (outlet, title) in enumerate(TITLES[:6])),
    item("2030-04-02T04:58:00Z", *TITLES[6], WIRE),
    item(
        "2030-04-02T05:30:00Z",
        "jang",
        "سراوان کے قریب گھات لگا کر حملہ، ایران کے تین سرحدی محافظ ہلاک",
        "(رائٹرز) ایران کے صوبہ سیستان و بلوچستان میں مسلح افراد نے سرحدی محافظوں کی گشتی گاڑی پر فائرنگ کر کے تین اہلکاروں کو ہلاک کر دیا۔",
    ),
    item(
        "2030-04-02T05:45:00Z",
        "haalvsh",
        "کشته شدن سه مرزبان در کمین افراد مسلح در جاده سراوان",
        "منابع محلی به حال‌وش گفتند که بامداد سه‌شنبه افراد مسلح به خودروی مرزبانی در جاده سراوان به کوهک تیراندازی کردند و سه مرزبان کشته شدند.",
    ),
]


@pytest.fixture(scope="module")
def ambush(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The morning's news and the day after it."""
    with stage(ITEMS, tmp_path_factory.mktemp("wire"), watch=("IR-PK",)) as playing:
        playing.play("IR-PK", until="2030-04-03T05:45:00+00:00")
        yield playing


def test_one_incident_on_two_lines(ambush: Stage) -> None:
    """However many print it, the ambush is one attack on forces with three dead, told by the agency and by one other."""
    (incident,) = ambush.moments[-1].incidents
    assert incident.event == "force_nonstate.attack_on_forces"
    assert len(incident.reports) >= 8
    assert len(incident.lines) == 2
    assert incident.confidence == pytest.approx(0.9, abs=0.05)
    assert incident.killed is not None
    assert (incident.killed.low, incident.killed.best, incident.killed.high) == (3, 3, 3)


def test_it_stays_calm(ambush: Stage) -> None:
    """It fires once, for eight points; copies add nothing, neither to the score nor to the rate of attacks."""
    first, last = ambush.at("2030-04-02T04:00:00+00:00"), ambush.moments[-1]
    assert {m.assessment.state.value for m in ambush.moments} == {"calm"}
    assert last.codes == {"I08b"}
    assert ambush.at("2030-04-02T05:00:00+00:00").assessment.score == pytest.approx(first.assessment.score, abs=0.1)
    assert ambush.at("2030-04-02T05:45:00+00:00").assessment.score == pytest.approx(8, abs=2)


def test_nobody_is_rung_nine_times(ambush: Stage) -> None:
    """There is a notice, and at most one more once the second line is there; nothing loud."""
    levels = [alert.level.value for alert in ambush.moments[-1].alerts]
    assert 1 <= len(levels) <= 2
    assert set(levels) == {"notice"}
