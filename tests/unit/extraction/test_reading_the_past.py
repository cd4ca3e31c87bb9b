"""News of years ago is read as of its day: who governs a state today may then have been a group at war with it."""

from datetime import UTC, datetime

from monitor.model.reports import PartyKind
from tests.support.reading import item, primary, shipped_reader

BEFORE, AFTER = datetime(2014, 3, 1, 12, tzinfo=UTC), datetime(2024, 3, 1, 12, tzinfo=UTC)
ATTACK = "Taliban attack Pakistani border post, killing five soldiers"


def test_before_it_came_to_power_a_government_was_a_group() -> None:
    """Of one headline, ten years apart."""
    then, now = (primary(shipped_reader().read(item(ATTACK, at=at))) for at in (BEFORE, AFTER))

    assert then.initiator is not None
    assert now.initiator is not None
    assert (then.initiator.kind, then.initiator.state) == (PartyKind.NONSTATE_GROUP, None)
    assert (then.event, then.border) == ("force_nonstate.attack_on_forces", "AF-PK")
    assert (now.initiator.state, now.event, now.border) == ("AF", "force_state.fire_exchange", "AF-PK")


def test_what_it_claimed_then_it_did() -> None:
    """A state's claim of a bomb is doubted, a group's isn't."""
    title = "A suicide bomber kills 12 police recruits in Nangarhar. The Taliban claims responsibility for the attack."

    report = primary(shipped_reader().read(item(title, at=BEFORE)))

    assert report.initiator is not None
    assert report.initiator.entity == "taliban-insurgents"


def test_a_crossing_that_a_group_takes_is_on_the_line_that_the_text_names() -> None:
    """Not on the one behind which it is said to be sheltered."""
    report = primary(
        shipped_reader().read(
            item("Taliban capture key border crossing with Tajikistan", at=datetime(2021, 6, 22, tzinfo=UTC))
        )
    )

    assert report.border == "AF-TJ"
