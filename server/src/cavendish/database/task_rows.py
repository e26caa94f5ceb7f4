"""Tasks in the database: one function a query."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import asyncpg

from cavendish.database.connection_pool import Connection, Pool
from cavendish.database.named_sql import load_queries
from cavendish.domain.correlation import Origin
from cavendish.domain.errors import FailCode
from cavendish.domain.generation import GenerationRequest, Mode, OutputFormat
from cavendish.domain.ids import ApiKeyId, AssetToken, AttemptId, TaskId
from cavendish.domain.routing import Strategy
from cavendish.domain.task import NewTask, Task, TaskState, TaskStatus

_SQL: Final = load_queries("tasks")
_LISTS: Final[Mapping[TaskState | None, str]] = {
    TaskState.PENDING: "list_live_tasks",
    TaskState.PROCESSING: "list_live_tasks",
    TaskState.FAILED: "list_failed_tasks",
}
"""A state that few of a key's tasks are in has a query with an index of its own."""
_STATES: Final = {state.value: state for state in TaskState}
_FORMATS: Final = {form.value: form for form in OutputFormat}
"""Looking up costs a fifth of what calling an enumeration does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLoad:
    """What a submit must know of its key: how many tasks may live, what they cost, if it still counts."""

    max_live_tasks: int
    price_percent: int
    balance_microusd: int | None
    """None: no budget."""
    is_revoked: bool
    live_bound: int
    """Live tasks are at most this many, the asked ones included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierTask:
    """The task that an idempotency key created before."""

    task_id: TaskId
    body_digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDetail:
    """Everything its owner may see of a task."""

    status: TaskStatus
    request: GenerationRequest
    strategy: Strategy
    source: str | None
    callback_url: str | None
    started_at_ms: int | None
    cost_microusd: int
    details: Mapping[str, Any] | None
    """What the provider reported of its work; JSON of its own shape."""
    request_id: str | None
    """The X-Request-Id of the call that created it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAsset:
    """The picture behind a link."""

    output_format: OutputFormat
    completed_at_ms: int


class Start(NamedTuple):
    """A task to be started, and the call that it begins with where that is known already."""

    task_id: TaskId
    route: str | None = None
    provider: str | None = None


class Started(NamedTuple):
    """A task that is under way."""

    claims: int
    started_at_ms: int
    running_for_ms: int
    first_call: AttemptId | None
    """The record of the call it was started with; none if somebody had started it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodEnd:
    """A task's success, once its picture is stored."""

    task_id: TaskId
    attempt_id: AttemptId | None
    """The call that made the picture, still open."""
    cost_microusd: int
    details: Mapping[str, Any] | None = None
    asset_size_bytes: int
    owes_callback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """A task that ended with its picture."""

    status: TaskStatus
    was_taken_over: bool
    """More than one worker took it up: another one's call may be open."""


async def lock_keys(connection: Connection, asked: Mapping[ApiKeyId, int]) -> dict[ApiKeyId, KeyLoad]:
    """Lock the rows of the keys that ask for so many tasks until the transaction ends, in one order."""
    rows = await connection.fetch(_SQL["lock_keys"], list(asked), list(asked.values()))
    return {
        ApiKeyId(row["id"]): KeyLoad(
            max_live_tasks=row["max_live_tasks"],
            price_percent=row["price_percent"],
            balance_microusd=row["balance_microusd"],
            is_revoked=row["is_revoked"],
            live_bound=row["bound"],
        )
        for row in rows
    }


async def set_live_bounds(connection: Connection, bounds: Mapping[ApiKeyId, int]) -> None:
    """Replace the bounds of keys whose live tasks were counted under their lock."""
    await connection.execute(_SQL["set_live_bounds"], list(bounds), list(bounds.values()))


async def count_live(connection: Connection, key_ids: Iterable[ApiKeyId]) -> dict[ApiKeyId, int]:
    """Tasks in `pending` or `processing` per key; keys without any are absent."""
    rows = await connection.fetch(_SQL["count_live"], list(key_ids))
    return {ApiKeyId(row["api_key_id"]): row["live"] for row in rows}


async def find_idempotent(
    connection: Connection, asked: Sequence[tuple[ApiKeyId, str]]
) -> dict[tuple[ApiKeyId, str], EarlierTask]:
    """The tasks that these idempotency keys created before."""
    rows = await connection.fetch(
        _SQL["find_idempotent"], [key_id for key_id, _ in asked], [name for _, name in asked]
    )
    return {
        (ApiKeyId(row["api_key_id"]), row["idempotency_key"]): EarlierTask(
            task_id=TaskId(row["task_id"]), body_digest=row["body_digest"]
        )
        for row in rows
    }


