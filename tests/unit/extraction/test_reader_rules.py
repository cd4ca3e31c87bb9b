"""What reading must and must not make of single headlines."""

from datetime import UTC, datetime

import pytest

from monitor.model.reports import Correction, Count, LeftOut, Mode, PartyKind, TargetClass
from monitor.model.times import Precision
from tests.support.reading import NOON, item, kinds, primary, quotations, read, reader


def best(count: Count | None) -> int | None:
    """The best figure."""
    return count.best if count else None


@pytest.mark.parametrize(
    ("title", "doer", "struck"),
    [
        ("Iran strikes Jaish al-Adl bases in Pakistan", "IR", None),
        ("Iranian missiles hit Pakistani border post near Panjgur", "IR", "PK"),
        ("Pakistani border post hit by Iranian missiles", "IR", "PK"),
        ("Strike on Pakistani army post by Iran kills two soldiers", "IR", "PK"),
        ("Iran's air strike on Pakistani post kills two", "IR", "PK"),
        ("Four villagers killed in Pakistani raid near Saravan", "PK", None),
    ],
)
def test_direction_comes_from_voice_order_and_possessives(title: str, doer: str, struck: str | None) -> None:
    """Active, passive, "by", possessive and "killed in ... raid" all find the one who did it."""
    report = primary(read(title))
    assert report.initiator is not None
    assert report.initiator.state == doer
    assert (report.target.state if report.target and report.target.kind == PartyKind.STATE_FORCES else None) == struck
    assert report.border == "IR-PK"


def test_unknown_gunmen_have_no_state_and_their_victims_keep_theirs() -> None:
    """Killings of one state's people in the other concern both, and accuse nobody."""
    report = primary(read("Unknown gunmen kill nine Pakistani workers in a house in Saravan"))
    assert report.event == "force_nonstate.attack_on_civilians"
    assert report.initiator is not None
    assert (report.initiator.kind, report.initiator.state, report.initiator.entity) == (PartyKind.UNKNOWN, None, None)
    assert report.target is not None
    assert (report.target.kind, report.target.state) == (PartyKind.CIVILIANS, "PK")
    assert best(report.killed) == 9
    assert report.border == "IR-PK"


def test_a_groups_attack_belongs_to_the_border_of_its_host() -> None:
    """A group said to be sheltered across the line makes the attack that border's."""
    report = primary(read("Jaish al-Adl gunmen ambush Iranian police in Farhold, two officers killed"))
    assert report.event == "force_nonstate.attack_on_forces"
    assert report.initiator is not None
    assert report.initiator.entity == "group"
    assert report.border == "IR-PK"


def test_a_bombing_far_from_any_line_has_no_border() -> None:
    """Nobody blamed, 366 km away: kept, with no home."""
    report = primary(read("Bombs kill about 90 at a ceremony in Farhold"))
    assert report.border is None
    assert best(report.killed) == 90


def test_a_countrys_adjective_alone_is_no_target_class() -> None:
    """ "The Iranian targets" doesn't tell what was struck."""
    report = primary(read("Pakistan strikes Iranian targets near Saravan"))
    assert report.target_class == TargetClass.UNKNOWN


def test_what_is_not_known_about_who_did_it_is_said() -> None:
    """An air raid beside the line by nobody named is laid at the other side's door, hedged and of unknown kind."""
    report = primary(read("Ten dead in overnight air raid near Saravan, Tehran says"))
    assert report.initiator is not None
    assert (report.initiator.state, report.initiator.kind) == ("PK", PartyKind.UNKNOWN)
    assert report.hedged
    assert report.said_by == ("IR",)
    assert report.precision == Precision.PART_OF_DAY


@pytest.mark.parametrize(
    ("title", "mode"),
    [
        ("A year after the Iran-Pakistan strikes, Saravan families wait for answers", Mode.HISTORICAL),
        ("On this day: Pakistan bombs targets in Iran", Mode.HISTORICAL),
        ("Memorial for police killed in Saravan attack", Mode.HISTORICAL),
        ("Could Iran strike Pakistan again?", Mode.HYPOTHETICAL),
        ("Will Iran attack Pakistan?", Mode.HYPOTHETICAL),
        ("Pakistan and Iran to hold joint naval drill next month", Mode.FUTURE),
        ("Analyst: Pakistan strikes on Iran changed little", Mode.OPINION),
    ],
)
def test_other_modes_make_no_factual_report(title: str, mode: Mode) -> None:
    """History, questions, plans and opinions are recognised before anything fires."""
    reading = read(title)
    assert not kinds(reading)
    assert reading.mode == mode
    assert reading.left_out is not None
    assert not any(report.primary for report in reading.reports)


