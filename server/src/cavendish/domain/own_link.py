"""Addresses of pictures on this server, which are read from its storage and not over the network."""

from typing import Final
from urllib.parse import urlsplit

from cavendish.domain.user_url import DEFAULT_PORTS

FILES_PATH: Final = "/files/"
RESULTS_PATH: Final = "/results/"


def own_name(url: str, *, path: str, public_url: str) -> str | None:
    """What follows `path` in an address on this server, in any spelling of host and port; else None."""
    if url.startswith("data:"):
        return None
    prefix = urlsplit(public_url)
    try:
        parts = urlsplit(url.strip(" "))
        is_ours = (
            parts.hostname == prefix.hostname
            and parts.username is None
            and _port(parts.scheme, parts.port) == _port(prefix.scheme, prefix.port)
        )
    except ValueError:
        return None  # no address at all; whoever checks addresses says why
    full_path = prefix.path + path
    return parts.path.removeprefix(full_path) if is_ours and parts.path.startswith(full_path) else None


def _port(scheme: str, port: int | None) -> int | None:
    return port or DEFAULT_PORTS.get(scheme.lower())
