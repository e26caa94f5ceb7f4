"""How our own pages call the API without a key in the browser: a cookie, and proof that a page of ours asks.

The cookie counts only with the header `X-Cavendish-Page`, which no form and no picture can send, and which
other sites' scripts could send only after a preflight that never allows it.
"""

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlsplit

from cavendish.domain.browser_session import SESSION_LIFETIME_MS

PAGE_HEADER: Final = b"x-cavendish-page"
_COOKIE: Final = "cavendish_session"


class PageSession:
    """Reads and writes the session cookie of the server at `public_url`."""

    def __init__(self, public_url: str) -> None:
        parts = urlsplit(public_url)
        self._public_host = parts.netloc.lower().encode()
        self._is_secure = parts.scheme == "https"
        self._path = parts.path.rstrip("/") + "/"
        # Cookies are shared by all ports of a host: two servers of one machine need names of their own.
        self.cookie_name = f"{_COOKIE}_{parts.port}" if parts.port else _COOKIE

    def is_asked_by_own_page(self, headers: Mapping[bytes, bytes]) -> bool:
        """Whether this request can only come from a page that this server gave out."""
        if PAGE_HEADER not in headers or headers.get(b"sec-fetch-site", b"same-origin") != b"same-origin":
            return False
        origin = headers.get(b"origin")
        if origin is None:
            return True
        host = origin.lower().partition(b"://")[2]
        return host != b"" and host in (headers.get(b"host", b"").lower(), self._public_host)

    def find_token(self, headers: Mapping[bytes, bytes]) -> str | None:
        """The session's token; None without one, and for what is not asked by a page of ours."""
        if b"cookie" not in headers or not self.is_asked_by_own_page(headers):
            return None
        try:
            cookies = SimpleCookie(headers[b"cookie"].decode("latin-1"))
        except CookieError:
            return None
        found = cookies.get(self.cookie_name)
        return found.value if found is not None else None

    def set_cookie(self, token: str) -> tuple[bytes, bytes]:
        """The header that gives a browser its session."""
        return self._cookie(token, lifetime_s=SESSION_LIFETIME_MS // 1000)

    def clear_cookie(self) -> tuple[bytes, bytes]:
        """The header that takes it away."""
        return self._cookie("", lifetime_s=0)

    def _cookie(self, value: str, *, lifetime_s: int) -> tuple[bytes, bytes]:
        secure = "; Secure" if self._is_secure else ""
        text = (
            f"{self.cookie_name}={value}; Path={self._path}; Max-Age={lifetime_s}; "
            f"HttpOnly; SameSite=Strict{secure}"
        )
        return (b"set-cookie", text.encode())
