"""Laws of telling what is wrong with the monitor: whatever comes and goes, each trouble rings at most once and ends at most once."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.adapters.store import codec
from monitor.alerts import conditions
from monitor.model.conditions import Condition, ConditionKind, Examined, StandingCondition
from tests.support.alerts import START

KEYS = ("a", "b", "c")
KINDS = dict(zip(KEYS, (ConditionKind.DISK_LOW, ConditionKind.SIDE_SILENT, ConditionKind.SIDE_SILENT), strict=True))
looks = st.lists(
    st.tuples(st.integers(1, 40), st.sets(st.sampled_from(KEYS)), st.sets(st.sampled_from(KEYS))), max_size=40
)


def found(bad: set[str], unsure: set[str]) -> Examined:
    """What is seen, some of it not for certain."""
    seen = (Condition(key=key, kind=KINDS[key], says=key, todo="do", certain=key not in unsure) for key in sorted(bad))
    return Examined(kinds=frozenset(ConditionKind), conditions=tuple(seen))


@given(looks)
def test_beginnings_and_ends_take_turns(story: list[tuple[int, set[str], set[str]]]) -> None:
    """For each trouble: begun, over, begun, over; settling twice tells nothing more; what is written and read again goes on the same."""
    standings: tuple[StandingCondition, ...] = ()
    told: dict[str, list[str]] = {key: [] for key in KEYS}
    now, ids = START, []
    for minutes, bad, unsure in story:
        now += timedelta(minutes=minutes)
        settled = conditions.settle(standings, found(bad, unsure), now=now)
        for standing in settled.begun:
            told[standing.condition.key].append("begun")
        for standing in settled.over:
            told[standing.condition.key].append("over")
        ids += [alert.id for alert in conditions.alerts(settled, now=now)]
        again = conditions.settle(settled.standings, found(bad, unsure), now=now)
        assert (again.begun, again.over, again.standings) == ((), (), settled.standings)
        standings = tuple(codec.decode(StandingCondition, codec.encode(each)) for each in settled.standings)
    for key in KEYS:
        assert told[key] == ["begun", "over"] * (len(told[key]) // 2) + ["begun"] * (len(told[key]) % 2)
    assert len(set(ids)) == len(ids)
    ringing = {standing.condition.key for standing in standings if standing.told_at}
    assert ringing == {key for key in KEYS if len(told[key]) % 2}
