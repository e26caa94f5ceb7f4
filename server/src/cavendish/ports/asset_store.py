"""Where pictures are kept: a folder or a cloud's object store."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """A stored object that is being read: all of it, or bytes `start` to `end` (exclusive)."""

    size_bytes: int
    start: int
    end: int
    chunks: AsyncIterator[bytes]


class AssetStore(Protocol):
    async def put(self, key: str, content: bytes, *, media_type: str) -> bool:
        """Store `content`; it outlives this process, and in a cloud or a folder that syncs the machine, too.

        What the key holds already stays: then False, and nothing was stored. Raises StorageError.
        """
        ...

    async def open(
        self, key: str, *, start: int | None = None, end: int | None = None
    ) -> StoredObject | None:
        """Begin to read an object, or None when there is none. A negative `start` counts from the end."""
        ...

    async def size_bytes(self, key: str) -> int | None:
        """Its size, or None when there is none."""
        ...

    async def delete(self, keys: Sequence[str]) -> None:
        """Delete objects; one that is gone already is no error. Raises StorageError."""
        ...

    async def list_keys(self, prefix: str) -> list[str]:
        """All keys that begin with the folder `prefix`; for small folders and for checks."""
        ...

    async def prove_usable(self) -> None:
        """Write, read and delete a small object.

        Raises SetupError that names the cure when an operator has to mend something (credentials, a missing
        bucket), StorageError when it may pass.
        """
        ...
