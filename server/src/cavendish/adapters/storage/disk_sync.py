"""Brings written files onto the disk: until then a power cut takes them, whatever the database says."""

import asyncio
import errno
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from cavendish.database.batcher import Batcher

_AT_ONCE: Final = 64
_THREADS: Final = 2
_NOT_FOR_FOLDERS: Final = (errno.EINVAL, errno.ENOTSUP)
"""What file systems answer that need no such call for a folder, or know none."""


class DiskSync:
    """Await `sync(key)` until the file `key` of a folder is on the disk, and the folders that lead to it.

    Files that come at the same time share a thread and, where the file system can do so, a commit of its
    journal. Raises OSError when the disk fails. A file that was deleted meanwhile is no error.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._batcher: Batcher[Path, None] = Batcher(self._sync, max_items=_AT_ONCE, parallel=_THREADS)

    async def __call__(self, key: str) -> None:
        await self._batcher(self._folder / key)

    async def _sync(self, files: Sequence[Path]) -> Sequence[Exception | None]:
        return await asyncio.to_thread(self._sync_each, files)

    def _sync_each(self, files: Sequence[Path]) -> list[Exception | None]:
        results: list[Exception | None] = [_bring_to_disk(file) for file in files]
        for folder in self._folders_of(files):
            error = _bring_to_disk(folder)
            if error is not None and error.errno not in _NOT_FOR_FOLDERS:
                return [error] * len(files)
        return results

    def _folders_of(self, files: Iterable[Path]) -> set[Path]:
        """A new file stands in its folder, and a folder that is new, too, in the one above."""
        depth = len(self._folder.parts)
        return {folder for file in files for folder in file.parents if len(folder.parts) >= depth}


def _bring_to_disk(path: Path) -> OSError | None:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    except OSError as error:
        return error
    try:
        os.fsync(descriptor)
    except OSError as error:
        return error
    finally:
        os.close(descriptor)
    return None
