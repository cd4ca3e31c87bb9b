"""Delivery against real servers on loopback: Slack's plugin through TLS, plain SMTP, a printed channel."""

import asyncio
import io
import json
import logging
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import trustme
from pytest_httpserver import HTTPServer

from monitor.adapters.delivery.sender import ChannelSender, check_url
from monitor.model.alerts import Deferred, Delivered, Message, Rejected
from monitor.model.secret import Secret
from tests.support.channels import BOT_TOKEN, TOKENS, Mailbox, SlackStandIn, mail_server

MESSAGE = Message(
    title="L3 ▲ XA-YB: confrontation (was calm)",
    body="What: strike\nLinks: https://news.example/a?b=1&c=2",
    html="<html><body><h3>L3</h3><p>What: strike ‹b›</p></body></html>",
    thread="XA-YB/20300101T0000Z",
    revision=3,
)
FIRST = b'{"ok": true, "channel": "C1", "ts": "1700000000.000100"}'


async def _through_slack(slack: SlackStandIn, message: Message = MESSAGE, *, options: str = "") -> object:
    return await ChannelSender({"desk": Secret(slack.url + options)}).send("desk", message)


async def test_slack_gets_title_and_body_as_plain_attachment(slack: SlackStandIn) -> None:
    """An accepted message is delivered; its payload has our words and no picture, footer or markup from elsewhere."""
    assert await _through_slack(slack) == Delivered()
    (payload,) = slack.payloads
    (attachment,) = payload["attachments"]  # type: ignore[misc]
    assert attachment["title"] == f"[{MESSAGE.thread} #3] {MESSAGE.title}"
    assert attachment["fallback"] == attachment["title"]
    assert (payload["unfurl_links"], payload["unfurl_media"]) == (False, False)
    assert "https://news.example/a?b=1&amp;c=2" in attachment["text"]
    assert "footer" not in attachment
    assert "icon_url" not in payload


async def test_what_is_urgent_says_so_where_services_tell_apart(httpserver: HTTPServer) -> None:
    """Colours, priorities and severities follow from it, each service's own."""
    httpserver.expect_request("/hook").respond_with_data("")
    channel = ChannelSender({"hook": Secret(f"json://{httpserver.host}:{httpserver.port}/hook")})
    for message in (MESSAGE, replace(MESSAGE, urgent=True)):
        assert await channel.send("hook", message) == Delivered()
    assert [request.json["type"] for request, _ in httpserver.log] == ["info", "warning"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (429, Deferred(reason="HTTP 429")),
        (500, Deferred(reason="HTTP 500")),
        (408, Deferred(reason="HTTP 408")),
        (404, Rejected(reason="HTTP 404")),
        (403, Rejected(reason="HTTP 403")),
        (400, Rejected(reason="HTTP 400")),
    ],
)
async def test_slack_refusals_are_sorted_by_whether_trying_again_can_help(
    slack: SlackStandIn, status: int, expected: object
) -> None:
    """Overload and server errors wait; a revoked or malformed hook never works. There is exactly one request."""
    slack.status, slack.body = status, b"no"
    assert await _through_slack(slack) == expected
    assert len(slack.payloads) == 1


async def _through_bot(slack: SlackStandIn, message: Message = MESSAGE) -> object:
    return await ChannelSender({"desk": Secret(slack.bot_url)}).send("desk", message)


async def test_a_bot_goes_on_in_the_thread_of_the_first_message(slack: SlackStandIn) -> None:
    """Quietly; what is loud is shown in the channel as well. The title needs no mark of the conversation."""
    slack.body = FIRST
    assert await _through_bot(slack) == Delivered(root="1700000000.000100")
    for urgent in (False, True):
        assert await _through_bot(slack, replace(MESSAGE, root="1700000000.000100", urgent=urgent)) == Delivered()
    first, quiet, loud = slack.payloads
    assert "thread_ts" not in first
    assert first["channel"] == "#desk"
    assert first["attachments"][0]["title"] == MESSAGE.title  # type: ignore[index]
    assert (quiet["thread_ts"], quiet["reply_broadcast"]) == ("1700000000.000100", False)
    assert (loud["thread_ts"], loud["reply_broadcast"]) == ("1700000000.000100", True)
    assert (loud["unfurl_links"], loud["unfurl_media"]) == (False, False)


@pytest.mark.parametrize("by", ["url", "bot_url"])
async def test_one_channel_sends_many_messages(slack: SlackStandIn, by: str) -> None:
    """Over one object for life; each as itself."""
    slack.body = FIRST if by == "bot_url" else b"ok"
    sender = ChannelSender({"desk": Secret(getattr(slack, by))})
    for number in range(2):
        assert isinstance(await sender.send("desk", replace(MESSAGE, title=f"t{number}")), Delivered)
    titles = [payload["attachments"][0]["title"][-2:] for payload in slack.payloads]  # type: ignore[index]
    assert titles == ["t0", "t1"]