def test_an_attack_at_a_memorial_is_todays() -> None:
    """An active verb makes the memorial a place."""
    report = primary(read("Gunmen open fire at Saravan memorial, two mourners killed"))
    assert report.mode == Mode.FACTUAL
    assert best(report.killed) == 2
    assert report.happened_at == NOON


def test_an_analysis_outlet_reports_nothing() -> None:
    """A journal of opinion retells; it doesn't report."""
    reading = read("Iran strikes Jaish al-Adl bases in Pakistan", outlet="journal")
    assert reading.mode == Mode.OPINION
    assert not kinds(reading)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Pakistan strike early before Iran retaliate", LeftOut.SPORT),
        ("Iran's missile yorker destroys middle order", LeftOut.SPORT),
        ("Border clash: Panjgur and Saravan franchises meet", LeftOut.SPORT),
        ("Shutter-down strike in Panjgur over arrests", LeftOut.LABOUR),
        ("Bears attack: KSE-100 index hit by selling in Pakistan", LeftOut.MARKET),
        ("Lightning strikes kill four in Panjgur", LeftOut.WEATHER),
        ("Bus overturned near Saravan, 28 killed", LeftOut.ACCIDENT),
    ],
)
def test_other_news_that_shares_our_words_is_left_out(title: str, reason: LeftOut) -> None:
    """Sport, stoppages, markets, weather and accidents say why they are left out."""
    reading = read(title)
    assert not kinds(reading)
    assert reading.left_out == reason


def test_deaths_in_an_air_raid_outvote_cricket() -> None:
    """A sport word doesn't suppress an attack, and the toll counts the dead, of whom the players are a part."""
    report = primary(
        read(
            "Three local cricketers among ten dead in overnight air raid near Panjgur, Islamabad says; board quits series"
        )
    )
    assert report.event == "force_state.air_strike"
    assert best(report.killed) == 10


def test_background_sentences_are_history() -> None:
    """ "A month earlier" belongs to the past, even with two strikes in it."""
    reading = read(
        "Tehran summons Pakistani envoy",
        "A month earlier both countries had struck each other's territory with missiles, killing eleven.",
    )
    assert kinds(reading) == {"diplo_hostile.envoy_summoned"}


def test_attackers_dead_are_kept_apart_from_victims() -> None:
    """In a group's attack, dead militants are the attackers' own."""
    report = primary(read("Gunmen storm police station in Saravan: 11 officers killed, 18 militants dead"))
    assert best(report.killed) == 11
    assert best(report.attackers_killed) == 18


def test_a_standing_toll_replaces_what_was_added() -> None:
    """ "Two more die, toll 86" is 86, not 88."""
    assert best(primary(read("Two more die in hospital, Saravan bombing toll 86")).killed) == 86


def test_wire_tags_are_corrections() -> None:
    """CORRECTED keeps its figure; WITHDRAWN makes no factual report."""
    corrected = primary(read("CORRECTED: Saravan bombing toll 84"))
    assert (corrected.correction, best(corrected.killed)) == (Correction.CORRECTED, 84)
    hyphened = primary(read("CORRECTED-Saravan bombing toll 84"))
    assert (hyphened.correction, best(hyphened.killed)) == (Correction.CORRECTED, 84)
    withdrawn = read("STORY WITHDRAWN: no strike took place")
    assert not kinds(withdrawn)
    assert [report.correction for report in withdrawn.reports] == [Correction.WITHDRAWN]


def test_a_claim_names_the_unknown() -> None:
    """Who claims an attack by unknown hands did it, and is held as claimant."""
    report = primary(
        read("Four police killed in attack near Saravan", "Jaish al-Adl claimed responsibility for the attack.")
    )
    assert report.claimed_by == ("group",)
    assert report.initiator is not None
    assert report.initiator.entity == "group"


