"""A cookie that only this server reads and only its own pages send."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import cookie_parser


class SessionCookie:
    """One secret in a browser: out of scripts' reach, and never sent along from another site."""

    def __init__(self, name: str, *, public_url: str, lifetime_s: int) -> None:
        parts = urlsplit(public_url)
        self._is_secure = parts.scheme == "https"
        self._path = parts.path.rstrip("/") + "/"
        self._lifetime_s = lifetime_s
        # Cookies are shared by all ports of a host: two servers of one machine need names of their own.
        self.name = f"{name}_{parts.port}" if parts.port else name

    def find(self, headers: Mapping[bytes, bytes]) -> str | None:
        """The secret that a request carries, whatever it is worth."""
        if b"cookie" not in headers:
            return None
        return cookie_parser(headers[b"cookie"].decode("latin-1")).get(self.name)

    def set(self, secret: str) -> tuple[bytes, bytes]:
        """The header that gives a browser its session."""
        return self._header(secret, lifetime_s=self._lifetime_s)

    def clear(self) -> tuple[bytes, bytes]:
        """The header that takes it away."""
        return self._header("", lifetime_s=0)

    def _header(self, value: str, *, lifetime_s: int) -> tuple[bytes, bytes]:
        secure = "; Secure" if self._is_secure else ""
        text = (
            f"{self.name}={value}; Path={self._path}; Max-Age={lifetime_s}; HttpOnly; SameSite=Strict{secure}"
        )
        return (b"set-cookie", text.encode())
