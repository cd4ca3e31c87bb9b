"""An alert's fate as a person reads it."""

from typing import Any

from monitor.cli import alert_view
from tests.support.alerts import at

BASE = {
    "channel": "desk",
    "state": "pending",
    "attempts": 0,
    "last_reason": None,
    "because": "route 1",
    "group": None,
    "hold": None,
    "next_try_at": at(1).isoformat(),
    "tried": [],
}


def fate(**changes: Any) -> list[str]:
    """The lines, at the start of the story."""
    return list(alert_view.fate({**BASE, **changes}, str, now=at(0)))


def test_what_a_delivery_waits_for_is_said() -> None:
    """For its group, the night, its turn, or room; and with what it will go."""
    grouped = fate(group="border=XA-YB", hold="group")
    assert grouped[0] == "desk: pending after 0 attempts; route 1; with what is alike in border=XA-YB"
    assert grouped[1].endswith(", waits for group")
    assert fate(group="held/x", hold="quiet_hours")[1].endswith(", waits for quiet hours")
    overdue = {"next_try_at": at(-1).isoformat()}
    assert fate(**overdue)[1].endswith(", waits for what is before it in its conversation")
    used_up = fate(last_reason="the channel's 30 messages an hour are used up")
    assert used_up[0] == "desk: pending after 0 attempts the channel's 30 messages an hour are used up; route 1"


def test_reminders_and_what_is_held_back_are_told() -> None:
    """Beside who wasn't told, who has seen it and what they think."""
    told = {
        "border": "XA-YB",
        "not_sent": [{"channel": "mail", "why": "no route leads there"}],
        "holds_back_until": "noon",
        "recalls": [{"channel": "desk", "at": "four"}],
        "acknowledgements": [{"by": "amina", "at": "one"}],
        "ratings": [{"worth": "noise", "by": "bo", "note": ""}],
    }
    assert list(alert_view.around(told, str)) == [
        "mail: not sent: no route leads there",
        "holds back quieter news of XA-YB until noon; then they come as one",
        "desk: recalled four, if it stands and nobody has acknowledged it",
        "acknowledged by amina, one",
        "noise, says bo",
    ]
