"""The credential a caller holds, and what it allows."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final

from cavendish.domain.client_address import is_within, read_address
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.network_address import IPNetwork
from cavendish.domain.routing import Strategy

DEFAULT_REQUESTS_PER_MINUTE: Final = 10_000
DEFAULT_LIVE_TASKS: Final = 1_000
LIST_PRICE_PERCENT: Final = 100
_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SECRET_LENGTH: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key as authentication knows it; the secret itself is not kept anywhere."""

    id: ApiKeyId
    name: str
    owner: str = ""
    requests_per_minute: int = DEFAULT_REQUESTS_PER_MINUTE
    max_live_tasks: int = DEFAULT_LIVE_TASKS
    default_strategy: Strategy = Strategy.AUTO
    allowed_models: tuple[str, ...] = ()
    """Empty: every model."""
    allowed_networks: tuple[IPNetwork, ...] = ()
    """Empty: calls may come from anywhere."""
    expires_at_ms: int | None = None

    def may_use(self, model: str) -> bool:
        return not self.allowed_models or model in self.allowed_models

    def may_call_from(self, address: str) -> bool:
        """Whether a call may come from this address; one that cannot be read is on no list."""
        if not self.allowed_networks:
            return True
        known = read_address(address)
        return known is not None and is_within(known, self.allowed_networks)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApiKey:
    """What an operator chooses for a key."""

    name: str
    owner: str = ""
    requests_per_minute: int = DEFAULT_REQUESTS_PER_MINUTE
    max_live_tasks: int = DEFAULT_LIVE_TASKS
    default_strategy: Strategy = Strategy.AUTO
    allowed_models: tuple[str, ...] = ()
    allowed_networks: tuple[IPNetwork, ...] = ()
    price_percent: int = LIST_PRICE_PERCENT
    balance_microusd: int | None = None
    """Prepaid; None for a key without a budget."""
    expires_at_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChanges:
    """What an operator changes of a key; None keeps what is there."""

    name: str | None = None
    owner: str | None = None
    requests_per_minute: int | None = None
    max_live_tasks: int | None = None
    default_strategy: Strategy | None = None
    allowed_models: tuple[str, ...] | None = None
    allowed_networks: tuple[IPNetwork, ...] | None = None
    price_percent: int | None = None
    expires_at_ms: int | None = None
    """0: never."""


def new_secret() -> str:
    """A fresh key as its holder sees it: `cav_` and 40 letters and digits (238 random bits)."""
    return "cav_" + "".join(secrets.choice(_ALPHABET) for _ in range(_SECRET_LENGTH))


def hash_secret(secret: str) -> bytes:
    """What is stored of a key. A plain SHA-256 suffices: the secret is random and cannot be guessed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
