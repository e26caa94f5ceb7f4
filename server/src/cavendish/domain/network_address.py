"""Which IP addresses the public internet reaches, which a private network does, and which nobody may name."""

from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, NamedTuple

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network


class Reach(StrEnum):
    """How far an address may be used when a caller names it."""

    PUBLIC = "public"
    PRIVATE = "private"
    """Only where the operator allows private addresses."""
    FORBIDDEN = "forbidden"
    """Never, unless the operator lists this very address or its network."""


class Judgement(NamedTuple):
    """`what` is a noun phrase for messages: "a loopback address"."""

    reach: Reach
    what: str


_PUBLIC: Final = Judgement(Reach.PUBLIC, "a public address")

_CLOUD_METADATA: Final = frozenset(
    ip_address(address)
    for address in (
        "169.254.169.254",  # AWS, Google, Azure, DigitalOcean, OpenStack and most others
        "169.254.170.2",  # AWS ECS task credentials
        "169.254.170.23",  # AWS EKS pod identity
        "169.254.0.23",  # Tencent
        "169.254.42.42",  # Scaleway
        "100.100.100.200",  # Alibaba
        "168.63.129.16",  # Azure's host agent, inside a public block
        "192.0.0.192",  # Oracle, first generation
        "fd00:ec2::254",  # AWS
        "fd00:ec2::23",  # AWS EKS pod identity
        "fd20:ce::254",  # Google
        "fd00:42::42",  # Scaleway
        "fe80::a9fe:a9fe",  # OpenStack
    )
)

# Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries, and the RFCs they name (checked 2026-11-23).
# The first row that holds an address decides.
_SPECIAL_IPV4: Final = tuple(
    (IPv4Network(network), Judgement(reach, what))
    for network, reach, what in (
        ("0.0.0.0/8", Reach.FORBIDDEN, "an unspecified address"),
        ("10.0.0.0/8", Reach.PRIVATE, "a private address"),
        ("100.64.0.0/10", Reach.PRIVATE, "a carrier-grade NAT address"),
        ("127.0.0.0/8", Reach.PRIVATE, "a loopback address"),
        ("169.254.0.0/16", Reach.FORBIDDEN, "a link-local address"),
        ("172.16.0.0/12", Reach.PRIVATE, "a private address"),
        ("192.0.0.0/24", Reach.FORBIDDEN, "an IETF protocol address"),
        ("192.0.2.0/24", Reach.FORBIDDEN, "a documentation address"),
        ("192.88.99.0/24", Reach.FORBIDDEN, "a 6to4 relay address"),
        ("192.168.0.0/16", Reach.PRIVATE, "a private address"),
        ("198.18.0.0/15", Reach.FORBIDDEN, "a benchmarking address"),
        ("198.51.100.0/24", Reach.FORBIDDEN, "a documentation address"),
        ("203.0.113.0/24", Reach.FORBIDDEN, "a documentation address"),
        ("224.0.0.0/4", Reach.FORBIDDEN, "a multicast address"),
        ("255.255.255.255/32", Reach.FORBIDDEN, "the broadcast address"),
        ("240.0.0.0/4", Reach.FORBIDDEN, "a reserved address"),
    )
)
_SPECIAL_IPV6: Final = tuple(
    (IPv6Network(network), Judgement(reach, what))
    for network, reach, what in (
        ("::/128", Reach.FORBIDDEN, "an unspecified address"),
        ("::1/128", Reach.PRIVATE, "a loopback address"),
        ("::/96", Reach.FORBIDDEN, "an IPv4-compatible address"),
        ("::ffff:0:0:0/96", Reach.FORBIDDEN, "an IPv4-translated address"),
        ("64:ff9b:1::/48", Reach.FORBIDDEN, "a local NAT64 address"),
        ("100::/64", Reach.FORBIDDEN, "a discard-only address"),
        ("100:0:0:1::/64", Reach.FORBIDDEN, "a dummy prefix address"),
        ("2001::/32", Reach.FORBIDDEN, "a Teredo address"),
        ("2001:2::/48", Reach.FORBIDDEN, "a benchmarking address"),
        ("2001:10::/28", Reach.FORBIDDEN, "an ORCHID address"),
        ("2001:20::/28", Reach.FORBIDDEN, "an ORCHID address"),
        ("2001::/23", Reach.FORBIDDEN, "an IETF protocol address"),
        ("2001:db8::/32", Reach.FORBIDDEN, "a documentation address"),
        ("3fff::/20", Reach.FORBIDDEN, "a documentation address"),
        ("2002::/16", Reach.FORBIDDEN, "a 6to4 address"),
        ("5f00::/16", Reach.FORBIDDEN, "a segment routing address"),
        ("fc00::/7", Reach.PRIVATE, "a private address"),
        ("fe80::/10", Reach.FORBIDDEN, "a link-local address"),
        ("fec0::/10", Reach.FORBIDDEN, "a site-local address"),
        ("ff00::/8", Reach.FORBIDDEN, "a multicast address"),
    )
)
_MAPPED: Final = IPv6Network("::ffff:0:0/96")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
_ISATAP_INTERFACES: Final = frozenset({0x0000_5EFE, 0x0200_5EFE})


def judge_address(ip: IPAddress) -> Judgement:
    """How far an address reaches; one that carries an IPv4 address is judged by what it carries.

    The IPv6 forms that only tunnels use (6to4, Teredo, ISATAP, IPv4-compatible) are never public:
    no web server lives there, and each can wrap a private address.
    """
    if ip in _CLOUD_METADATA:
        return Judgement(Reach.FORBIDDEN, "a cloud metadata address")
    return _judge_ipv4(ip) if isinstance(ip, IPv4Address) else _judge_ipv6(ip)


def is_public_address(ip: IPAddress) -> bool:
    """Whether the public internet reaches this address."""
    return judge_address(ip).reach is Reach.PUBLIC


def why_not_public(ip: IPAddress) -> str | None:
    """What kind of address it is, such as "a loopback address"; None for a public one."""
    judgement = judge_address(ip)
    return None if judgement.reach is Reach.PUBLIC else judgement.what


def carried_ipv4(ip: IPAddress) -> IPv4Address | None:
    """The IPv4 address that the system really connects to, for an IPv4-mapped or NAT64 address."""
    if isinstance(ip, IPv6Address) and (ip in _MAPPED or ip in _NAT64):
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return None


def _judge_ipv4(ip: IPv4Address) -> Judgement:
    return next((judgement for network, judgement in _SPECIAL_IPV4 if ip in network), _PUBLIC)


def _judge_ipv6(ip: IPv6Address) -> Judgement:
    if (carried := carried_ipv4(ip)) is not None:
        reach, what = judge_address(carried)
        return Judgement(reach, f"{what} inside an IPv6 one")
    for network, judgement in _SPECIAL_IPV6:
        if ip in network:
            return judgement
    if ip not in _GLOBAL_UNICAST:
        return Judgement(Reach.FORBIDDEN, "a reserved address")
    if (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP_INTERFACES:
        return Judgement(Reach.FORBIDDEN, "an ISATAP address")
    return _PUBLIC


def parse_network(text: str) -> IPNetwork | None:
    """A CIDR or a single address as a network; None if the text is neither."""
    try:
        return ip_network(text, strict=False)
    except ValueError:
        return None
