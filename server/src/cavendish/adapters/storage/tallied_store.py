"""Storage whose operations are counted and timed."""

from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter
from typing import TypeVar

from cavendish.domain.errors import StorageError
from cavendish.ports.asset_store import AssetStore, StoredObject
from cavendish.ports.storage_tally import StorageTally

T = TypeVar("T")


class TalliedStore:
    """An AssetStore in front of another. Reading counts until the first byte could be sent."""

    def __init__(self, store: AssetStore) -> None:
        self._store = store
        self.tally = StorageTally()

    async def put(self, key: str, content: bytes, *, media_type: str) -> bool:
        return await self._counted("put", lambda: self._store.put(key, content, media_type=media_type))

    async def open(
        self, key: str, *, start: int | None = None, end: int | None = None
    ) -> StoredObject | None:
        return await self._counted("open", lambda: self._store.open(key, start=start, end=end))

    async def size_bytes(self, key: str) -> int | None:
        return await self._counted("size", lambda: self._store.size_bytes(key))

    async def delete(self, keys: Sequence[str]) -> None:
        if keys:
            await self._counted("delete", lambda: self._store.delete(keys))

    async def list_keys(self, prefix: str) -> list[str]:
        return await self._counted("list", lambda: self._store.list_keys(prefix))

    async def prove_usable(self) -> None:
        await self._store.prove_usable()

    async def _counted(self, operation: str, work: Callable[[], Awaitable[T]]) -> T:
        begun_s, outcome = perf_counter(), "ok"
        try:
            return await work()
        except StorageError:
            outcome = "failed"
            raise
        finally:
            self.tally.note(operation, outcome, seconds=perf_counter() - begun_s)
