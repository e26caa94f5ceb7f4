"""Child processes that begin with all that this one has in memory."""

import os
import sys
import traceback
from collections.abc import Callable


def fork(run: Callable[[], object]) -> int:
    """Run `run` in a child process; returns the child's number. Call it while there is only one thread.

    The child ends with 0, with the code of a SystemExit, or with 1 and a traceback for any other exception.
    Nothing above it on the stack is left: what the parent has open is not closed twice.
    """
    _flush()
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        run()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the traceback is all that is left of a child that failed
        traceback.print_exc()
    finally:
        _flush()
        os._exit(code)


def wait_for(pid: int) -> int:
    """Wait for a child's end; its exit code, or less than nothing for the signal that ended it."""
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
