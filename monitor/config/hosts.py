"""Hosts as a file may write them, in any script and in capitals, and places to listen at; hosts are kept as the network knows them.

Names in other scripts become ASCII by UTS #46, as in browsers and in :mod:`monitor.text.urls`: what is fetched and what is configured must
come to the same name.
"""

import ipaddress
import re
from typing import Annotated

from pydantic import AfterValidator

from monitor.text import urls

_NOT_OF_A_HOST = re.compile(r"[/?#@\\\s]")
_PLACE = re.compile(r"(\[[0-9a-fA-F:]+\]|[^\s:\[\]]+):([0-9]{1,5})")
_LAST_PORT = 65535
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


def place_of(listen: str) -> tuple[str, int]:
    """Host and port out of ``host:port`` or ``[address]:port``; ValueError for anything else."""
    found = _PLACE.fullmatch(listen)
    if found is None:
        raise ValueError(f"'{listen[:60]}' is no host and port; write 127.0.0.1:9710 or [::1]:9710")
    if int(found[2]) > _LAST_PORT:
        raise ValueError(f"'{listen[:60]}': a port is at most {_LAST_PORT}")
    return found[1].strip("[]"), int(found[2])


def _place(listen: str) -> str:
    place_of(listen)
    return listen


def _place_or_none(listen: str) -> str:
    return listen and _place(listen)


Host = Annotated[str, AfterValidator(_host)]
"""A name or an address."""

HostName = Annotated[str, AfterValidator(_name)]
"""A name with a dot in it."""

HostAndPort = Annotated[str, AfterValidator(_place)]
"""Where to listen; :func:`place_of` takes it apart."""

HostAndPortIfAny = Annotated[str, AfterValidator(_place_or_none)]
"""The same, or nothing at all."""
