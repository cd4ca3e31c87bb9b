"""What a feed's server, or the way to it, asks of us: headers, a user with a password, a proxy.

Decides their shape and which headers are ours alone. Their values are secrets: they come out of the environment or of files, and no message
ever shows one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from monitor.config import secrets
from monitor.model.secret import Secret
from monitor.rules.documents import Fault, Trail
from monitor.rules.section import Entry

_SECRET_KEYS: Final = frozenset({"headers", "basic_auth", "proxy"})
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_OURS = frozenset(
    {
        "accept-encoding", "connection", "content-length", "expect", "host", "if-modified-since", "if-none-match", "keep-alive",
        "proxy-authorization", "proxy-connection", "range", "te", "trailer", "transfer-encoding", "upgrade",
    }
)  # fmt: skip
_LONGEST_VALUE = 4_000


class BasicAuthEntry(Entry):
    """A user with exactly one of ``password`` and ``password_file``."""

    user: str = Field(description="Whose password it is.")
    password: str | None = Field(default=None, description="The password; better as `${VARIABLE}`.")
    password_file: str | None = Field(default=None, description="A file that holds the password.")

    @model_validator(mode="after")
    def _has_one_password(self) -> "BasicAuthEntry":
        if (self.password is None) == (self.password_file is None):
            raise ValueError("needs exactly one of 'password' and 'password_file'")
        return self


def is_secret(trail: Trail) -> bool:
    """Whether a value in an outlet may hold a secret, or what was meant to be one."""
    return not _SECRET_KEYS.isdisjoint(trail)


@dataclass(frozen=True, slots=True)
class Access:
    """Turns what one feed's entry, at ``trail``, says into secrets; what is wrong goes to the source's faults."""

    trail: Trail
    source: secrets.Source

    def headers(self, written: Mapping[str, str]) -> tuple[tuple[str, Secret], ...]:
        """In the order of the file."""
        return tuple((name, self._header(name, value)) for name, value in written.items())

    def basic_auth(self, written: BasicAuthEntry | None) -> tuple[Secret, Secret] | None:
        """User and password."""
        if written is None:
            return None
        trail = (*self.trail, "basic_auth")
        user = self.source.expand((*trail, "user"), written.user)
        if ":" in user or not user.isprintable():
            self._complain((*trail, "user"), "user: holds a colon or a character that can't be seen")
        if written.password_file is not None:
            return Secret(user), self.source.word_in_file((*trail, "password_file"), written.password_file)
        return Secret(user), Secret(self.source.expand((*trail, "password"), written.password or ""))

    def proxy(self, written: str | None) -> Secret | None:
        """An address of the form ``http://[user:password@]host:port``."""
        if written is None:
            return None
        trail = (*self.trail, "proxy")
        address = self.source.expand(trail, written)
        if address and not _is_proxy(address):
            self._complain(trail, "proxy: should be of the form http://[user:password@]host:port")
        return Secret(address)

    def _header(self, name: str, written: str) -> Secret:
        trail = (*self.trail, "headers", name)
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OURS:
            self._complain(trail, f"headers: '{name[:60]}' is no header that can be set")
        value = self.source.expand(trail, written)
        if not (value.isascii() and value.isprintable()) or value != value.strip() or len(value) > _LONGEST_VALUE:
            self._complain(trail, "headers: a value is printable ASCII, without spaces at its ends")
        return Secret(value)

    def _complain(self, trail: Trail, message: str) -> None:
        self.source.faults.append(Fault(trail, message, "bad-value"))


def _is_proxy(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    plain = parts.path in ("", "/") and not parts.query and not parts.fragment and address.isprintable()
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0 and plain