def test_a_denial_is_held_on_the_report() -> None:
    """A side that rejects a claim is among the deniers, and the attack stays."""
    report = primary(read("Pakistan: attack on post near Panjgur repelled, claim is propaganda, two soldiers wounded"))
    assert report.denied_by == ("PK",)
    assert best(report.injured) == 2


def test_third_parties_speak_about_the_two_others() -> None:
    """An appeal by a third state is home at the border of the two it speaks of."""
    report = primary(read("China urges restraint after Iran-Pakistan exchange of fire"))
    assert report.event == "diplo_coop.restraint_appeal"
    assert report.initiator is not None
    assert (report.initiator.state, report.border) == ("CN", "IR-PK")


def test_commentators_and_meeting_places_are_nothing() -> None:
    """An ignored name is no party and no mention; Davos is no place of incidents."""
    reading = read("Fabian Quill in Davos: Iran strikes Jaish al-Adl in Panjgur")
    assert all(mention.text != "Fabian Quill" for mention in reading.mentions)
    report = primary(reading)
    assert [place.entity for place in report.places] == ["b-town"]


def test_weekdays_are_resolved_in_the_outlets_zone() -> None:
    """ "On Tuesday" in an item of Thursday noon is two days back, known to the day."""
    report = primary(read("Iran strikes Jaish al-Adl bases in Panjgur on Tuesday"))
    assert report.happened_at == datetime(2024, 1, 16, 7, 0, tzinfo=UTC)
    assert report.precision == Precision.DAY


def test_the_day_of_what_a_step_answers_is_not_the_steps() -> None:
    """ "Protests over Tuesday's blast" is said today; the blast was on Tuesday."""
    reading = read("Iran condemns Tuesday's shelling of Saravan by Pakistan")
    days = {report.event: report.happened_at for report in reading.reports}
    assert days == {
        "diplo_hostile.condemn_protest": datetime(2024, 1, 18, 12, 0, tzinfo=UTC),
        "force_state.shelling": datetime(2024, 1, 16, 7, 0, tzinfo=UTC),
    }


def test_no_date_is_not_now() -> None:
    """An item without a date has no event time."""
    report = primary(read("Iran strikes Jaish al-Adl bases in Panjgur", published_at=None))
    assert (report.happened_at, report.precision) == (None, Precision.UNKNOWN)


def test_evidence_quotes_the_words() -> None:
    """Every evidence span cuts the original words, trigger first."""
    source = item("Iran’s “decisive” strike on Jaish al‑Adl in Panjgur")
    report = primary(reader().read(source))
    assert quotations(source, report)[0] == "strike"
    assert "Jaish al‑Adl" in quotations(source, report)


def test_a_language_without_words_is_said_to_be_uncovered() -> None:
    """Amharic is not silently read as nothing."""
    reading = read("ኢራን ፓኪስታንን መታች", language="am")
    assert reading.left_out == LeftOut.NOT_COVERED


def test_the_agency_in_brackets_is_credited() -> None:
    """A credited wire makes copies recognisable as one line."""
    report = primary(read("Three border guards killed in ambush near Saravan", "The guards were on patrol (Reuters)."))
    assert report.agency == "Reuters"
    assert report.sketch == tuple(sorted(report.sketch))


def test_one_act_in_headline_and_lead_is_one_report() -> None:
    """The lead adds to the headline's report what the headline didn't say."""
    reading = read(
        "Gunmen attack police patrol near Saravan",
        "Five officers were killed and two wounded in the attack, the governor said. Jaish al-Adl claimed responsibility.",
    )
    assert len([report for report in reading.reports if report.type == "force_nonstate"]) == 1
    report = primary(reading)
    assert (best(report.killed), best(report.injured), report.claimed_by) == (5, 2, ("group",))


def test_missiles_at_two_countries_are_two_acts() -> None:
    """One volley, two states struck: two reports with a border each."""
    reading = read(
        "Revolutionary Guards fire ballistic missiles at Panjgur and Eastgate; four civilians dead in Panjgur"
    )
    assert [(report.border, best(report.killed)) for report in reading.reports] == [("IR-PK", 4), ("CN-IR", None)]
