from ipaddress import ip_address

import pytest

from cavendish.domain.network_policy import HostRules, NetworkPolicy


def refused(policy: NetworkPolicy, address: str, port: int = 443, host: str = "host.example") -> str | None:
    return policy.why_refused(ip_address(address), port, host=host)


def test_by_default_only_public_addresses_pass() -> None:
    policy = NetworkPolicy()
    assert refused(policy, "8.8.8.8") is None
    assert refused(policy, "10.0.0.1") == "a private address"


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "fd12::1", "100.64.0.1", "::1", "::ffff:127.0.0.1"]
)
def test_allowing_private_addresses_lets_private_ones_pass(address: str) -> None:
    assert refused(NetworkPolicy(allow_private=True), address) is None


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "169.254.1.1", "fd00:ec2::254", "0.0.0.0", "224.0.0.1", "::"]
)
def test_allowing_private_addresses_never_lets_metadata_or_nonsense_pass(address: str) -> None:
    assert refused(NetworkPolicy(allow_private=True), address) is not None


def test_an_allowed_name_may_lead_to_private_addresses_and_no_other_name_may() -> None:
    policy = NetworkPolicy(allow_hosts=HostRules.parse(["hooks.corp.example", "*.lab.example"]))
    assert refused(policy, "10.0.0.1", host="hooks.corp.example") is None
    assert refused(policy, "10.0.0.1", host="a.b.lab.example") is None
    assert refused(policy, "10.0.0.1", host="lab.example") is not None
    assert refused(policy, "10.0.0.1", host="evil-hooks.corp.example") is not None
    assert refused(policy, "169.254.169.254", host="hooks.corp.example") is not None


def test_an_allowed_network_lets_even_metadata_pass() -> None:
    policy = NetworkPolicy(allow_hosts=HostRules.parse(["169.254.169.254", "10.0.0.0/8"]))
    assert refused(policy, "169.254.169.254") is None
    assert refused(policy, "::ffff:10.1.2.3") is None
    assert refused(policy, "192.168.0.1") is not None


def test_a_denied_host_is_refused_even_if_it_is_public_or_allowed() -> None:
    rules = HostRules.parse(["8.8.8.0/24", "bad.example", "*.bad.example"])
    policy = NetworkPolicy(allow_private=True, allow_hosts=rules, deny_hosts=rules)
    assert refused(policy, "8.8.8.8") == "an address that the operator denied"
    assert refused(policy, "::ffff:8.8.8.8") == "an address that the operator denied"
    assert refused(policy, "8.8.9.8") is None
    assert policy.denies_host("bad.example")
    assert policy.denies_host("x.bad.example")
    assert not policy.denies_host("notbad.example")


def test_our_own_listening_addresses_are_refused_on_their_port_only() -> None:
    own = frozenset({("127.0.0.1", 8080), ("8.8.8.8", 443)})
    policy = NetworkPolicy(
        allow_private=True, own_addresses=own, allow_hosts=HostRules.parse(["127.0.0.0/8"])
    )
    assert refused(policy, "127.0.0.1", 8080) == "this server's own address"
    assert refused(policy, "::ffff:127.0.0.1", 8080) == "this server's own address"
    assert refused(policy, "8.8.8.8", 443) == "this server's own address"
    assert refused(policy, "127.0.0.1", 8081) is None


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::", "localhost"])
def test_listening_everywhere_makes_every_loopback_address_our_own(everywhere: str) -> None:
    policy = NetworkPolicy(allow_private=True, own_addresses=frozenset({(everywhere, 8080)}))
    assert refused(policy, "127.9.9.9", 8080) == "this server's own address"
    assert refused(policy, "::1", 8080) == "this server's own address"
    assert refused(policy, "127.9.9.9", 8081) is None
    assert policy.own_everywhere_ports == {8080}


@pytest.mark.parametrize(
    ("port", "is_allowed"),
    [
        (80, True),
        (443, True),
        (81, False),
        (1023, False),
        (1024, True),
        (8443, True),
        (65535, True),
        (65536, False),
        (6000, False),
        (6666, False),
        (0, False),
    ],
)
def test_ports_80_443_and_from_1024_up_are_allowed_but_for_the_blocked_ones(
    port: int, *, is_allowed: bool
) -> None:
    assert NetworkPolicy().allows_port(port) is is_allowed


def test_callbacks_are_https_only_unless_the_operator_trusts_the_host_or_the_network() -> None:
    listed = HostRules.parse(["hooks.example", "10.0.0.0/8"])
    assert NetworkPolicy().allows_scheme("http", "hooks.example")
    assert not NetworkPolicy().for_callbacks().allows_scheme("http", "hooks.example")
    assert NetworkPolicy(allow_hosts=listed).for_callbacks().allows_scheme("http", "hooks.example")
    assert NetworkPolicy(allow_hosts=listed).for_callbacks().allows_scheme("http", "10.0.0.9")
    assert NetworkPolicy(allow_private=True).for_callbacks().allows_scheme("http", "any.example")
    assert not NetworkPolicy(allow_private=True).allows_scheme("ftp", "any.example")


@pytest.mark.parametrize(
    "entry", ["", "*", "*.", "http://example.com", "exa mple.com", "żółw.example", "10.0.0.0/33"]
)
def test_a_rule_that_is_no_host_is_an_error_that_names_it(entry: str) -> None:
    with pytest.raises(ValueError, match="is not a host rule"):
        HostRules.parse([entry])
