"""Every error the client raises on purpose, in one tree.

CavendishError
├── ApiError                    the service refused a request: one class per HTTP status
├── TaskFailedError             the task ended without a picture: one class per failCode
├── WaitTimeoutError            we stopped waiting; the task goes on
├── ConnectionFailedError       no answer came
│   └── SubmitUncertainError    ... to a submit, so a task may or may not exist
├── MalformedAnswerError        an answer came that is none of this API's
├── UnsupportedByServiceError   the service lacks this extension
├── ReferenceImageError         a reference picture cannot be used; nothing was sent
└── WebhookVerificationError    a callback is not from the service, or is too old
"""

from typing import ClassVar, Final

from cavendish_client.task import Task


class CavendishError(Exception):
    """Base of every deliberate error.

    `task` is the task it happened to, where one was submitted already: unless it failed, it goes on, and can
    be waited for again.
    """

    task: Task | None = None


class ApiError(CavendishError):
    """The service refused a request.

    `status` is the HTTP status; `detail` names the offending field where there is one; `retry_after_s` is the
    service's advice; `request_id` is what its operator finds the request by.
    """

    http_status: ClassVar[int | None] = None

    def __init__(
        self,
        message: str,
        *,
        status: int,
        detail: str | None = None,
        retry_after_s: float | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.detail = detail
        self.retry_after_s = retry_after_s
        self.request_id = request_id


class InvalidRequestError(ApiError):
    http_status = 400


class AuthenticationError(ApiError):
    http_status = 401


class BalanceUsedUpError(ApiError):
    http_status = 402


class PermissionDeniedError(ApiError):
    http_status = 403


class NotFoundError(ApiError):
    http_status = 404


class ConflictError(ApiError):
    """Of a cancel: the task has ended otherwise. Of a submit: the idempotency key stands for another one."""

    http_status = 409


class ExpiredError(ApiError):
    """A result's link is older than 15 days."""

    http_status = 410


class BodyTooLargeError(ApiError):
    http_status = 413


class RateLimitedError(ApiError):
    http_status = 429


class ServerFailedError(ApiError):
    """Any 5xx without a class of its own."""

    http_status = 500


class ServiceUnavailableError(ServerFailedError):
    http_status = 503


class TaskFailedError(CavendishError):
    """The task ended without a picture; `task` is its last state."""

    fail_code: ClassVar[str | None] = None

    def __init__(self, task: Task) -> None:
        super().__init__(f"Task {task.id} failed: {task.fail_code}: {task.fail_message}")
        self.task: Task = task


class ContentViolationError(TaskFailedError):
    fail_code = "CONTENT_VIOLATION"


class InvalidImageUrlError(TaskFailedError):
    fail_code = "INVALID_IMAGE_URL"


class ImageTooLargeError(TaskFailedError):
    fail_code = "IMAGE_TOO_LARGE"


class UnsupportedFormatError(TaskFailedError):
    fail_code = "UNSUPPORTED_FORMAT"


class ProcessingTimeoutError(TaskFailedError):
    fail_code = "PROCESSING_TIMEOUT"


class ModelUnavailableError(TaskFailedError):
    fail_code = "MODEL_UNAVAILABLE"


class GenerationFailedError(TaskFailedError):
    fail_code = "GENERATION_FAILED"


class TaskCancelledError(TaskFailedError):
    fail_code = "CANCELLED"


class WaitTimeoutError(CavendishError):
    """We stopped waiting for `task`; it goes on, and can be waited for again."""

    def __init__(self, task: Task, *, timeout_s: float) -> None:
        super().__init__(f"Task {task.id} is still {task.state} after {timeout_s:g} s; wait for it again")
        self.task: Task = task


class ConnectionFailedError(CavendishError):
    """No answer came: no connection, a broken one, or a time-out.

    `may_have_arrived`: the request may have reached the service, and only its answer been lost.
    """

    def __init__(self, message: str, *, may_have_arrived: bool) -> None:
        super().__init__(message)
        self.may_have_arrived = may_have_arrived


class SubmitUncertainError(ConnectionFailedError):
    """No answer came to a submit that may have arrived, and sending it again could pay twice.

    `idempotency_key` is what it was sent under: a Cavendish server answers a repetition with the same task.
    """

    def __init__(self, message: str, *, idempotency_key: str) -> None:
        super().__init__(message, may_have_arrived=True)
        self.idempotency_key = idempotency_key


class MalformedAnswerError(CavendishError):
    """An answer that is none of this API's: often a proxy's page, or a wrong base URL."""


class UnsupportedByServiceError(CavendishError):
    """The service lacks an extension that a Cavendish server has."""


class ReferenceImageError(CavendishError):
    """A reference picture cannot be used; nothing was sent."""


class WebhookVerificationError(CavendishError):
    """A callback is not from the service, was changed on its way, or is too old. Answer it with 401."""


_BY_STATUS: Final[dict[int | None, type[ApiError]]] = {
    error.http_status: error
    for error in (
        InvalidRequestError,
        AuthenticationError,
        BalanceUsedUpError,
        PermissionDeniedError,
        NotFoundError,
        ConflictError,
        ExpiredError,
        BodyTooLargeError,
        RateLimitedError,
        ServerFailedError,
        ServiceUnavailableError,
    )
}
_BY_FAIL_CODE: Final = {error.fail_code: error for error in TaskFailedError.__subclasses__()}


def error_class_of(status: int) -> type[ApiError]:
    """The class for an HTTP status of 300 or more."""
    return _BY_STATUS.get(status, ServerFailedError if status >= ServerFailedError.http_status else ApiError)


def task_failure(task: Task) -> TaskFailedError:
    """The error that says why a failed task failed; the plain class for a failCode unknown here."""
    return _BY_FAIL_CODE.get(task.fail_code, TaskFailedError)(task)