async def insert_tasks(
    connection: Connection, tasks: Sequence[NewTask], *, holds: Mapping[TaskId, int] | None = None
) -> None:
    """Store a batch; the caller's transaction commits it together with its jobs and its `holds`."""
    held = [(holds or {}).get(task.id) for task in tasks]
    await connection.execute(_SQL["insert_tasks"], *_columns(tasks), held)
    keyed = [task for task in tasks if task.idempotency_key is not None]
    if keyed:
        await connection.execute(
            _SQL["insert_idempotent"],
            [task.api_key_id for task in keyed],
            [task.idempotency_key for task in keyed],
            [task.body_digest for task in keyed],
            [task.id for task in keyed],
        )


async def store_plainly(
    pool: Pool, asked: Mapping[ApiKeyId, int], tasks: Sequence[NewTask], *, entrypoint: str
) -> bool:
    """Commit tasks without idempotency keys, and their jobs, in one round trip.

    False: nothing was stored, for a key among them has a budget, may be near its cap or does not count any
    more. Then `lock_keys` and the rest have to look at each of them.
    """
    return bool(
        await pool.fetchval(
            _SQL["store_plainly"], list(asked), list(asked.values()), *_columns(tasks), entrypoint
        )
    )


async def find_statuses(pool: Pool, task_ids: Sequence[TaskId]) -> dict[TaskId, TaskStatus]:
    """What callers may know of these tasks; unknown ids are absent."""
    rows = await pool.fetch(_SQL["find_statuses"], task_ids)
    return {TaskId(row["id"]): _status(row) for row in rows}


async def find_tasks(pool: Pool, task_ids: Sequence[TaskId]) -> list[Task | None]:
    """These tasks in their order; None for one that does not exist."""
    found = {row["id"]: _task(row) for row in await pool.fetch(_SQL["find_tasks"], task_ids)}
    return [found.get(task_id) for task_id in task_ids]


async def start_tasks(connection: Connection | Pool, starts: Sequence[Start]) -> list[Started | None]:
    """Move waiting tasks to `processing`; None for one that has ended or does not exist.

    Durable when this returns, the records of their first calls included.
    """
    rows = await connection.fetch(
        _SQL["start_tasks"],
        [start.task_id for start in starts],
        [start.route for start in starts],
        [start.provider for start in starts],
    )
    columns = ("claims", "started_at_ms", "running_for_ms", "attempt_id")
    found = {row["id"]: Started(*(row[name] for name in columns)) for row in rows}
    return [found.get(start.task_id) for start in starts]


async def succeed_tasks(connection: Connection | Pool, ends: Sequence[GoodEnd]) -> list[Success | None]:
    """End tasks with their pictures and close their attempts; None for one that had ended already."""
    rows = await connection.fetch(
        _SQL["succeed_tasks"],
        [end.task_id for end in ends],
        [end.attempt_id for end in ends],
        [end.cost_microusd for end in ends],
        [None if end.details is None else json.dumps(end.details) for end in ends],
        [end.asset_size_bytes for end in ends],
    )
    found = {row["id"]: Success(status=_status(row), was_taken_over=row["was_taken_over"]) for row in rows}
    return [found.get(end.task_id) for end in ends]


async def fail_task(
    connection: Connection,
    task_id: TaskId,
    *,
    code: FailCode,
    message: str,
    details: Mapping[str, Any] | None = None,
) -> TaskStatus | None:
    """End a task without a picture; None when it had ended already."""
    row = await connection.fetchrow(
        _SQL["fail_task"], task_id, code.value, message, None if details is None else json.dumps(details)
    )
    return _status(row) if row else None


async def list_tasks(
    pool: Pool,
    *,
    key_id: ApiKeyId,
    before: TaskId | None,
    state: TaskState | None,
    model: str | None,
    limit: int,
) -> list[TaskStatus]:
    """A key's tasks, newest first; `before` is the last id of the page before."""
    query = _SQL[_LISTS.get(state, "list_tasks")]
    rows = await pool.fetch(query, key_id, before, state.value if state else None, model, limit)
    return [_status(row) for row in rows]


async def find_detail(pool: Pool, *, task_id: TaskId, key_id: ApiKeyId) -> TaskDetail | None:
    """A key's own task; another key's is None."""
    row = await pool.fetchrow(_SQL["find_detail"], task_id, key_id)
    if row is None:
        return None
    return TaskDetail(
        status=_status(row),
        request=_request(row),
        strategy=Strategy(row["strategy"]),
        source=row["source"],
        callback_url=row["callback_url"],
        started_at_ms=row["started_at_ms"],
        cost_microusd=row["cost_microusd"],
        details=json.loads(row["details"]) if row["details"] else None,
        request_id=row["request_id"],
    )


