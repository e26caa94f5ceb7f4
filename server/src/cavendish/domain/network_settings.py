"""What an operator's environment says of the addresses that others may name."""

from collections.abc import Mapping
from ipaddress import ip_address

from cavendish.domain.errors import SetupError
from cavendish.domain.network_policy import HostRules, NetworkPolicy
from cavendish.domain.yes_or_no import read_yes_or_no


def read_network_policy(environ: Mapping[str, str]) -> NetworkPolicy:
    """The one policy for references, callbacks and the links in upstreams' answers.

    Raises SetupError that names the variable and the cure.
    """
    return NetworkPolicy(
        allow_private=read_yes_or_no(environ, "CAVENDISH_ALLOW_PRIVATE_NETWORK"),
        allow_hosts=_host_rules(environ, "CAVENDISH_ALLOW_HOSTS"),
        deny_hosts=_host_rules(environ, "CAVENDISH_DENY_HOSTS"),
        own_addresses=_own_addresses(environ.get("CAVENDISH_LISTENS_ON", "")),
    )


def _host_rules(environ: Mapping[str, str], name: str) -> HostRules:
    try:
        return HostRules.parse(environ.get(name, "").replace(",", " ").split())
    except ValueError as error:
        raise SetupError(f"{name}: {error}") from error


def _own_addresses(text: str) -> frozenset[tuple[str, int]]:
    """`host port` as `serve` tells its children; a name stands for the addresses of this machine."""
    host, _, port = text.rpartition(" ")
    if not host:
        return frozenset()
    try:
        return frozenset({(str(ip_address(host)), int(port))})
    except ValueError:
        return frozenset({("127.0.0.1", int(port)), ("::1", int(port))})
