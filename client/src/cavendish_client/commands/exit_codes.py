"""What the command's exit code says to scripts; the README has the same table."""

from enum import IntEnum
from typing import Final

from cavendish_client.errors import (
    AuthenticationError,
    BalanceUsedUpError,
    CavendishError,
    ConnectionFailedError,
    MalformedAnswerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitedError,
    ServerFailedError,
    TaskFailedError,
    WaitTimeoutError,
)


class ExitCode(IntEnum):
    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    """A wrong option, file or setting, or a request that the service refused as invalid."""
    KEY = 3
    """The key is missing, wrong, or may not do this."""
    NOT_FOUND = 4
    TASK_FAILED = 5
    LIMIT = 6
    """The balance is used up, or a limit reached."""
    UNREACHABLE = 7
    """No connection, no sensible answer, a server's failure, or the time to wait was over."""
    PARTLY = 8
    """Some pictures of several failed."""
    INTERRUPTED = 130


class CommandError(CavendishError):
    """Something is wrong with what the command was given; the message names the cure."""

    def __init__(self, message: str, *, exit_code: ExitCode = ExitCode.USAGE) -> None:
        super().__init__(message)
        self.exit_code = exit_code


_CODES: Final[tuple[tuple[type[CavendishError], ExitCode], ...]] = (
    (AuthenticationError, ExitCode.KEY),
    (PermissionDeniedError, ExitCode.KEY),
    (NotFoundError, ExitCode.NOT_FOUND),
    (TaskFailedError, ExitCode.TASK_FAILED),
    (BalanceUsedUpError, ExitCode.LIMIT),
    (RateLimitedError, ExitCode.LIMIT),
    (ConnectionFailedError, ExitCode.UNREACHABLE),
    (ServerFailedError, ExitCode.UNREACHABLE),
    (WaitTimeoutError, ExitCode.UNREACHABLE),
    (MalformedAnswerError, ExitCode.UNREACHABLE),
)


def exit_code_of(error: CavendishError) -> ExitCode:
    """The exit code that an error ends the command with."""
    if isinstance(error, CommandError):
        return error.exit_code
    return next((code for kind, code in _CODES if isinstance(error, kind)), ExitCode.USAGE)
