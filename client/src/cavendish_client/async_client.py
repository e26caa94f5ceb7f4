"""`AsyncCavendish`: the client for asyncio."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx2

from cavendish_client.batch import BatchItem, make_many
from cavendish_client.errors import ConnectionFailedError
from cavendish_client.http_exchange import Answer, Call, Flow, Pause, Step
from cavendish_client.http_faults import HTTP_FAULTS, as_connection_failure
from cavendish_client.image import Image
from cavendish_client.patient_calls import RetryPolicy
from cavendish_client.references import Reference
from cavendish_client.service_address import DEFAULT_BASE_URL, ServiceAddress
from cavendish_client.task import Task, TaskPage
from cavendish_client.task_flows import DEFAULT_MODEL, TaskFlows, TaskWatcher
from cavendish_client.task_request import TaskOptions, TaskRequest

T = TypeVar("T")


class AsyncCavendish:
    """Makes pictures. Everything is as with `Cavendish`, awaited; use it in an `async with`."""

    def __init__(
        self,
        api_key: str,
        *,
        base_url: str = DEFAULT_BASE_URL,
        model: str = DEFAULT_MODEL,
        retries: RetryPolicy | None = None,
    ) -> None:
        """`base_url` may be any service of the contract; `model` is used where a call names none."""
        self._flows = TaskFlows(ServiceAddress(base_url, api_key), model=model, policy=retries)
        self._http = httpx2.AsyncClient(limits=httpx2.Limits(max_connections=None))

    async def generate(
        self,
        prompt: str,
        *,
        timeout_s: float = 600.0,
        on_change: TaskWatcher | None = None,
        **options: Unpack[TaskOptions],
    ) -> Image:
        """Make a picture of `prompt`: submit, wait, download."""
        request = TaskRequest(prompt=prompt, **options)
        return await self.make(request, timeout_s=timeout_s, on_change=on_change)

    async def edit(
        self,
        prompt: str,
        images: Sequence[Reference],
        *,
        timeout_s: float = 600.0,
        on_change: TaskWatcher | None = None,
        **options: Unpack[TaskOptions],
    ) -> Image:
        """Change `images` as `prompt` says; each is a URL, a path, bytes or a Pillow image."""
        request = TaskRequest(prompt=prompt, images=images, **options)
        return await self.make(request, timeout_s=timeout_s, on_change=on_change)

    async def make(
        self, request: TaskRequest, *, timeout_s: float = 600.0, on_change: TaskWatcher | None = None
    ) -> Image:
        """What `generate` and `edit` do, of a request made before."""
        return await self._run(self._flows.generate(request, timeout_s=timeout_s, on_change=on_change))

    def generate_many(
        self,
        requests: Iterable[str | TaskRequest],
        *,
        concurrency: int = 8,
        timeout_s: float = 600.0,
    ) -> AsyncGenerator[BatchItem, None]:
        """Make many pictures, at most `concurrency` at once; yields each as it ends, in any order."""

        async def make(request: TaskRequest) -> Image:
            return await self.make(request, timeout_s=timeout_s)

        return make_many(make, requests, concurrency=concurrency)

    async def submit(
        self, prompt: str, images: Sequence[Reference] = (), **options: Unpack[TaskOptions]
    ) -> Task:
        """Store a task and return at once. One call makes one task, or raises SubmitUncertainError."""
        return await self.submit_request(TaskRequest(prompt=prompt, images=images, **options))

    async def submit_request(self, request: TaskRequest) -> Task:
        """What `submit` does, of a request made before."""
        return await self._run(self._flows.submit(request))

    async def status(self, task: Task | str, *, model: str | None = None) -> Task:
        """The task as it stands."""
        return await self._run(self._flows.status(task, model=model))

    async def wait(
        self,
        task: Task | str,
        *,
        model: str | None = None,
        timeout_s: float = 600.0,
        on_change: TaskWatcher | None = None,
    ) -> Task:
        """The task once it has ended, well or not. Raises WaitTimeoutError after `timeout_s`."""
        return await self._run(self._flows.wait(task, model=model, timeout_s=timeout_s, on_change=on_change))

    async def download(self, task: Task, *, index: int = 0) -> Image:
        """An ended task's picture. Raises a TaskFailedError, and ExpiredError after 15 days."""
        return await self._run(self._flows.download(task, index=index))

    async def upload(self, image: Reference) -> str:
        """An address for a picture, for 24 hours good in this key's tasks. Cavendish servers only."""
        return await self._run(self._flows.upload(image))

    async def cancel(self, task: Task | str, *, model: str | None = None) -> Task:
        """End a task that is pending or processing. Cavendish servers only."""
        return await self._run(self._flows.cancel(task, model=model))

    async def list(
        self,
        *,
        cursor: str | None = None,
        limit: int = 50,
        state: str | None = None,
        model: str | None = None,
    ) -> TaskPage:
        """One page of one's tasks, newest first. Cavendish servers only."""
        return await self._run(self._flows.page(cursor=cursor, limit=limit, state=state, model=model))

    async def details(self, task: Task | str) -> dict[str, Any]:
        """What was asked, every attempt, route and cost. Cavendish servers only."""
        return await self._run(self._flows.details(task))

    async def balance(self) -> float | None:
        """US dollars left on the key; None for a key without a budget."""
        return await self._run(self._flows.balance())

    async def has_extensions(self) -> bool:
        """Whether a Cavendish server answers, and not another service of the same contract."""
        return await self._run(self._flows.has_extensions())

    async def close(self) -> None:
        """End the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def _run(self, flow: Flow[T]) -> T:
        try:
            step = next(flow)
            while True:
                try:
                    answer = await self._perform(step)
                except ConnectionFailedError as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result

    async def _perform(self, step: Step) -> Answer | None:
        if isinstance(step, Pause):
            await asyncio.sleep(step.seconds)
            return None
        return await self._send(step)

    async def _send(self, call: Call) -> Answer:
        try:
            answer = await self._http.request(
                call.method,
                call.url,
                headers=dict(call.headers),
                content=call.body,
                timeout=call.timeout_s,
                follow_redirects=call.follow_redirects,
            )
        except HTTP_FAULTS as fault:
            raise as_connection_failure(fault, call) from fault
        return Answer(status=answer.status_code, headers=dict(answer.headers), body=answer.content)
