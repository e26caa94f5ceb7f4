"""Processes that end with the one that started them, and when it says so."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from typing import Final

_PR_SET_PDEATHSIG: Final = 1
_ENDINGS: Final = (signal.SIGTERM, signal.SIGINT)


def die_with(parent_pid: int, *, by: signal.Signals) -> None:
    """Have the system send this process `by` when its parent ends, however that ends; Linux only.

    Sent at once when that parent is gone already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, by)
        if os.getppid() != parent_pid:
            os.kill(os.getpid(), by)


def child_bound_to(parent_pid: int) -> Callable[[], None]:
    """What runs in a child before it becomes its program: a killed parent takes its children along."""

    def bind_to_parent() -> None:
        # Until it listens for SIGHUP itself, one must not end it; an ignored signal stays so over exec.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        # The parent's handler would hear of the parent's end in the child's place, and be forgotten by exec.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        die_with(parent_pid, by=signal.SIGTERM)

    return bind_to_parent


def forks_can_be_ended() -> None:
    """From now on a process forked from this one ends by SIGTERM and SIGINT until it handles them itself.

    It inherits this one's handlers, and so would take the order to end for one to its parent, and live on.
    """

    def block() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)

    def unblock() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)

    def forget_handlers() -> None:
        for number in _ENDINGS:
            signal.signal(number, signal.SIG_DFL)
        unblock()  # what came since the fork counts now

    os.register_at_fork(before=block, after_in_parent=unblock, after_in_child=forget_handlers)
