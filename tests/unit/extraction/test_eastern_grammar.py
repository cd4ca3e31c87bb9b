"""Who did what to whom where the verb stands last or first, over everything that is shipped."""

import pytest

from monitor.model.reports import Mode, Party, Reading, Report
from tests.support.reading import item, kinds, primary, shipped_reader


def _read(language: str, title: str, summary: str = "") -> Reading:
    return shipped_reader().read(item(title, summary, language=language))


def _who(party: Party | None) -> str | None:
    return (party.state or party.entity) if party else None


def _first(language: str, title: str, event: str) -> Report:
    return next(r for r in _read(language, title).reports if r.event == event and r.mode == Mode.FACTUAL)


def test_a_guard_named_behind_another_state_is_that_states() -> None:
    """A pack's own name for its guards is a general word beside another state."""
    report = primary(_read("fa", "تیراندازی مرزبانان ترکیه به مهاجران افغان دو کشته داشت"))
    assert (report.event, _who(report.initiator), _who(report.target)) == ("force_state.killing_at_border", "TR", "AF")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fa", "انفجار انتحاری در کویته پاکستان ۲۵ کشته بر جای گذاشت"),
        ("ar", "14 قتيلا في هجوم انتحاري استهدف سوقا في كويتا الباكستانية"),
        ("hi", "पाकिस्तान के बन्नू में आत्मघाती हमला, नौ लोगों की मौत"),
    ],
)
def test_the_state_in_which_a_town_lies_has_done_nothing_there(language: str, title: str) -> None:
    """It stands beside its town and takes the town's relation."""
    report = primary(_read(language, title))
    assert (report.event, _who(report.initiator)) == ("force_nonstate.suicide_attack", None)


def test_a_strike_on_what_belongs_to_a_state_is_one_on_the_state() -> None:
    """ "On the depot of oil of B": what relates the depot relates B."""
    report = primary(_read("ur", "یوکرین کا روس کے تیل کے ذخیرے پر ڈرون حملہ"))
    assert (_who(report.initiator), _who(report.target), report.border) == ("UA", "RU", "RU-UA")


@pytest.mark.parametrize(
    ("language", "title", "border"),
    [
        ("ur", "پاکستان کی ایران پر اسرائیلی حملوں کی شدید مذمت", "IL-IR"),
        ("hi", "भारत ने अफगानिस्तान पर पाकिस्तान के हवाई हमलों की निंदा की", "AF-PK"),
        ("ar", "السعودية تدين القصف الإسرائيلي على سوريا", "IL-SY"),
        ("en", "Saudi Arabia condemns Israeli strikes on Syria", "IL-SY"),
    ],
)
def test_a_third_state_that_condemns_takes_a_side_on_the_border_of_others(
    language: str, title: str, border: str
) -> None:
    """It is no step between the speaker and either of them."""
    found = _first(language, title, "diplo_hostile.third_party_statement")
    assert found.border == border


def test_a_broken_truce_is_no_truce() -> None:
    """What a verb says of its object stands for the object alone."""
    found = kinds(_read("fa", "رژیم صهیونیستی آتش‌بس با لبنان را نقض کرد"))
    assert found == {"force_state.ceasefire_violation"}


def test_a_verb_of_closing_says_of_what() -> None:
    """The same verb closes a border and an airspace."""
    closed = primary(_read("fa", "هند آسمان خود را به روی هواپیماهای پاکستانی بست"))
    assert (closed.event, _who(closed.initiator)) == ("coercion.airspace_closed", "IN")
    shut = primary(_read("fa", "ایران مرز دوغارون را بست"))
    assert (shut.event, shut.border) == ("coercion.crossing_closed", "AF-IR")


def test_a_dual_counts_two() -> None:
    """One word says how many and what befell them."""
    report = primary(_read("ar", "قتيلان في غارة إسرائيلية على سيارة جنوبي لبنان"))
    assert report.killed is not None
    assert report.killed.best == 2


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ur", "چمن میں مسافر کوچ اور ٹرک میں تصادم، 7 جاں بحق"),
        ("ur", "ڈینگی سے مزید 3 افراد جاں بحق"),
        ("hi", "बांग्लादेश में डेंगू से 10 और मौतें"),
        ("fa", "پنج نفر در چابهار جان باختند"),
        ("ar", "وفاة 12 مهاجرا عطشا في الصحراء على حدود الجزائر والنيجر"),
    ],
)
def test_people_who_only_died_were_not_attacked(language: str, title: str) -> None:
    """Neutral words for death need force beside them."""
    assert not kinds(_read(language, title))


def test_whoever_is_charged_with_a_strike_is_said_to_have_struck() -> None:
    """Not the accuser, who is named first."""
    found = _first("ur", "کابل میں دھماکے، افغان طالبان کا پاکستان پر ڈرون حملے کا الزام", "force_state.drone_strike")
    assert _who(found.initiator) == "PK"


def test_what_stands_before_after_is_looked_back_on() -> None:
    """Where "after" stands behind its noun, the verb behind it is the news."""
    report = primary(_read("ur", "پہلگام حملے کے بعد بھارت نے اٹاری بارڈر بند کر دیا"))
    assert (report.event, _who(report.initiator)) == ("coercion.crossing_closed", "IN")


def test_who_stands_before_the_colon_speaks_of_what_stands_before_him() -> None:
    """ "On the tension between A and B, C: ..." is C's word on their border."""
    report = primary(_read("hi", "ईरान-पाक तनाव पर भारत: आत्मरक्षा में उठाए कदम समझते हैं"))
    assert (_who(report.initiator), report.border) == ("IN", "IR-PK")


def test_the_whole_stands_behind_including() -> None:
    """ "A colonel including twenty" are twenty."""
    report = primary(_read("hi", "गलवान घाटी में हिंसक झड़प: भारत के कर्नल समेत 20 सैनिक शहीद"))
    assert report.killed is not None
    assert (report.event, report.killed.best) == ("force_state.fire_exchange", 20)


def test_prisoners_are_let_go_by_name_of_what_they_are() -> None:
    """Whose they are needn't be said."""
    report = primary(_read("ar", "أرمينيا وأذربيجان تتبادلان الأسرى"))
    assert (report.event, report.border) == ("material_deesc.release", "AM-AZ")
