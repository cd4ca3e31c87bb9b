"""What those are answered who watch over the monitor."""

import pytest

from monitor.adapters.web import watching_calls
from monitor.adapters.web.listener import Request


async def asked(path: str, *, method: str = "GET", troubles: tuple[str, ...] = ()) -> tuple[int, str]:
    """Status and body."""

    async def found() -> list[str]:
        return list(troubles)

    handle = watching_calls.handler(lambda: "polls_total 1\n", "text/plain; version=0.0.4", found)
    response = await handle(Request(method=method, path=path, query={}, headers={}))
    return response.status, response.body


@pytest.mark.parametrize(
    ("path", "method", "troubles", "answer"),
    [
        ("/metrics", "GET", ("the disk is on fire",), (200, "polls_total 1\n")),
        ("/health", "GET", (), (200, "healthy\n")),
        ("/health", "GET", ("every feed fails", "3 dead letters"), (503, "every feed fails\n3 dead letters\n")),
        ("/health", "HEAD", ("every feed fails",), (503, "")),
        ("/health", "POST", (), (405, "")),
        ("/", "GET", (), (404, "see /metrics and /health\n")),
    ],
)
async def test_metrics_and_health_each_have_an_address(
    path: str, method: str, troubles: tuple[str, ...], answer: tuple[int, str]
) -> None:
    """Whoever only looks at the status knows enough; whoever reads on knows why."""
    assert await asked(path, method=method, troubles=troubles) == answer
