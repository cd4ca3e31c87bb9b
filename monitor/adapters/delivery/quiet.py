"""Apprise's and urllib3's own logs, kept from telling secrets: at DEBUG they print whole webhook addresses, tokens and payloads.

Both are stopped by filters on the loggers themselves, so that no handler sees a record, wherever it may be attached. What Apprise says
goes to whoever is capturing the one send in whose context it was said.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_APPRISE = "apprise"
_CONNECTIONS = "urllib3.connectionpool"
_MOST_RECORDS = 50
_captured: ContextVar[list[str] | None] = ContextVar("captured", default=None)


class _Capture(logging.Filter):
    """Keeps the message of each record for the send under way, and lets none pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        into = _captured.get()
        if into is not None and len(into) < _MOST_RECORDS:
            into.append(record.getMessage())
        return False


class _Silence(logging.Filter):
    """A pool's records name the request's path, which holds the token."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.ERROR


_CAPTURE = _Capture()
_SILENCE = _Silence()


def clamp() -> None:
    """Takes both loggers in hand; doing it again changes nothing, and undoes what others may have set meanwhile."""
    apprise = logging.getLogger(_APPRISE)
    apprise.addFilter(_CAPTURE)
    apprise.setLevel(logging.DEBUG)
    logging.getLogger(_CONNECTIONS).addFilter(_SILENCE)


@contextmanager
def capture() -> Iterator[list[str]]:
    """What Apprise logs in this context, for reading by us alone: it may hold secrets."""
    clamp()
    messages: list[str] = []
    token = _captured.set(messages)
    try:
        yield messages
    finally:
        _captured.reset(token)
