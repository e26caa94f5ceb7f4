"""Locks between processes that the kernel releases when their holders die, however they die."""

import fcntl
import os
from pathlib import Path
from typing import Self

from cavendish.database.embedded.polling import wait_until


class FileLock:
    """An flock on its own open file.

    It belongs to the open file, not to a process: whoever inherits the descriptor holds it too, and it
    is free only when the last of them closed it or died. Zombies hold nothing.
    """

    def __init__(self, path: Path) -> None:
        """Open `path`, creating it for the owner of its folder; symbolic links are refused."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        if os.geteuid() == 0:
            folder = path.parent.stat()
            os.fchown(self._file, folder.st_uid, folder.st_gid)

    def fileno(self) -> int:
        return self._file

    def try_shared(self) -> bool:
        return self._try(fcntl.LOCK_SH)

    def try_exclusive(self) -> bool:
        return self._try(fcntl.LOCK_EX)

    def wait_exclusive(self, *, timeout_s: float) -> bool:
        return wait_until(self.try_exclusive, timeout_s=timeout_s)

    def close(self) -> None:
        """Give up this descriptor's share; closing twice is harmless."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def is_held_exclusively(path: Path) -> bool:
    """Whether any living process holds `path` exclusively."""
    with FileLock(path) as lock:
        return not lock.try_shared()
