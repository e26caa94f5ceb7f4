"""The only table from refused requests to HTTP. A test fails when an ErrorCode has no row."""

from collections.abc import Sequence
from typing import Final

from cavendish.domain.errors import (
    AdminUnauthenticatedError,
    ErrorCode,
    InvalidRequestError,
    NotReadyError,
    RequestRefusedError,
    StillRunningError,
    TooManyLiveTasksError,
    TooManyRequestsError,
    UnauthenticatedError,
)
from cavendish.entrypoints.api.answers.envelope import Answer, encode_error, encode_json

HTTP_STATUS: Final[dict[ErrorCode, int]] = {
    ErrorCode.INVALID_REQUEST: 400,
    ErrorCode.UNAUTHENTICATED: 401,
    ErrorCode.BALANCE_USED_UP: 402,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.METHOD_NOT_ALLOWED: 405,
    ErrorCode.TOO_SLOW: 408,
    ErrorCode.CONFLICT: 409,
    ErrorCode.EXPIRED: 410,
    ErrorCode.BODY_TOO_LARGE: 413,
    ErrorCode.NOT_JSON: 415,
    ErrorCode.TOO_MANY_REQUESTS: 429,
    ErrorCode.TOO_MANY_LIVE_TASKS: 429,
    ErrorCode.NOT_READY: 503,
    ErrorCode.STILL_RUNNING: 504,
}
HEADERS_TOO_LARGE: Final = 431
SERVER_FAILED: Final = Answer(
    500, encode_error(500, "The server failed: this is our fault, not the request's")
)
_UNAUTHENTICATED: Final = Answer(
    401,
    # The contract's very bytes: no `data`.
    encode_json({"code": 401, "message": str(UnauthenticatedError())}),
    ((b"www-authenticate", b"Bearer"),),
)


def error_answer(error: RequestRefusedError) -> Answer:
    """The envelope of a refused request, with the headers that belong to it."""
    match error:
        case AdminUnauthenticatedError():
            return Answer(401, encode_error(401, str(error)), _UNAUTHENTICATED.headers)
        case UnauthenticatedError():
            return _UNAUTHENTICATED
        case InvalidRequestError():
            status = HTTP_STATUS[error.code]
            return Answer(status, encode_error(status, str(error), data={"error": error.detail}))
        case TooManyRequestsError() | TooManyLiveTasksError() | NotReadyError():
            status = HTTP_STATUS[error.code]
            retry_after = (b"retry-after", b"%d" % error.retry_after_s)
            return Answer(status, encode_error(status, str(error)), (retry_after,))
        case StillRunningError():
            status = HTTP_STATUS[error.code]
            return Answer(status, encode_error(status, str(error)), (task_id_header(error.task_ids),))
        case _:
            status = HTTP_STATUS[error.code]
            return Answer(status, encode_error(status, str(error)))


def task_id_header(task_ids: Sequence[str]) -> tuple[bytes, bytes]:
    """Names the tasks behind an answer that is not about tasks."""
    return (b"x-task-id", ", ".join(task_ids).encode())
