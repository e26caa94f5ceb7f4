"""Where a request really comes from, when proxies that we trust stand before us."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Final

from cavendish.domain.network_address import IPAddress, IPNetwork

_MAX_HOPS: Final = 20


@dataclass(frozen=True, slots=True)
class TrustedProxies:
    """The networks whose word on `X-Forwarded-For` is taken; nobody else's is."""

    networks: tuple[IPNetwork, ...] = ()

    def client_address(self, peer: str, forwarded_for: str) -> str:
        """The nearest address that is no trusted proxy's; `forwarded_for` lists addresses, nearest last.

        What stands before that address was written by strangers and is ignored, and so is everything
        before an entry that is no address.
        """
        nearest = read_address(peer)
        if nearest is None or not is_within(nearest, self.networks):
            return peer
        for entry in reversed(forwarded_for.split(",")[-_MAX_HOPS:]):
            address = read_address(_without_port(entry.strip()))
            if address is None:
                break
            nearest = address
            if not is_within(address, self.networks):
                break
        return str(nearest)


def read_address(text: str) -> IPAddress | None:
    """An address in its plain form: IPv4 that is mapped into IPv6 is IPv4. None if it is none."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


def is_within(address: IPAddress, networks: tuple[IPNetwork, ...]) -> bool:
    return any(address in network for network in networks)


def _without_port(text: str) -> str:
    if text.startswith("["):
        return text[1:].partition("]")[0]
    host, colon, _ = text.partition(":")
    return host if colon and text.count(":") == 1 else text
