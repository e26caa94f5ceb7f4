import ipaddress
from ipaddress import IPv4Address, IPv4Network, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cavendish.domain.network_address import (
    Reach,
    carried_ipv4,
    is_public_address,
    judge_address,
    parse_network,
    why_not_public,
)

ANY_IPV4 = st.ip_addresses(v=4)
ANY_IPV6 = st.ip_addresses(v=6)

# The last address before, the first, the last and the first address after each special IPv4 block.
EDGES = [
    ("1.0.0.0/8", "0.0.0.0/8"),
    ("9.255.255.255/32", "10.0.0.0/8"),
    ("11.0.0.0/32", "10.0.0.0/8"),
    ("100.63.255.255/32", "100.64.0.0/10"),
    ("100.128.0.0/32", "100.64.0.0/10"),
    ("126.255.255.255/32", "127.0.0.0/8"),
    ("128.0.0.0/32", "127.0.0.0/8"),
    ("169.253.255.255/32", "169.254.0.0/16"),
    ("169.255.0.0/32", "169.254.0.0/16"),
    ("172.15.255.255/32", "172.16.0.0/12"),
    ("172.32.0.0/32", "172.16.0.0/12"),
    ("192.167.255.255/32", "192.168.0.0/16"),
    ("192.169.0.0/32", "192.168.0.0/16"),
    ("198.17.255.255/32", "198.18.0.0/15"),
    ("198.20.0.0/32", "198.18.0.0/15"),
    ("223.255.255.255/32", "224.0.0.0/4"),
]


@pytest.mark.parametrize(("outside", "block"), EDGES)
def test_a_block_is_refused_to_its_edges_and_its_neighbours_are_not(outside: str, block: str) -> None:
    network = IPv4Network(block)
    assert is_public_address(IPv4Network(outside)[0])
    assert not is_public_address(network[0])
    assert not is_public_address(network[-1])


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.215.14",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        "2001:4860:4860::8888",
        "64:ff9b::808:808",
        "::ffff:8.8.8.8",
        "2001:200::1",
        "2a00:1450::1",
    ],
)
def test_addresses_of_real_servers_are_public(address: str) -> None:
    ip = ipaddress.ip_address(address)
    assert is_public_address(ip)
    assert why_not_public(ip) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("127.0.0.1", "a loopback address"),
        ("169.254.169.254", "a cloud metadata address"),
        ("168.63.129.16", "a cloud metadata address"),
        ("255.255.255.255", "the broadcast address"),
        ("100.64.0.1", "a carrier-grade NAT address"),
        ("::ffff:10.0.0.1", "a private address inside an IPv6 one"),
        ("2002:7f00:1::", "a 6to4 address"),
        ("2001::1", "a Teredo address"),
        ("2606:4700::5efe:a00:1", "an ISATAP address"),
        ("4000::1", "a reserved address"),
    ],
)
def test_the_reason_names_the_kind_of_address(address: str, why: str) -> None:
    assert why_not_public(ipaddress.ip_address(address)) == why


@given(ANY_IPV4)
def test_what_the_standard_library_calls_not_global_is_never_public(ip: IPv4Address) -> None:
    if not ip.is_global:
        assert not is_public_address(ip)


@given(ANY_IPV6)
def test_ipv6_outside_global_unicast_is_public_only_when_it_carries_public_ipv4(ip: IPv6Address) -> None:
    carried = carried_ipv4(ip)
    if ip not in ipaddress.IPv6Network("2000::/3"):
        assert is_public_address(ip) == (carried is not None and is_public_address(carried))
    elif not ip.is_global:
        assert not is_public_address(ip)


@given(ANY_IPV4)
def test_wrapping_an_address_never_makes_it_reach_further(ip: IPv4Address) -> None:
    number = int(ip)
    for wrapped in (0xFFFF << 32 | number, (0x64FF9B << 96) | number):
        assert judge_address(IPv6Address(wrapped)).reach is judge_address(ip).reach
    for tunnelled in (number, 0x2002 << 112 | number << 80, 0x20010000 << 96 | number, 0xFFFF << 48 | number):
        assert not is_public_address(IPv6Address(tunnelled))


@given(ANY_IPV4)
def test_every_address_has_one_judgement_with_a_phrase(ip: IPv4Address) -> None:
    judgement = judge_address(ip)
    assert judgement.reach in Reach
    assert judgement.what.split()[0] in {"a", "an", "the"}


def test_a_network_is_read_from_an_address_or_a_cidr_and_from_nothing_else() -> None:
    assert parse_network("10.1.2.3/8") == IPv4Network("10.0.0.0/8")
    assert parse_network("::1") == ipaddress.IPv6Network("::1/128")
    assert parse_network("example.com") is None
