"""A process that shall not outlive the one that started it."""

import ctypes
import os
import signal
import sys
from typing import Final

_PR_SET_PDEATHSIG: Final = 1


def die_with(parent_pid: int, *, by: signal.Signals) -> None:
    """Have the system send this process `by` when its parent ends, however that ends; Linux only.

    Sent at once when that parent is gone already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, by)
        if os.getppid() != parent_pid:
            os.kill(os.getpid(), by)
