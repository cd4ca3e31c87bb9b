"""Hostile words all the way to Slack, mail, terminal and spreadsheet, in every kind of message: they are shown, and do nothing."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from monitor.adapters.delivery.sender import ChannelSender
from monitor.alerts import conditions, daily_note, fold, render, route
from monitor.alerts.daily_note import Watched
from monitor.cli import output
from monitor.model.alerts import Alert, Channel, Delivered, Level, Message, Reason, Route
from monitor.model.conditions import Condition, ConditionKind, Day, Examined, FeedsAtLarge, PoorFeed
from monitor.model.secret import Secret
from tests.corpus.hostile import HOSTILE
from tests.support.alerts import START, Desk, assessed, ruled, strike
from tests.support.channels import Mailbox, SlackStandIn

OURS = "https://news.example/i1"
ACTS = re.compile(r"[<>@]|://|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\U000e0000-\U000e0fff]")
"""What a service, a mail program or a terminal would act upon."""
NAMES = re.compile(r"\w\.(example|com|рф)\b|\d\.\d+\.\d+\.\d")


def about_a_border(words: str) -> Alert:
    """An alert whose parties, places and headline are called so."""
    party = strike().initiator
    assert party is not None
    named = strike(initiator=type(party)(name=words, kind=party.kind, state=party.state), headline=words)
    (alert,) = Desk().hears(0, assessed(), [named])
    return alert


def about_the_monitor(words: str) -> Alert:
    """An operational alert that quotes a server."""
    wrong = Condition(key=words, kind=ConditionKind.RULES_REFUSED, says=words, todo=f"feeds show {words}")
    examined = Examined(kinds=frozenset(ConditionKind), conditions=(wrong,))
    (alert,) = conditions.alerts(conditions.settle((), examined, now=START), now=START)
    return alert


def each_day(words: str) -> Alert:
    """A daily note that names feeds."""
    watched = Watched(
        since=START - timedelta(days=1),
        until=START,
        borders=(),
        silent=(),
        feeds=FeedsAtLarge(polled=1, failing=1, poor=(PoorFeed(feed=words, condition=words),)),
        configured=1,
        day=Day(),
        standings=(),
    )
    return daily_note.note(watched, None, now=START)


def of_another_maker(words: str) -> Alert:
    """An alert whose maker took no care; an address that stands bare in its text is one that it gives."""
    said = re.sub(r"https?://\S+", "", words)
    return ruled(level=Level.WATCH, reason=Reason.RULE, headline=words, body=f"What: {said}\nLinks: {OURS}")


def folded(words: str) -> Message:
    """Several in one message."""
    alerts = [replace(about_the_monitor(words), id=name, conversation=name) for name in ("a", "b")]
    deliveries = route.route(
        alerts, routes=[Route(to=("desk",))], channels=[Channel(id="desk")], zone="Asia/Karachi", now=START
    )
    return fold.message(deliveries, now=START)


MAKERS = (about_a_border, about_the_monitor, each_day, of_another_maker)


def messages(words: str) -> list[Message]:
    """One of every kind."""
    return [*(render.message(maker(words), zone="Asia/Karachi") for maker in MAKERS), folded(words)]


class Page(HTMLParser):
    """The tags of a page with their attributes, and each link with what it is called."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self._href = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps what there is."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._href = dict(attrs).get("href") or ""

    def handle_data(self, data: str) -> None:
        """What stands in a link is its label."""
        if self._href:
            self.links.append((self._href, data))
            self._href = ""


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_a_message_acts(words: str) -> None:
    """Titles are one line, texts fit every channel, and no foreign address, name or sign is left that anything would act upon."""
    for message in messages(words):
        assert "\n" not in message.title
        assert len(message.title) <= render.LONGEST_TITLE
        assert len(message.body) <= render.LONGEST_BODY
        visible = f"{message.title}\n{message.body}".replace(OURS, "")
        assert not ACTS.search(visible), visible
        assert not NAMES.search(visible), visible
        page = Page(message.html)
        assert page.tags <= {"html", "body", "h3", "h4", "p", "b", "a"}
        assert page.attributes <= {"href", "rel"}
        assert all(href == label == OURS for href, label in page.links)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_message_gains_a_line(words: str) -> None:
    """What looks like one of our own labels stays inside the line that quotes it."""
    for maker in MAKERS[:3]:
        lines = render.message(maker(words), zone="UTC").body.splitlines()
        harmless = render.message(maker("words"), zone="UTC").body.splitlines()
        # A headline that is too long for the title is repeated above the text, and a long section in full below.
        assert len(lines) - len(harmless) in ((0,) if len(words) < 100 else (0, 1, 2))
        assert [line for line in lines if line.startswith("Alert 0000")] == []


