"""How an alert reads, and what hostile text in it can't do."""

from dataclasses import replace

import pytest

from monitor.alerts import neutral, render
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.assessments import State
from tests.support.alerts import BORDER, START, Desk, assessed, killed, strike

HOSTILE = [
    "<!channel> read this",
    "<https://evil.example|https://news.example/story>",
    "@everyone @here <@U12345>",
    "a\x1b[31mred\x1b[0m \u202egnol\u202c \u200bhidden\ufeff",
    "<img src=x onerror=alert(1)> & <script>x</script>",
    "*bold* _under_ `code` [text](https://evil.example)",
    "line one\r\nBcc: everyone@example.org\r\n\r\nbody",
]


def an_alert(**changes: object) -> Alert:
    """A plain alert."""
    base = Alert(
        id="a1",
        at=START,
        border=BORDER,
        level=Level.WARNING,
        reason=Reason.STATE_RAISED,
        headline="L3 ▲ XA-YB: confrontation (was calm).",
        conversation="c",
        why=("x",),
        body="What: strike, 2030-01-16 18:00 UTC\nLinks: https://news.example/a?b=1&c=2\nAlert a1, revision 1",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def test_a_whole_message_reads_like_this() -> None:
    """The sections in their order, in local time and UTC, confidence as grades and never as likelihood."""
    desk = Desk()
    assessment = assessed(State.CONFRONTATION, 16, momentum=16.0, absent=("no strike on state forces",))
    (alert,) = desk.hears(0, assessment, [strike(killed=killed(2), effects=0.3)])
    message = render.message(alert, zone="Asia/Karachi")
    assert message.title.startswith(
        "L3 ▲ XA-YB: confrontation (was calm). Score 16 (+16/24 h). Xand: missile strike, Alta (YB); claimed by"
    )
    assert message.body.endswith(
        "What: Xand Guards: missile strike, Alta, Alta district (YB), 2030-01-16 23:00 PKT (18:00 UTC), missile, drone\n"
        "To whom: Hill Front (nonstate group); 2 killed\n"
        "Confidence: occurrence B3 (1 independent line in 1 report); reported; "
        "claimed by Xand, not yet confirmed by Yland; consequences 4\n"
        "Why fired: gate G-FORCE met · I11 strike on nonstate target +16\n"
        "First alert: calm to confrontation\n"
        "Expected but absent: no strike on state forces\n"
        "Links: https://news.example/i1\n"
        f"Alert {alert.id}, revision 1"
    )


def test_a_page_has_room_for_all_that_was_cut() -> None:
    """Each section once, and whole, where text has it cut first and in full below."""
    reasons = " ".join(map(str, range(100, 180)))
    (alert,) = Desk().hears(0, assessed(State.CONFRONTATION, 16, because=(reasons,)), [strike()])
    message = render.message(alert, zone="UTC")
    assert message.body.count("Why fired") == 2
    assert message.html.count("Why fired") == message.html.count(reasons) == 1


@pytest.mark.parametrize("foreign", HOSTILE)
def test_hostile_words_in_incidents_do_nothing(foreign: str) -> None:
    """Names from the news can't ping, link, format, reorder or add lines, in title, text or page."""
    party = replace(strike().initiator, name=foreign)  # type: ignore[type-var]
    (alert,) = Desk().hears(0, assessed(State.CONFRONTATION, 16), [strike(initiator=party)])
    message = render.message(alert, zone="UTC")
    visible = message.title + message.body.replace("https://news.example/i1", "")
    assert not set(visible) & set("<>&@`*\x1b\u202e\u202c\u200b\ufeff\r")
    assert "://" not in visible
    assert "\n" not in message.title
    assert message.html.count("<a ") == 1
    assert "<script" not in message.html
    assert "<img" not in message.html
    assert len(message.body.splitlines()) == len(
        [line for line in message.body.splitlines() if ": " in line or "Alert" in line]
    )


@pytest.mark.parametrize("foreign", HOSTILE)
def test_hostile_bodies_of_other_makers_are_neutralised_when_rendered(foreign: str) -> None:
    """Rendering trusts no alert, whoever composed it."""
    message = render.message(an_alert(headline=foreign, body=f"What: {foreign}"), zone="UTC")
    assert not set(message.title + message.body) & set("<>@`*\x1b\u202e\u200b")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/a?b=1&c=2#d", "https://news.example/a?b=1&c=2#d"),
        ("http://news.example/@user/<x>|y", "http://news.example/%40user/%3Cx%3E%7Cy"),
        ("https://news.example/" + "ص", "https://news.example/%D8%B5"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://news.example:8443/x", "https://news.example:8443/x"),
        ("https://bank.example@evil.example/", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://news.example/", None),
        ("https://", None),
        ("https://[::1", None),
        ("https://news.example:port/", None),
        ("https://news.example/" + "x" * 700, None),
        ("https://a<b.example/", None),
        ("\u202ehttps://news.example/", "https://news.example/"),
    ],
)
def test_only_plain_web_addresses_survive(url: str, expected: str | None) -> None:
    """Bare http and https addresses, without credentials, with markup signs encoded and foreign hosts in ASCII."""
    assert neutral.link(url) == expected


def test_titles_and_bodies_are_capped_with_a_word_on_where_the_rest_is() -> None:
    """No channel gets more than it can show."""
    long = an_alert(headline="word " * 60, body="\n".join(f"Line {n}: {'text ' * 30}" for n in range(60)))
    message = render.message(long, zone="UTC")
    assert len(message.title) <= 150
    assert len(message.body) <= 2800
    assert message.body.endswith("more: border-monitor alerts show a1")
    assert message.body.startswith("word word")


def test_a_test_alert_says_so_in_its_title() -> None:
    """Nobody mistakes a test for news."""
    message = render.message(an_alert(reason=Reason.TEST), zone="UTC")
    assert message.title.startswith("[TEST] ")
    assert message.marked_test


def test_local_time_stands_beside_utc() -> None:
    """Each moment is shown in the desk's zone and in UTC; in UTC once; what is no moment is left alone."""
    assert render.localized("2030-01-16 18:00 UTC", "Asia/Tehran") == "2030-01-16 21:30 +0330 (18:00 UTC)"
    assert render.localized("2030-01-16 18:00 UTC", "UTC") == "2030-01-16 18:00 UTC"
    assert render.localized("2030-13-45 18:00 UTC", "Asia/Tehran") == "2030-13-45 18:00 UTC"
