"""Decides which network addresses a feed may lead us to, and resolves names to them.

Only addresses of the public internet, unless the operator allowed a feed's host by name: no feed may make us talk to our own network.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port to addresses, as written by the system resolver."""

_LOCAL = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
"""All that is handed out of IPv6 (IANA); the rest holds forms of IPv4 addresses that some network may still translate: ``::127.0.0.1``."""


class RefusedAddressError(Exception):
    """The name leads to an address that isn't of the public internet."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """By the system; raises OSError or UnicodeError for names that don't exist or can't."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


async def checked(host: str, port: int, *, resolver: Resolver, trusted: bool) -> Sequence[str]:
    """The addresses to connect to, in the resolver's order. Every one must be public, unless the host is trusted.

    One private address among public ones refuses the name: it is either misconfigured or meant to slip through.
    """
    literal = _literal(host)
    found = (literal,) if literal else tuple(await resolver(host, port))
    if not found:
        raise OSError(f"{host} has no address")
    if not trusted:
        for address in found:
            if not is_public(address):
                raise _refused(host, address)
    return found


def _refused(host: str, address: str) -> RefusedAddressError:
    return RefusedAddressError(f"{host} is {'' if _literal(host) else f'{address}, '}not a public address")


def check_name(host: str) -> None:
    """Raises RefusedAddressError for what leads to no public address by its form alone: for fetches whose proxy looks names up.

    What a name means is then known to the proxy only, and it is the operator's word that the proxy may be asked.
    """
    literal = _literal(host) or _numeric(host)
    if literal is not None and not is_public(literal):
        raise _refused(host, literal)
    if literal is None and ("." not in host or host.endswith(_LOCAL)):
        raise RefusedAddressError(f"{host} is a name of a local network")


def _numeric(host: str) -> str | None:
    """The address that a number stands for, as the C library reads it: ``127.1``, ``0x7f000001``."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def _literal(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None


def is_public(address: str) -> bool:
    """Whether it is a unicast address of the public internet, also when it wraps an IPv4 address."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(ip) if isinstance(ip, ipaddress.IPv6Address) else None
    reached = inner or ip
    handed_out = reached.version == 4 or reached in _UNICAST
    return handed_out and reached.is_global and not reached.is_multicast


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a mapped, 6to4 or NAT64 one."""
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
