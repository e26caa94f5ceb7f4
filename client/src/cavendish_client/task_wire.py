"""A task read from the service's JSON."""

import json

from cavendish_client.errors import MalformedAnswerError
from cavendish_client.task import Task, TaskState


def read_task(data: object, *, model: str | None = None) -> Task:
    """Read the `data` of a status envelope. Raises MalformedAnswerError."""
    if not isinstance(data, dict):
        raise MalformedAnswerError(f"A task's data must be an object, not {data!r:.80}")
    try:
        return Task(
            id=str(data["taskId"]),
            state=TaskState(data["state"]),
            model=data.get("model", model),
            created_at_ms=data.get("createTime"),
            completed_at_ms=data.get("completeTime"),
            cost_time_ms=data.get("costTime"),
            result_urls=_result_urls(data.get("resultJson")),
            fail_code=data.get("failCode"),
            fail_message=data.get("failMsg"),
            wire=data,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise MalformedAnswerError(f"A task's data cannot be read: {error!r}") from error


def _result_urls(result_json: str | None) -> tuple[str, ...]:
    if not result_json:
        return ()
    urls = json.loads(result_json)["resultUrls"]
    return tuple(str(url) for url in urls)
