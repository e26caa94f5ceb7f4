"""Headers that keep browsers from doing something foolish with an answer."""

from typing import Final

Header = tuple[bytes, bytes]

NO_SNIFFING: Final[Header] = (b"x-content-type-options", b"nosniff")
_LOADS_NOTHING: Final[Header] = (
    b"content-security-policy",
    b"default-src 'none'; frame-ancestors 'none'",
)
NOT_STORED: Final[Header] = (b"cache-control", b"no-store")

JSON_ANSWER: Final[tuple[Header, ...]] = (
    (b"content-type", b"application/json"),
    NO_SNIFFING,
    _LOADS_NOTHING,
    NOT_STORED,
)
"""What an envelope's answer has beside its length."""
DEFAULTS: Final[tuple[Header, ...]] = (NO_SNIFFING, _LOADS_NOTHING, NOT_STORED)
"""What every other answer has, unless it brings its own."""
PAGE_POLICY: Final[Header] = (
    b"content-security-policy",
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    b"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
)
"""For our own pages: scripts and styles from our own files only."""
