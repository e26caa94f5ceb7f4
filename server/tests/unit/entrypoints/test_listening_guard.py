import pytest

from cavendish.domain.errors import SetupError
from cavendish.entrypoints.cli.listening_guard import check_listening


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "[::1]", "localhost"])
def test_loopback_needs_no_token(host: str) -> None:
    check_listening(host, admin_token=None)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.1.5", "203.0.113.7", "fe80::1", "my-machine"])
def test_what_others_can_reach_needs_a_token_and_says_how_to_get_one(host: str) -> None:
    with pytest.raises(SetupError, match=r"set CAVENDISH_ADMIN_TOKEN .*openssl rand"):
        check_listening(host, admin_token=None)
    check_listening(host, admin_token="x" * 16)


def test_a_token_that_can_be_guessed_is_refused_anywhere() -> None:
    with pytest.raises(SetupError, match="too short"):
        check_listening("127.0.0.1", admin_token="x" * 15)