async def find_asset(pool: Pool, token: AssetToken) -> StoredAsset | None:
    row = await pool.fetchrow(_SQL["find_asset"], token)
    if row is None:
        return None
    return StoredAsset(
        output_format=OutputFormat(row["output_format"]),
        completed_at_ms=row["completed_at_ms"],
    )


async def list_expired_assets(
    pool: Pool, *, completed_before_ms: int, limit: int
) -> list[tuple[TaskId, AssetToken, OutputFormat]]:
    """Pictures whose bytes are due for deletion, the oldest first."""
    rows = await pool.fetch(_SQL["list_expired_assets"], completed_before_ms, limit)
    return [
        (TaskId(row["id"]), AssetToken(row["asset_token"]), OutputFormat(row["output_format"]))
        for row in rows
    ]


async def mark_assets_deleted(pool: Pool, task_ids: Sequence[TaskId]) -> None:
    await pool.execute(_SQL["mark_assets_deleted"], task_ids)


async def delete_old_tasks(pool: Pool, *, below: TaskId, limit: int) -> int:
    """Delete ended tasks created before `below`, and their attempts; returns how many."""
    return _count(await pool.execute(_SQL["delete_old_tasks"], below, limit))


async def delete_old_idempotency_keys(pool: Pool, *, created_before_ms: int) -> int:
    return _count(await pool.execute(_SQL["delete_old_idempotency_keys"], created_before_ms))


async def list_jobless_tasks(pool: Pool, *, older_than_ms: int, limit: int) -> list[TaskId]:
    """Live tasks that no job stands for; an empty list unless something went wrong."""
    return [TaskId(row["id"]) for row in await pool.fetch(_SQL["list_jobless_tasks"], older_than_ms, limit)]


async def prune_job_log(pool: Pool, *, limit: int) -> int:
    """Drop the queue's log entries of more than a day ago; returns how many."""
    return _count(await pool.execute(_SQL["prune_job_log"], limit))


def _columns(tasks: Sequence[NewTask]) -> list[list[Any]]:
    columns = zip(
        *(
            (
                task.id,
                task.api_key_id,
                task.model,
                task.request.mode.value,
                task.request.prompt,
                json.dumps(task.request.image_urls) if task.request.image_urls else "[]",
                task.request.aspect_ratio,
                task.request.output_format.value,
                task.request.resolution,
                task.strategy.value,
                task.source,
                task.callback_url,
                task.asset_token,
                task.origin.request_id,
                task.origin.traceparent,
            )
            for task in tasks
        ),
        strict=True,
    )
    return [list(column) for column in columns]


def _count(command_tag: str) -> int:
    return int(command_tag.rpartition(" ")[2])


def _request(row: asyncpg.Record) -> GenerationRequest:
    return GenerationRequest(
        mode=Mode(row["mode"]),
        prompt=row["prompt"],
        aspect_ratio=row["aspect_ratio"],
        output_format=OutputFormat(row["output_format"]),
        image_urls=tuple(row["image_urls"]),
        resolution=row["resolution"],
    )


def _task(row: asyncpg.Record) -> Task:
    return Task(
        id=TaskId(row["id"]),
        api_key_id=ApiKeyId(row["api_key_id"]),
        model=row["model"],
        state=TaskState(row["state"]),
        request=_request(row),
        strategy=Strategy(row["strategy"]),
        callback_url=row["callback_url"],
        asset_token=AssetToken(row["asset_token"]),
        created_at_ms=row["created_at_ms"],
        started_at_ms=row["started_at_ms"],
        claims=row["claims"],
        running_for_ms=row["running_for_ms"],
        origin=Origin(request_id=row["request_id"], traceparent=row["traceparent"]),
    )


def _status(row: asyncpg.Record) -> TaskStatus:
    return TaskStatus(
        id=TaskId(row["id"]),
        api_key_id=ApiKeyId(row["api_key_id"]),
        model=row["model"],
        state=_STATES[row["state"]],
        created_at_ms=row["created_at_ms"],
        completed_at_ms=row["completed_at_ms"],
        asset_token=AssetToken(row["asset_token"]),
        output_format=_FORMATS[row["output_format"]],
        fail_code=FailCode(row["fail_code"]) if row["fail_code"] else None,
        fail_msg=row["fail_msg"],
    )
