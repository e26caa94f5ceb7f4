from ipaddress import ip_address
from pathlib import Path

import pytest

from cavendish.domain.errors import SetupError
from cavendish.domain.user_url import UserUrlError, check_user_url
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
