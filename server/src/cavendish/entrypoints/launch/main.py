"""The program `cavendish-server`: starts itself once more with what a program reads only as it starts."""

import os
import sys
from importlib import import_module
from typing import Final

_AT_START: Final = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(32 * 1024 * 1024),
    "MALLOC_TRIM_THRESHOLD_": str(4 * 1024 * 1024),
    "MIMALLOC_PURGE_DELAY": "0",
    # Titles of processes leave the environment where it can be read.
    "SPT_NOENV": "1",
}
"""Unless the operator says otherwise: what a burst of pictures took is given back, but what the next needs.

By itself the C library keeps a heap for every thread, and fetches and gives back the memory of every picture:
in a call of 1.3 MB the API spent a third of its time on that. The allocator in the HTTP client to providers
keeps what it once had. Of 500 pictures at once the heaps cost 40 MB, the client 45 (measured 2026-11-29).
"""


def main() -> None:
    """Run a command of `cavendish.entrypoints.cli`."""
    if sys.platform == "linux" and not os.environ.keys() >= _AT_START.keys():
        again = [sys.executable, *sys.orig_argv[1:]]
        os.execve(sys.executable, again, {**_AT_START, **os.environ})  # noqa: S606 - it is this program
    # Not before: to import all commands takes twenty times as long as to start once more.
    import_module("cavendish.entrypoints.cli.main").main()


if __name__ == "__main__":
    main()
