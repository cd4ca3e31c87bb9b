"""What the answers of both major versions of Apprise mean."""

from types import SimpleNamespace

import pytest

from monitor.adapters.delivery import results
from monitor.model.alerts import Deferred, Delivered, DeliveryOutcome, Rejected


class Answer:
    """A 2.x result: true or false, with the logs of its attempts."""

    def __init__(self, *, good: bool, lines: tuple[str, ...] = ()) -> None:
        self._good = good
        self._lines = lines

    def __bool__(self) -> bool:
        return self._good

    def logs(self) -> list[SimpleNamespace]:
        """The entries."""
        return [SimpleNamespace(message=text) for text in self._lines]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Failed to send to Slack: Too many requests., error=429.", Deferred(reason="HTTP 429")),
        ("Failed to send to Slack: error=503.", Deferred(reason="HTTP 503")),
        ("Failed to send to Slack: error=404.", Rejected(reason="HTTP 404")),
        ("Socket Exception: {'a@b.example': (550, b'no such user')}", Rejected(reason="SMTP 550")),
        ("Socket Exception: (421, b'closing')", Deferred(reason="SMTP 421")),
        ("SMTP recipient a@b.example was refused: 554 no", Rejected(reason="SMTP 554")),
        ("Socket Exception: Read timed out. (read timeout=15)", Deferred(reason="no answer in time", ambiguous=True)),
        (
            "Socket Exception: Connection aborted., RemoteDisconnected",
            Deferred(reason="no answer in time", ambiguous=True),
        ),
        (
            "Caused by ProxyError('Unable to connect to proxy', RemoteDisconnected('Remote end closed connection'))",
            Deferred(reason="no answer in time", ambiguous=True),
        ),
        (
            "Caused by SSLError(SSLEOFError(8, '[SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol'))",
            Deferred(reason="no answer in time", ambiguous=True),
        ),
        (
            "Caused by ProxyError('Unable to connect to proxy', OSError('Tunnel connection failed: 403 Forbidden'))",
            Deferred(reason="no connection"),
        ),
        ("Service 'Slack' did not finish within 60.000s.", Deferred(reason="no answer in time", ambiguous=True)),
        ("ConnectTimeoutError(connect timeout=5)", Deferred(reason="no connection")),
        ("Socket Exception: [Errno 111] Connection refused", Deferred(reason="no connection")),
        ("something else", Deferred(reason="failed without a stated cause")),
    ],
)
def test_failures_are_read_from_logs_in_either_version(line: str, expected: DeliveryOutcome) -> None:
    """1.x answers False beside lines that we captured; 2.x carries the lines itself."""
    assert results.outcome_of(False, [line]) == expected
    assert results.outcome_of(Answer(good=False, lines=(line,)), []) == expected


def test_success_and_no_service_in_either_version() -> None:
    """Truth is delivery; None is a channel without a service."""
    assert results.outcome_of(True, ["error=500"]) == Delivered()
    assert results.outcome_of(Answer(good=True), []) == Delivered()
    assert isinstance(results.outcome_of(None, []), Rejected)


def test_no_reason_quotes_a_log_line() -> None:
    """Log lines may hold addresses with tokens; reasons never do."""
    outcome = results.outcome_of(False, ["POST https://hooks.example/T0SECRET failed: timed out"])
    assert "T0SECRET" not in repr(outcome)
