"""What Prometheus calls: one address, to read."""

from collections.abc import Callable
from http import HTTPStatus

from monitor.adapters.web.listener import Handler, Request, Response

PATH = "/metrics"


def handler(exposition: Callable[[], str], media_type: str) -> Handler:
    """Answers with what ``exposition`` gives; everything else is not found, and nothing can be written."""

    async def handle(request: Request) -> Response:
        if request.path != PATH:
            return Response(status=HTTPStatus.NOT_FOUND, body=f"see {PATH}\n")
        if request.method not in ("GET", "HEAD"):
            return Response(status=HTTPStatus.METHOD_NOT_ALLOWED)
        return Response(body="" if request.method == "HEAD" else exposition(), media_type=media_type)

    return handle
