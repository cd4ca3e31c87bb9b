"""The shipped indicators: each able to say why, weighing as the proposal says, asking for nothing that is never read."""

import pytest

from monitor.model.indicators import Indicator
from tests.support.rules import shipped

WEIGHTS = """
I01 2/3 I02 3/7 I03a 5/4 I03b 8/4 I04 6/10 I05 5/7 I06 6/5 I07 7/5 I08a 6/7 I08b 9/7 I08c 14/7 I09a 6/7 I09b 10/7 I09c 16/7 I10a 12/10 I10b 20/10
I11 24/14 I12 42/21 I13 32/21 I14a 10/10 I14b 25/14 I20a 14/14 I20b 10/14 I20c 6/14 I21 15/14 I22 10/10 I23 8/14 I24 6/7 I25 8/7 I26 3/7
I27a 2/14 I27b 4/14 I27c 8/14 I28a 2/7 I28b 5/7 I28c 2/7 I29 5/14 I30 10/21 I31 4/5 I32 4/10 I33 3/14 I34 6/7 I35 8/7 I36 4/7 I37 2/5 I38 2/3
X40 2/30 X43 2/30 X46 2/7
J01 -3/4 J02a -4/5 J02b -10/7 J03 -3/14 J04 -2/7 J05a -4/7 J05b -1/7 J06 -5/7 J07 -14/14 J08a -6/14 J08b -8/14 J09a -3/7 J09b -6/14 J10a -2/5
J10b -8/10 J11 -1/3 J12a -18/14 J12b -10/14 J13 -6/14 J14 -5/7 J15 -5/14 J16 -10/14 J17 -6/14
"""
"""Points at full confidence and half-life in days, as proposed."""


def pairs(text: str) -> dict[str, str]:
    """Every other word by the word before it."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def weights(indicator: Indicator) -> set[tuple[str, str]]:
    """Weight and half-life by code; those that weigh nothing are notes."""
    return {
        (indicator.code + tier.suffix, f"{tier.weight:g}/{tier.half_life_days:g}")
        for tier in indicator.tiers
        if tier.weight
    }


def test_weights_and_half_lives_are_the_proposed_ones() -> None:
    """Where one changes, this list says so. (A disputed restraint weighs half: J03 has a second weight.)"""
    found = set().union(*(weights(i) for i in shipped().indicators)) - {("J03", "-1.5/14")}
    assert found == set(pairs(WEIGHTS).items())


@pytest.mark.parametrize("indicator", shipped().indicators, ids=lambda indicator: indicator.code)
def test_each_can_say_why_and_has_a_guard(indicator: Indicator) -> None:
    """A sentence (or a title, for a flag of the calendar), and something that it must meet beside having happened."""
    assert indicator.says or indicator.title
    guards = (
        indicator.of,
        indicator.needs != type(indicator.needs)(),
        indicator.after,
        indicator.params,
        indicator.heat,
    )
    assert any(guards)


def test_every_trait_that_an_indicator_asks_for_can_be_read_or_computed() -> None:
    """No sign waits for something that nothing ever says."""
    from monitor.rules.lexicon import TRAITS

    computed = {
        "initiator_unclear", "disputed", "struck_side_spoke", "denied", "children_dead", "women_dead", "own_soil", "owned", "against_neighbour",
    }  # fmt: skip
    asked = {
        trait
        for i in shipped().indicators
        for selector in (*i.of, i.needs, *i.after, *i.unless_between, *(w for t in i.tiers for w in t.when))
        for trait in (*selector.traits, *selector.traits_any, *selector.traits_none)
    }
    assert asked - TRAITS - computed == set()
