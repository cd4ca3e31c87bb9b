"""Signs that need curated pairs of the past: a stronger response than before, an act owned for the first time."""

from dataclasses import replace
from datetime import date, timedelta

from monitor.escalation.assess import assess
from monitor.model.incidents import Incident
from monitor.model.lexicon import EventType
from monitor.model.reports import ActClass, Party, PartyKind, TargetClass
from monitor.model.rulebook import HistoryEntry, PastAnswer, Rulebook
from tests.support.escalation import BORDER, attack, codes, judge, rulebook, strike, with_history
from tests.support.rules import shipped

AMBUSH = "force_nonstate.attack_on_forces"
CAUSE = replace(attack("a", "AA", "2030-01-01 06:00"), event=AMBUSH, target_class=TargetClass.STATE_FORCES)
ANSWER = strike("s", "AA", "2030-01-20 06:00", claimed_by=("AA",))


def with_answers(*answers: PastAnswer) -> Rulebook:
    """Answers on record, and how grave the events are."""
    events = (
        EventType(id="force_state.missile_strike", act=ActClass.AIR, severity=5),
        EventType(id="force_state.shelling", act=ActClass.GROUND_FIRE, severity=4),
    )
    return replace(rulebook(), answers=answers, events=events)


def answered(response: str, on: date = date(2028, 3, 1)) -> PastAnswer:
    """What AA did after an ambush."""
    return PastAnswer(id="p", border=BORDER, on=on, by="AA", trigger=AMBUSH, response=response)


def fired(book: Rulebook, *incidents: object) -> list[str]:
    """What fires of the two signs."""
    found = judge(list(incidents), "2030-01-21 00:00", book=book)  # type: ignore[arg-type]
    return [code for code in codes(found) if code in ("I29", "I33")]


def unknown(book: Rulebook, *incidents: object) -> set[str]:
    """What can't be judged of the two signs."""
    found = judge(list(incidents), "2030-01-21 00:00", book=book)  # type: ignore[arg-type]
    return {u.code for u in found.unknown} & {"I29", "I33"}


def test_a_strike_where_there_used_to_be_no_answer_is_a_stronger_response() -> None:
    """Also where the answer used to be milder; not where it was the same."""
    assert fired(with_answers(answered("")), CAUSE, ANSWER) == ["I29"]
    assert fired(with_answers(answered("force_state.shelling")), CAUSE, ANSWER) == ["I29"]
    assert fired(with_answers(answered(""), answered("force_state.missile_strike")), CAUSE, ANSWER) == []


def test_without_a_record_the_response_is_unknown_and_without_a_cause_it_is_none() -> None:
    """An answer on record that is later than the act is no precedent."""
    assert unknown(rulebook(), CAUSE, ANSWER) == {"I29"}
    assert unknown(with_answers(answered("", date(2030, 2, 1))), CAUSE, ANSWER) == {"I29"}
    assert unknown(rulebook(), ANSWER) == set()


def past_strike(owned: bool | None) -> Rulebook:
    """A strike by AA that is on record."""
    entry = HistoryEntry(
        id="h", border=BORDER, on=date(2028, 3, 1), act=ActClass.AIR, by="AA", event="force_state.missile_strike",
        target_class=TargetClass.NONSTATE_GROUP, owned=owned,
    )  # fmt: skip
    return replace(rulebook(), history=(entry,))


def test_the_first_act_that_a_side_owns_after_unowned_ones() -> None:
    """Once; and only where the record says that it didn't own the earlier ones."""
    again = strike("t", "AA", "2030-01-20 18:00", claimed_by=("AA",))
    assert fired(past_strike(owned=False), ANSWER, again) == ["I33"]
    assert fired(past_strike(owned=True), ANSWER) == []
    assert unknown(past_strike(owned=None), ANSWER) == {"I33"}
    assert fired(past_strike(owned=False), replace(ANSWER, claimed_by=())) == []
    long_ago = tuple(replace(e, on=date(2015, 6, 1)) for e in past_strike(owned=False).history)
    assert fired(replace(past_strike(owned=False), history=long_ago), ANSWER) == []  # it is the first of its class then


def mixes(book: Rulebook, *incidents: Incident) -> tuple[int, int]:
    """How often a mix of weapons or a new one fires, and how often it can't be judged."""
    found = judge(list(incidents), "2030-02-01 00:00", book=book)
    return codes(found).count("I26"), len([u for u in found.unknown if u.code == "I26"])


def test_a_weapon_that_nobody_used_here_for_a_year_is_as_good_as_a_mix() -> None:
    """Where the year is watched or covered; where it isn't, or the record doesn't say what was used, nobody knows."""
    covered = with_history(since=date(2028, 1, 1), until=date(2029, 12, 31))
    first, again = strike("s", "AA", "2030-01-20 06:00"), strike("t", "BB", "2030-01-25 06:00")
    drone = strike("d", "AA", "2030-01-27 06:00", means=("drone",))
    mix = strike("m", "AA", "2030-01-28 06:00", means=("drone", "missile"))
    assert mixes(covered, first, again) == (1, 0)
    assert mixes(covered, first, again, drone, mix) == (3, 0)
    assert mixes(rulebook(), first, again, drone, mix) == (1, 2)
    recently = replace(covered, history=tuple(replace(e, on=date(2029, 6, 1)) for e in past_strike(owned=None).history))
    assert mixes(recently, first) == (0, 1)
    long_ago = strike("l", "AA", "2029-03-01 06:00")
    assert mixes(covered, long_ago, first) == (0, 0)


def owned_on(day: str) -> set[str]:
    """What fires of an air strike by Pakistan in Afghanistan that it owns on a day, by the shipped history: I33, or nothing."""
    pakistan = Party(name="Pakistan", kind=PartyKind.STATE_FORCES, state="PK")
    fields = {
        "border": "AF-PK",
        "initiator": pakistan,
        "claimed_by": ("PK",),
        "places": (),
        "target_class": TargetClass.CIVILIANS,
    }
    own = replace(strike("s", "AA", f"{day} 03:00"), **fields)
    assessment = assess("AF-PK", [own], rulebook=shipped(), now=own.started_at + timedelta(hours=6))
    return {firing.code for firing in assessment.firings} & {"I33"} | {u.code for u in assessment.unknown} & {"I33"}


def test_the_shipped_history_says_when_pakistan_first_owned_a_strike_in_afghanistan() -> None:
    """It didn't own that of April 2022; that of March 2024 it did, and a later one is no first."""
    assert owned_on("2024-03-18") == {"I33"}
    assert owned_on("2025-11-25") == set()
