"""What must be true before this machine listens where strangers can reach it."""

from ipaddress import ip_address
from typing import Final

from cavendish.domain.errors import SetupError

_MIN_TOKEN_CHARS: Final = 16


def check_listening(host: str, *, admin_token: str | None) -> None:
    """Raise SetupError for an address that others can reach while nothing guards the administration."""
    if admin_token is not None and len(admin_token) < _MIN_TOKEN_CHARS:
        raise SetupError(
            f"CAVENDISH_ADMIN_TOKEN is too short: give at least {_MIN_TOKEN_CHARS} characters, "
            "such as those of `openssl rand -hex 24`"
        )
    if admin_token is None and not _is_loopback(host):
        raise SetupError(
            f"--host {host} can be reached from other machines: set CAVENDISH_ADMIN_TOKEN to a secret of "
            "your own first, such as what `openssl rand -hex 24` prints, or listen on 127.0.0.1"
        )


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False  # a name may lead anywhere
