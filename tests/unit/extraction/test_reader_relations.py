"""Who stands first, what a word needs beside it, and what an item tells of its acts: traits, denials, threats without an addressee."""

import pytest

from monitor.model.reports import LeftOut, Mode, PartyKind, Report
from tests.support.reading import kinds, primary, read


def sides(report: Report) -> tuple[str | None, str | None]:
    """The states of the two parties."""
    return (report.initiator and report.initiator.state, report.target and report.target.state)


def of(event: str, title: str, summary: str = "") -> Report:
    """The item's report of this kind."""
    return next(report for report in read(title, summary).reports if report.event == event)


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Pakistani and Iranian foreign ministers speak by phone", "PK"),
        ("Iranian and Pakistani foreign ministers speak by phone", "IR"),
        ("Pakistan, Iran agree to de-escalate", "PK"),
        ("Iran and Pakistan restore diplomatic ties", "IR"),
        ("Envoys return to Tehran and Islamabad, Foreign Office announces", "PK"),
    ],
)
def test_what_two_states_do_together_keeps_the_subject_first(title: str, first: str) -> None:
    """The first named, or who tells of it, is the initiator; the other side the target."""
    report = primary(read(title))
    assert report.border == "IR-PK"
    assert sides(report) == (first, "PK" if first == "IR" else "IR")


def test_a_comma_between_two_names_opens_no_clause() -> None:
    """ "A, B can settle it": A is the subject, too."""
    report = primary(read("Pakistan, Iran can settle minor irritants through talks"))
    assert sides(report) == ("PK", "IR")


def test_a_recall_without_a_second_state_is_kept_with_the_threat_beside_it() -> None:
    """No border, but the acting state; the threat of the same breath stays."""
    reading = read("Islamabad recalls its envoy and says it reserves the right to respond")
    assert kinds(reading) == {"diplo_hostile.envoy_recalled_expelled", "diplo_hostile.threat_warning"}
    assert {report.border for report in reading.reports} == {None}
    assert {sides(report) for report in reading.reports} == {("PK", None)}


def test_a_threat_alone_without_a_second_state_is_anybodys() -> None:
    """A state that warns nobody in particular is not reported."""
    assert read("Islamabad warns of serious consequences").left_out == LeftOut.NO_EVENT


@pytest.mark.parametrize(
    ("event", "trait", "title"),
    [
        ("diplo_hostile.ultimatum", "deadline", "Iran gives Pakistan 48 hours to hand over gunmen"),
        ("diplo_hostile.ultimatum", "deadline", "Tehran issues ultimatum to Islamabad over border attacks"),
        (
            "force_state.air_strike",
            "prior_notice",
            "Islamabad was informed in advance of Iranian air strike near Panjgur",
        ),
        ("society.protest_riot", "demands_force", "Protesters in Islamabad demand retaliation against Iran"),
        ("diplo_hostile.threat_warning", "force_threat", "Pakistan vows to retaliate against Iran"),
        ("diplo_hostile.accuse", "harbouring", "Iran accuses Pakistan of sheltering militants"),
        ("force_state.air_strike", "no_damage", "Iranian air strike near Panjgur caused no damage, Islamabad says"),
        ("force_state.air_strike", "named_operation", "Pakistan strikes Saravan in operation named Iron Gate"),
        ("diplo_coop.contact", "hotline", "Iranian and Pakistani officers talk on hotline"),
    ],
)
def test_traits_are_read_where_they_fit(event: str, trait: str, title: str) -> None:
    """Words that indicators ask for are held on the report that they say something of."""
    assert trait in of(event, title).traits


def test_no_notice_is_no_prior_notice() -> None:
    """Notice that was not given is not a trait."""
    report = of("force_state.air_strike", "Iranian air strike near Panjgur came without prior notice, Islamabad says")
    assert "prior_notice" not in report.traits


@pytest.mark.parametrize(
    ("title", "mode"),
    [
        ("Iran denies its troops crossed into Pakistan", Mode.NEGATED),
        ("Iran denies involvement as gunmen kill two Pakistani soldiers near Panjgur", Mode.FACTUAL),
    ],
)
def test_denying_an_act_is_not_denying_a_part_in_it(title: str, mode: Mode) -> None:
    """What a side says never happened is negated; what it only says that it didn't do has happened."""
    assert next(r for r in read(title).reports if r.type.startswith("force")).mode == mode


