"""Use case: make one task's picture, whatever happened to the workers before this one."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, repeat
from typing import Final

import structlog

from cavendish.database.attempt_rows import abandon_attempts, close_attempt, list_attempts
from cavendish.database.batcher import MAX_BATCH, Batcher, sparing_neighbours
from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.running_tasks import RunningTasks
from cavendish.database.task_endings import end_in_failure, end_in_success
from cavendish.database.task_rows import GoodEnd, Start, Started, find_tasks, start_tasks
from cavendish.domain.answer_room import AnswerRoom, leave_room
from cavendish.domain.attempt import Outcome
from cavendish.domain.correlation import working_on
from cavendish.domain.errors import FailCode, ProviderError, StorageError, TaskFailedError
from cavendish.domain.generation import AUTO_RATIO, UPLOAD_SCHEME, GenerationRequest, ReferenceImage
from cavendish.domain.ids import AttemptId, TaskId
from cavendish.domain.task import Task, TaskState, TaskStatus
from cavendish.ports.asset_store import AssetStore
from cavendish.ports.live_route import FinishedPicture, LiveRoute, MadePicture, PictureOrder, find_route
from cavendish.ports.route_gate import PATIENCE_S, Permit, RouteGate
from cavendish.ports.tracing import OpenSpan, no_span

MAX_CLAIMS: Final = 5
"""A task that was taken up this often without an end has killed its workers; it is given up."""
_SECOND_CHANCE_S: Final = 30.0
_STORE_PAUSES_S: Final = (0.5, 1.0, 2.0, 4.0)
"""Between attempts to store a picture; the last one repeats."""
_ENDING_S: Final = 5.0
"""Of a task's time is left for its end when its picture could not be stored."""
_CALLERS_FAULT: Final = frozenset(
    {
        FailCode.CONTENT_VIOLATION,
        FailCode.INVALID_IMAGE_URL,
        FailCode.IMAGE_TOO_LARGE,
        FailCode.UNSUPPORTED_FORMAT,
        FailCode.CANCELLED,
    }
)
"""Ends that need nobody of ours to look."""

