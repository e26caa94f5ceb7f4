"""A callback owed for an ended task, and the POSTs made to bring it over."""

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from cavendish.domain.correlation import UNKNOWN_ORIGIN, Origin
from cavendish.domain.errors import SetupError
from cavendish.domain.ids import ApiKeyId, DeliveryId, TaskId

DEFAULT_RETRY_DELAYS_S: Final = (30.0, 120.0, 600.0)
MAX_JITTER: Final = 0.2
"""A retry comes up to this share of its delay late, never early, so that failures do not return in step."""
MAX_EXCERPT_BYTES: Final = 1024
_LONGEST_DELAY_S: Final = 7 * 24 * 3600
_MAX_RETRIES: Final = 20
_RANDOM_BITS: Final = 80
_DELIVERY_ID: Final = re.compile(r"dlv_[0-9a-f]{32}", re.ASCII)
_JOB: Final = re.compile(rb"(dlv_[0-9a-f]{32}):([0-9]{1,9}):([0-9]{1,9})")


class DeliveryState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    DEAD = "dead"
    """Every retry failed; it stays so until its owner replays it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A callback as its owner sees it."""

    id: DeliveryId
    task_id: TaskId
    url: str
    state: DeliveryState
    attempts: int
    """POSTs made so far."""
    failures: int
    """Failed ones since the creation or the last replay."""
    created_at_ms: int
    next_attempt_at_ms: int | None
    """Set while it is pending."""
    ended_at_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryAttempt:
    """One POST: the receiver's status, or why there was none."""

    number: int
    started_at_ms: int
    duration_ms: int
    status_code: int | None = None
    error: str | None = None
    excerpt: str = ""
    """The start of what the receiver answered."""

    @property
    def is_success(self) -> bool:
        """Any 2xx; a redirect is none."""
        return self.status_code is not None and 200 <= self.status_code < 300


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedDelivery:
    """A pending delivery as the worker needs it."""

    id: DeliveryId
    task_id: TaskId
    api_key_id: ApiKeyId
    url: str
    attempts: int
    failures: int
    origin: Origin = UNKNOWN_ORIGIN
    """The request that its task came from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverAnswer:
    """What a receiver answered; `excerpt` is the start of its body."""

    status_code: int
    excerpt: bytes


PostCallback: TypeAlias = Callable[[str, bytes, Mapping[str, str]], Awaitable[ReceiverAnswer]]
"""Sends a body with headers to an address, once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryJob:
    """What a queued job says: make this attempt, unless it was made already."""

    delivery_id: DeliveryId
    attempt: int
    """The number of the attempt to make, from 1."""
    turned_away: int = 0
    """How often this attempt was put off because its receiver had no free slot."""

    def encode(self) -> bytes:
        return f"{self.delivery_id}:{self.attempt}:{self.turned_away}".encode()


def read_delivery_job(payload: bytes) -> DeliveryJob | None:
    """The job that `encode` wrote; None for anything else."""
    match = _JOB.fullmatch(payload)
    if match is None:
        return None
    return DeliveryJob(
        delivery_id=DeliveryId(match[1].decode()), attempt=int(match[2]), turned_away=int(match[3])
    )


def new_delivery_id(now_ms: int) -> DeliveryId:
    """A fresh id: `dlv_`, 48 bits of time and 80 random bits; it is the `webhook-id` of every attempt."""
    return DeliveryId(f"dlv_{(now_ms << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS):032x}")


def find_delivery_id(text: str) -> DeliveryId | None:
    """The id that `text` spells, or None when it is of another form."""
    return DeliveryId(text) if _DELIVERY_ID.fullmatch(text) else None


def next_delay_s(failures: int, delays_s: tuple[float, ...], *, jitter: float) -> float | None:
    """Seconds from the `failures`th failure to the next attempt; None when no retry is left.

    `jitter` is a random number from 0 to 1.
    """
    if failures > len(delays_s):
        return None
    return delays_s[failures - 1] * (1 + MAX_JITTER * jitter)


def read_retry_delays(text: str) -> tuple[float, ...]:
    """The delays that CAVENDISH_WEBHOOK_RETRY_DELAYS spells, in seconds; empty text gives the default.

    Raises SetupError for what is no list of delays.
    """
    parts = text.replace(",", " ").split()
    if not parts:
        return DEFAULT_RETRY_DELAYS_S
    try:
        delays_s = tuple(float(part) for part in parts)
    except ValueError:
        delays_s = (-1.0,)
    if len(delays_s) > _MAX_RETRIES or not all(0 < delay_s <= _LONGEST_DELAY_S for delay_s in delays_s):
        raise SetupError(
            f"CAVENDISH_WEBHOOK_RETRY_DELAYS={text!r} is no list of delays: give up to {_MAX_RETRIES} "
            f"numbers of seconds, each above 0 and at most {_LONGEST_DELAY_S}, such as 30,120,600"
        )
    return delays_s
