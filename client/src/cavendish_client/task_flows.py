"""Every operation of the client, once, without I/O: the sync and the async client both run these."""

import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote, urljoin

from cavendish_client.errors import (
    ApiError,
    CavendishError,
    ConnectionFailedError,
    MalformedAnswerError,
    RateLimitedError,
    ServerFailedError,
    SubmitUncertainError,
    UnsupportedByServiceError,
    WaitTimeoutError,
    task_failure,
)
from cavendish_client.http_exchange import Answer, Call, Flow, Pause, envelope_data
from cavendish_client.image import Image
from cavendish_client.patient_calls import LOST_BEHIND_A_PROXY, PatientCalls, RetryPolicy
from cavendish_client.references import Reference, picture_media_type, picture_of, reference_url
from cavendish_client.service_address import API_ROOT, ServiceAddress, model_path, plain_headers
from cavendish_client.task import Task, TaskPage, TaskState
from cavendish_client.task_request import TaskRequest, task_body
from cavendish_client.task_wire import read_task

DEFAULT_MODEL: Final = "nano-banana"
FIRST_POLL_S: Final = 10.0
"""What the service advises: the first poll after 10 s, then one every 3 s."""
POLL_S: Final = 3.0
LONG_POLL_S: Final = 25.0
"""A Cavendish server takes up to 60; a proxy between often hangs up after 30."""
MAX_INLINE_CHARS: Final = 48 * 1024 * 1024
"""More than this of local pictures is uploaded first: a server takes bodies of 72 MB."""
_INLINE: Final = "data:"
_EMPTY_POLL_S: Final = 1.0
_DOWNLOAD_TIMEOUT_S: Final = 120.0
_SERVICE_NAME: Final = "Cavendish"

TaskWatcher = Callable[[Task], None]


