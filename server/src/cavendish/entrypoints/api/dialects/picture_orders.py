"""One call that waits for its pictures: submit as `generateTask` does, wait, read what came out."""

import asyncio
import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from starlette.requests import Request

from cavendish.bootstrap import ApiServices
from cavendish.domain.api_key import ApiKey
from cavendish.domain.correlation import Origin
from cavendish.domain.errors import InvalidRequestError, StillRunningError
from cavendish.domain.ids import TaskId
from cavendish.domain.task import TaskStatus
from cavendish.entrypoints.api.bodies.disconnects import unless_disconnected
from cavendish.entrypoints.api.request_context import calling_key, exchange_of, services_of, submission_of
from cavendish.entrypoints.api.task_submission import RepeatGuard, SubmitTerms, TaskSubmission

_DRAIN_PATIENCE_S: Final = 15.0
"""Most pictures come in this time, and these callers cannot just ask again. Those of slower ones learn where
to read them before the server is killed, 30 s into its drain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureOrder:
    """What a call in another API's words asks for, in ours."""

    model: str
    body: dict[str, Any]
    """A body of `generateTask`; not checked yet."""
    repeat_guard: RepeatGuard
    copies: int = 1
    field_names: Mapping[str, str] = field(default_factory=dict)
    """Our names of fields, and what the caller calls them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDesk:
    """Takes one key's orders. The tasks are durable: they outlive the call, and its caller's patience."""

    services: ApiServices
    submission: TaskSubmission
    key: ApiKey
    origin: Origin

    @classmethod
    def of(cls, request: Request) -> "OrderDesk":
        """The desk for whoever sent this request."""
        return cls(
            services=services_of(request),
            submission=submission_of(request),
            key=calling_key(request),
            origin=exchange_of(request).origin,
        )

    async def submit(self, order: PictureOrder) -> tuple[TaskId, ...]:
        """Store the order's tasks, all or none. Raises RequestRefusedError in the caller's own words."""
        try:
            terms = SubmitTerms(self.origin, order.repeat_guard, order.copies)
            return await self.submission.accept(self.key, order.model, order.body, terms=terms)
        except InvalidRequestError as error:
            raise _renamed(error, order.field_names) from error

    async def wait(self, task_ids: tuple[TaskId, ...]) -> tuple[TaskStatus, ...]:
        """The tasks once all of them have ended.

        Raises StillRunningError after the installation's limit, and soon when this process is to stop, and
        TooManyRequestsError when too many repeats of this key's orders wait.
        """
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        if len(task_ids) == 1:
            statuses = [await self._end_of(task_ids[0])]
        else:
            waits = [loop.create_task(self._end_of(task_id)) for task_id in task_ids]
            try:
                statuses = await asyncio.gather(*waits)
            finally:
                for wait in waits:  # one may be refused its place: the others have nobody to wait for then
                    wait.cancel()
        running = [status for status in statuses if not status.state.is_final]
        if running:
            waited_s = loop.time() - begun_s
            raise StillRunningError(
                f"Not finished after {waited_s:.0f} seconds; the work goes on. Read it later with "
                + " and ".join(
                    f"GET /api/v1/statusTask/{status.model}?taskId={status.id}" for status in running
                ),
                task_ids=task_ids,
            )
        return tuple(statuses)

    async def _end_of(self, task_id: TaskId) -> TaskStatus:
        return await self.services.watch_tasks.wait(
            task_id,
            partial(self.services.read_status, task_id, key_id=self.key.id),
            timeout_s=self.services.settings.sync_wait_s,
            outlasts_drain_s=_DRAIN_PATIENCE_S,
            is_order=True,
        )

    async def picture(self, status: TaskStatus) -> bytes:
        """The bytes that a finished task made."""
        return await self.result(status.asset_name)

    async def result(self, name: str) -> bytes:
        """The bytes behind the last part of a result's link."""
        stored = await self.services.open_result.open(await self.services.open_result.find(name))
        return b"".join([chunk async for chunk in stored.chunks])


async def fulfil(request: Request, order: PictureOrder) -> tuple[TaskStatus, ...]:
    """The ended tasks of an order. A client that hangs up ends the waiting, never the work."""
    desk = OrderDesk.of(request)
    task_ids = await desk.submit(order)
    return await unless_disconnected(desk.wait(task_ids), request.receive)


def data_url(content: bytes, media_type: str) -> str:
    """A picture as `image_urls` takes it. What it really is, its bytes say."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _renamed(error: InvalidRequestError, names: Mapping[str, str]) -> InvalidRequestError:
    stem, bracket, index = error.field.partition("[")
    ours = names.get(stem, stem.removeprefix("input."))
    if ours + bracket + index == error.field:
        return error
    problem = error.problem.replace(error.field, ours + bracket + index)
    return InvalidRequestError(field=ours + bracket + index, problem=problem)
