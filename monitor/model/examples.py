"""A sentence with what reading must make of it, written beside the words that it shows."""

from dataclasses import dataclass

from monitor.model.reports import LeftOut, Mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What is left None may be read in any way. ``language`` None: as a feed that doesn't say which.

    ``expect`` is an event, a type, or ``nothing`` (no factual report, with ``left_out`` as the reason). ``initiator`` and ``target`` are
    states or ids of actors; ``unknown`` is somebody of no name, ``nobody`` no party at all. Figures are best figures. It stands as number
    ``number`` of the examples in the file ``path``.
    """

    text: str
    expect: str
    path: str
    number: int
    summary: str = ""
    language: str | None = None
    initiator: str | None = None
    target: str | None = None
    killed: int | None = None
    injured: int | None = None
    border: str | None = None
    mode: Mode = Mode.FACTUAL
    left_out: LeftOut | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedExample:
    """An example that isn't met: where it stands (keys and indices from the top of the file), its text, and what came of it instead."""

    path: str
    trail: tuple[str | int, ...]
    text: str
    complaint: str