@pytest.mark.parametrize(
    "title",
    [
        "Pakistani soldier killed in clash with Iranian troops",
        "Two Pakistani soldiers killed in brief exchange of fire with Iranian forces",
        "Pakistani soldier killed by Iranian sniper",
    ],
)
def test_those_whom_the_dead_clashed_with_killed_them(title: str) -> None:
    """ "Killed in a clash with" names the other side's forces."""
    report = primary(read(title))
    assert report.event == "force_state.fire_exchange"
    assert sides(report) == ("IR", "PK")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Red Banner rebels kill two Pakistani soldiers near Panjgur", "Red Banner militants"),
        ("Red Banner kills two Pakistani soldiers near Panjgur", "Red Banner"),
        ("Rebels kill two Pakistani soldiers near Panjgur", "militants"),
        ("Three Gunmen Kill Two Pakistani Soldiers Near Panjgur", "gunmen"),
    ],
)
def test_a_group_that_nobody_listed_keeps_its_name(title: str, name: str) -> None:
    """Capitals tell a name, unless the headline capitalises every word."""
    report = primary(read(title))
    assert report.initiator is not None
    assert (report.initiator.name, report.initiator.state) == (name, None)


@pytest.mark.parametrize(
    ("title", "event"),
    [
        ("Iran releases two Pakistani soldiers", "material_deesc.release"),
        ("Iran sends 5,000 troops to Pakistan border", "posture.deployment_mobilisation"),
        ("Pakistan bans imports from Iran amid tensions", "coercion.trade_energy_ban"),
        ("Iran hands back two villages to Pakistan", "material_deesc.withdrawal"),
        ("Iran fires dozens of rockets at Pakistani village near Panjgur", "force_state.shelling"),
    ],
)
def test_some_verbs_count_only_with_what_they_act_on(title: str, event: str) -> None:
    """People are released, forces sent, goods banned, land handed back, rockets fired."""
    assert primary(read(title)).event == event


@pytest.mark.parametrize(
    "title",
    [
        "Iran releases second album of border songs in Pakistan",
        "Iran sends congratulations to Pakistan",
        "Fire at Panjgur market kills three",
        "Pakistan fires coach after loss to Iran",
    ],
)
def test_the_same_verbs_mean_nothing_without_it(title: str) -> None:
    """An album, a greeting, a fire and a coach are no acts between states."""
    assert not kinds(read(title))


def test_who_tells_the_dead_apart_tells_more_than_the_sum() -> None:
    """A lead that counts both sides' dead replaces the headline's sum."""
    report = primary(
        read(
            "At least 27 dead in attack on Iranian police in Saravan",
            "Eleven officers and 16 militants died in the attack.",
        )
    )
    assert report.killed is not None
    assert report.attackers_killed is not None
    assert (report.killed.best, report.attackers_killed.best) == (11, 16)


def test_soldiers_who_die_in_an_accident_were_not_attacked() -> None:
    """An accident's dead may wear uniform; a shot makes it an attack again."""
    assert read("Six Iranian soldiers killed as bus overturns near Saravan").left_out == LeftOut.ACCIDENT
    report = primary(read("Gunmen shoot dead six Iranian soldiers on bus near Saravan"))
    assert report.initiator is not None
    assert report.initiator.kind == PartyKind.UNKNOWN


def test_a_group_that_launches_an_attack_did_it() -> None:
    """The verb that carries the noun gives it its subject, whatever stands between."""
    report = primary(read("Jaish al-Adl militants launch large coordinated attack on Iranian police post in Saravan"))
    assert report.initiator is not None
    assert report.initiator.entity == "group"


def test_last_weeks_strike_is_background_to_todays_recall() -> None:
    """A verb of today before the clause that looks back makes the headline news."""
    report = primary(read("Pakistan summons Iranian envoy over last week's strike"))
    assert report.event == "diplo_hostile.envoy_summoned"


def test_a_ministry_tells_of_force_and_its_state_uses_it() -> None:
    """Nobody is told that diplomats flew."""
    strike = primary(read("Pakistani foreign ministry strikes militants near Saravan in Iran"))
    assert strike.initiator is not None
    assert (strike.initiator.state, strike.initiator.entity) == ("PK", None)


def test_when_the_cause_was_is_not_when_the_answer_came() -> None:
    """Also where both are acts of one sort, which are told as one."""
    answer = "Pakistan strikes militants near Saravan in Iran"
    plain, dated = primary(read(answer)), primary(read(f"{answer} in answer to Sunday's raid"))
    assert (dated.happened_at, dated.precision) == (plain.happened_at, plain.precision)


def test_who_strayed_was_taken_where_he_went_astray() -> None:
    """The way is no act beside the taking at its end, and its place is not lost with it."""
    (taken,) = read("Iranian conscript strays over border at Panjgur, held by Pakistani guards").reports
    assert sides(taken) == ("PK", "IR")
    assert [place.entity for place in taken.places] == ["b-town"]
