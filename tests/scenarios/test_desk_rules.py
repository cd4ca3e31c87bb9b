"""A desk's own rules through the whole pipeline, as a user runs them."""

import json
from pathlib import Path

from tests.support.program import border_monitor

NEWS = (
    (
        "2030-03-01T10:00:00Z",
        "Pakistan shuts Taftan crossing to trade after Iranian strikes",
        "Trucks are turned back.",
    ),
    ("2030-03-01T11:00:00Z", "Taftan crossing shut to trade by Pakistan", "Customs agents say that nothing moves."),
    ("2030-03-01T12:00:00Z", "Taftan market closed for Eid holiday", "Shops open again on Friday."),
    ("2030-03-05T09:00:00Z", "Pakistan closes Taftan crossing because of floods", "Water covers the road."),
)


def test_a_rule_of_a_pack_rings_once_for_what_it_is_about(tmp_path: Path) -> None:
    """Two reports of one closure are one alert of the rule, with its reasons; a holiday and a flood are none."""
    lines = [
        json.dumps({"id": str(n), "published": at, "outlet": "Dawn", "grade": "B", "title": title, "summary": summary})
        for n, (at, title, summary) in enumerate(NEWS)
    ]
    ended = border_monitor("replay", "-", "--format", "json", home=tmp_path, stdin="\n".join(lines))
    assert ended.code == 0, ended.err
    told = [alert for alert in json.loads(ended.out)["alerts"] if alert["reason"] == "rule"]
    assert [(alert["at"], alert["level"], alert["border"]) for alert in told] == [
        ("2030-03-01T10:00:00Z", "watch", "IR-PK")
    ]
    assert told[0]["why"][0] == "rule trade-stopped-at-crossing"
    assert any("Taftan" in reason for reason in told[0]["why"])


def test_explain_says_what_each_rule_makes_of_a_text(tmp_path: Path) -> None:
    """With what it matched by, or what was missing."""
    ended = border_monitor(
        "explain", "--text", "Taftan market closed for Eid holiday", "--format", "ndjson", home=tmp_path
    )
    (verdict,) = (rule for rule in json.loads(ended.out)["rules"] if rule["rule"] == "trade-stopped-at-crossing")
    assert verdict["matched"] is False
    assert any(reason.startswith("not: type") for reason in verdict["because"])
