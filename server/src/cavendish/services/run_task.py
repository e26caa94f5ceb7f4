"""Use case: make one task's picture, whatever happened to the workers before this one."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import Final

import structlog

from cavendish.database.attempt_rows import Attempt, Outcome, close_attempt, find_running, list_attempts
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.task_endings import end_in_failure, end_in_success
from cavendish.database.task_rows import find_task, start_task
from cavendish.domain.errors import FailCode, ProviderError, StorageError, TaskFailedError
from cavendish.domain.generation import AUTO_RATIO, UPLOAD_SCHEME, GenerationRequest, ReferenceImage
from cavendish.domain.ids import TaskId
from cavendish.domain.task import Task, TaskState
from cavendish.ports.asset_store import AssetStore
from cavendish.ports.live_route import LiveRoute, MadePicture, find_route

MAX_CLAIMS: Final = 5
"""A task that was taken up this often without an end has killed its workers; it is given up."""

_log = structlog.get_logger("cavendish.run_task")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTools:
    """What making a picture needs from adapters; every one raises TaskFailedError where a task must end."""

    fetch_references: Callable[[GenerationRequest], Awaitable[tuple[ReferenceImage, ...]]]
    choose_ratio: Callable[[Task, Sequence[ReferenceImage]], str]
    """The ratio for `auto`."""
    call_routes: Callable[
        [Task, Sequence[LiveRoute], tuple[ReferenceImage, ...], Attempt | None, AsyncExitStack],
        Awaitable[MadePicture],
    ]


class RunTask:
    """The worker's handler of one job. Running it twice, or on two workers, makes one picture."""

    def __init__(
        self,
        pool: Pool,
        store: AssetStore,
        *,
        find_routes: Callable[[Task], Sequence[LiveRoute]],
        tools: PictureTools,
        timeout_s: float,
    ) -> None:
        self._pool = pool
        self._store = store
        self._find_routes = find_routes
        self._tools = tools
        self._timeout_s = timeout_s
        self._running: dict[TaskId, asyncio.Task[None]] = {}
        self._cancelled: set[TaskId] = set()

    async def __call__(self, task_id: TaskId) -> None:
        """Bring a task to its end; return at once if it has one. Database errors are the caller's to retry."""
        task = await find_task(self._pool, task_id)
        if task is None or task.state.is_final:
            return
        routes = self._find_routes(task)
        if not routes:
            await self._fail(
                task_id,
                FailCode.MODEL_UNAVAILABLE,
                f"Model {task.model} is unavailable: it has no route of strategy {task.strategy.value}",
            )
            return
        # Waiting for a slot comes before the start: a queued task stays pending and cannot time out.
        async with AsyncExitStack() as slot:
            await slot.enter_async_context(routes[0].slots)
            started = await self._start(task_id)
            if started is not None:
                await self._run_cancellable(started, routes, slot)

    def is_working_on(self, task_id: TaskId) -> bool:
        """The task has a slot and is being made here, not just waiting for one."""
        return task_id in self._running

    def notice(self, task_id: str) -> None:
        """The task changed somewhere: when it ended while we work on it, its owner cancelled it."""
        if (running := self._running.get(TaskId(task_id))) is not None:
            running.get_loop().create_task(self._stop_if_ended(TaskId(task_id)))

    async def _start(self, task_id: TaskId) -> Task | None:
        async with self._pool.acquire() as connection:
            task = await start_task(connection, task_id)
        if task is not None and task.claims > MAX_CLAIMS:
            await self._fail(
                task_id, FailCode.GENERATION_FAILED, "Generation failed: its workers died again and again"
            )
            return None
        return task

    async def _run_cancellable(self, task: Task, routes: Sequence[LiveRoute], slot: AsyncExitStack) -> None:
        work = asyncio.create_task(self._run(task, routes, slot), name=task.id)
        self._running[task.id] = work
        try:
            await work
        except asyncio.CancelledError:
            if task.id not in self._cancelled:
                work.cancel()
                raise
            _log.info("task cancelled by its owner", task_id=task.id)
            await self._cancel_upstream(task, routes)
            await self._delete_uploads(task)
        finally:
            self._running.pop(task.id, None)
            self._cancelled.discard(task.id)

    async def _stop_if_ended(self, task_id: TaskId) -> None:
        now = await find_task(self._pool, task_id)
        if (now is None or now.state.is_final) and (running := self._running.get(task_id)) is not None:
            self._cancelled.add(task_id)
            running.cancel()

    async def _run(self, task: Task, routes: Sequence[LiveRoute], slot: AsyncExitStack) -> None:
        limit = asyncio.timeout(self._timeout_s)
        try:
            async with limit:
                picture = await self._make(task, routes, slot)
                await self._store_and_end(task, picture)
        except TaskFailedError as error:
            await self._fail(task.id, error.fail_code, str(error))
        except StorageError as error:
            _log.error("result could not be stored", task_id=task.id, reason=str(error))
            await self._fail(task.id, FailCode.GENERATION_FAILED, "Generation failed: storage is unavailable")
        except CONNECTION_ERRORS:
            if not limit.expired():
                raise
            await self._cancel_upstream(task, routes)
            message = f"Processing timeout: no picture within {self._timeout_s:g} seconds"
            await self._fail(task.id, FailCode.PROCESSING_TIMEOUT, message)
        except Exception:  # noqa: BLE001 - the worker loop: a bug must end this task, not lose it
            _log.exception("task failed by a fault of ours", task_id=task.id)
            await self._fail(task.id, FailCode.GENERATION_FAILED, "Generation failed: internal error")
        await self._delete_uploads(task)

    async def _make(self, task: Task, routes: Sequence[LiveRoute], slot: AsyncExitStack) -> MadePicture:
        left_open = await find_running(self._pool, task.id)
        references = await self._tools.fetch_references(task.request)
        if task.request.aspect_ratio == AUTO_RATIO:
            ratio = self._tools.choose_ratio(task, references)
            task = replace(task, request=replace(task.request, aspect_ratio=ratio))
        return await self._tools.call_routes(task, routes, references, left_open, slot)

    async def _store_and_end(self, task: Task, picture: MadePicture) -> None:
        finished = picture.finished
        await self._store.put(task.asset_key, finished.content, media_type=finished.media_type)
        async with self._pool.acquire() as connection, connection.transaction():
            await close_attempt(
                connection,
                picture.attempt_id,
                outcome=Outcome.SUCCEEDED,
                cost_microusd=picture.cost_microusd,
            )
            status = await end_in_success(
                connection,
                task.id,
                cost_microusd=picture.cost_microusd,
                details=picture.image.details,
                asset_size_bytes=len(finished.content),
            )
        if status is not None:
            _log.info("task succeeded", task_id=task.id, route=picture.route.name)
            return
        now = await find_task(self._pool, task.id)
        if now is None or now.state is TaskState.FAILED:
            # Cancelled while the picture was being stored: nobody may ever fetch it.
            await self._store.delete([task.asset_key])

    async def _cancel_upstream(self, task: Task, routes: Sequence[LiveRoute]) -> None:
        for attempt in await list_attempts(self._pool, task.id):
            live = find_route(routes, attempt.route)
            if live is None or attempt.upstream_job_id is None or attempt.outcome is Outcome.SUCCEEDED:
                continue
            try:
                await live.provider.cancel(route=live.route, upstream_job_id=attempt.upstream_job_id)
            except ProviderError as error:
                _log.warning("upstream could not be told to stop", task_id=task.id, reason=str(error))

    async def _fail(self, task_id: TaskId, code: FailCode, message: str) -> None:
        async with self._pool.acquire() as connection, connection.transaction():
            status = await end_in_failure(connection, task_id, code=code, message=message)
        if status is not None:
            _log.info("task failed", task_id=task_id, fail_code=code.value, reason=message)

    async def _delete_uploads(self, task: Task) -> None:
        keys = [
            url.removeprefix(UPLOAD_SCHEME)
            for url in task.request.image_urls
            if url.startswith(UPLOAD_SCHEME + "uploads/task_")
        ]
        try:
            await self._store.delete(keys)
        except StorageError as error:
            _log.warning("uploads could not be deleted", task_id=task.id, reason=str(error))
