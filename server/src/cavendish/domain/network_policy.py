"""What the operator lets callers reach: addresses, names, ports, schemes."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from ipaddress import ip_address
from typing import Final, Self

from cavendish.domain.network_address import (
    IPAddress,
    IPNetwork,
    Reach,
    carried_ipv4,
    judge_address,
    parse_network,
)

DEFAULT_LOW_PORTS: Final = frozenset({80, 443})
"""The only ports under 1024 that a caller may name."""

# Source: https://fetch.spec.whatwg.org/#port-blocking, its entries from 1024 up (checked 2026-11-23).
BLOCKED_HIGH_PORTS: Final = frozenset(
    {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, *range(6665, 6670), 6679, 6697, 10080}
)


@dataclass(frozen=True, slots=True)
class HostRules:
    """Names, `*.wildcards` (any depth, not the bare name) and networks that an operator listed."""

    names: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    networks: tuple[IPNetwork, ...] = ()

    @classmethod
    def parse(cls, entries: Iterable[str]) -> Self:
        """Rules from text such as `hooks.example.com`, `*.example.com`, `10.0.0.0/8`; ValueError if odd."""
        names, suffixes, networks = set[str](), list[str](), list[IPNetwork]()
        for entry in (entry.strip().lower().rstrip(".") for entry in entries):
            if (network := parse_network(entry)) is not None:
                networks.append(network)
            elif entry.startswith("*.") and _is_plain_name(entry[2:]):
                suffixes.append(entry[1:])
            elif _is_plain_name(entry):
                names.add(entry)
            else:
                raise ValueError(
                    f"{entry!r} is not a host rule; write a name, *.name, an address or a network"
                )
        return cls(frozenset(names), tuple(suffixes), tuple(networks))

    def with_host(self, host: str) -> "HostRules":
        """These rules and one host more, a name or an address."""
        added = HostRules.parse([host])
        return HostRules(
            self.names | added.names, self.suffixes + added.suffixes, self.networks + added.networks
        )

    def has_name(self, host: str) -> bool:
        """Whether a lower-case host name without trailing dot is listed."""
        return host in self.names or host.endswith(self.suffixes)

    def has_address(self, ip: IPAddress) -> bool:
        """Whether an address, or the IPv4 address it carries, lies in a listed network."""
        forms = (ip, carried_ipv4(ip))
        return any(form in network for form in forms if form is not None for network in self.networks)


def _is_plain_name(text: str) -> bool:
    return text.isascii() and bool(text) and all(c.isalnum() or c in "-._" for c in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPolicy:
    """Which addresses a caller's URL may lead to.

    Denied hosts and our own listening addresses are refused whatever else is allowed. `allow_hosts` makes
    exceptions: a listed name may be plain http and may lead to private addresses, a listed network may be
    anything, even a metadata address.
    """

    allow_private: bool = False
    """Plain http and private addresses for everybody: development only."""
    schemes: frozenset[str] = frozenset({"https", "http"})
    allow_hosts: HostRules = field(default_factory=HostRules)
    deny_hosts: HostRules = field(default_factory=HostRules)
    own_addresses: frozenset[tuple[str, int]] = frozenset()
    """Where this server listens. `0.0.0.0`, `::` or a name stands for every address of this machine."""
    low_ports: frozenset[int] = DEFAULT_LOW_PORTS

    def for_callbacks(self) -> "NetworkPolicy":
        """The same policy, https only where private addresses are not allowed."""
        return replace(self, schemes=frozenset({"https"}))

    @property
    def own_everywhere_ports(self) -> frozenset[int]:
        """The ports on which this server listens on every address of the machine."""
        listening = ((_as_address(host), port) for host, port in self.own_addresses)
        return frozenset(port for ip, port in listening if ip is None or ip.is_unspecified)

    def allows_scheme(self, scheme: str, host: str) -> bool:
        """Whether a scheme may be used with a host; plain http always where the operator trusts the host."""
        if scheme in self.schemes:
            return True
        return scheme == "http" and (self.allow_private or self.lists_host(host))

    def allows_port(self, port: int) -> bool:
        """Ports 80, 443 and those from 1024 up, less the few where http speaks to something else."""
        return port in self.low_ports or (1024 <= port <= 65535 and port not in BLOCKED_HIGH_PORTS)

    def lists_host(self, host: str) -> bool:
        """Whether the operator allowed this name, or this address in its usual spelling."""
        ip = _as_address(host)
        return self.allow_hosts.has_name(host) if ip is None else self.allow_hosts.has_address(ip)

    def denies_host(self, host: str) -> bool:
        """Whether the operator denied this name."""
        return self.deny_hosts.has_name(host)

    def why_refused(self, ip: IPAddress, port: int, *, host: str) -> str | None:
        """Why a connection to this address, named `host` in the URL, must not be opened; None if it may."""
        if self.deny_hosts.has_address(ip):
            return "an address that the operator denied"
        if self._is_own(ip, port):
            return "this server's own address"
        if self.allow_hosts.has_address(ip):
            return None
        reach, what = judge_address(ip)
        private_is_fine = self.allow_private or self.allow_hosts.has_name(host)
        if reach is Reach.PUBLIC or (reach is Reach.PRIVATE and private_is_fine):
            return None
        return what

    def _is_own(self, ip: IPAddress, port: int) -> bool:
        real = carried_ipv4(ip) or ip
        if (str(real), port) in self.own_addresses:
            return True
        return real.is_loopback and port in self.own_everywhere_ports


def _as_address(host: str) -> IPAddress | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
