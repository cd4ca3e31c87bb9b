"""One screen that says how everything stands."""

from typing import Any

from monitor.cli import output, status_view

STATUS: dict[str, Any] = {
    "version": "1.2.3", "at": "2031-05-04T12:00:00Z", "database": "sqlite:///bm.db", "database_bytes": 3 * 2**20, "rules": "abc",
    "watch": "IR-PK", "files": "refused since 2031-05-04T10:00:00+00:00: rules.yaml:9:15: unknown key",
    "daemon": {"runs": True, "pid": 7, "version": "1.2.3", "started_at": "2031-05-01T12:00:00Z", "beat_at": "2031-05-04T11:59:57Z", "beat_seconds_ago": 3.2,
               "cycles": {"collect": {"good": 9, "failures": 0, "last_good_seconds_ago": 1.0}, "judge": {"good": 0, "failures": 6, "last_good_seconds_ago": None},
                          "upkeep": {"good": 1, "failures": 0, "last_good_seconds_ago": 7300.0}}},
    "borders": [{"border": "IR-PK", "state": "escalation", "score": 99.0, "momentum": 29.0, "trend": "up", "risk": True, "coverage": {"IR": "live", "PK": "stale"}}],
    "feeds": {"configured": 3, "conditions": {"ok": 2, "failing": 1}, "bad": ["a"]},
    "items": 1234, "reports": 5, "incidents": 2, "alerts": 1, "unread": 0, "dirty": 1,
    "outbox": {"open": 2, "waiting_since": "2031-05-04T11:30:00Z", "dead": 1},
    "channels": [{"channel": "desk", "kind": "slack", "open": 2, "dead": 1, "last_delivered_at": "2031-05-04T11:00:00Z"},
                 {"channel": "mail", "kind": "mailtos", "open": 0, "dead": 0, "last_delivered_at": None}],
    "last_backup_at": None,
    "told": [{"since": "2031-05-04T11:00:00Z", "says": "channel desk takes nothing", "todo": "channels test desk"}],
    "health": ["the judge cycle failed 6 times in a row: see the log"],
}  # fmt: skip


def told(status: dict[str, Any]) -> str:
    return "\n".join(status_view.lines(status, output.when("Asia/Karachi")))


def test_everything_is_on_one_screen() -> None:
    """In the configured zone; what is wrong comes first."""
    text = told(STATUS)
    assert len(text.splitlines()) <= 24
    for said in (
        "border-monitor 1.2.3, rules abc, 2031-05-04 17:00 PKT",
        "the judge cycle failed 6 times in a row: see the log",
        "process 7, version 1.2.3, since 2031-05-01 17:00 PKT, last sign of life 3 s ago",
        "files    refused since 2031-05-04T10:00:00+00:00: rules.yaml:9:15: unknown key",
        "collect 4 s ago, judge failed 6 times in a row, upkeep 2 h ago",
        "IR-PK  escalation    99.0 ↑  IR live PK stale  risk alert",
        "3: 2 ok, 1 failing (a)",
        "1,234 items, 5 reports, 2 incidents, 1 alert",
        "2 open, one since 2031-05-04 16:30 PKT, 1 dead",
        "desk (slack): last delivered 2031-05-04 16:00 PKT, 2 open, 1 dead",
        "mail (mailtos): nothing delivered yet",
        "none: see border-monitor db backup",
        "told     channel desk takes nothing, since 2031-05-04 16:00 PKT",
    ):
        assert said in text


def test_many_borders_still_fit() -> None:
    """The hottest are shown, and how to see the rest; without a daemon and without borders it says so."""
    many = [{**STATUS["borders"][0], "border": f"A{n}-B{n}"} for n in range(200)]
    text = told({**STATUS, "borders": many, "daemon": None})
    assert len(text.splitlines()) <= 30
    assert "… and 188 more: border-monitor borders list" in text
    assert "not seen on this database: border-monitor run" in text
    assert "none has been heard of yet" in told({**STATUS, "borders": []})