class TaskFlows:
    """The wire protocol of one service for one key. Flows of one object may run at the same time."""

    def __init__(
        self,
        address: ServiceAddress,
        *,
        model: str = DEFAULT_MODEL,
        policy: RetryPolicy | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.address = address
        self.model = model
        self._monotonic = monotonic
        self._calls = PatientCalls(policy or RetryPolicy(), monotonic=monotonic)
        self._has_extensions: bool | None = None

    def submit(self, request: TaskRequest) -> Flow[Task]:
        """A stored task: one for each call, however often an answer is lost, or SubmitUncertainError."""
        model = request.model or self.model
        image_urls = yield from self._image_urls(request)
        key = request.idempotency_key or str(uuid.uuid4())
        call = self.address.json_call(
            model_path("generateTask", model),
            task_body(request, image_urls),
            headers={"Idempotency-Key": key},
        )
        try:
            answer = yield from self._calls.send(call, may_repeat=False)
        except (ConnectionFailedError, ApiError) as error:
            if not _may_have_been_done(error):
                raise
            answer = yield from self._submit_again(call, key, error)
        return read_task({"state": TaskState.PENDING, **_object(envelope_data(answer))}, model=model)

    def status(
        self, task: Task | str, *, model: str | None = None, wait_s: float | None = None
    ) -> Flow[Task]:
        """The task as it stands; with `wait_s` once it has ended, or after that time."""
        task_id, slug = self._name(task, model)
        call = self.address.call("GET", model_path("statusTask", slug), taskId=task_id, wait=wait_s)
        call = replace(call, timeout_s=call.timeout_s + (wait_s or 0))
        answer = yield from self._calls.send(call, may_repeat=True)
        return read_task(envelope_data(answer), model=slug)

    def wait(
        self,
        task: Task | str,
        *,
        model: str | None = None,
        timeout_s: float,
        on_change: TaskWatcher | None = None,
    ) -> Flow[Task]:
        """The task once it has ended, as success or failed. Raises WaitTimeoutError after `timeout_s`."""
        deadline = self._monotonic() + timeout_s
        polls_long = yield from self.has_extensions()
        if not polls_long and isinstance(task, Task) and task.created_at_ms is None:
            yield Pause(min(FIRST_POLL_S, timeout_s))
        state = task.state if isinstance(task, Task) else None
        while True:
            asked_at = self._monotonic()
            wait_s = round(min(LONG_POLL_S, max(0.0, deadline - asked_at)), 3) if polls_long else None
            current = yield from self.status(task, model=model, wait_s=wait_s)
            if on_change is not None and current.state is not state:
                on_change(current)
            state = current.state
            if state.is_final:
                return current
            now = self._monotonic()
            if now >= deadline:
                raise WaitTimeoutError(current, timeout_s=timeout_s)
            if not polls_long:
                yield Pause(min(POLL_S, deadline - now))
            elif now - asked_at < _EMPTY_POLL_S:  # a server that drains does not hold polls
                yield Pause(min(_EMPTY_POLL_S, deadline - now))

    def generate(
        self, request: TaskRequest, *, timeout_s: float, on_change: TaskWatcher | None = None
    ) -> Flow[Image]:
        """Submit, wait, download. Raises TaskFailedError where there is no picture."""
        task = yield from self.submit(request)
        if on_change is not None:
            on_change(task)
        try:
            ended = yield from self.wait(task, timeout_s=timeout_s, on_change=on_change)
            return (yield from self.download(ended))
        except CavendishError as error:
            error.task = error.task or task
            raise

    def download(self, task: Task, *, index: int = 0) -> Flow[Image]:
        """A finished task's picture. Raises TaskFailedError, and ExpiredError after 15 days."""
        if task.state is TaskState.FAILED:
            raise task_failure(task)
        if not 0 <= index < len(task.result_urls):
            raise MalformedAnswerError(f"Task {task.id} is {task.state} and has no picture number {index}")
        url = urljoin(f"{self.address.base_url}/", task.result_urls[index])
        call = Call(
            method="GET",
            url=url,
            headers=plain_headers(),
            timeout_s=_DOWNLOAD_TIMEOUT_S,
            follow_redirects=True,
        )
        answer = yield from self._calls.send(call, may_repeat=True)
        if picture_media_type(answer.body) is None:
            raise MalformedAnswerError(f"What task {task.id} links to is no picture: {answer.body[:40]!r}")
        return Image(data=answer.body, url=url, task=task)

    def upload(self, reference: Reference) -> Flow[str]:
        """An address that stands for a local picture in tasks of this key; an address is its own."""
        url = reference_url(reference)
        if url[: len(_INLINE)].lower() != _INLINE:
            return url
        yield from self._require_extensions("take uploads")
        data, media_type = picture_of(url)
        call = self.address.upload_call(f"{API_ROOT}/files", data, media_type=media_type)
        answer = yield from self._calls.send(call, may_repeat=True)
        return str(_object(envelope_data(answer))["url"])

    def cancel(self, task: Task | str, *, model: str | None = None) -> Flow[Task]:
        """The task, failed with CANCELLED, also if it was before; ConflictError when it ended otherwise."""
        yield from self._require_extensions("cancel tasks")
        task_id, slug = self._name(task, model)
        call = self.address.call("POST", model_path("cancelTask", slug), taskId=task_id)
        answer = yield from self._calls.send(call, may_repeat=True)
        return read_task(envelope_data(answer), model=slug)

    def page(self, *, cursor: str | None, limit: int, state: str | None, model: str | None) -> Flow[TaskPage]:
        """One page of the key's tasks, newest first."""
        yield from self._require_extensions("list tasks")
        call = self.address.call(
            "GET", f"{API_ROOT}/tasks", cursor=cursor, limit=limit, state=state, model=model
        )
        data = _object(envelope_data((yield from self._calls.send(call, may_repeat=True))))
        return TaskPage(
            tasks=tuple(read_task(task) for task in data.get("tasks", ())),
            next_cursor=data.get("nextCursor"),
        )

    def details(self, task: Task | str) -> Flow[dict[str, Any]]:
        """What was asked, every attempt, route and cost, in the service's own words."""
        yield from self._require_extensions("show a task's details")
        task_id = task if isinstance(task, str) else task.id
        call = self.address.call("GET", f"{API_ROOT}/tasks/{quote(task_id, safe='')}")
        return _object(envelope_data((yield from self._calls.send(call, may_repeat=True))))

    def balance(self) -> Flow[float | None]:
        """US dollars left on the key, None for a key without a budget."""
        call = self.address.call("GET", f"{API_ROOT}/apikeys/current-balance")
        data = envelope_data((yield from self._calls.send(call, may_repeat=True)))
        if data is not None and not isinstance(data, int | float):
            raise MalformedAnswerError(f"A balance must be a number, not {data!r:.80}")
        return data

    def has_extensions(self) -> Flow[bool]:
        """Whether a Cavendish server answers, and not another service of the same contract. Asked once."""
        if self._has_extensions is None:
            try:
                answer = yield from self._calls.send(self.address.call("GET", API_ROOT), may_repeat=True)
                data = envelope_data(answer)
            except ServerFailedError:
                return False  # for now: it could not say
            except (ApiError, MalformedAnswerError):
                data = None
            self._has_extensions = isinstance(data, dict) and data.get("service") == _SERVICE_NAME
        return self._has_extensions

    def _image_urls(self, request: TaskRequest) -> Flow[list[str]]:
        """Local pictures travel in the submit itself, which can be repeated word for word, while they fit."""
        urls = [reference_url(reference) for reference in request.images]
        if sum(map(len, urls)) > MAX_INLINE_CHARS and (yield from self.has_extensions()):
            for index, url in enumerate(urls):
                urls[index] = yield from self.upload(url)
        return urls

    def _submit_again(self, call: Call, key: str, error: ApiError | ConnectionFailedError) -> Flow[Answer]:
        """Under the same key a Cavendish server answers the same task; another service may make a second."""
        try:
            if (yield from self.has_extensions()):
                return (yield from self._calls.send(call, may_repeat=True))
        except (ServerFailedError, RateLimitedError, ConnectionFailedError) as again:
            error = again
        raise SubmitUncertainError(
            f"No answer came to a submit that may have made a task ({error}); it was not sent again",
            idempotency_key=key,
        ) from error

    def _require_extensions(self, what: str) -> Flow[None]:
        if not (yield from self.has_extensions()):
            raise UnsupportedByServiceError(
                f"{self.address.base_url} cannot {what}: only Cavendish servers can"
            )

    def _name(self, task: Task | str, model: str | None) -> tuple[str, str]:
        if isinstance(task, str):
            return task, model or self.model
        return task.id, model or task.model or self.model


def _may_have_been_done(error: ApiError | ConnectionFailedError) -> bool:
    if isinstance(error, ConnectionFailedError):
        return error.may_have_arrived
    return error.status in LOST_BEHIND_A_PROXY


def _object(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise MalformedAnswerError(f"The answer's data must be an object, not {data!r:.80}")
    return data
