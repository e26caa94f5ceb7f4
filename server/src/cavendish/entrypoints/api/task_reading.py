"""From a `statusTask` call to the task's envelope; the fast lane and FastAPI both call this."""

import re
from functools import partial
from typing import Final
from urllib.parse import parse_qsl

from starlette.types import Receive

from cavendish.bootstrap import ApiServices
from cavendish.domain.api_key import ApiKey
from cavendish.domain.errors import InvalidRequestError, NotFoundError
from cavendish.domain.ids import ApiKeyId, TaskId, find_task_id
from cavendish.domain.task import TaskStatus
from cavendish.entrypoints.api.answers.envelope import Answer
from cavendish.entrypoints.api.answers.status_envelope import render_status_envelope
from cavendish.entrypoints.api.bodies.disconnects import unless_disconnected
from cavendish.entrypoints.api.bodies.field_messages import missing_field
from cavendish.entrypoints.api.task_submission import unknown_model

MAX_WAIT_S: Final = 60
_PLAIN_QUERY: Final = b"taskId="
_SECONDS: Final = re.compile(r"[0-9]{1,20}(\.[0-9]{1,30})?(e-?[0-9]{1,3})?", re.ASCII | re.IGNORECASE)
_CACHED_ANSWERS: Final = 20_000


class TaskReading:
    """Renders states, and keeps the answers for ended tasks, which never change."""

    def __init__(self, services: ApiServices) -> None:
        self._services = services
        self._public_url = services.settings.public_url
        self._ended: dict[bytes, tuple[ApiKeyId, str, Answer]] = {}
        """By the plain query that asks for it: whose it is, its model, the answer."""

    async def __call__(self, key: ApiKey, slug: str, *, query: bytes, receive: Receive) -> Answer:
        """The answer that carries the task's state. Raises RequestRefusedError."""
        if slug not in self._services.models:
            raise unknown_model(slug, self._services.models)
        task_id, wait_s = parse_status_query(query)
        if wait_s > 0:
            return await self._wait(task_id, key.id, slug, wait_s=wait_s, receive=receive)
        return self.render(await self._services.read_status(task_id, key_id=key.id, model=slug))

    def find_ended(self, key: ApiKey, slug: str, *, query: bytes) -> Answer | None:
        """The answer without any waiting, when it is an ended task's that is in memory; None says nothing."""
        kept = self._ended.get(query)
        if kept is None:
            return None
        key_id, model, answer = kept
        return answer if key_id == key.id and model == slug else None

    def render(self, status: TaskStatus) -> Answer:
        """The status in its envelope."""
        answer = Answer(200, render_status_envelope(status, public_url=self._public_url))
        if status.state.is_final:
            if len(self._ended) >= _CACHED_ANSWERS:
                self._ended.clear()
            query = _PLAIN_QUERY + status.id.encode()
            self._ended[query] = (status.api_key_id, status.model, answer)
        return answer

    async def _wait(
        self, task_id: TaskId, key_id: ApiKeyId, slug: str, *, wait_s: float, receive: Receive
    ) -> Answer:
        read = partial(self._services.read_status, task_id, key_id=key_id, model=slug)
        waiting = self._services.watch_tasks.wait(task_id, read, timeout_s=wait_s)
        return self.render(await unless_disconnected(waiting, receive))


def parse_status_query(query: bytes) -> tuple[TaskId, float]:
    """The task's id and how long to wait. Raises InvalidRequestError, NotFoundError for no id of ours."""
    plain = query[len(_PLAIN_QUERY) :].decode("latin-1") if query.startswith(_PLAIN_QUERY) else ""
    if (task_id := find_task_id(plain)) is not None:
        return task_id, 0.0
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=None)
    fields = dict(reversed(pairs))
    if not (text := fields.get("taskId", "")):
        raise missing_field("taskId", "the id that generateTask answered, as ?taskId=…")
    task_id = find_task_id(text)
    wait_s = _wait_seconds(fields.get("wait"))
    if task_id is None:
        raise NotFoundError("Task not found")
    return task_id, wait_s


def _wait_seconds(text: str | None) -> float:
    if text is None:
        return 0.0
    if _SECONDS.fullmatch(text) is None or float(text) > MAX_WAIT_S:
        raise InvalidRequestError(field="wait", problem=f"must be seconds, a number from 0 to {MAX_WAIT_S}")
    return float(text)
