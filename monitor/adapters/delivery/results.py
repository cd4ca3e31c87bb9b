"""What Apprise's answer means: delivered, not now, or never. Reasons are our own words; nothing of a log line is passed on.

Apprise never raises for what the other side does and tells the cause only in its log: a status as ``error=NNN`` for web services, an
SMTP reply as ``(NNN, ...)``, a socket's error as text. 1.x answers with True, False or None, 2.x with a result that is true on success.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Protocol

from monitor.model.alerts import Deferred, Delivered, DeliveryOutcome, Rejected

_HTTP_STATUS = re.compile(r"\berror=(\d{3})\b")
_SMTP_REPLY = re.compile(r"\((\d{3}), |refused: (\d{3}) ")
_NOT_SENT = re.compile(
    r"connect(ion)? ?time(d )?-?out|ConnectTimeout|refused|NewConnectionError|NameResolution|Name or service not known"
    r"|getaddrinfo|No route to host|unreachable|Tunnel connection failed|CERTIFICATE_VERIFY|SSLCertVerification",
    re.IGNORECASE,
)
"""A ``ProxyError`` is none of these: urllib3 calls everything so that happens behind a proxy, an answer that never came included."""

_MAYBE_SENT = re.compile(
    r"read timed out|timed out|timeout|did not finish|RemoteDisconnected|Connection aborted|reset by peer"
    r"|unexpectedly closed|Broken pipe|EOF occurred",
    re.IGNORECASE,
)
_WAIT_AND_SEE = frozenset({408, 425, 429})
"""Client errors that pass by themselves."""

_MOST_LOGS = 50


class AppriseAnswer(Protocol):
    """What 2.x returns, as far as we read it."""

    def __bool__(self) -> bool: ...

    def logs(self) -> Iterable[object]: ...


def outcome_of(answer: "AppriseAnswer | bool | None", captured: Sequence[str]) -> DeliveryOutcome:
    """The outcome of one call for one address, from the answer of either major version and the lines logged meanwhile."""
    if answer:
        return Delivered()
    if answer is None:
        return Rejected(reason="no service is configured for this channel")
    return _failure((*captured, *_own_logs(answer)))


def _own_logs(answer: "AppriseAnswer | bool") -> tuple[str, ...]:
    logs = getattr(answer, "logs", None)
    if not callable(logs):
        return ()
    return tuple(str(getattr(entry, "message", "")) for _, entry in zip(range(_MOST_LOGS), logs(), strict=False))


def _failure(lines: tuple[str, ...]) -> DeliveryOutcome:
    """The gravest sign decides: a status that the other side gave, then a socket's story, then nothing."""
    http = _last(_HTTP_STATUS, lines)
    if http is not None:
        return by_http(http)
    smtp = _last(_SMTP_REPLY, lines)
    if smtp is not None:
        return _by_smtp(smtp)
    text = "\n".join(lines)
    if _NOT_SENT.search(text):
        return Deferred(reason="no connection")
    if _MAYBE_SENT.search(text):
        return Deferred(reason="no answer in time", ambiguous=True)
    return Deferred(reason="failed without a stated cause")


def _last(pattern: re.Pattern[str], lines: Iterable[str]) -> int | None:
    found = [next(filter(None, match.groups())) for line in lines for match in pattern.finditer(line)]
    return int(found[-1]) if found else None


def by_http(status: int, *, retry_after: timedelta | None = None) -> DeliveryOutcome:
    """What a web service's refusal means: its own fault, and being busy, pass."""
    if 400 <= status < 500 and status not in _WAIT_AND_SEE:
        return Rejected(reason=f"HTTP {status}")
    return Deferred(reason=f"HTTP {status}", retry_after=retry_after)


def _by_smtp(code: int) -> DeliveryOutcome:
    """5xx is for good by the protocol's own word; everything else may pass."""
    return Rejected(reason=f"SMTP {code}") if 500 <= code < 600 else Deferred(reason=f"SMTP {code}")
