"""Which web pages may call the API from a browser."""

from collections.abc import Mapping, Sequence
from typing import Final

from cavendish.entrypoints.api.answers.envelope import Answer

_ALLOWED_METHODS: Final = b"GET, HEAD, POST, OPTIONS"
_ALLOWED_HEADERS: Final = (
    b"Authorization, Content-Type, Idempotency-Key, X-Request-Id, Last-Event-ID, "
    # What the official JavaScript clients of OpenAI, of Google and of MCP send from a page.
    b"OpenAI-Organization, OpenAI-Project, X-Stainless-Arch, X-Stainless-Helper-Method, X-Stainless-Lang, "
    b"X-Stainless-OS, X-Stainless-Package-Version, X-Stainless-Retry-Count, X-Stainless-Runtime, "
    b"X-Stainless-Runtime-Version, X-Stainless-Timeout, X-Goog-Api-Client, X-Goog-Api-Key, "
    b"Mcp-Method, Mcp-Name, Mcp-Protocol-Version, Mcp-Session-Id"
)
_EXPOSED_HEADERS: Final = (
    b"RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id, X-Task-Id, "
    b"Content-Disposition"
)
_PREFLIGHT_LIFETIME_S: Final = b"7200"
PUBLIC_PREFIX: Final = "/results/"
"""Pictures need no key and may be read by any page."""
_OWN_PREFIXES: Final = ("/admin/", "/console", "/static/")
"""For our own pages only, which are of this origin."""


class CorsPolicy:
    """Answers preflights and gives each answer its headers. `origins` may be `("*",)`.

    Keys travel in a header that pages set themselves, never in cookies: credentials are not allowed.
    """

    def __init__(self, origins: Sequence[str]) -> None:
        self._allows_all = "*" in origins
        self._origins = frozenset(origin.rstrip("/").encode() for origin in origins)

    def headers(self, origin: bytes | None, path: str) -> tuple[tuple[bytes, bytes], ...]:
        """What to add to an answer; `origin` is the request's, absent unless a browser's page asks."""
        if path.startswith(PUBLIC_PREFIX):
            return _FOR_ALL
        if origin is None or path.startswith(_OWN_PREFIXES):
            return ()
        if self._allows_all:
            return _FOR_ALL
        vary = (b"vary", b"Origin")
        if origin not in self._origins:
            return (vary,)
        return ((b"access-control-allow-origin", origin), _FOR_ALL[1], vary)

    def preflight(self, method: str, headers: Mapping[bytes, bytes]) -> Answer | None:
        """The answer to a preflight, None for any other request. `headers` adds who may."""
        if method != "OPTIONS" or b"origin" not in headers or b"access-control-request-method" not in headers:
            return None
        return _PREFLIGHT


_FOR_ALL: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", _EXPOSED_HEADERS),
)
_PREFLIGHT: Final = Answer(
    204,
    b"",
    (
        (b"access-control-allow-methods", _ALLOWED_METHODS),
        (b"access-control-allow-headers", _ALLOWED_HEADERS),
        (b"access-control-max-age", _PREFLIGHT_LIFETIME_S),
    ),
)
