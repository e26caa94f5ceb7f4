from ipaddress import ip_address
from pathlib import Path

import pytest

from cavendish.domain.errors import SetupError
from cavendish.domain.user_url import UserUrlError, check_user_url
from cavendish.ports.route_file import LocalUse
from cavendish.settings import Settings, load_settings


def settings(**environ: str) -> Settings:
    return load_settings(environ, is_root=False, home=Path("/home/someone"))


def test_an_operators_lists_reach_the_policy_that_judges_callers_addresses() -> None:
    network = settings(
        CAVENDISH_ALLOW_HOSTS="10.1.0.0/16, hooks.lan", CAVENDISH_DENY_HOSTS="*.evil.com"
    ).network
    assert check_user_url("http://hooks.lan/x", network).host == "hooks.lan"
    assert network.why_refused(ip_address("10.1.2.3"), 443, host="10.1.2.3") is None
    assert network.why_refused(ip_address("10.2.2.3"), 443, host="10.2.2.3") is not None
    with pytest.raises(UserUrlError):
        check_user_url("https://a.evil.com/x", network)


@pytest.mark.parametrize("listens_on", ["127.0.0.1 8080", "localhost 8080", "0.0.0.0 8080"])
def test_nobody_may_name_the_server_itself_even_where_private_addresses_are_allowed(listens_on: str) -> None:
    network = settings(CAVENDISH_LISTENS_ON=listens_on, CAVENDISH_ALLOW_PRIVATE_NETWORK="1").network
    here = ip_address("127.0.0.1")
    assert network.why_refused(here, 8080, host="localhost") is not None
    assert network.why_refused(here, 8081, host="localhost") is None


def test_an_odd_rule_is_named_with_its_variable() -> None:
    with pytest.raises(SetupError, match="CAVENDISH_DENY_HOSTS"):
        settings(CAVENDISH_DENY_HOSTS="what is this?")


def test_a_proxy_that_is_no_network_is_named() -> None:
    assert settings(CAVENDISH_TRUSTED_PROXIES="10.0.0.0/8, ::1").trusted_proxies.networks
    with pytest.raises(SetupError, match=r"CAVENDISH_TRUSTED_PROXIES has 'nginx': .*10\.0\.0\.0/8"):
        settings(CAVENDISH_TRUSTED_PROXIES="10.0.0.0/8 nginx")


@pytest.mark.parametrize(
    ("word", "use"), [("", None), ("fallback", LocalUse.ALONE), (" Always ", LocalUse.ALWAYS)]
)
def test_local_routes_serve_as_the_word_says(word: str, use: LocalUse | None) -> None:
    assert settings(CAVENDISH_LOCAL=word).local is use


def test_any_other_word_for_local_routes_is_refused() -> None:
    with pytest.raises(SetupError, match='CAVENDISH_LOCAL=\'never\' must be "fallback" or "always"'):
        settings(CAVENDISH_LOCAL="never")
