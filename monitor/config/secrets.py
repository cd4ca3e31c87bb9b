"""Where secrets come from: ``${VARIABLE}`` in a value or in a file's name, or that file.

Decides the syntax (``$$`` is a dollar sign) and the complaints, which name variables and files and never show a value.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.config import files
from monitor.model.secret import Secret
from monitor.rules.documents import Document, Fault, Trail

_DOLLAR = re.compile(r"\$(?:\$|\{([^{}$]*)\}|)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")
_MOST_BYTES = 16 * 1024
_KEYS = frozenset({"url_file", "password_file"})
"""What names such a file, wherever it stands."""


def files_named(path: Path, environment: Mapping[str, str], *, base: Path, cache: Path | None) -> Iterator[Path]:
    """The files with secrets that a file of ours names, whatever else is wrong with it, also when they aren't there yet."""
    document = files.load(path, cache)
    source = Source(environment=environment, base=base, faults=[])
    for name in _names(document.data) if isinstance(document, Document) else ():
        if file := source.expand((), name):
            yield base / file


def _names(data: object) -> Iterator[str]:
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    yield from (
        (data[key] for key in _KEYS & data.keys() if isinstance(data[key], str)) if isinstance(data, dict) else ()
    )
    for part in parts:
        yield from _names(part)


def is_address(text: str) -> bool:
    """Whether this could be a channel's address: a scheme, and no space in it."""
    return _ADDRESS.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Turns what is written into secrets; what is wrong goes to ``faults``. Relative files start from ``base``.

    ``may_lack``: it isn't wrong that a variable isn't set or a file can't be read, as for who only looks; such a secret is empty.
    """

    environment: Mapping[str, str]
    base: Path
    faults: list[Fault]
    may_lack: bool = False

    def expand(self, trail: Trail, text: str) -> str:
        """The text with variables put in; empty when one is missing."""
        values = [self._value(trail, found) for found in _DOLLAR.finditer(text)]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return ""
        following = iter(known)
        return _DOLLAR.sub(lambda _: next(following), text)

    def address(self, trail: Trail, text: str) -> Secret:
        """A channel's address with variables put in."""
        expanded = self.expand(trail, text)
        if expanded and not is_address(expanded):
            self._complain(trail, f"{trail[-1]}: is no address (scheme://...)")
        return Secret(expanded)

    def address_in_file(self, trail: Trail, name: str) -> Secret:
        """A channel's address out of a file: one line, nothing put in."""
        read = self._read(trail, name)
        if read is None:
            return Secret("")
        path, text = read[0], read[1].strip()
        if not is_address(text):
            self._complain(trail, f"{path} should hold one address (scheme://...) and nothing else")
        return Secret(text)

    def word_in_file(self, trail: Trail, name: str) -> Secret:
        """A password out of a file: all of it but the line break at its end, nothing put in."""
        read = self._read(trail, name)
        if read is None:
            return Secret("")
        path, text = read[0], read[1].rstrip("\r\n")
        if not text.isprintable() or not text:
            self._complain(trail, f"{path} should hold one line of text and nothing else")
        return Secret(text)

    def _read(self, trail: Trail, name: str) -> tuple[Path, str] | None:
        """The file of this name, in which variables are put, and what it holds (nothing when that is no text); None when it can't be read.

        systemd puts what one unit may know into a folder of that unit alone, and says in CREDENTIALS_DIRECTORY which.
        """
        file = self.expand(trail, name)
        if not file:
            return None
        path = self.base / file
        try:
            with path.open("rb") as stream:
                return path, stream.read(_MOST_BYTES).decode("utf-8")
        except OSError as error:
            self._miss(trail, f"{path} can't be read: {error.strerror or 'unknown reason'}")
            return None
        except UnicodeDecodeError:
            return path, ""

    def _value(self, trail: Trail, found: "re.Match[str]") -> str | None:
        """What stands for one dollar sign; None when there is nothing."""
        name = found[1]
        if found[0] == "$$":
            return "$"
        if name is None or not _NAME.fullmatch(name):
            self._complain(trail, "a dollar sign is written '$$', a variable '${NAME}'")
            return None
        if not self.environment.get(name):
            self._miss(trail, f"the environment variable {name} is not set")
        return self.environment.get(name) or None

    def _miss(self, trail: Trail, message: str) -> None:
        if not self.may_lack:
            self._complain(trail, message)

    def _complain(self, trail: Trail, message: str) -> None:
        self.faults.append(Fault(trail, message, "secret"))