async def test_a_thread_that_was_deleted_is_no_reason_not_to_tell(slack: SlackStandIn) -> None:
    """The message opens a new one."""
    slack.bodies, slack.body = [b'{"ok": false, "error": "thread_not_found"}'], FIRST
    assert await _through_bot(slack, replace(MESSAGE, root="1.0")) == Delivered(root="1700000000.000100")
    assert ["thread_ts" in payload for payload in slack.payloads] == [True, False]


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("not_in_channel", Rejected(reason="Slack says not_in_channel")),
        ("invalid_auth", Rejected(reason="Slack says invalid_auth")),
        ("ratelimited", Deferred(reason="Slack says ratelimited", retry_after=timedelta(seconds=90))),
        (
            "fatal_error",
            Deferred(reason="Slack says fatal_error", retry_after=timedelta(seconds=90), ambiguous=True),
        ),
        (
            "<script>",
            Deferred(reason="Slack says nothing that we know", retry_after=timedelta(seconds=90)),
        ),
    ],
)
async def test_a_bot_is_refused_in_slacks_own_words(slack: SlackStandIn, error: str, expected: object) -> None:
    """Slack answers 200 and says in the body what is wrong; only its own words are repeated."""
    slack.body = json.dumps({"ok": False, "error": error}).encode()
    slack.headers = {"Retry-After": "90"}
    assert await _through_bot(slack) == expected
    assert len(slack.payloads) == 1


async def test_slack_is_left_alone_as_long_as_it_asks(slack: SlackStandIn) -> None:
    """Within reason, and not when it asks in other words than seconds."""
    slack.status, slack.body = 429, b"slow down"
    for asked, given in (("7", timedelta(seconds=7)), ("99999", timedelta(hours=1)), ("Fri, 1 Jan", None)):
        slack.headers = {"Retry-After": asked}
        assert await _through_slack(slack) == Deferred(reason="HTTP 429", retry_after=given)


async def test_a_slow_answer_is_ambiguous(slack: SlackStandIn) -> None:
    """The service got the message but didn't answer in time: it may have been posted."""
    slack.hold = threading.Event()
    outcome = await _through_slack(slack, options="?rto=0.3")
    assert outcome == Deferred(reason="no answer in time", ambiguous=True)
    assert len(slack.payloads) == 1


async def test_a_hanging_send_ends_at_the_total_limit_and_holds_only_its_own_channel(slack: SlackStandIn) -> None:
    """The channel whose thread still hangs defers at once; another channel works."""
    slack.hold = threading.Event()
    stream = io.StringIO()
    sender = ChannelSender({"desk": Secret(slack.url), "screen": stream}, total_seconds=0.3)
    assert await sender.send("desk", MESSAGE) == Deferred(reason="no answer in time", ambiguous=True)
    assert await sender.send("desk", MESSAGE) == Deferred(reason="the last send still hangs")
    assert await sender.send("screen", MESSAGE) == Delivered()
    hanging = [thread for thread in threading.enumerate() if thread.name == "deliver-desk"]
    assert [thread.daemon for thread in hanging] == [True]
    slack.hold.set()
    await asyncio.to_thread(hanging[0].join)


async def test_accepted_without_an_answer_is_ambiguous(slack: SlackStandIn) -> None:
    """Behind a proxy, too, whose trouble the client takes it for: it may have arrived, and is not hastily sent again."""
    slack.hangs_up = True
    assert await _through_slack(slack) == Deferred(reason="no answer in time", ambiguous=True)
    assert len(slack.accepted) == 1


async def test_a_proxy_that_refuses_is_no_connection(slack: SlackStandIn) -> None:
    """Nothing can have been sent."""
    slack.down = True
    assert await _through_slack(slack) == Deferred(reason="no connection")


async def test_nobody_listening_is_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused connection waits and is not ambiguous: nothing was sent."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    outcome = await ChannelSender({"desk": Secret(SlackStandIn().url)}).send("desk", MESSAGE)
    assert outcome == Deferred(reason="no connection")


@pytest.mark.parametrize("status", [200, 404, 500])
async def test_no_token_reaches_any_log(slack: SlackStandIn, caplog: pytest.LogCaptureFixture, status: int) -> None:
    """With every logger at DEBUG, success and failure alike leave no part of the address in the logs."""
    slack.status = status
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, "urllib3"):
        outcome = (await _through_slack(slack), await _through_bot(slack))
    everything = caplog.text + repr(outcome)
    assert slack.payloads
    assert not [token for token in (*TOKENS, BOT_TOKEN) if token in everything]


async def test_mail_carries_both_bodies_and_the_thread(mailbox: tuple[Mailbox, str]) -> None:
    """A mail has plain text and our HTML, and all mails of one conversation share a synthetic root."""
    box, url = mailbox
    sender = ChannelSender({"mail": Secret(url)})
    assert await sender.send("mail", MESSAGE) == Delivered()
    assert await sender.send("mail", Message(title="other", body="b", thread="XA-YB/2")) == Delivered()
    first, second = box.messages
    assert first["Subject"] == MESSAGE.title
    assert first["References"] == first["In-Reply-To"] == "<XA-YB/20300101T0000Z@border-monitor.invalid>"
    assert second["References"] == "<XA-YB/2@border-monitor.invalid>"
    html = first.get_body(("html",))
    plain = first.get_body(("plain",))
    assert html is not None
    assert plain is not None
    assert "What: strike ‹b›" in html.get_content()
    assert "What: strike ‹b›" in plain.get_content()
    assert second.get_content_type() == "text/plain"


