"""Which addresses may be called: chosen by an administrator, and still not every one.

A webhook can reach what only the newsroom's machine can: link-local and metadata services hand
out credentials to whoever asks from inside. So those are refused, both by name and, since a name
may lead anywhere, once more by the numbers that a call is about to connect to.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

LONGEST = 500
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")
# Services of clouds that lie in ranges which are otherwise ordinary private ones.
_METADATA = (
    ip_network("100.100.100.200/32"),  # Alibaba Cloud
    ip_network("192.0.0.192/32"),  # Oracle Cloud
    ip_network("168.63.129.16/32"),  # Azure's wire server
    ip_network("fd00:ec2::/32"),  # AWS over IPv6
)
Numbers = IPv4Address | IPv6Address


class AddressRefused(ValueError):
    """The address may not be called; the message says why, to a person."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address in parts. ``path`` begins with a slash and holds the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def is_local(self) -> bool:
        """Whether it names this machine in so many words."""
        return self.host in LOCAL


def check_address(address: str) -> Target:
    """The parts of ``address``; raises ``AddressRefused``."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(_("This is not an address.")) from error
    printable = address.isascii() and address.isprintable() and " " not in address
    if not printable or len(address) > LONGEST or not parts.hostname or port == 0:
        raise AddressRefused(_("This is not an address."))
    if "@" in parts.netloc or parts.fragment or "\\" in address:
        raise AddressRefused(_("An address has neither a name with a password nor a #."))
    host = parts.hostname.rstrip(".").lower()
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOCAL):
        raise AddressRefused(_("The address begins with https://, or with http://localhost."))
    target = parts.path or "/"
    if parts.query:
        target = f"{target}?{parts.query}"
    found = Target(parts.scheme, host, port or _PORTS[parts.scheme], target)
    numbers = _as_numbers(host)
    if numbers is not None:
        check_numbers(numbers, local=found.is_local)
    return found


def resolve(target: Target) -> list[tuple[socket.AddressFamily, str]]:
    """Family and number of each place that ``target`` leads to, all of them allowed.

    Raises ``OSError`` when the name is not known, ``AddressRefused`` when any of them may not be
    called: a name that leads to a good and a forbidden place is no accident.
    """
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    places: dict[tuple[socket.AddressFamily, str], None] = {}
    for family, _type, _protocol, _name, place in found:
        places[family, str(place[0])] = None
    for _family, number in places:
        check_numbers(ip_address(number.partition("%")[0]), local=target.is_local)
    return list(places)


def check_numbers(numbers: Numbers, *, local: bool) -> None:
    """Refuse numbers that no webhook has business with. Private networks are the outlet's own."""
    inner = _inner(numbers)
    if inner.is_loopback:
        if not local:
            raise AddressRefused(_("This name leads to this machine itself."))
        return
    if local:
        raise AddressRefused(_("“localhost” leads to another machine."))
    refused = inner.is_link_local or inner.is_multicast or inner.is_unspecified
    reserved = isinstance(inner, IPv4Address) and inner.is_reserved
    if refused or reserved or any(inner in network for network in _METADATA):
        raise AddressRefused(_("This address is reserved for the network itself."))


def _inner(numbers: Numbers) -> Numbers:
    """The IPv4 number that an IPv6 one stands for, where it does."""
    if isinstance(numbers, IPv6Address):
        if numbers in _NAT64:
            return IPv4Address(int(numbers) & 0xFFFF_FFFF)
        return numbers.ipv4_mapped or numbers.sixtofour or numbers
    return numbers


def _as_numbers(host: str) -> Numbers | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
