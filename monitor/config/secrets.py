"""Where secrets come from: ``${VARIABLE}`` in a value, or a file.

Decides the syntax (``$$`` is a dollar sign) and the complaints, which name variables and files and never show a value.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.model.secret import Secret
from monitor.rules.documents import Fault, Trail

_DOLLAR = re.compile(r"\$(?:\$|\{([^{}$]*)\}|)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
_MOST_BYTES = 16 * 1024


def is_address(text: str) -> bool:
    """Whether this could be a channel's address: a scheme, and no space in it."""
    return _ADDRESS.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Turns what is written into secrets; what is wrong goes to ``faults``. Relative files start from ``base``."""

    environment: Mapping[str, str]
    base: Path
    faults: list[Fault]

    def expand(self, trail: Trail, text: str) -> str:
        """The text with variables put in; empty when one is missing."""
        before = len(self.faults)
        expanded = _DOLLAR.sub(lambda found: self._value(trail, found), text)
        return expanded if len(self.faults) == before else ""

    def address(self, trail: Trail, text: str) -> Secret:
        """A channel's address with variables put in."""
        expanded = self.expand(trail, text)
        if expanded and not is_address(expanded):
            self._complain(trail, f"{trail[-1]}: is no address (scheme://...)")
        return Secret(expanded)

    def address_in_file(self, trail: Trail, name: str) -> Secret:
        """A channel's address out of a file: one line, nothing put in."""
        path = self.base / name
        try:
            with path.open("rb") as file:
                text = file.read(_MOST_BYTES).decode("utf-8").strip()
        except OSError as error:
            self._complain(trail, f"{path} can't be read: {error.strerror or 'unknown reason'}")
            return Secret("")
        except UnicodeDecodeError:
            text = ""
        if not is_address(text):
            self._complain(trail, f"{path} should hold one address (scheme://...) and nothing else")
        return Secret(text)

    def word_in_file(self, trail: Trail, name: str) -> Secret:
        """A password out of a file: all of it but the line break at its end, nothing put in."""
        path = self.base / name
        try:
            with path.open("rb") as file:
                text = file.read(_MOST_BYTES).decode("utf-8").rstrip("\r\n")
        except OSError as error:
            self._complain(trail, f"{path} can't be read: {error.strerror or 'unknown reason'}")
            return Secret("")
        except UnicodeDecodeError:
            text = ""
        if not text.isprintable() or not text:
            self._complain(trail, f"{path} should hold one line of text and nothing else")
        return Secret(text)

    def _value(self, trail: Trail, found: "re.Match[str]") -> str:
        """What stands for one dollar sign."""
        name = found[1]
        if found[0] == "$$":
            return "$"
        if name is None or not _NAME.fullmatch(name):
            self._complain(trail, "a dollar sign is written '$$', a variable '${NAME}'")
            return ""
        if not self.environment.get(name):
            self._complain(trail, f"the environment variable {name} is not set")
        return self.environment.get(name, "")

    def _complain(self, trail: Trail, message: str) -> None:
        self.faults.append(Fault(trail, message, "secret"))
