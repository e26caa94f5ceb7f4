"""Every error this service raises on purpose, in one tree; anything else that escapes is a bug.

CavendishError
├── RequestRefusedError   the caller can fix it; has an ErrorCode; the message is for the caller
├── TaskFailedError       ends a task; has a FailCode; the message is for the caller
├── ProviderError         one attempt failed; has a FailureKind; the message is for operators
├── StorageError          the asset store failed; retry later
└── SetupError            the installation is wrong; the message names the cure
"""

from enum import StrEnum
from typing import ClassVar


class ErrorCode(StrEnum):
    """Stable machine names of refused requests; logs and tests use these, never messages."""

    INVALID_REQUEST = "invalid_request"
    UNAUTHENTICATED = "unauthenticated"
    BALANCE_USED_UP = "balance_used_up"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    CONFLICT = "conflict"
    EXPIRED = "expired"
    BODY_TOO_LARGE = "body_too_large"
    NOT_JSON = "not_json"
    TOO_SLOW = "too_slow"
    TOO_MANY_REQUESTS = "too_many_requests"
    TOO_MANY_LIVE_TASKS = "too_many_live_tasks"
    NOT_READY = "not_ready"
    STILL_RUNNING = "still_running"


class FailCode(StrEnum):
    """Why a task failed, as its caller reads it in `failCode`."""

    CONTENT_VIOLATION = "CONTENT_VIOLATION"
    INVALID_IMAGE_URL = "INVALID_IMAGE_URL"
    IMAGE_TOO_LARGE = "IMAGE_TOO_LARGE"
    UNSUPPORTED_FORMAT = "UNSUPPORTED_FORMAT"
    PROCESSING_TIMEOUT = "PROCESSING_TIMEOUT"
    MODEL_UNAVAILABLE = "MODEL_UNAVAILABLE"
    GENERATION_FAILED = "GENERATION_FAILED"
    CANCELLED = "CANCELLED"


class FailureKind(StrEnum):
    """Why one attempt failed; the only thing routing looks at."""

    TRANSIENT = "transient"
    THROTTLED = "throttled"
    UNAVAILABLE = "unavailable"
    MISCONFIGURED = "misconfigured"
    REJECTED = "rejected"
    BAD_INPUT_IMAGE = "bad_input_image"
    INPUT_TOO_LARGE = "input_too_large"
    CONTENT_REFUSED = "content_refused"


class CavendishError(Exception):
    """Base of every deliberate error."""


class RequestRefusedError(CavendishError):
    """The caller can fix this. The message is shown to the caller."""

    code: ClassVar[ErrorCode]


class InvalidRequestError(RequestRefusedError):
    """A field is missing, of a wrong type or of a wrong value.

    `field` is its dotted path (`input.image_urls[2]`), empty when the whole body is at fault;
    `detail` is what `data.error` says, the message what clients show that read only `message`.
    """

    code = ErrorCode.INVALID_REQUEST

    def __init__(self, *, field: str, problem: str, detail: str | None = None) -> None:
        self.field = field
        self.problem = problem
        self.detail = detail or f"{field} {problem}".strip()
        super().__init__(f"Invalid request: {field} {problem}".replace("  ", " "))


class UnauthenticatedError(RequestRefusedError):
    code = ErrorCode.UNAUTHENTICATED

    def __init__(self, message: str = "Invalid or missing API key") -> None:
        super().__init__(message)


class AdminUnauthenticatedError(UnauthenticatedError):
    """Neither the admin token nor a signed-in browser's session."""

    def __init__(self) -> None:
        super().__init__("Invalid or missing admin token: send Authorization: Bearer <CAVENDISH_ADMIN_TOKEN>")


class BalanceUsedUpError(RequestRefusedError):
    code = ErrorCode.BALANCE_USED_UP


class ForbiddenError(RequestRefusedError):
    code = ErrorCode.FORBIDDEN


class NotFoundError(RequestRefusedError):
    code = ErrorCode.NOT_FOUND


class MethodNotAllowedError(RequestRefusedError):
    code = ErrorCode.METHOD_NOT_ALLOWED


class ConflictError(RequestRefusedError):
    code = ErrorCode.CONFLICT


class ExpiredError(RequestRefusedError):
    code = ErrorCode.EXPIRED


class BodyTooLargeError(RequestRefusedError):
    code = ErrorCode.BODY_TOO_LARGE


class NotJsonError(RequestRefusedError):
    code = ErrorCode.NOT_JSON


class TooSlowError(RequestRefusedError):
    """The request's body came so slowly that its connection is better used by others."""

    code = ErrorCode.TOO_SLOW


class TooManyRequestsError(RequestRefusedError):
    """`retry_after_s` says when the next request can pass."""

    code = ErrorCode.TOO_MANY_REQUESTS

    def __init__(self, message: str, *, retry_after_s: int) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(message)


class TooManyLiveTasksError(RequestRefusedError):
    """`retry_after_s` is advice: a task has to end first."""

    code = ErrorCode.TOO_MANY_LIVE_TASKS

    def __init__(self, message: str, *, retry_after_s: int) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(message)


class NotReadyError(RequestRefusedError):
    """The service cannot take work now; nothing was stored."""

    code = ErrorCode.NOT_READY

    def __init__(self, message: str, *, retry_after_s: int = 2) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(message)


class StillRunningError(RequestRefusedError):
    """A request that waits for its tasks has waited as long as it may; the tasks go on."""

    code = ErrorCode.STILL_RUNNING

    def __init__(self, message: str, *, task_ids: tuple[str, ...]) -> None:
        self.task_ids = task_ids
        super().__init__(message)


class TaskFailedError(CavendishError):
    """Ends a task as `failed`. The message becomes `failMsg`."""

    def __init__(self, code: FailCode, message: str) -> None:
        self.fail_code = code
        super().__init__(message)


class ProviderError(CavendishError):
    """One attempt failed. The message is for operators, never for the caller.

    `retry_after_s` is what the upstream asked for, if it did; `is_retryable_here` says that the same
    route may be tried once more before the next one.
    """

    may_be_paid: ClassVar[bool] = False
    """Nobody knows whether the call was carried out: another one may be the second that is paid."""

    def __init__(
        self,
        provider: str,
        kind: FailureKind,
        message: str,
        *,
        retry_after_s: float | None = None,
        is_retryable_here: bool = False,
    ) -> None:
        self.provider = provider
        self.kind = kind
        self.retry_after_s = retry_after_s
        self.is_retryable_here = is_retryable_here
        super().__init__(f"{provider}: {message}")


class StorageError(CavendishError):
    """The asset store could not be read or written; trying later may help."""


class SetupError(CavendishError):
    """The installation is incomplete or wrong. The message says what is and the cure."""
