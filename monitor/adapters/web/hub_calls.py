"""What hubs call: the one address that each was given."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Protocol

from monitor.adapters.web.listener import Handler, Request, Response
from monitor.feeds import encoding
from monitor.model.items import Document

_PATH = "/push/"


class Pushes(Protocol):
    """Who believes hubs or doesn't."""

    async def verify(self, token: str, query: Mapping[str, str]) -> str | None:
        """What to echo, if anything."""
        ...

    async def receive(self, token: str, *, signature: str, document: Document) -> bool:
        """Whether it was asked for."""
        ...


def handler(pushes: Pushes) -> Handler:
    """Answers a hub's questions and takes what it sends; everything else is not found."""

    async def handle(request: Request) -> Response:
        _, found, token = request.path.rpartition(_PATH)
        if not found or not token.isalnum():
            return Response(status=HTTPStatus.NOT_FOUND)
        if request.method == "GET":
            echo = await pushes.verify(token, request.query)
            return Response(status=HTTPStatus.NOT_FOUND) if echo is None else Response(body=echo)
        if request.method != "POST":
            return Response(status=HTTPStatus.METHOD_NOT_ALLOWED)
        media_type, charset = encoding.declared(request.headers.get("content-type", ""))
        document = Document(url="", body=request.body, media_type=media_type, charset=charset)
        signature = request.headers.get("x-hub-signature", "")
        wanted = await pushes.receive(token, signature=signature, document=document)
        return Response(status=HTTPStatus.ACCEPTED if wanted else HTTPStatus.NOT_FOUND)

    return handle
