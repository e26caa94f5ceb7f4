"""Refusals as the callers of OpenAI's and Google's APIs and of MCP read them.

Sources: platform.openai.com/docs/guides/error-codes, cloud.google.com/apis/design/errors,
jsonrpc.org/specification#error_object (checked 2026-11-23).
"""

from typing import Any, Final, assert_never

import msgspec

from cavendish.domain.errors import (
    ErrorCode,
    InvalidRequestError,
    RequestRefusedError,
    TooManyLiveTasksError,
    TooManyRequestsError,
)
from cavendish.entrypoints.api.answers.api_dialect import ApiDialect, dialect_of
from cavendish.entrypoints.api.answers.envelope import Answer, encode_json

NO_RETRY: Final = (b"x-should-retry", b"false")
"""Keeps OpenAI's SDK from repeating a POST that may have been paid for, or that cannot get better."""
_CALLERS_FAULT: Final = "invalid_request_error"
_OPENAI_TYPE_AND_CODE: Final[dict[ErrorCode, tuple[str, str]]] = {
    ErrorCode.INVALID_REQUEST: (_CALLERS_FAULT, "invalid_value"),
    ErrorCode.UNAUTHENTICATED: (_CALLERS_FAULT, "invalid_api_key"),
    ErrorCode.BALANCE_USED_UP: ("insufficient_quota", "insufficient_quota"),
    ErrorCode.FORBIDDEN: (_CALLERS_FAULT, "permission_denied"),
    ErrorCode.NOT_FOUND: (_CALLERS_FAULT, "model_not_found"),
    ErrorCode.CONFLICT: (_CALLERS_FAULT, "idempotency_conflict"),
    ErrorCode.TOO_MANY_REQUESTS: ("requests", "rate_limit_exceeded"),
    ErrorCode.TOO_MANY_LIVE_TASKS: ("requests", "rate_limit_exceeded"),
    ErrorCode.NOT_READY: ("server_error", "service_unavailable"),
    ErrorCode.STILL_RUNNING: ("server_error", "timeout"),
}
_NOT_RETRIED: Final = {ErrorCode.BALANCE_USED_UP, ErrorCode.CONFLICT, ErrorCode.STILL_RUNNING}
_GOOGLE_STATUS: Final = {
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    408: "DEADLINE_EXCEEDED",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
_INVALID_JSONRPC_REQUEST: Final = -32600
_JSONRPC_INTERNAL_ERROR: Final = -32603


def shape_error(path: str, answer: Answer, error: RequestRefusedError | None = None) -> Answer:
    """An error's envelope as it goes out on `path`: as it is, or in the words of that path's API.

    `error` is what the envelope was made from, None for one that no deliberate error caused.
    """
    match dialect_of(path):
        case ApiDialect.TASKS:
            return answer
        case ApiDialect.OPENAI:
            return _openai(answer, error)
        case ApiDialect.GEMINI:
            return _google(answer, error)
        case ApiDialect.MCP:
            return _jsonrpc(answer)
        case never:
            assert_never(never)


def openai_error(status: int, message: str, kind: str, *, code: str, param: str | None = None) -> Answer:
    """An error in OpenAI's shape."""
    body = {"error": {"message": message, "type": kind, "param": param, "code": code}}
    return Answer(status, encode_json(body))


def google_error(status: int, message: str, details: list[dict[str, Any]] | None = None) -> Answer:
    """An error in Google's shape."""
    error: dict[str, Any] = {"code": status, "message": message}
    error["status"] = _GOOGLE_STATUS.get(status, "INVALID_ARGUMENT")
    if details:
        error["details"] = details
    return Answer(status, encode_json({"error": error}))


def _openai(answer: Answer, error: RequestRefusedError | None) -> Answer:
    message = _message(answer)
    if error is None:
        is_ours = answer.status >= 500
        kind, code = ("server_error",) * 2 if is_ours else (_CALLERS_FAULT, "unknown_url")
        shaped = openai_error(answer.status, message, kind, code=code)
        return shaped._replace(headers=(*answer.headers, *((NO_RETRY,) if is_ours else ())))
    kind, code = _OPENAI_TYPE_AND_CODE.get(error.code, (_CALLERS_FAULT, error.code.value))
    param = (error.field or None) if isinstance(error, InvalidRequestError) else None
    shaped = openai_error(_status(answer), message, kind, code=code, param=param)
    return shaped._replace(headers=(*answer.headers, *((NO_RETRY,) if error.code in _NOT_RETRIED else ())))


def _google(answer: Answer, error: RequestRefusedError | None) -> Answer:
    details: list[dict[str, Any]] = []
    match error:
        case InvalidRequestError():
            violation = {"field": error.field, "description": error.problem}
            details.append(
                {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}
            )
        case TooManyRequestsError() | TooManyLiveTasksError():
            delay = f"{error.retry_after_s}s"
            details.append({"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": delay})
        case _:
            pass
    return google_error(_status(answer), _message(answer), details)._replace(headers=answer.headers)


def _jsonrpc(answer: Answer) -> Answer:
    code = _JSONRPC_INTERNAL_ERROR if answer.status >= 500 else _INVALID_JSONRPC_REQUEST
    error = {"code": code, "message": _message(answer), "data": {"status": answer.status}}
    body = encode_json({"jsonrpc": "2.0", "id": None, "error": error})
    return Answer(answer.status, body, answer.headers)


def _status(answer: Answer) -> int:
    # Neither API knows 402: what is used up is a quota there.
    return 429 if answer.status == 402 else answer.status


def _message(answer: Answer) -> str:
    return str(msgspec.json.decode(answer.body)["message"])
