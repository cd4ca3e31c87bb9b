"""Whether a rule matches: each condition, three values, evidence for everything that holds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.model.reports import Party, PartyKind, PlacePoint
from monitor.model.rules import Rule, RuleStatus
from monitor.rules import matching
from monitor.rules.matching import Match, Subject
from tests.unit.rules.test_desk_rules import rule

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)
HUAQUILLAS = PlacePoint(entity="huaquillas", name="Huaquillas", country="EC", lat=-3.48, lon=-80.23, precision=1)
NEARBY = PlacePoint(entity="aguas-verdes", name="Aguas Verdes", country="PE", lat=-3.49, lon=-80.25, precision=1)
STRIKE = Subject(
    texts=("Peruvian missiles hit a camp near Huaquillas", "Two soldiers were killed, Quito's radio says."),
    said="missiles hit",
    known_at=NOW - timedelta(hours=2),
    outlets=("radio-quito",),
    grades=("B2",),
    languages=("en",),
    modes=("factual",),
    events=("force_state.air_strike",),
    initiator=Party(name="Peru", kind=PartyKind.STATE_FORCES, state="PE"),
    places=(NEARBY,),
    border="EC-PE",
    means=("missile",),
    numbers={"killed": 2.0, "confidence": 0.7, "severity": 5.0},
)


def asked(condition: str, subject: Subject = STRIKE, more: str = "") -> Match:
    """What came of a rule with this condition."""
    return matching.match(rule(condition, more), subject, now=NOW)


@pytest.mark.parametrize(
    ("condition", "because"),
    [
        ("{words: [rockets, Missiles]}", ("missiles",)),
        ("{words: 'missil*'}", ("missiles",)),
        ("{words: missile}", ("missiles",)),
        ("{phrase: a camp near}", ("a camp near",)),
        ("{near: {words: [missile, camp], within: 5}}", ("missiles hit a camp",)),
        ("{re: 'camp (near|in) \\w+'}", ("camp near Huaquillas",)),
        ("{type: force_state}", ("force_state.air_strike “missiles hit”",)),
        ("{type: [force_state.air_strike]}", ("force_state.air_strike “missiles hit”",)),
        ("{initiator: PE}", ("Peru",)),
        ("{near: {place: huaquillas, km: 30}}", ("Aguas Verdes, 2 km from huaquillas",)),
        ("{country: [PE, EC]}", ("PE",)),
        ("{border: EC-PE}", ("EC-PE",)),
        ('{killed: ">= 2"}', ("killed 2",)),
        ('{severity: "> 4"}', ("severity 5",)),
        ("{means: [missile, drone]}", ("missile",)),
        ("{outlet: radio-quito}", ("radio-quito",)),
        ("{grade: [A, B]}", ("B",)),
        ("{language: en}", ("en",)),
        ("{mode: factual}", ("factual",)),
        ('{age: "< 6h"}', ("known for 2.0 h",)),
        ("{at_least: {n: 2, of: [{words: camp}, {words: convoy}, {means: missile}]}}", ("camp", "missile")),
        ("{any: [{words: convoy}, {words: camp}], none: [{words: cyclone}]}", ("camp",)),
    ],
)
def test_a_condition_that_holds_says_by_what(condition: str, because: tuple[str, ...]) -> None:
    """The words of the text, or the fact."""
    found = asked(condition)
    assert (found.matched, found.because) == (True, because)


@pytest.mark.parametrize(
    ("condition", "because"),
    [
        ("{words: [missi]}", "not: words missi"),
        ("{phrase: camp a}", "not: phrase camp a"),
        ("{near: {words: [missiles, camp], within: 3}}", "not: near missiles, camp within 3 words"),
        ("{near: {place: huaquillas, km: 1}}", "not: near huaquillas: 1 km"),
        ("{type: force_nonstate}", "not: type force_nonstate"),
        ("{initiator: EC}", "not: initiator EC"),
        ("{target: EC}", "not known: target EC"),
        ('{injured: ">= 1"}', "not known: injured >= 1"),
        ('{age: "> 6h"}', "not: age > 6 h"),
        ("{words: camp, none: [{words: missiles}]}", "words missiles"),
    ],
)
def test_a_condition_that_does_not_hold_says_why(condition: str, because: str) -> None:
    """What is false is told apart from what nobody knows."""
    found = asked(condition)
    assert (found.matched, found.because) == (False, (because,))


def test_what_is_not_known_neither_matches_nor_hinders() -> None:
    """An unknown target is not Ecuador's; under ``none`` it doesn't count against the rule."""
    assert asked("{target: EC}").when.holds is None
    assert asked("{any: [{target: EC}, {words: camp}]}").when.holds is True
    assert asked("{all: [{target: EC}, {words: convoy}]}").when.holds is False
    assert asked("{words: camp, none: [{target: EC}]}").matched


def test_an_unknown_place_is_not_everywhere() -> None:
    """A place without coordinates is near only to itself."""
    vague = replace(STRIKE, places=(PlacePoint(entity="PE", name="Peru", country="PE"),))
    assert asked("{near: {place: huaquillas, km: 30}}", vague).when.holds is None
    assert asked("{near: {place: huaquillas, km: 30}}", replace(STRIKE, places=(HUAQUILLAS,))).matched


def test_an_exception_unmatches_and_is_named() -> None:
    """It is a condition like any other."""
    found = asked("{words: camp}", more=", exceptions: [{id: of-scouts, words: [scouts, missiles]}]")
    assert (found.matched, found.because) == (False, ("exception of-scouts",))
    assert asked("{words: camp}", more=", exceptions: [{id: of-scouts, words: [scouts]}]").matched


def test_a_deprecated_rule_never_matches() -> None:
    """It is still asked, so that explain can show it."""
    found: Rule = replace(rule("{words: camp}"), status=RuleStatus.DEPRECATED)
    asked_ = matching.match(found, STRIKE, now=NOW)
    assert (asked_.matched, asked_.when.holds) == (False, True)


def test_words_are_found_however_they_are_written() -> None:
    """Case, accents, letter variants and zero-width joiners are folded away, in every script."""
    persian = replace(STRIKE, texts=("حملهٔ موشکی به پایگاه‌های مرزی",))
    assert asked("{words: [پایگاه‌های]}", persian).matched
    assert asked("{words: [HUAQUÍLLAS]}").matched
    assert not asked("{words: [camp nea]}").matched
