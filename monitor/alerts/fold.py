"""Several deliveries to one channel as one message: what was held for a digest or through quiet hours, and what a channel's rate held up."""

import html
from collections.abc import Sequence
from datetime import timedelta

from monitor.alerts import render
from monitor.model.alerts import Delivery, Hold, Message
from monitor.text import printable

MOST = 13
"""So many headlines of the longest sort, each with where the rest is, stay below :data:`monitor.alerts.render.LONGEST_BODY`."""


def message(deliveries: Sequence[Delivery]) -> Message:
    """One of them as it is; of several each once, in their order: whole where there is room, else its headline.

    At most :data:`MOST`, of one channel.
    """
    first = deliveries[0]
    if len(deliveries) == 1:
        return Message(title=first.title, body=first.body, html=first.html, thread=first.conversation)
    title = _title(deliveries)
    parts = [(each.title, each.body) for each in deliveries]
    if len(_text(parts)) > render.LONGEST_BODY:
        parts = [(each.title, f"border-monitor alerts show {each.alert}") for each in deliveries]
    return Message(title=title, body=_text(parts), html=_page(title, parts), thread=first.conversation)


def unacknowledged(title: str, *, waited: timedelta) -> str:
    """The title of what goes on because nobody has acknowledged it."""
    minutes = round(waited / timedelta(minutes=1))
    return printable.one_line(f"[unacknowledged for {minutes} min] {title}", longest=render.LONGEST_TITLE)


def _title(deliveries: Sequence[Delivery]) -> str:
    held = {each.hold for each in deliveries}
    since = min(each.created_at for each in deliveries)
    if held <= {Hold.DIGEST}:
        return f"Digest: {len(deliveries)} alerts since {since:%Y-%m-%d %H:%M} UTC"
    if None not in held:
        return f"{len(deliveries)} alerts from quiet hours, since {since:%Y-%m-%d %H:%M} UTC"
    return f"{len(deliveries)} more alerts since {since:%Y-%m-%d %H:%M} UTC"


def _text(parts: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join(f"{title}\n{body}" for title, body in parts)


def _page(title: str, parts: Sequence[tuple[str, str]]) -> str:
    sections = "".join(
        f"<h4>{html.escape(headline)}</h4>{''.join(map(render.paragraph, body.splitlines()))}"
        for headline, body in parts
    )
    return f"<html><body><h3>{html.escape(title)}</h3>{sections}</body></html>"
