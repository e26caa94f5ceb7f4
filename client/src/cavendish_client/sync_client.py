"""`Cavendish`: the client for ordinary code."""

import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import aclosing
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack

import httpx2

from cavendish_client.async_client import AsyncCavendish
from cavendish_client.batch import BatchItem, iterate_in_thread
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


class Cavendish:
    """Makes pictures. One object serves any number of threads; close it, or use it in a `with`."""

    def __init__(
        self,
        api_key: str,
        *,
        base_url: str = DEFAULT_BASE_URL,
        model: str = DEFAULT_MODEL,
        retries: RetryPolicy | None = None,
    ) -> None:
        """`base_url` may be any service of the contract; `model` is used where a call names none."""
        self._retries = retries
        self._flows = TaskFlows(ServiceAddress(base_url, api_key), model=model, policy=retries)
        self._http = httpx2.Client()
        self._closing = threading.Event()

    def generate(
        self,
        prompt: str,
        *,
        timeout_s: float = 600.0,
        on_change: TaskWatcher | None = None,
        **options: Unpack[TaskOptions],
    ) -> Image:
        """Make a picture of `prompt`: submit, wait, download.

        Raises a TaskFailedError where the service made none, WaitTimeoutError after `timeout_s`. `on_change`
        is told each new state.
        """
        return self.make(TaskRequest(prompt=prompt, **options), timeout_s=timeout_s, on_change=on_change)

    def edit(
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
        return self.make(request, timeout_s=timeout_s, on_change=on_change)

    def make(
        self, request: TaskRequest, *, timeout_s: float = 600.0, on_change: TaskWatcher | None = None
    ) -> Image:
        """What `generate` and `edit` do, of a request made before."""
        return self._run(self._flows.generate(request, timeout_s=timeout_s, on_change=on_change))

    def generate_many(
        self,
        requests: Iterable[str | TaskRequest],
        *,
        concurrency: int = 8,
        timeout_s: float = 600.0,
    ) -> Generator[BatchItem, None, None]:
        """Make many pictures, at most `concurrency` at once; yields each as it ends, in any order.

        A failure is its item's `error` and stops nothing else. `requests` is read as there is room, in
        another thread. Leaving the loop early stops the waiting, not the tasks that are submitted.
        """

        async def produce(put: Callable[[BatchItem], None]) -> None:
            address = self._flows.address
            async with (
                AsyncCavendish(
                    address.api_key, base_url=address.base_url, model=self._flows.model, retries=self._retries
                ) as client,
                aclosing(
                    client.generate_many(requests, concurrency=concurrency, timeout_s=timeout_s)
                ) as items,
            ):
                async for item in items:
                    put(item)

        return iterate_in_thread(produce)

    def submit(self, prompt: str, images: Sequence[Reference] = (), **options: Unpack[TaskOptions]) -> Task:
        """Store a task and return at once. One call makes one task, or raises SubmitUncertainError."""
        return self.submit_request(TaskRequest(prompt=prompt, images=images, **options))

    def submit_request(self, request: TaskRequest) -> Task:
        """What `submit` does, of a request made before."""
        return self._run(self._flows.submit(request))

    def status(self, task: Task | str, *, model: str | None = None) -> Task:
        """The task as it stands."""
        return self._run(self._flows.status(task, model=model))

    def wait(
        self,
        task: Task | str,
        *,
        model: str | None = None,
        timeout_s: float = 600.0,
        on_change: TaskWatcher | None = None,
    ) -> Task:
        """The task once it has ended, well or not. Raises WaitTimeoutError after `timeout_s`."""
        return self._run(self._flows.wait(task, model=model, timeout_s=timeout_s, on_change=on_change))

    def download(self, task: Task, *, index: int = 0) -> Image:
        """An ended task's picture. Raises a TaskFailedError, and ExpiredError after 15 days."""
        return self._run(self._flows.download(task, index=index))

    def upload(self, image: Reference) -> str:
        """An address for a picture, for 24 hours good in this key's tasks. Cavendish servers only."""
        return self._run(self._flows.upload(image))

    def cancel(self, task: Task | str, *, model: str | None = None) -> Task:
        """End a task that is pending or processing. Cavendish servers only."""
        return self._run(self._flows.cancel(task, model=model))

    def list(
        self,
        *,
        cursor: str | None = None,
        limit: int = 50,
        state: str | None = None,
        model: str | None = None,
    ) -> TaskPage:
        """One page of one's tasks, newest first; its `next_cursor` names the next. Cavendish servers only."""
        return self._run(self._flows.page(cursor=cursor, limit=limit, state=state, model=model))

    def details(self, task: Task | str) -> dict[str, Any]:
        """What was asked, every attempt, route and cost. Cavendish servers only."""
        return self._run(self._flows.details(task))

    def balance(self) -> float | None:
        """US dollars left on the key; None for a key without a budget."""
        return self._run(self._flows.balance())

    def has_extensions(self) -> bool:
        """Whether a Cavendish server answers, and not another service of the same contract."""
        return self._run(self._flows.has_extensions())

    def close(self) -> None:
        """End pauses and connections."""
        self._closing.set()
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self, flow: Flow[T]) -> T:
        try:
            step = next(flow)
            while True:
                try:
                    answer = self._perform(step)
                except ConnectionFailedError as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result

    def _perform(self, step: Step) -> Answer | None:
        if isinstance(step, Pause):
            if self._closing.wait(step.seconds):
                raise ConnectionFailedError("The client was closed", may_have_arrived=False)
            return None
        return self._send(step)

    def _send(self, call: Call) -> Answer:
        try:
            answer = self._http.request(
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
