"""A value that must not be seen: it prints as ``***`` wherever it ends up."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secret:
    """Holds a secret; only :meth:`reveal` gives it away, and only adapters call that."""

    value: str = field(repr=False)

    def reveal(self) -> str:
        """The secret itself."""
        return self.value

    def __str__(self) -> str:
        return "***"

    def __repr__(self) -> str:
        return "Secret('***')"
