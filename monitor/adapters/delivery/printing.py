"""The channel that prints: the message on a stream, safe for a terminal."""

from typing import TextIO

from monitor.alerts import compose, render
from monitor.model.alerts import Deferred, Delivered, DeliveryOutcome, Message
from monitor.text import printable

_INDENT = "    "


class PrintChannel:
    """Writes each message as a block: the title, the body indented, an empty line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, message: Message) -> DeliveryOutcome:
        """Writes and flushes; a stream that is closed or full defers."""
        try:
            self._stream.write(block(message))
            self._stream.flush()
        except UnicodeEncodeError as error:
            return self._again(message, error.encoding)
        except (OSError, ValueError) as error:
            return Deferred(reason=f"stream: {type(error).__name__}")
        return Delivered()

    def _again(self, message: Message, encoding: str) -> DeliveryOutcome:
        """On a terminal that can't show a sign, a question mark stands for it."""
        plain = block(message).encode(encoding, "replace").decode(encoding)
        self._stream.write(plain)
        self._stream.flush()
        return Delivered()


def block(message: Message) -> str:
    """The message as printed: nothing in it is cut. A title that was is told by the line that the body begins with in its place."""
    title, lines = message.title, compose.unfolded(message.body).splitlines()
    if render.is_cut(title, message.body):
        title, *lines = lines
    return "\n".join((_flat(title), *(_INDENT + _flat(line) for line in lines), "", ""))


def _flat(line: str) -> str:
    """One terminal line: no controls, and no tabs, which would break a table that is piped."""
    return printable.printable(line.replace("\t", " ").replace("\r", " "))
