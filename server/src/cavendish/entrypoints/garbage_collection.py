"""Keep Python's garbage collector out of the way of a process that serves for months."""

import gc
from typing import Final

_COLLECT_AFTER: Final = 50_000
"""New objects, some hundreds of requests or tasks. To look after every 5,000 took a quarter of a worker's CPU
time."""


def spare_the_collector() -> None:
    """What is there now stays: keep the garbage collector from looking through it.

    And let it look less often: each look at thousands of waiting tasks stops them all for a moment.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
