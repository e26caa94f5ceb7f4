"""Waiting for something outside this process that announces itself to nobody."""

import threading
import time
from collections.abc import Callable
from typing import Final

_STEP_S: Final = 0.01


def wait_until(is_reached: Callable[[], bool], *, timeout_s: float) -> bool:
    """Ask every 10 ms; False when `timeout_s` passed first. Asks at least once."""
    pause = threading.Event()
    deadline = time.monotonic() + timeout_s
    while not is_reached():
        if time.monotonic() >= deadline:
            return False
        pause.wait(_STEP_S)
    return True
