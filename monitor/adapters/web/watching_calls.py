"""What those call who watch over the monitor, Prometheus and supervisors: two addresses, to read."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from http import HTTPStatus

from monitor.adapters.web.listener import Handler, Request, Response

METRICS = "/metrics"
HEALTH = "/health"


def handler(exposition: Callable[[], str], media_type: str, troubles: Callable[[], Awaitable[list[str]]]) -> Handler:
    """Answers with what ``exposition`` gives, and with 200 or, when there are ``troubles``, 503 and these, one a line.

    Everything else is not found, and nothing can be written.
    """

    async def answer(path: str) -> Response:
        if path == METRICS:
            return Response(body=exposition(), media_type=media_type)
        if path == HEALTH:
            found = await troubles()
            status = HTTPStatus.SERVICE_UNAVAILABLE if found else HTTPStatus.OK
            return Response(status=status, body="\n".join(found or ["healthy"]) + "\n")
        return Response(status=HTTPStatus.NOT_FOUND, body=f"see {METRICS} and {HEALTH}\n")

    async def handle(request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response(status=HTTPStatus.METHOD_NOT_ALLOWED)
        response = await answer(request.path)
        return replace(response, body="") if request.method == "HEAD" else response

    return handle
