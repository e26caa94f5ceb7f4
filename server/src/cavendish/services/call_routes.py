"""Use case: have one picture made by the first route that can, and keep the ledger of attempts."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import Final

import structlog

from cavendish.database.attempt_rows import (
    Attempt,
    Outcome,
    close_attempt,
    open_attempt,
    store_upstream_job,
)
from cavendish.database.connection_pool import Pool
from cavendish.domain.errors import FailCode, FailureKind, ProviderError, TaskFailedError
from cavendish.domain.generation import GenerationRequest, ReferenceImage
from cavendish.domain.ids import AttemptId
from cavendish.domain.task import Task
from cavendish.ports.live_route import FinishedPicture, LiveRoute, MadePicture, find_route
from cavendish.ports.provider import GeneratedImage, ProviderCall

_RETRIES_HERE: Final = 1
_LONGEST_WAIT_S: Final = 20.0

_log = structlog.get_logger("cavendish.call_routes")


class CallRoutes:
    """Tries routes in order. Success means a picture that decodes, in the asked ratio and format.

    `finish` checks and converts a provider's bytes, raising ProviderError for what is no picture.
    """

    def __init__(
        self,
        pool: Pool,
        *,
        finish: Callable[[GeneratedImage, GenerationRequest, str], Awaitable[FinishedPicture]],
    ) -> None:
        self._pool = pool
        self._finish = finish

    async def __call__(
        self,
        task: Task,
        routes: Sequence[LiveRoute],
        references: tuple[ReferenceImage, ...],
        left_open: Attempt | None,
        held_slot: AsyncExitStack,
    ) -> MadePicture:
        """The picture, and the attempt that made it, still open: the caller closes it with the task.

        `left_open` is the attempt of a worker that died: its upstream job is resumed, not bought again.
        `held_slot` holds the first route's slot and is closed when that route has failed.
        Raises TaskFailedError when no route succeeds.
        """
        errors: list[ProviderError] = []
        if left_open is not None:
            resumed = await self._resume(task, routes, references, left_open, errors)
            if resumed is not None:
                return resumed
        for index, live in enumerate(routes):
            if (mismatch := live.mismatch(task.request)) is not None:
                _log.info("route skipped", task_id=task.id, route=live.route.name, reason=mismatch)
                continue
            if index == 0:
                picture = await self._try_route(task, live, references, errors)
            else:
                await held_slot.aclose()
                async with live.slots:
                    picture = await self._try_route(task, live, references, errors)
            if picture is not None:
                return picture
        raise _failure(errors)

    async def _resume(
        self,
        task: Task,
        routes: Sequence[LiveRoute],
        references: tuple[ReferenceImage, ...],
        left_open: Attempt,
        errors: list[ProviderError],
    ) -> MadePicture | None:
        live = find_route(routes, left_open.route)
        if live is not None and live.plugin.has_jobs and left_open.upstream_job_id is not None:
            _log.info("resuming the upstream's job", task_id=task.id, route=left_open.route)
            return await self._attempt(task, live, references, errors, resumed=left_open)
        await close_attempt(
            self._pool,
            left_open.id,
            outcome=Outcome.ABANDONED,
            reason="its worker died before the upstream named a job; the call is made again",
        )
        return None

    async def _try_route(
        self, task: Task, live: LiveRoute, references: tuple[ReferenceImage, ...], errors: list[ProviderError]
    ) -> MadePicture | None:
        for retry in range(_RETRIES_HERE + 1):
            picture = await self._attempt(task, live, references, errors)
            if picture is not None:
                return picture
            if not errors[-1].is_retryable_here or retry == _RETRIES_HERE:
                break
            await asyncio.sleep(min(_LONGEST_WAIT_S, errors[-1].retry_after_s or 1.0))
        return None

    async def _attempt(
        self,
        task: Task,
        live: LiveRoute,
        references: tuple[ReferenceImage, ...],
        errors: list[ProviderError],
        resumed: Attempt | None = None,
    ) -> MadePicture | None:
        route = live.route
        attempt_id = (
            resumed.id
            if resumed is not None
            else await open_attempt(self._pool, task_id=task.id, route=route.name, provider=route.provider)
        )
        call = ProviderCall(
            task_id=task.id,
            route=route,
            request=task.request,
            references=references,
            timeout_s=route.timeout_s,
            upstream_job_id=resumed.upstream_job_id if resumed is not None else None,
            checkpoint=self._checkpoint(attempt_id),
        )
        try:
            image = await live.provider.generate(call)
            finished = await self._finish(image, task.request, route.provider)
        except ProviderError as error:
            await self._note_failure(task, attempt_id, error)
            errors.append(error)
            _stop_if_final(error)
            return None
        return MadePicture(finished=finished, image=image, attempt_id=attempt_id, route=route)

    def _checkpoint(self, attempt_id: AttemptId) -> Callable[[str], Awaitable[None]]:
        async def store(upstream_job_id: str) -> None:
            await store_upstream_job(self._pool, attempt_id=attempt_id, upstream_job_id=upstream_job_id)

        return store

    async def _note_failure(self, task: Task, attempt_id: AttemptId, error: ProviderError) -> None:
        _log.warning("attempt failed", task_id=task.id, kind=error.kind.value, reason=str(error))
        await close_attempt(
            self._pool, attempt_id, outcome=Outcome.FAILED, failure_kind=error.kind, reason=str(error)
        )


def _stop_if_final(error: ProviderError) -> None:
    if error.kind is FailureKind.CONTENT_REFUSED:
        raise TaskFailedError(
            FailCode.CONTENT_VIOLATION, "The request was refused: it breaks the content policy (safety)"
        ) from error
    if error.kind is FailureKind.BAD_INPUT_IMAGE:
        raise TaskFailedError(
            FailCode.INVALID_IMAGE_URL, "A reference image cannot be used: unsupported format or content"
        ) from error


def _failure(errors: Sequence[ProviderError]) -> TaskFailedError:
    """What the caller reads when no route is left; the first cause decides, the ledger has them all."""
    if not errors:
        return TaskFailedError(
            FailCode.MODEL_UNAVAILABLE, "Model unavailable: no configured route can make what was asked"
        )
    if errors[0].kind is FailureKind.TRANSIENT:
        return TaskFailedError(FailCode.GENERATION_FAILED, "Generation failed: the provider made no picture")
    if errors[0].kind is FailureKind.THROTTLED:
        return TaskFailedError(
            FailCode.MODEL_UNAVAILABLE, "Model temporarily unavailable: upstream rate limit"
        )
    return TaskFailedError(FailCode.MODEL_UNAVAILABLE, "Model temporarily unavailable: try again later")
