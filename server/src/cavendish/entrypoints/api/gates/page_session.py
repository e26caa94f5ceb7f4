"""How our own pages call the API without a key in the browser: a cookie, and proof that a page of ours asks.

The cookie counts only with the header `X-Cavendish-Page`, which no form and no picture can send, and which
other sites' scripts could send only after a preflight that never allows it.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from cavendish.domain.browser_session import SESSION_LIFETIME_MS
from cavendish.entrypoints.api.gates.session_cookie import SessionCookie

PAGE_HEADER: Final = b"x-cavendish-page"
_COOKIE: Final = "cavendish_session"


class PageSession:
    """Reads and writes the session cookie of the server at `public_url`."""

    def __init__(self, public_url: str) -> None:
        self._public_host = urlsplit(public_url).netloc.lower().encode()
        self._cookie = SessionCookie(_COOKIE, public_url=public_url, lifetime_s=SESSION_LIFETIME_MS // 1000)
        self.cookie_name = self._cookie.name

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
        return self._cookie.find(headers) if self.is_asked_by_own_page(headers) else None

    def set_cookie(self, token: str) -> tuple[bytes, bytes]:
        """The header that gives a browser its session."""
        return self._cookie.set(token)

    def clear_cookie(self) -> tuple[bytes, bytes]:
        """The header that takes it away."""
        return self._cookie.clear()
