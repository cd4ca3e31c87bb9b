"""A desk asks why a border stands as it does."""

import re

from tests.support.desk import Desk


def test_a_border_is_shown_with_its_past_drawn_and_with_what_would_change_it(desk: Desk) -> None:
    """At a time of the past, as known today: the chart, both axes, and each gate with what is missing of it."""
    shown = desk.run("borders", "show", "pk-ir", "--at", "2024-01-17T00:00Z", "--since", "2024-01-15", "--why").out
    assert "IR-PK  confrontation" in shown
    assert re.search(r"^ state  \.+C+$", shown, re.MULTILINE)
    assert re.search(r"^ {8,}#+$", shown, re.MULTILINE)  # ASCII, since this output has no encoding
    assert "IR-PK is in confrontation, since 2024-01-16 19:30 UTC: G-FORCE" in shown
    assert "no  G-RECIP: both sides used state force within 7 d, or I12 I13 I22: only IR did" in shown


def test_the_same_for_programs(desk: Desk) -> None:
    """The curve with its states, and the ways with their conditions."""
    (border,) = desk.read("borders", "show", "IR-PK", "--at", "2024-01-18T12:00Z", "--since", "2024-01-15")
    assert (border["state"], border["curve"][0]["state"], border["curve"][-1]["state"]) == (
        "escalation",
        "calm",
        "escalation",
    )
    assert len(border["curve"]) == 72
    assert {way["to"] for way in border["ways"]} == {"de_escalating", "confrontation"}
    (why,) = desk.read("explain", "IR-PK")
    assert why["state"] == "calm"
    assert "up to escalation" in desk.run("explain", "ir-pk").out
    assert desk.run("explain", "BR-UY").code == 2


def test_an_incident_is_shown_with_what_it_did_to_the_state(desk: Desk) -> None:
    """The counter-strike made the escalation: without it there would have been none."""
    strike = desk.strikes()["PK"]["id"]
    assert "led to      confrontation → escalation on 2024-01-18" in desk.run("incidents", "show", strike).out
    (shown,) = desk.read("incidents", "show", strike)
    assert shown["without"] == {"state": "calm", "score": 0.0}
    assert shown["transitions"][0]["state"] == "escalation"
    assert "I20a" in {line["code"] for line in shown["contributions"]}
