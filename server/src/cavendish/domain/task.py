"""One accepted request and its life: pending, processing, then success or failed, never back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cavendish.domain.correlation import UNKNOWN_ORIGIN, Origin
from cavendish.domain.errors import FailCode
from cavendish.domain.generation import GenerationRequest, OutputFormat
from cavendish.domain.ids import ApiKeyId, AssetToken, TaskId
from cavendish.domain.routing import Strategy

RESULT_LIFETIME_MS = 15 * 24 * 3600 * 1000
"""A result's link answers for 15 days from completion."""


def asset_key(name: str) -> str:
    """Where a result is stored: spread over 256 folders, for folders with a million files are slow."""
    return f"results/{name[:2]}/{name}"


class TaskState(StrEnum):
    PENDING = "pending"
    PROCESSING = "processing"
    SUCCESS = "success"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        return self in (TaskState.SUCCESS, TaskState.FAILED)


class TaskStatus(NamedTuple):
    """What a caller may know of a task; all that the status endpoint and a callback need.

    A tuple, as is what a submit makes: a frozen dataclass takes six times as long to make, in every request.
    """

    id: TaskId
    api_key_id: ApiKeyId
    model: str
    state: TaskState
    created_at_ms: int
    asset_token: AssetToken
    output_format: OutputFormat
    completed_at_ms: int | None = None
    fail_code: FailCode | None = None
    fail_msg: str | None = None

    @property
    def asset_name(self) -> str:
        """The last part of the result's link: token and extension."""
        return f"{self.asset_token}.{self.output_format.extension}"

    @property
    def took_ms(self) -> int:
        """From its creation to its end; 0 as long as there is none."""
        return (self.completed_at_ms or self.created_at_ms) - self.created_at_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task as the worker sees it."""

    id: TaskId
    api_key_id: ApiKeyId
    model: str
    state: TaskState
    request: GenerationRequest
    strategy: Strategy
    callback_url: str | None
    asset_token: AssetToken
    created_at_ms: int
    started_at_ms: int | None
    claims: int = 0
    """How often a worker took it up."""
    running_for_ms: int = 0
    """Since its start, by the database's clock."""
    origin: Origin = UNKNOWN_ORIGIN

    @property
    def asset_key(self) -> str:
        """Where its picture is stored; the same for every worker that takes it up."""
        return asset_key(f"{self.asset_token}.{self.request.output_format.extension}")


class NewTask(NamedTuple):
    """A task that was checked and is about to be stored."""

    id: TaskId
    api_key_id: ApiKeyId
    model: str
    request: GenerationRequest
    strategy: Strategy
    asset_token: AssetToken
    source: str | None = None
    callback_url: str | None = None
    price_microusd: int = 0
    """By the price list; what its key pays of it is found at the submit."""
    idempotency_key: str | None = None
    body_digest: bytes = b""
    """SHA-256 of the request body; tells a repeated request from a different one under the same key."""
    origin: Origin = UNKNOWN_ORIGIN