_log = structlog.get_logger("cavendish.run_task")


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTools:
    """What making a picture needs from adapters; every one raises TaskFailedError where a task must end."""

    fetch_references: Callable[[GenerationRequest], Awaitable[tuple[ReferenceImage, ...]]]
    choose_ratio: Callable[[Task, Sequence[ReferenceImage]], str]
    """The ratio for `auto`."""
    check_request: Callable[[Task, Sequence[ReferenceImage]], Awaitable[None]]
    call_routes: Callable[[PictureOrder, Permit | None], Awaitable[MadePicture]]
    check_result: Callable[[Task, FinishedPicture], Awaitable[None]]
    span: OpenSpan = no_span
    """Opens a step of the task's trace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Begun:
    """A task that this worker has started or taken over."""

    task: Task
    is_checked: bool
    """Its request has passed its checks already."""
    first_call: AttemptId | None


class RunTask:
    """The worker's handler of one job. Running it twice, or on two workers, makes one picture."""

    def __init__(
        self,
        pool: Pool,
        store: AssetStore,
        *,
        find_routes: Callable[[Task], Sequence[LiveRoute]],
        gate: RouteGate,
        tools: PictureTools,
        timeout_s: float,
    ) -> None:
        self._pool = pool
        self._store = store
        self._find_routes = find_routes
        self._gate = gate
        self._tools = tools
        self._timeout_s = timeout_s
        # Steps of tasks that come at the same time share a statement and its commit.
        self._find: Batcher[TaskId, Task | None] = Batcher(partial(find_tasks, pool), max_items=MAX_BATCH)
        self._start: Batcher[Start, Started | None] = Batcher(
            sparing_neighbours(partial(start_tasks, pool)), max_items=MAX_BATCH
        )
        self._succeed: Batcher[GoodEnd, TaskStatus | None] = Batcher(
            sparing_neighbours(partial(end_in_success, pool)), max_items=MAX_BATCH
        )
        self._room = AnswerRoom()
        self._taken_up: dict[TaskId, asyncio.Event] = {}
        self.running = RunningTasks(pool)
        """Hears of tasks that end elsewhere while they are made here."""
        self.ends: defaultdict[str, int] = defaultdict(int)
        """Tasks that ended here: `success`, or the fail code."""

    async def __call__(self, task_id: TaskId) -> None:
        """Bring a task to its end, or return if it has one. Database errors are the caller's to retry."""
        # The queue may hand a job out again while it is still in hand here: it is no dead worker's.
        while (done := self._taken_up.get(task_id)) is not None:
            await done.wait()
        done = self._taken_up[task_id] = asyncio.Event()
        try:
            await self._take_up(task_id)
        finally:
            del self._taken_up[task_id]
            done.set()

    async def _take_up(self, task_id: TaskId) -> None:
        task = await self._find(task_id)
        if task is None:
            return
        origin = task.origin
        with (
            working_on(
                request_id=origin.request_id,
                traceparent=origin.traceparent,
                task_id=task_id,
                key=task.api_key_id,
            ),
            self._tools.span("task"),
            self._room.visit(),
        ):
            await self._bring_to_an_end(task)
            # Whatever its end was, and wherever it came: nothing else knows of these bytes.
            await self._delete_uploads(task)

    async def _bring_to_an_end(self, task: Task) -> None:
        task_id, routes = task.id, self._find_routes(task)
        if task.state.is_final:
            await self._drop_calls(task, routes)
            return
        capable = [live for live in routes if live.mismatch(task.request) is None]
        if not capable:
            await self._fail(task_id, FailCode.MODEL_UNAVAILABLE, _no_route(task, routes))
            return
        # Waiting for a slot comes before the start: a queued task stays pending and cannot time out.
        is_new = task.state is TaskState.PENDING
        permit = await self._gate.enter(capable, patience_s=PATIENCE_S) if is_new else None
        try:
            begun = await self._begin(task, permit)
            if begun is not None:
                await self._run_cancellable(begun, capable, permit)
        finally:
            if permit is not None:
                self._gate.leave(permit)

    def is_working_on(self, task_id: TaskId) -> bool:
        """The task has a slot and is being made here, not just waiting for one."""
        return task_id in self.running

    async def _begin(self, task: Task, permit: Permit | None) -> _Begun | None:
        start, is_checked = Start(task.id), permit is not None and task.request.is_self_contained
        if permit is not None and is_checked:
            # Nothing is left to fetch or to decide: its start and its first call wait for the disk once.
            if not await self._is_allowed(task):
                return None
            start = Start(task.id, permit.live.route.name, permit.live.route.provider)
        started = await self._start(start)
        if started is None:
            return None
        if started.claims > MAX_CLAIMS:
            await self._fail(
                task.id, FailCode.GENERATION_FAILED, "Generation failed: its workers died again and again"
            )
            return None
        task = replace(
            task,
            state=TaskState.PROCESSING,
            claims=started.claims,
            started_at_ms=started.started_at_ms,
            running_for_ms=started.running_for_ms,
        )
        return _Begun(task=task, is_checked=is_checked, first_call=started.first_call)

    async def _is_allowed(self, task: Task) -> bool:
        has_ended = True
        async with self._ending_at_faults(task):
            await self._tools.check_request(task, ())
            has_ended = False
        return not has_ended

    async def _run_cancellable(
        self, begun: _Begun, routes: Sequence[LiveRoute], permit: Permit | None
    ) -> None:
        task = begun.task
        if not await self.running.run(task.id, self._run(begun, routes, permit)):
            _log.info("task ended elsewhere while it was made here")
            await self._drop_calls(task, routes)
            await self._forget_result(task)

    async def _run(self, begun: _Begun, routes: Sequence[LiveRoute], permit: Permit | None) -> None:
        task = begun.task
        ends_at_s = asyncio.get_running_loop().time() + self._time_left_s(task)
        limit = asyncio.timeout_at(ends_at_s)
        try:
            async with self._ending_at_faults(task), limit:
                picture = await self._make(begun, routes, permit, ends_at_s)
                await self._check_result(task, picture)
                await self._store_and_end(task, picture, give_up_at_s=ends_at_s - _ENDING_S)
        except CONNECTION_ERRORS:
            if not limit.expired():
                raise
            message = f"Processing timeout: no picture within {self._timeout_s:g} seconds"
            await self._fail(task.id, FailCode.PROCESSING_TIMEOUT, message)
            await self._cancel_upstream(task, routes)
            # The time may have run out between its storing and its end.
            await self._forget_result(task)

    @contextlib.asynccontextmanager
    async def _ending_at_faults(self, task: Task) -> AsyncIterator[None]:
        """What goes wrong within ends the task; an absent database does not."""
        try:
            yield
        except TaskFailedError as error:
            await self._fail(task.id, error.fail_code, str(error))
        except StorageError as error:
            _log.error("result could not be stored", reason=str(error))
            await self._fail(task.id, FailCode.GENERATION_FAILED, "Generation failed: storage is unavailable")
        except CONNECTION_ERRORS:
            raise
        except Exception:  # noqa: BLE001 - the worker loop: a bug must end this task, not lose it
            _log.exception("task failed by a fault of ours")
            await self._fail(task.id, FailCode.GENERATION_FAILED, "Generation failed: internal error")

    def _time_left_s(self, task: Task) -> float:
        """Counted from the start; a task taken up again gets a moment to fetch what is paid for."""
        left_s = self._timeout_s - task.running_for_ms / 1000
        return max(left_s, min(_SECOND_CHANCE_S, self._timeout_s)) if task.claims > 1 else left_s

    async def _make(
        self, begun: _Begun, routes: Sequence[LiveRoute], permit: Permit | None, ends_at_s: float
    ) -> MadePicture:
        task = begun.task
        earlier = await list_attempts(self._pool, task.id) if task.claims > 1 else []
        references = await self._tools.fetch_references(task.request)
        if not begun.is_checked:
            await self._tools.check_request(task, references)
        if task.request.aspect_ratio == AUTO_RATIO:
            ratio = self._tools.choose_ratio(task, references)
            task = replace(task, request=task.request._replace(aspect_ratio=ratio))
        order = PictureOrder(
            task=task,
            routes=routes,
            references=references,
            ends_at_s=ends_at_s,
            earlier=earlier,
            first_call=begun.first_call,
        )
        return await self._tools.call_routes(order, permit)

    async def _check_result(self, task: Task, picture: MadePicture) -> None:
        try:
            await self._tools.check_result(task, picture.finished)
        except TaskFailedError:
            # The call was good and is paid for, whatever becomes of its picture.
            await close_attempt(
                self._pool,
                picture.attempt_id,
                outcome=Outcome.SUCCEEDED,
                cost_microusd=picture.cost_microusd,
            )
            raise

    async def _store_and_end(self, task: Task, picture: MadePicture, *, give_up_at_s: float) -> None:
        finished = picture.finished
        stored_bytes = await self._store_patiently(task, finished, give_up_at_s=give_up_at_s)
        self.running.note_ending(task.id)
        status = await self._succeed(
            GoodEnd(
                task_id=task.id,
                attempt_id=picture.attempt_id,
                cost_microusd=picture.cost_microusd,
                details=picture.image.details,
                asset_size_bytes=stored_bytes,
                owes_callback=task.callback_url is not None,
            )
        )
        if status is not None:
            self.ends[TaskState.SUCCESS.value] += 1
            _log.info(
                "task succeeded",
                route=picture.route.name,
                ms=status.took_ms,
                cost_usd=picture.cost_microusd / 1e6,
            )
            return
        await self._forget_result(task)

    async def _store_patiently(self, task: Task, finished: FinishedPicture, *, give_up_at_s: float) -> int:
        """The picture is paid for: a full disk or an absent bucket gets the task's whole time to recover.

        Returns the size of what is stored. That is another worker's picture where one had the task too and
        was first: a caller may have fetched it.
        """
        pauses_s = chain(_STORE_PAUSES_S, repeat(_STORE_PAUSES_S[-1]))
        while True:
            try:
                return await self._store_or_adopt(task, finished)
            except StorageError as error:
                pause_s = next(pauses_s)
                if asyncio.get_running_loop().time() + pause_s > give_up_at_s:
                    raise
                _log.warning("result could not be stored; trying again", pause_s=pause_s, reason=str(error))
                leave_room()
                await asyncio.sleep(pause_s)

    async def _store_or_adopt(self, task: Task, finished: FinishedPicture) -> int:
        if await self._store.put(task.asset_key, finished.content, media_type=finished.media_type):
            return len(finished.content)
        return await self._store.size_bytes(task.asset_key) or len(finished.content)

    async def _forget_result(self, task: Task) -> None:
        """Delete what was stored for a task that ended without it: nobody may ever fetch it."""
        now = await self._find(task.id)
        if now is not None and now.state is not TaskState.FAILED:
            return
        try:
            await self._store.delete([task.asset_key])
        except StorageError as error:
            _log.warning("result could not be deleted", reason=str(error))

    async def _drop_calls(self, task: Task, routes: Sequence[LiveRoute]) -> None:
        """Stop, upstream and in the ledger, what a task that has ended left under way."""
        await self._cancel_upstream(task, routes)
        await abandon_attempts(self._pool, [task.id], reason="the task ended without it")

    async def _cancel_upstream(self, task: Task, routes: Sequence[LiveRoute]) -> None:
        """Stop the upstream jobs of a task that ended without them; those that ended before are let be."""
        for attempt in await list_attempts(self._pool, task.id):
            live = find_route(routes, attempt.route)
            is_over = attempt.outcome not in (Outcome.RUNNING, Outcome.ABANDONED)
            if live is None or attempt.upstream_job_id is None or is_over:
                continue
            try:
                await live.provider.cancel(route=live.route, upstream_job_id=attempt.upstream_job_id)
            except ProviderError as error:
                _log.warning("upstream could not be told to stop", reason=str(error))

    async def _fail(self, task_id: TaskId, code: FailCode, message: str) -> None:
        self.running.note_ending(task_id)
        async with self._pool.acquire() as connection, connection.transaction():
            status = await end_in_failure(connection, task_id, code=code, message=message)
        if status is not None:
            self.ends[code.value] += 1
            say = _log.info if code in _CALLERS_FAULT else _log.warning
            say("task failed", fail_code=code.value, reason=message, ms=status.took_ms)

    async def _delete_uploads(self, task: Task) -> None:
        keys = [
            url.removeprefix(UPLOAD_SCHEME)
            for url in task.request.image_urls
            if url.startswith(UPLOAD_SCHEME + "uploads/task_")
        ]
        try:
            await self._store.delete(keys)
        except StorageError as error:
            _log.warning("uploads could not be deleted", reason=str(error))


def _no_route(task: Task, routes: Sequence[LiveRoute]) -> str:
    if not routes:
        return f"Model {task.model} is unavailable: it has no route of strategy {task.strategy.value}"
    why = "; ".join(sorted({reason for live in routes if (reason := live.mismatch(task.request))}))
    return f"Model {task.model} is unavailable for this request: every route {why}"