@pytest.mark.parametrize("mode", ["ssl", "starttls"])
async def test_mail_goes_sealed_to_whom_it_knows_and_to_nobody_else(
    mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that nobody vouches for gets nothing, and the message waits; a trusted one gets it."""
    authority = trustme.CA()
    with mail_server(mode, authority=authority) as (box, url):
        unknown = await ChannelSender({"mail": Secret(url)}).send("mail", MESSAGE)
        assert (type(unknown), getattr(unknown, "ambiguous", None), box.messages) == (Deferred, False, [])
        bundle = tmp_path / "authority.pem"
        authority.cert_pem.write_to_path(str(bundle))
        monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
        assert await ChannelSender({"mail": Secret(url)}).send("mail", MESSAGE) == Delivered()
    assert [message["Subject"] for message in box.messages] == [MESSAGE.title]


async def test_mail_refused_for_good_is_rejected_and_for_now_deferred(mailbox: tuple[Mailbox, str]) -> None:
    """SMTP says itself whether trying again can help."""
    box, url = mailbox
    sender = ChannelSender({"mail": Secret(url)})
    later = Message(title=MESSAGE.title, body=MESSAGE.body, thread="XA-YB/later")
    box.refuse = "550 no such user"
    assert await sender.send("mail", MESSAGE) == Rejected(reason="SMTP 550")
    box.refuse = "451 later"
    assert await sender.send("mail", later) == Deferred(reason="SMTP 451")


async def test_the_printed_channel_is_safe_for_a_terminal() -> None:
    """Escapes and tabs don't reach the terminal; the title stands above the indented body."""
    stream = io.StringIO()
    sender = ChannelSender({"screen": stream})
    hostile = Message(title="A\x1b]0;owned\x07\tB", body="one\x1b[2J\n\u202etwo")
    assert await sender.send("screen", hostile) == Delivered()
    assert stream.getvalue() == "A]0;owned B\n    one[2J\n    two\n\n"


async def test_a_title_that_was_cut_is_printed_once() -> None:
    """Whole, as the body begins with it; a screen has room."""
    stream = io.StringIO()
    cut = Message(title="Forces met at the …", body="Forces met at the bridge\nWhy: fire")
    assert await ChannelSender({"screen": stream}).send("screen", cut) == Delivered()
    assert stream.getvalue() == "Forces met at the bridge\n    Why: fire\n\n"


async def test_a_stream_that_cannot_show_a_sign_still_gets_the_message() -> None:
    """On an ASCII terminal question marks stand for arrows."""
    raw = io.BytesIO()
    sender = ChannelSender({"screen": io.TextIOWrapper(raw, encoding="ascii")})
    assert await sender.send("screen", Message(title="▲ up", body="x")) == Delivered()
    assert raw.getvalue().startswith(b"? up\n")


async def test_a_closed_stream_defers_and_an_unknown_channel_is_rejected() -> None:
    """Neither raises."""
    stream = io.StringIO()
    stream.close()
    sender = ChannelSender({"screen": stream})
    assert isinstance(await sender.send("screen", MESSAGE), Deferred)
    assert isinstance(await sender.send("nowhere", MESSAGE), Rejected)


async def test_after_a_change_of_channels_what_was_on_its_way_goes_where_it_was_meant_to() -> None:
    """One change later; a channel of the same name is the new one at once."""
    old, new = io.StringIO(), io.StringIO()
    before, after = ChannelSender({"gone": old, "kept": old}), ChannelSender({"kept": new})
    after.go_on(before)
    assert await after.send("gone", MESSAGE) == Delivered()
    assert await after.send("kept", MESSAGE) == Delivered()
    assert (old.getvalue().count("L3"), new.getvalue().count("L3")) == (1, 1)
    latest = ChannelSender({"kept": new})
    latest.go_on(after)
    assert isinstance(await latest.send("gone", MESSAGE), Rejected)


@pytest.mark.parametrize(
    "url", ["", "slack://", "slack://onlyone", "nosuch://a/b", "not an address", "slack:// /bad token/x"]
)
def test_addresses_that_can_never_work_are_found_at_start(url: str) -> None:
    """The reason is given without the address."""
    reason = check_url(Secret(url))
    assert reason is not None
    assert "onlyone" not in reason
    assert "token" not in reason


def test_usable_addresses_pass_the_check() -> None:
    """Slack and mail addresses as an operator writes them, with options of their own."""
    assert check_url(Secret(SlackStandIn().url)) is None
    assert check_url(Secret("mailtos://u:p@mail.example?to=duty@desk.example&rto=9")) is None
