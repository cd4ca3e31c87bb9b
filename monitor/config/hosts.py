"""Hosts as a file may write them, in any script and in capitals; they are kept as the network knows them.

Names in other scripts become ASCII by UTS #46, as in browsers and in :mod:`monitor.text.urls`: what is fetched and what is configured must
come to the same name.
"""

import ipaddress
import re
from typing import Annotated

from pydantic import AfterValidator

from monitor.text import urls

_NOT_OF_A_HOST = re.compile(r"[/?#@\\\s]")
_NAME = re.compile(r"(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


def ascii_form(host: str) -> str | None:
    """The host in lower-case ASCII; an address of the network as it is, without brackets; None for what is neither."""
    bare = host.removeprefix("[").removesuffix("]")
    try:
        return ipaddress.ip_address(bare).compressed
    except ValueError:
        pass
    if ":" in host or _NOT_OF_A_HOST.search(host):
        return None
    return urls.host_of(f"http://{host}/")


def is_name(host: str) -> bool:
    """Whether it is a name with a dot in it, in lower-case ASCII."""
    return _NAME.fullmatch(host) is not None


def _host(host: str) -> str:
    found = ascii_form(host)
    if found is None:
        raise ValueError(f"'{host[:60]}' is no host: a name or an address, without scheme, port and path")
    return found


def _name(host: str) -> str:
    found = ascii_form(host)
    if found is None or not is_name(found):
        raise ValueError(f"'{host[:60]}' is no host: a name such as news.example.org, without scheme and path")
    return found


Host = Annotated[str, AfterValidator(_host)]
"""A name or an address."""

HostName = Annotated[str, AfterValidator(_name)]
"""A name with a dot in it."""
