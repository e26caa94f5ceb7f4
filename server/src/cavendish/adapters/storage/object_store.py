"""Pictures in a folder or an object store, through obstore."""

from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from cavendish.domain.errors import SetupError, StorageError
from cavendish.ports.asset_store import StoredObject

_CHUNK_BYTES: Final = 256 * 1024


def open_asset_store(url: str, environ: Mapping[str, str]) -> "ObjectAssetStore":
    """The store at `url`: `file:///folder`, `s3://bucket/prefix`, `gs://…`, `az://…`.

    A cloud's credentials are read from `environ` under their customary names (AWS_ACCESS_KEY_ID, …).
    Raises SetupError when the address makes no sense.
    """
    parts = urlsplit(url)
    try:
        if parts.scheme == "file":
            folder = Path(unquote(parts.path))
            folder.mkdir(parents=True, exist_ok=True)
            return ObjectAssetStore(LocalStore(folder, mkdir=True))
        return ObjectAssetStore(from_url(url, config=cast("Any", _cloud_settings(parts.scheme, environ))))
    except (BaseError, OSError, ValueError) as error:
        raise SetupError(
            f"CAVENDISH_STORAGE_URL={url!r} cannot be opened: {error}. Give file:///folder or s3://bucket/prefix"
        ) from error


def _cloud_settings(scheme: str, environ: Mapping[str, str]) -> dict[str, str]:
    prefix = {"s3": "AWS_", "s3a": "AWS_", "gs": "GOOGLE_", "az": "AZURE_", "abfs": "AZURE_"}.get(scheme)
    if prefix is None:
        raise ValueError(f"unknown kind of storage {scheme!r}")
    return {name.lower(): value for name, value in environ.items() if name.startswith(prefix) and value}


class ObjectAssetStore:
    """The port's AssetStore on any obstore backend."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def put(self, key: str, content: bytes, *, media_type: str) -> None:
        attributes = {} if isinstance(self._store, LocalStore) else {"Content-Type": media_type}
        try:
            await obstore.put_async(self._store, key, content, attributes=cast("Any", attributes))
        except (BaseError, OSError) as error:
            raise StorageError(f"cannot write {key}: {error}") from error

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
            raise StorageError(f"cannot read {key}: {error}") from error
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
            raise StorageError(f"cannot read {key}: {error}") from error

    async def delete(self, keys: Sequence[str]) -> None:
        for key in keys:
            try:
                await obstore.delete_async(self._store, key)
            except FileNotFoundError:
                continue
            except (BaseError, OSError) as error:
                raise StorageError(f"cannot delete {key}: {error}") from error

    async def list_keys(self, prefix: str) -> list[str]:
        try:
            return [entry["path"] async for batch in obstore.list(self._store, prefix) for entry in batch]
        except (BaseError, OSError) as error:
            raise StorageError(f"cannot list {prefix}: {error}") from error


async def _chunks(key: str, result: "obstore.GetResult") -> AsyncIterator[bytes]:
    try:
        async for chunk in result.stream(min_chunk_size=_CHUNK_BYTES):
            yield bytes(chunk)
    except (BaseError, OSError) as error:
        raise StorageError(f"reading {key} broke off: {error}") from error
