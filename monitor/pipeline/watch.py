"""The borders that people are told about.

A module of its own, since every start asks for them and few starts judge.
"""

from dataclasses import dataclass

from monitor.pipeline.ports import NO_BORDER


@dataclass(frozen=True, slots=True)
class WatchList:
    """The borders that people are told about. ``None`` means every pair of states."""

    borders: tuple[str, ...] | None = None

    def __contains__(self, border: object) -> bool:
        return border != NO_BORDER and (self.borders is None or border in self.borders)
