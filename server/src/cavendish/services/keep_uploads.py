"""Use case: keep a reference picture for a day, for the tasks of the key that sent it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.upload_rows import delete_uploads, find_uploads, insert_upload
from cavendish.domain.clock import Clock
from cavendish.domain.errors import (
    InvalidRequestError,
    NotFoundError,
    NotReadyError,
    StorageError,
    TaskFailedError,
    TooManyRequestsError,
)
from cavendish.domain.generation import UPLOAD_SCHEME, ReferenceImage
from cavendish.domain.ids import ApiKeyId
from cavendish.domain.own_link import FILES_PATH, own_name
from cavendish.domain.upload import (
    MAX_LIVE_UPLOADS,
    UPLOAD_LIFETIME_MS,
    Upload,
    find_upload_token,
    new_upload_token,
)
from cavendish.ports.asset_store import AssetStore, StoredObject

_CHECKED_AT_ONCE: Final = 2
"""A picture at the pixel limit takes 160 MB while it is decoded."""
_AWAY: Final = "The file cannot be stored or read now; try again shortly"


class KeepUploads:
    """`clean` checks a picture and takes its metadata out, raising TaskFailedError; it runs in a thread."""

    def __init__(
        self, pool: Pool, store: AssetStore, clock: Clock, *, clean: Callable[[bytes], ReferenceImage]
    ) -> None:
        self._pool = pool
        self._store = store
        self._clock = clock
        self._clean = clean
        self._turn = asyncio.Semaphore(_CHECKED_AT_ONCE)

    async def keep(self, content: bytes, *, key_id: ApiKeyId) -> Upload:
        """Check a picture as a reference is checked, and store it cleaned.

        Raises InvalidRequestError for what is no usable picture, TooManyRequestsError over the key's share.
        """
        try:
            async with self._turn:
                picture = await asyncio.to_thread(self._clean, content)
        except TaskFailedError as error:
            problem = str(error).partition(": ")[2] or str(error)
            raise InvalidRequestError(field="file", problem=f"cannot be used: {problem}") from error
        upload = Upload(
            token=new_upload_token(),
            api_key_id=key_id,
            media_type=picture.media_type,
            size_bytes=len(picture.content),
            expires_at_ms=self._clock.now_ms() + UPLOAD_LIFETIME_MS,
        )
        try:
            # The row first: bytes without one would never be deleted.
            async with self._pool.acquire() as connection, connection.transaction():
                is_stored = await insert_upload(connection, upload, max_live=MAX_LIVE_UPLOADS)
            if not is_stored:
                raise TooManyRequestsError(
                    f"Too many files: this key may have {MAX_LIVE_UPLOADS} at once, each for a day",
                    retry_after_s=3600,
                )
            await self._put(upload, picture)
        except CONNECTION_ERRORS as error:
            raise NotReadyError(_AWAY) from error
        return upload

    async def _put(self, upload: Upload, picture: ReferenceImage) -> None:
        try:
            await self._store.put(upload.storage_key, picture.content, media_type=picture.media_type)
        except StorageError as error:
            await delete_uploads(self._pool, [upload.token])
            raise NotReadyError(_AWAY) from error

    async def open(self, name: str) -> tuple[StoredObject, Upload]:
        """The picture behind the last part of an upload's address. Raises NotFoundError, also a day later."""
        token = find_upload_token(name)
        upload = (await self._find([token])).get(token) if token is not None else None
        if upload is None or upload.name != name or upload.expires_at_ms <= self._clock.now_ms():
            raise NotFoundError("No such file: uploads are kept for 24 hours")
        try:
            stored = await self._store.open(upload.storage_key)
        except StorageError as error:
            raise NotReadyError(_AWAY) from error
        if stored is None:
            raise NotFoundError("No such file: uploads are kept for 24 hours")
        return stored, upload

    async def resolve(
        self, urls: tuple[str, ...], *, key_id: ApiKeyId, public_url: str, field: str
    ) -> tuple[str, ...]:
        """The same addresses, those of this key's own uploads as names in our storage.

        Raises InvalidRequestError for an address of ours that is no live upload of this key's: another key's
        is refused in the same words as one that never was.
        """
        names = {
            url: name
            for url in urls
            if (name := own_name(url, path=FILES_PATH, public_url=public_url)) is not None
        }
        if not names:
            return urls
        uploads = await self._find([find_upload_token(name) or "" for name in names.values()])
        resolved = []
        for index, url in enumerate(urls):
            if (name := names.get(url)) is None:
                resolved.append(url)
                continue
            upload = uploads.get(find_upload_token(name) or "")
            if (
                upload is None
                or upload.api_key_id != key_id
                or upload.name != name
                or upload.expires_at_ms <= self._clock.now_ms()
            ):
                raise InvalidRequestError(
                    field=f"{field}[{index}]",
                    problem="is no file of this key, or has expired: upload it with POST /api/v1/files",
                )
            resolved.append(UPLOAD_SCHEME + upload.storage_key)
        return tuple(resolved)

    async def _find(self, tokens: Sequence[str]) -> dict[str, Upload]:
        try:
            return await find_uploads(self._pool, tokens)
        except CONNECTION_ERRORS as error:
            raise NotReadyError(_AWAY) from error
