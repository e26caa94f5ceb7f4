"""Pictures in a folder or an object store, through obstore."""

import re
import secrets
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final, cast

import obstore
import structlog
from obstore.exceptions import AlreadyExistsError, BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import LocalStore, ObjectStore, S3Store

from cavendish.domain.errors import SetupError, StorageError
from cavendish.ports.asset_store import StoredObject

_CHUNK_BYTES: Final = 256 * 1024
_PROBES: Final = "doctor"
_STORE_CODE: Final = re.compile(r"<Code>(\w{1,100})</Code>")
_STATUS: Final = re.compile(r"status code: (\d{3}[A-Za-z ]{0,40})")
_log = structlog.get_logger("cavendish.storage")


class ObjectAssetStore:
    """The port's AssetStore on any obstore backend."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self._can_keep = True

    async def put(self, key: str, content: bytes, *, media_type: str) -> bool:
        attributes = {} if isinstance(self._store, LocalStore) else {"Content-Type": media_type}
        try:
            await obstore.put_async(
                self._store,
                key,
                content,
                attributes=cast("Any", attributes),
                mode="create" if self._can_keep else "overwrite",
                use_multipart=False,
            )
        except AlreadyExistsError:
            return False
        except (BaseError, OSError) as error:
            if self._can_keep and await self._can_only_replace():
                self._can_keep = False
                _log.warning("this storage replaces what is there", reason=explain_failure(error))
                return await self.put(key, content, media_type=media_type)
            raise StorageError(f"cannot write {key}: {explain_failure(error)}") from error
        return True

    async def _can_only_replace(self) -> bool:
        """Disks without hard links, and clouds without conditional writes, refuse what must not replace."""
        key = f"{_PROBES}/{secrets.token_hex(8)}"
        for mode in ("overwrite", "create"):
            try:
                await obstore.put_async(self._store, key, b"probe", mode=mode)
                await obstore.delete_async(self._store, key)
            except (BaseError, OSError):
                return mode == "create"
        return False

    async def open(
        self, key: str, *, start: int | None = None, end: int | None = None
    ) -> StoredObject | None:
        try:
            if start is None:
                result = await obstore.get_async(self._store, key)
            else:
                asked = (
                    {"suffix": -start} if start < 0 else {"offset": start} if end is None else (start, end)
                )
                result = await obstore.get_async(self._store, key, options=cast("Any", {"range": asked}))
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise StorageError(f"cannot read {key}: {explain_failure(error)}") from error
        first, last = result.range
        return StoredObject(
            size_bytes=result.meta["size"], start=first, end=last, chunks=_chunks(key, result)
        )

    async def size_bytes(self, key: str) -> int | None:
        try:
            return (await obstore.head_async(self._store, key))["size"]
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise StorageError(f"cannot read {key}: {explain_failure(error)}") from error

    async def delete(self, keys: Sequence[str]) -> None:
        if isinstance(self._store, S3Store):
            await self._delete_together(keys)
            return
        for key in keys:
            try:
                await obstore.delete_async(self._store, key)
            except FileNotFoundError:
                continue
            except (BaseError, OSError) as error:
                raise StorageError(f"cannot delete {key}: {explain_failure(error)}") from error

    async def _delete_together(self, keys: Sequence[str]) -> None:
        """S3 deletes up to 1,000 objects a request, and one that is gone already is no error there."""
        try:
            await obstore.delete_async(self._store, list(keys))
        except (BaseError, OSError) as error:
            raise StorageError(f"cannot delete {len(keys)} objects: {explain_failure(error)}") from error

    async def prove_usable(self) -> None:
        # Processes that start together must not delete each other's.
        key = f"{_PROBES}/{secrets.token_hex(8)}"
        try:
            await obstore.put_async(self._store, key, b"probe")
            read = await (await obstore.get_async(self._store, key)).bytes_async()
            await self.delete([key])
        except (PermissionDeniedError, UnauthenticatedError) as error:
            raise SetupError(
                f"The storage refuses its credentials: {explain_failure(error)}. "
                "Check the access key, its secret, and its right to write, read and delete"
            ) from error
        except FileNotFoundError as error:
            raise SetupError(
                f"The storage has no such bucket: {explain_failure(error)}. "
                "Create it, or mend CAVENDISH_STORAGE_URL"
            ) from error
        except (BaseError, OSError) as error:
            raise StorageError(f"the storage does not work: {explain_failure(error)}") from error
        if bytes(read) != b"probe":
            raise StorageError("the storage does not give back what was written")

    async def list_keys(self, prefix: str) -> list[str]:
        try:
            return [entry["path"] async for batch in obstore.list(self._store, prefix) for entry in batch]
        except (BaseError, OSError) as error:
            raise StorageError(f"cannot list {prefix}: {explain_failure(error)}") from error


def explain_failure(error: Exception) -> str:
    """What a store's library says, in one line: the store's own code and status where there are any."""
    text = str(error)
    code, status = _STORE_CODE.search(text), _STATUS.search(text)
    if code is None and status is None:
        return text.partition("\n\nDebug source")[0].replace("\n", " ").strip()
    return " ".join([*([code[1]] if code else []), *([f"(HTTP {status[1].strip()})"] if status else [])])


async def _chunks(key: str, result: "obstore.GetResult") -> AsyncIterator[bytes]:
    first, last = result.range
    try:
        if last - first <= _CHUNK_BYTES:
            yield bytes(await result.bytes_async())
            return
        async for chunk in result.stream(min_chunk_size=_CHUNK_BYTES):
            yield bytes(chunk)
    except (BaseError, OSError) as error:
        raise StorageError(f"reading {key} broke off: {explain_failure(error)}") from error
