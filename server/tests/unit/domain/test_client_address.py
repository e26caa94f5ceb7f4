import pytest

from cavendish.domain.api_key import ApiKey
from cavendish.domain.client_address import TrustedProxies
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.network_address import parse_network


def proxies(*networks: str) -> TrustedProxies:
    return TrustedProxies(tuple(known for text in networks if (known := parse_network(text)) is not None))


BEHIND_TWO = proxies("10.0.0.0/8", "2001:db8::/32")


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "client"),
    [
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # a stranger's word counts for nothing
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.9.9.9", "198.51.100.1"),  # what the client wrote itself
        ("10.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
        ("10.0.0.1", "[2a00:1450::1]:443", "2a00:1450::1"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("2001:db8::1", "2a00:1450::1", "2a00:1450::1"),
        ("10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"),
        ("10.0.0.1", "10.1.1.1, 10.2.2.2", "10.1.1.1"),
        ("", "198.51.100.1", ""),
        ("10.0.0.1", ", ".join(["10.1.1.1"] * 1000), "10.1.1.1"),
    ],
)
def test_the_client_is_the_nearest_address_that_is_no_trusted_proxy(
    peer: str, forwarded_for: str, client: str
) -> None:
    assert BEHIND_TWO.client_address(peer, forwarded_for) == client


def test_without_trusted_proxies_the_header_is_ignored() -> None:
    assert proxies().client_address("10.0.0.1", "198.51.100.1") == "10.0.0.1"


@pytest.mark.parametrize(
    ("address", "may_call"),
    [
        ("203.0.113.7", True),
        ("203.0.113.8", False),
        ("10.255.255.255", True),
        ("11.0.0.0", False),
        ("::ffff:10.1.2.3", True),
        ("2001:db8::1", False),
        ("", False),
        ("unix:", False),
    ],
)
def test_a_list_of_addresses_lets_in_what_is_on_it(address: str, may_call: bool) -> None:
    key = ApiKey(id=ApiKeyId(1), name="x", allowed_networks=proxies("203.0.113.7", "10.0.0.0/8").networks)
    assert key.may_call_from(address) is may_call


def test_an_empty_list_lets_everything_in() -> None:
    key = ApiKey(id=ApiKeyId(1), name="x")
    assert key.may_call_from("")
    assert key.may_use("anything")
