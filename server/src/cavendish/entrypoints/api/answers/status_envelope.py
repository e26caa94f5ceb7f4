"""A task's state as callers read it: the answer of `statusTask`, and byte for byte the callback's body."""

from typing import Any, Final

from cavendish.domain.own_link import RESULTS_PATH
from cavendish.domain.task import TaskState, TaskStatus
from cavendish.entrypoints.api.answers.envelope import encode_json, success_json

_WAITING: Final = '{"taskId":"%s","state":"%s","createTime":%d}'
"""`status_data` of a task that has not ended, which most requests ask for: all three need no escaping."""


def result_url(status: TaskStatus, *, public_url: str) -> str:
    """The link of a finished task's picture."""
    return f"{public_url}{RESULTS_PATH}{status.asset_name}"


def status_data(status: TaskStatus, *, public_url: str) -> dict[str, Any]:
    """The fields of `data`, present exactly when the contract says."""
    data: dict[str, Any] = {"taskId": status.id, "state": status.state.value}
    if status.state is TaskState.SUCCESS:
        urls = encode_json({"resultUrls": [result_url(status, public_url=public_url)]})
        data["resultJson"] = urls.decode()
    elif status.state is TaskState.FAILED and status.fail_code is not None:
        data["failCode"] = status.fail_code.value
        data["failMsg"] = status.fail_msg or ""
    data["createTime"] = status.created_at_ms
    if status.completed_at_ms is not None:
        data["completeTime"] = status.completed_at_ms
        data["costTime"] = status.completed_at_ms - status.created_at_ms
    return data


def render_status_envelope(status: TaskStatus, *, public_url: str) -> bytes:
    """The whole envelope; the same bytes for the same status, wherever it is rendered."""
    if status.state.is_final:
        return success_json(encode_json(status_data(status, public_url=public_url)))
    return success_json((_WAITING % (status.id, status.state.value, status.created_at_ms)).encode())