async def test_slack_shows_them_and_does_nothing(slack: SlackStandIn) -> None:
    """The payload as it leaves: plain text, nothing to unfurl, to ping or to follow but our own address."""
    every = "\n".join(words for words in HOSTILE.values() if len(words) < 300)
    message = render.message(of_another_maker(every), zone="UTC")
    assert await ChannelSender({"desk": Secret(slack.url)}).send("desk", message) == Delivered()
    (payload,) = slack.payloads
    (attachment,) = payload["attachments"]  # type: ignore[misc]
    text = f"{payload.get('text', '')} {attachment['title']} {attachment['text']}".replace(OURS, "")
    assert "log in at" in text
    assert not ACTS.search(text), text
    assert not NAMES.search(text), text
    assert not {"image_url", "thumb_url", "title_link", "author_link", "footer_icon"} & set(attachment)


async def test_mail_shows_them_and_does_nothing(mailbox: tuple[Mailbox, str]) -> None:
    """Headers are ours alone; neither part carries markup, an address, or a picture that isn't ours; nobody else gets it."""
    box, url = mailbox
    sender = ChannelSender({"mail": Secret(url)})
    sample = "\n".join(HOSTILE[n] for n in ("mail headers", "mail end", "html", "html attribute", "mail address"))
    for maker in (about_the_monitor, of_another_maker):
        assert await sender.send("mail", render.message(maker(sample), zone="UTC")) == Delivered()
    headers = {name.lower() for sent in box.messages for name in sent}
    assert "bcc" not in headers
    for sent in box.messages:
        assert sent.get_content_type() == "multipart/alternative"
        assert sent["To"].addresses[0].addr_spec == "duty@desk.example"
        assert len(sent["To"].addresses) == 1
        html, plain = sent.get_body(("html",)), sent.get_body(("plain",))
        assert html is not None
        assert plain is not None
        assert not ACTS.search(plain.get_content().replace(OURS, "").replace("\r\n", "\n"))
        assert Page(html.get_content()).tags <= {"html", "head", "body", "h3", "h4", "p", "b", "a", "br"}
        assert "evil.example" not in html.get_content()


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
async def test_a_terminal_shows_them_and_does_nothing(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The printed channel, and a listing that is piped: one line stays one line."""
    stream = io.StringIO()
    assert await ChannelSender({"screen": stream}).send("screen", Message(title=words, body="b")) == Delivered()
    output.emit([{"title": words}], [("title", output.pick("title"))], fmt=output.Format.TABLE)
    listed = capsys.readouterr().out
    assert listed.count("\n") == 1
    for shown in (stream.getvalue(), listed):
        assert not re.search(
            r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\U000e0000-\U000e0fff]", shown
        )


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_spreadsheet_shows_them_and_runs_nothing(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also behind a break, or in another width."""
    output.emit([{"title": words, "score": -3}], [], fmt=output.Format.CSV)
    (_, (title, score)) = csv.reader(io.StringIO(capsys.readouterr().out, newline=""))
    assert title.lstrip("\n\t ")[:1] not in set("=+-@＝＋－＠") or title.startswith("'")
    assert score == "-3"
