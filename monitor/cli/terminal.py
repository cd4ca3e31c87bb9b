"""What the terminal on the other side can do, and wants."""

from typing import TextIO

from monitor.config import environment


def has_colours(stream: TextIO) -> bool:
    """Whether colours are shown and welcome: a terminal that isn't dumb, and no ``NO_COLOR`` (https://no-color.org)."""
    variables = environment.snapshot()
    return stream.isatty() and not variables.get("NO_COLOR") and variables.get("TERM") != "dumb"
