"""The credential a caller holds, and what it allows."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from cavendish.domain.ids import ApiKeyId
from cavendish.domain.routing import Strategy

DEFAULT_REQUESTS_PER_MINUTE: Final = 10_000
DEFAULT_LIVE_TASKS: Final = 1_000
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SECRET_LENGTH: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as authentication knows it; the secret itself is not kept anywhere."""

    id: ApiKeyId
    name: str
    requests_per_minute: int = DEFAULT_REQUESTS_PER_MINUTE
    max_live_tasks: int = DEFAULT_LIVE_TASKS
    default_strategy: Strategy = Strategy.AUTO
    expires_at_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApiKey:
    """What an operator chooses for a key; None takes the default."""

    name: str
    requests_per_minute: int = DEFAULT_REQUESTS_PER_MINUTE
    max_live_tasks: int = DEFAULT_LIVE_TASKS
    default_strategy: Strategy = Strategy.AUTO
    expires_at_ms: int | None = None


def new_secret() -> str:
    """A fresh key as its holder sees it: `cav_` and 40 letters and digits (238 random bits)."""
    return "cav_" + "".join(secrets.choice(_ALPHABET) for _ in range(_SECRET_LENGTH))


def hash_secret(secret: str) -> bytes:
    """What is stored of a key. A plain SHA-256 suffices: the secret is random and cannot be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
