"""Two replays compared: what people would see differs or not, whatever the ids."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from monitor.pipeline import comparing


def shape(
    *alerts: tuple[str, str], firings: tuple[tuple[str, str], ...] = (), mark: str = "a", score: float = 12.0
) -> dict[str, Any]:
    """A replay of the border EC-PE: alerts by time and level (each sent once), firings by time and code."""
    return {
        "incidents": [],
        "firings": [
            {"at": at, "border": "EC-PE", "indicator": "sign", "code": code, "weight": 6.0, "incident": mark}
            for at, code in firings
        ],
        "borders": [
            {
                "border": "EC-PE",
                "history": [{"at": "2030-01-01T00:00:00Z", "state": "calm", "score": score}],
                "told": [],
            }
        ],
        "alerts": [
            {"id": f"{mark}{n}", "at": at, "border": "EC-PE", "level": level, "reason": "rule", "headline": level}
            for n, (at, level) in enumerate(alerts)
        ],
        "messages": [
            {"at": at, "channel": "screen", "alert": f"{mark}{n}", "title": level}
            for n, (at, level) in enumerate(alerts)
        ],
    }


ALERTS = st.lists(
    st.tuples(
        st.sampled_from(["2030-01-01T00:00:00Z", "2030-01-02T12:00:00Z", "2030-01-02T13:00:00Z"]),
        st.sampled_from(["notice", "watch", "critical"]),
    ),
    max_size=6,
)


@given(ALERTS, ALERTS)
def test_differences_are_those_of_a_balance(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    """A replay doesn't differ from itself under other ids; what one direction adds the other removes; the count adds up."""
    assert comparing.differences(shape(*old), shape(*old, mark="b")) == ()
    there = comparing.differences(shape(*old), shape(*new, mark="b"))
    back = comparing.differences(shape(*new), shape(*old, mark="b"))
    turned = {"added": "removed", "removed": "added"}
    assert sorted((turned[d.change], d.happening) for d in there) == sorted((d.change, d.happening) for d in back)
    added, removed = (sum(d.change == change for d in there) for change in ("added", "removed"))
    assert added - removed == 2 * (len(new) - len(old))  # an alert and its message


def test_a_score_that_moved_is_both_removed_and_added() -> None:
    """In this order, so that it reads as from, to."""
    before, after = comparing.differences(shape(score=12.0), shape(score=13.0))
    assert (before.change, before.happening.what) == ("removed", "calm 12.0")
    assert (after.change, after.happening.what) == ("added", "calm 13.0")


def test_days_count_what_fired_and_was_sent_with_the_loudest_as_samples() -> None:
    """A row for each day and border on which anything was."""
    found = comparing.days(
        shape(
            ("2030-01-01T10:00:00Z", "notice"),
            ("2030-01-02T10:00:00Z", "notice"),
            ("2030-01-02T11:00:00Z", "critical"),
            firings=(("2030-01-02T11:00:00Z", "I12"), ("2030-01-02T11:30:00Z", "I12")),
        )
    )
    assert [(day["day"], day["border"]) for day in found] == [("2030-01-01", "EC-PE"), ("2030-01-02", "EC-PE")]
    assert found[1]["firings"] == {"I12": 2}
    assert found[1]["alerts"] == {"critical": 1, "notice": 1}
    assert found[1]["messages"] == {"screen": 2}
    assert found[1]["samples"] == ["critical", "notice"]
