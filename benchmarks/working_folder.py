"""Where a benchmark keeps its database and its pictures.

ext4 looks past every inode that was deleted within the last minutes (`recently_deleted`, fs/ext4/ialloc.c):
after a benchmark that removed its thousands of files the next one pays up to 0.35 ms for each new file
instead of 0.02. So a row of benchmarks removes nothing before all are done.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PARENT: Final = "/var/tmp"


@contextlib.contextmanager
def working_folder(what: str) -> Iterator[Path]:
    """A new folder that a PostgreSQL of another user may enter; gone afterwards.

    Where `BENCH_FOLDER` names a folder it is one inside, and stays until whoever named it removes it.
    """
    if parent := os.environ.get("BENCH_FOLDER"):
        yield _opened(tempfile.mkdtemp(dir=parent, prefix=f"{what}-"))
        return
    with tempfile.TemporaryDirectory(dir=PARENT, prefix=f"cavendish-{what}-") as name:
        yield _opened(name)


def _opened(name: str) -> Path:
    folder = Path(name)
    folder.chmod(0o755)
    return folder


def new_file_us() -> float:
    """What a new file costs just now: some 20 µs, and many times that soon after much was deleted."""
    with tempfile.TemporaryDirectory(dir=PARENT) as name:
        begun_s = time.perf_counter()
        for number in range(50):
            Path(name, str(number)).touch()
        return (time.perf_counter() - begun_s) / 50 * 1e6
