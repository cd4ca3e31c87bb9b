"""Takes addresses apart for asking, and says how two of them are related.

Decides which addresses are acceptable in form, and which belong to one site, so that what is secret for one isn't told to another. Where
they lead on the network is for :mod:`monitor.adapters.http.addresses`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from monitor.model.items import FailureKind
from monitor.text import urls

_DRESSED_UP = re.compile(r"[A-Za-z]{1,10}://[^/?#]*@")
_PORTS = {"http": 80, "https": 443}


class RefusedError(Exception):
    """Ends a fetch with the outcome it carries."""

    def __init__(self, kind: FailureKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One address on the way, taken apart and found acceptable in form."""

    url: str
    host: str
    port: int
    scheme: str
    authority: str
    target: str

    def at(self, address: str) -> str:
        """The same page at one network address of the host."""
        bracketed = f"[{address}]" if ":" in address else address
        return f"{self.scheme}://{bracketed}:{self.port}{self.target}"

    def is_of_site(self, other: "Hop") -> bool:
        """Whether what may be told to ``other`` may be told here: one host and port, or its encrypted form on the usual ports."""
        if self.host != other.host:
            return False
        upgraded = (other.scheme, other.port, self.scheme, self.port) == ("http", 80, "https", 443)
        return upgraded or (self.scheme, self.port) == (other.scheme, other.port)


def hop(url: str) -> Hop:
    """Raises RefusedError for what isn't a plain http or https address."""
    address = url.strip()
    host = urls.host_of(address) if address.isprintable() else None
    if host is None:
        raise RefusedError(FailureKind.BAD_URL, _complaint(address))
    parts = urlsplit(address)
    default = _PORTS[parts.scheme]
    port = parts.port if parts.port is not None else default
    if port == 0:
        raise RefusedError(FailureKind.BAD_URL, "port 0")
    name = f"[{host}]" if ":" in host else host
    return Hop(
        url=address,
        scheme=parts.scheme,
        host=host,
        port=port,
        authority=name if port == default else f"{name}:{port}",
        target=urlunsplit(("", "", parts.path or "/", parts.query, "")),
    )


def _complaint(address: str) -> str:
    """Why it can't be asked for, without what may be a secret in it."""
    if _DRESSED_UP.match(address):
        return "a user name or password in the address; they go into basic_auth"
    return "not an http or https address of the form scheme://host[:port]/path"


def require_encrypted(hop: Hop, *, but_for: Collection[str]) -> None:
    """Raises RefusedError when what is said to this address can be overheard, unless its host is one of those."""
    if hop.scheme != "https" and hop.host not in but_for:
        raise RefusedError(FailureKind.BAD_URL, "not encrypted: everybody would hear our secret")


def joined(base: str, location: str) -> str:
    """Where a redirect leads; raises RefusedError when nowhere."""
    try:
        return urljoin(base, location)
    except ValueError as error:
        raise RefusedError(FailureKind.BAD_URL, f"a redirect to no address: {error}") from error
