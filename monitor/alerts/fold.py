"""Deliveries to one channel as one message: alone, or several of a group, of a digest, of quiet hours, of what a channel's rate held up.

What is late says so: a warning of this morning must not pass for one of tonight.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.alerts import render
from monitor.alerts.decide import LOUDNESS
from monitor.model.alerts import Delivery, Hold, Level, Message
from monitor.text import lengths, printable

MOST = 12
"""So many headlines of the longest sort, each with where the rest is, stay below :data:`monitor.alerts.render.LONGEST_BODY`."""

LATE_AFTER = timedelta(minutes=15)
"""From then on a message says how late it is. Our choice: a retry or two is nothing to speak of."""

_HELD = frozenset({Hold.DIGEST, Hold.QUIET_HOURS, Hold.ACKNOWLEDGEMENT})
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Part:
    """One of several deliveries in a message. ``lead`` stands above its text: its title, and how late it is."""

    of: Delivery
    lead: str
    text: str


def message(deliveries: Sequence[Delivery], *, now: datetime) -> Message:
    """One of them as it is; of several each once, in their order: whole where there is room for it, the loudest first, else its headline.

    At most :data:`MOST`, of one channel.
    """
    urgent = any(each.urgent for each in deliveries)
    thread = thread_of(deliveries)
    if len(deliveries) == 1:
        only = deliveries[0]
        body, page = _with_lateness(only, now=now)
        return Message(title=only.title, body=body, html=page, thread=thread, urgent=urgent, revision=only.revision)
    title = _title(deliveries)
    parts = _parts(deliveries, now=now)
    return Message(title=title, body=_text(parts), html=_page(title, parts), thread=thread, urgent=urgent)


def unacknowledged(title: str, *, waited: timedelta) -> str:
    """The title of what goes on because nobody has acknowledged it."""
    minutes = round(waited / _MINUTE)
    return printable.one_line(f"[unacknowledged for {minutes} min] {title}", longest=render.LONGEST_TITLE)


def lateness(delivery: Delivery, *, now: datetime) -> str:
    """How late the delivery is, in words; nothing when it isn't."""
    due = delivery.due_at or delivery.created_at
    late = now - due
    if late < LATE_AFTER:
        return ""
    return f"Sent {lengths.of_time(late)} late: this was due {due:%Y-%m-%d %H:%M} UTC"


def thread_of(deliveries: Sequence[Delivery]) -> str:
    """The conversation that people see it in: that of the loudest; a digest is one of its own."""
    if len(deliveries) > 1 and all(each.hold in _HELD for each in deliveries):
        return deliveries[0].conversation
    loudest = max(reversed(deliveries), key=_loudness)
    return loudest.thread or loudest.conversation


def _with_lateness(delivery: Delivery, *, now: datetime) -> tuple[str, str]:
    late = lateness(delivery, now=now)
    if not late:
        return delivery.body, delivery.html
    page = delivery.html.replace("</h3>", f"</h3>{render.paragraph(late)}", 1)
    return f"{late}\n{delivery.body}", page


def _title(deliveries: Sequence[Delivery]) -> str:
    held = {each.hold for each in deliveries}
    since = min(each.created_at for each in deliveries)
    if held <= {Hold.DIGEST}:
        return f"Digest: {len(deliveries)} alerts since {since:%Y-%m-%d %H:%M} UTC"
    if held <= _HELD:
        return f"{len(deliveries)} alerts from quiet hours, since {since:%Y-%m-%d %H:%M} UTC"
    if deliveries[0].group and len({each.group for each in deliveries}) == 1:
        more = f" (with {len(deliveries) - 1} more)"
        loudest = max(reversed(deliveries), key=_loudness)
        return printable.one_line(loudest.title, longest=render.LONGEST_TITLE - len(more)) + more
    return f"{len(deliveries)} more alerts since {since:%Y-%m-%d %H:%M} UTC"


def _loudness(delivery: Delivery) -> int:
    return LOUDNESS[delivery.level or Level.NOTICE]


def _parts(deliveries: Sequence[Delivery], *, now: datetime) -> list[Part]:
    """All as headlines, then one after another whole as long as there is room: the loudest first, of those as loud the latest."""
    parts = [Part(each, _lead(each, now=now), f"border-monitor alerts show {each.alert}") for each in deliveries]
    room = render.LONGEST_BODY - len(_text(parts))
    for n in sorted(range(len(parts)), key=lambda n: (-_loudness(deliveries[n]), -n)):
        part = parts[n]
        if (longer := len(part.of.body) - len(part.text)) <= room:
            parts[n], room = Part(part.of, part.lead, part.of.body), room - longer
    return parts


def _lead(delivery: Delivery, *, now: datetime) -> str:
    late = lateness(delivery, now=now)
    return f"{delivery.title}\n{late}" if late else delivery.title


def _text(parts: Sequence[Part]) -> str:
    return "\n\n".join("\n".join(_lines(part)) for part in parts)


def _lines(part: Part) -> tuple[str, ...]:
    """The title, how late it is, and the text; a title that was cut gives way to the line of the text that has it whole."""
    title, *late = part.lead.splitlines()
    lines = part.text.splitlines()
    if render.is_cut(title, part.text):
        title, *lines = lines
    return (title, *late, *lines)


def _page(title: str, parts: Sequence[Part]) -> str:
    return f"<html><body><h3>{html.escape(title)}</h3>{''.join(map(_section, parts))}</body></html>"


def _section(part: Part) -> str:
    title, *lines = _lines(part)
    return f"<h4>{html.escape(title)}</h4>" + render.paragraphs("\n".join(lines))
