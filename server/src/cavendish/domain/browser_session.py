"""How a browser acts for an API key: by a session that a key or a one-time ticket opened."""

import re
import secrets
from typing import Final

SESSION_LIFETIME_MS: Final = 30 * 24 * 3600 * 1000
TICKET_LIFETIME_MS: Final = 12 * 3600 * 1000
"""A sign-in link works once, within half a day of being made."""
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


def new_session_token() -> str:
    """A fresh session or ticket as its holder has it: 256 random bits. Only its hash is stored."""
    return secrets.token_urlsafe(32)


def is_session_token(text: str) -> bool:
    """Whether `text` has a token's form; anything else needs no look-up."""
    return _TOKEN.fullmatch(text) is not None
