"""Pictures in a folder of this machine."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from obstore.store import LocalStore
from typing_extensions import override

from cavendish.adapters.storage.disk_sync import DiskSync
from cavendish.adapters.storage.object_store import ObjectAssetStore
from cavendish.domain.errors import StorageError
from cavendish.ports.asset_store import StoredObject

_PIECE_BYTES: Final = 256 * 1024
_READERS: Final = 16
"""Files read at once: others wait, when the disk is slow, and the event loop does not."""

T = TypeVar("T")


class FolderStore(ObjectAssetStore):
    """Written by obstore, which puts a file in its place in one step; read by ourselves.

    obstore reads a file in pieces of 8 KB, each of which wakes another thread: of a call that lasts until a
    picture of 1.3 MB comes that was 5 of the API's 9 ms of CPU time (obstore 0.12.1, measured 2026-11-29).
    """

    def __init__(self, folder: Path, *, syncs: bool = False) -> None:
        """With `syncs` a file is on the disk when it was put, else when the system gets round to it."""
        super().__init__(LocalStore(folder, mkdir=True))
        self._folder = folder
        self._to_disk = DiskSync(folder) if syncs else None
        self._threads = ThreadPoolExecutor(_READERS, thread_name_prefix="read-picture")

    @override
    async def put(self, key: str, content: bytes, *, media_type: str) -> bool:
        is_new = await super().put(key, content, media_type=media_type)
        if self._to_disk is not None:
            try:
                await self._to_disk(key)  # also what another process wrote: our caller relies on it
            except OSError as error:
                raise StorageError(f"cannot bring {key} to the disk: {error}") from error
        return is_new

    @override
    async def open(
        self, key: str, *, start: int | None = None, end: int | None = None
    ) -> StoredObject | None:
        try:
            return await self._in_thread(lambda: self._open(key, start, end))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StorageError(f"cannot read {key}: {error}") from error

    def _open(self, key: str, start: int | None, end: int | None) -> StoredObject:
        path = self._path(key)
        with path.open("rb", buffering=0) as file:
            size_bytes = os.fstat(file.fileno()).st_size
            first, last = _span(size_bytes, start, end)
            piece = os.pread(file.fileno(), min(last - first, _PIECE_BYTES), first)
        return StoredObject(
            size_bytes=size_bytes, start=first, end=last, chunks=self._pieces(path, piece, first, last)
        )

    async def _pieces(self, path: Path, piece: bytes, first: int, last: int) -> AsyncIterator[bytes]:
        """What was read when the file was opened, and the rest as it is asked for."""
        yield piece
        position = first + len(piece)
        if position >= last:
            return
        try:
            file = await self._in_thread(lambda: os.open(path, os.O_RDONLY))
            try:
                while position < last:
                    piece = await self._in_thread(
                        lambda: os.pread(file, min(_PIECE_BYTES, last - position), position)  # noqa: B023 - awaited here
                    )
                    if not piece:
                        raise StorageError(f"reading {path.name} broke off: it is shorter than it was")
                    yield piece
                    position += len(piece)
            finally:
                os.close(file)
        except OSError as error:
            raise StorageError(f"reading {path.name} broke off: {error}") from error

    def _path(self, key: str) -> Path:
        if {"", ".", ".."}.intersection(key.split("/")):
            raise StorageError(f"{key!r} is no name of a picture")
        return self._folder / key

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def _span(size_bytes: int, start: int | None, end: int | None) -> tuple[int, int]:
    """The bytes that are meant, within the file."""
    if start is None:
        return 0, size_bytes
    if start < 0:
        return max(0, size_bytes + start), size_bytes
    return min(start, size_bytes), size_bytes if end is None else min(end, size_bytes)
