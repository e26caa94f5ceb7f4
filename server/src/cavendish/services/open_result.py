"""Use case: give out a finished picture to whoever holds its link."""

import re
from dataclasses import dataclass
from typing import Final

from cavendish.database.connection_pool import CONNECTION_ERRORS, Pool
from cavendish.database.task_rows import StoredAsset, find_asset
from cavendish.domain.clock import Clock
from cavendish.domain.errors import (
    ExpiredError,
    InvalidRequestError,
    NotFoundError,
    NotReadyError,
    StorageError,
)
from cavendish.domain.generation import UPLOAD_SCHEME, OutputFormat
from cavendish.domain.ids import AssetToken
from cavendish.domain.own_link import RESULTS_PATH, own_name
from cavendish.domain.task import RESULT_LIFETIME_MS, TaskState, TaskStatus, asset_key
from cavendish.ports.asset_store import AssetStore, StoredObject

_NAME: Final = re.compile(r"([0-9a-f]{32})\.(png|jpg)", re.ASCII)
_CACHED_LINKS: Final = 20_000
_AWAY: Final = "The picture cannot be read now; try again shortly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A live link to a picture."""

    name: str
    output_format: OutputFormat
    expires_at_ms: int


class OpenResult:
    def __init__(self, pool: Pool, store: AssetStore, clock: Clock) -> None:
        self._pool = pool
        self._store = store
        self._clock = clock
        self._links: dict[AssetToken, StoredAsset] = {}

    async def find(self, name: str) -> Link:
        """What the last part of a link leads to; the storage is not asked.

        Raises NotFoundError for a name that never was, ExpiredError 15 days after completion.
        """
        match = _NAME.fullmatch(name)
        asset = await self._find(AssetToken(match[1])) if match else None
        if match is None or asset is None or match[2] != asset.output_format.extension:
            raise NotFoundError("No such picture")
        expires_at_ms = asset.completed_at_ms + RESULT_LIFETIME_MS
        if self._clock.now_ms() >= expires_at_ms:
            raise ExpiredError("This picture's link has expired: results are kept for 15 days")
        return Link(name=name, output_format=asset.output_format, expires_at_ms=expires_at_ms)

    def learn(self, status: TaskStatus) -> None:
        """Whoever reads that a task has succeeded asks for its picture next: no need to look it up then."""
        if status.state is TaskState.SUCCESS and status.completed_at_ms is not None:
            self._keep(
                status.asset_token,
                StoredAsset(output_format=status.output_format, completed_at_ms=status.completed_at_ms),
            )

    async def size_bytes(self, link: Link) -> int:
        """How large the picture is. Raises NotFoundError when it is gone, NotReadyError without an answer."""
        try:
            size_bytes = await self._store.size_bytes(asset_key(link.name))
        except StorageError as error:
            raise NotReadyError(_AWAY) from error
        if size_bytes is None:
            raise NotFoundError("No such picture")
        return size_bytes

    async def open(self, link: Link, *, start: int | None = None, end: int | None = None) -> StoredObject:
        """The picture, or bytes `start` to `end` of it. Raises as `size_bytes` does."""
        try:
            stored = await self._store.open(asset_key(link.name), start=start, end=end)
        except StorageError as error:
            raise NotReadyError(_AWAY) from error
        if stored is None:
            raise NotFoundError("No such picture")
        return stored

    async def resolve(self, urls: tuple[str, ...], *, public_url: str, field: str) -> tuple[str, ...]:
        """The same addresses, those of our own results as names in our storage.

        As with the picture itself, whoever holds the link may use it. Raises InvalidRequestError for a link
        that never was or has expired.
        """
        return tuple(
            [
                url
                if (name := own_name(url, path=RESULTS_PATH, public_url=public_url)) is None
                else await self._stored_name(name, field=f"{field}[{index}]")
                for index, url in enumerate(urls)
            ]
        )

    async def _stored_name(self, name: str, *, field: str) -> str:
        try:
            link = await self.find(name)
        except ExpiredError as error:
            raise InvalidRequestError(
                field=field, problem="has expired: results are kept for 15 days"
            ) from error
        except NotFoundError as error:
            raise InvalidRequestError(field=field, problem="is no picture of this server") from error
        return UPLOAD_SCHEME + asset_key(link.name)

    async def _find(self, token: AssetToken) -> StoredAsset | None:
        if (known := self._links.get(token)) is not None:
            return known
        try:
            asset = await find_asset(self._pool, token)
        except CONNECTION_ERRORS as error:
            raise NotReadyError(_AWAY) from error
        if asset is not None:
            self._keep(token, asset)
        return asset

    def _keep(self, token: AssetToken, asset: StoredAsset) -> None:
        if len(self._links) >= _CACHED_LINKS:
            self._links.clear()
        self._links[token] = asset
