"""Alerts as messages: plain text and our own HTML, in local time and UTC, short enough for every channel.

The words were written when the alert was decided (:mod:`monitor.alerts.compose`); here they are only dressed. Foreign text in them
is neutral already, and is made so once more for what other stages may have written.
"""

import html
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from monitor.alerts import compose, neutral
from monitor.model.alerts import SAME_DAY, Alert, Level, Message, Reason
from monitor.text import printable

LONGEST_TITLE = 150
LONGEST_BODY = 2800
"""Below the limits of the strictest channel that we know (Slack: 150 for a header, 3,000 for a section)."""

_IN_A_DIGEST = frozenset({Level.NOTICE})
"""Levels that nobody need see at once."""

_INSTANT = re.compile(r"\b(\d{4}-\d\d-\d\d \d\d:\d\d) UTC\b")
_LABELLED = re.compile(r"([A-Z][^:\n]{1,60}?): (.*)", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+")


def message(alert: Alert, *, zone: str) -> Message:
    """What channels are handed. ``zone`` is an IANA name; ``thread`` is the conversation's id."""
    headline = neutral.text(localized(alert.headline, zone), longest=LONGEST_BODY)
    title = printable.one_line(_test_mark(alert) + headline, longest=LONGEST_TITLE)
    lines = [_line(localized(line, zone)) for line in printable.printable(alert.body).splitlines()]
    whole = title.endswith(headline)
    text = _capped(lines if whole else [headline, *lines], alert.id)
    return Message(
        title=title,
        body=text or headline,
        html=_page(headline, text),
        thread=alert.conversation,
        revision=alert.revision,
        urgent=alert.level not in _IN_A_DIGEST and SAME_DAY not in alert.labels,
        marked_test=alert.reason is Reason.TEST,
    )


def is_cut(title: str, body: str) -> bool:
    """Whether the title is no more than the beginning of the line that the body begins with."""
    beginning = title.removesuffix("…").rstrip()
    return beginning not in ("", title) and body.startswith(beginning)


def localized(text: str, zone: str) -> str:
    """Every moment in UTC becomes local time with the same moment in UTC behind it."""
    local = ZoneInfo(zone)

    def both(found: re.Match[str]) -> str:
        try:
            at = datetime.strptime(found[1], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        except ValueError:
            return found[0]
        there = at.astimezone(local)
        return found[0] if there.utcoffset() == at.utcoffset() else f"{there:%Y-%m-%d %H:%M %Z} ({at:%H:%M} UTC)"

    return _INSTANT.sub(both, text)


def _test_mark(alert: Alert) -> str:
    return "[TEST] " if alert.reason is Reason.TEST else ""


def _line(line: str) -> str:
    """The line with everything in it neutral except bare addresses that may stand."""
    pieces: list[str] = []
    end = 0
    for found in _ADDRESS.finditer(line):
        pieces += [_foreign(line[end : found.start()]), neutral.link(found[0]) or neutral.text(found[0])]
        end = found.end()
    return "".join((*pieces, _foreign(line[end:])))


def _foreign(piece: str) -> str:
    """Neutral text with its outer spaces kept."""
    lead = piece[: len(piece) - len(piece.lstrip())]
    tail = piece[len(piece.rstrip()) :] if piece.strip() else ""
    return f"{lead}{neutral.text(piece, longest=LONGEST_BODY)}{tail}"


def _capped(lines: list[str], alert_id: str) -> str:
    """The lines, cut at a line's end where possible, with a word on where the rest is."""
    text = "\n".join(lines)
    if len(text) <= LONGEST_BODY:
        return text
    more = f"\n… more: border-monitor alerts show {alert_id}"
    room = text[: LONGEST_BODY - len(more)]
    at_line, _, rest = room.rpartition("\n")
    return (at_line if at_line and len(rest) < LONGEST_BODY // 2 else room) + more


def _page(headline: str, text: str) -> str:
    """A whole small page; everything that isn't ours is escaped, and only addresses that passed become links."""
    below = "\n".join(line for line in text.splitlines() if line != headline)
    return f"<html><body><h3>{html.escape(headline)}</h3>{paragraphs(below)}</body></html>"


def paragraphs(text: str) -> str:
    """A message's text as HTML, which has room for all that was cut."""
    return "".join(map(paragraph, compose.unfolded(text).splitlines()))


def paragraph(line: str) -> str:
    """A line of a message's text as HTML."""
    labelled = _LABELLED.fullmatch(line)
    if labelled is None:
        return f"<p>{_linked(line)}</p>"
    return f"<p><b>{html.escape(labelled[1])}:</b> {_linked(labelled[2])}</p>"


def _linked(text: str) -> str:
    escaped = []
    end = 0
    for found in _ADDRESS.finditer(text):
        address = html.escape(found[0], quote=True)
        escaped += [html.escape(text[end : found.start()]), f'<a href="{address}" rel="noreferrer">{address}</a>']
        end = found.end()
    return "".join((*escaped, html.escape(text[end:])))
